from courses.errors import CoursesError


class NetworkError(CoursesError):
    """This can't be asked or decided, or not any more."""
