from courses.errors import CoursesError


class DoorError(CoursesError):
    """A helper or coordinator can't do this at the door; the sentence names nobody."""


class NotOnTheList(DoorError):
    """This person or ticket doesn't belong to the meeting of this door."""
