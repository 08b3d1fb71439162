from django.utils.translation import gettext as _

from courses.errors import CoursesError


class NotCovered(CoursesError):
    """`characters` are those that no face on this site can print."""

    def __init__(self, characters: str) -> None:
        self.characters = characters
        super().__init__(
            _("These characters cannot be printed: %(characters)s.") % {"characters": " ".join(shown(characters))}
        )


def shown(characters: str, most: int = 8) -> list[str]:
    return [c if c.isprintable() else f"U+{ord(c):04X}" for c in characters[:most]]
