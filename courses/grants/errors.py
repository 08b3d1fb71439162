from courses.errors import CoursesError


class GrantRefused(CoursesError):
    """A rule of projects said no; `field` is what a form shows the sentence beside, if it is about one field."""

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field
