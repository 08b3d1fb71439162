from courses.errors import CoursesError


class PhoneError(CoursesError):
    """Something sent from a phone can't be right."""


class NoteOutdated(PhoneError):
    """Somebody else wrote in the same note meanwhile; theirs is not overwritten unseen."""
