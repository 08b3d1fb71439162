from courses.errors import CoursesError


class PaperError(CoursesError):
    """A rule of sign-in sheets and their scans said no."""


class Unreadable(PaperError):
    """This file is no picture or PDF that can be kept; the sentence says what to do."""


class NotYours(PaperError):
    """A sheet of a group that this account doesn't see; the sentence doesn't say whose."""


class Settled(PaperError):
    """Somebody else confirmed, or took back, a moment ago."""
