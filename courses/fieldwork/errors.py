from courses.errors import CoursesError


class FieldworkRefused(CoursesError):
    """A rule of recruiting, activities or doubles said no."""
