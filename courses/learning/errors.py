from courses.errors import CoursesError


class LearningRefused(CoursesError):
    """What somebody wanted to do on their line isn't possible there."""


class ReflectionRefused(LearningRefused):
    """A reflection that can't be kept as it is."""


class TestRefused(LearningRefused):
    """A go at a test that isn't there (any more)."""

    __test__ = False
