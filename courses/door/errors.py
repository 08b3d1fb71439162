from courses.errors import CoursesError


class DoorError(CoursesError):
    """A helper or coordinator can't do this at the door; the sentence names nobody."""


class ElsewhereOnTheList(DoorError):
    """Somebody with a place in the event who is not on the list of this meeting: they chose another breakout, or none.

    Whether there is room is for the helper to see: `check_in(…, anyway=True)` lets them in.
    """


class NotOnTheList(DoorError):
    """This person or ticket doesn't belong to the meeting of this door."""
