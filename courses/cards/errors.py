from courses.errors import CoursesError


class CardRefused(CoursesError):
    """For this person no card is made, or their card opens nothing; the sentence says why."""
