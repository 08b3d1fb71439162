from courses.errors import CoursesError


class RegistrationRefused(CoursesError):
    """This can't be registered, or not any more."""
