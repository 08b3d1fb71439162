from courses.errors import CoursesError


class InterchangeError(CoursesError):
    """A file that can't be read as a whole, or an export of something that isn't there."""


class WrongValue(CoursesError):
    """What stands in one field can't be right; the sentence names the field."""
