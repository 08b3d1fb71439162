from typing import Any

from courses.errors import CoursesError


class EditionError(CoursesError):
    """A rule of groups, enrolments or attendance said no."""


class EnrolmentClosed(EditionError):
    """Nobody can enrol here by themselves (any more)."""


class AlreadyEnrolled(EditionError):
    """The person is in this group already, in another role."""


class MarkRefused(EditionError):
    """A mark that can't be right: partial without minutes, more minutes than the meeting has."""


class ChoiceRefused(EditionError):
    """A breakout that can't be chosen: not by this person, not at the same time as another, not any more."""


class BreakoutFull(ChoiceRefused):
    """All places are taken; `session` is the breakout, which has a waiting list."""

    def __init__(self, sentence: str, session: Any) -> None:
        super().__init__(sentence)
        self.session = session


class RoundsClash(ChoiceRefused):
    """Somebody would be in two rooms at one time."""


class ChoosingClosed(ChoiceRefused):
    """The time to choose is over; a coordinator still can."""


class OfferRefused(EditionError):
    """A place that can't be offered, or an offer that can't be taken any more."""


class SubstituteRefused(EditionError):
    """A seat that can't pass to somebody else, or not to this person."""


class TakeOverRefused(EditionError):
    """A group can't go on with this version: it isn't the newest, or somebody else changed the group meanwhile."""
