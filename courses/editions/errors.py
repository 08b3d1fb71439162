from courses.errors import CoursesError


class EditionError(CoursesError):
    """A rule of groups, enrolments or attendance said no."""


class EnrolmentClosed(EditionError):
    """Nobody can enrol here by themselves (any more)."""


class AlreadyEnrolled(EditionError):
    """The person is in this group already, in another role."""


class MarkRefused(EditionError):
    """A mark that can't be right: partial without minutes, more minutes than the meeting has."""
