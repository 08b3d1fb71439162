"""How somebody stands on paper for the hall."""

from __future__ import annotations

from collections.abc import Iterable

from courses.door.finding import fold
from courses.editions.models import Enrolment
from courses.people.models import Person


def by_name(enrolments: Iterable[Enrolment]) -> list[Enrolment]:
    """As one looks a name up: accents and capitals don't matter."""
    return sorted(enrolments, key=lambda enrolment: (fold(enrolment.person.name), enrolment.pk))


def printed_names(person: Person, style: str) -> tuple[str, str]:
    """The name as written, and below it the spelling in Latin letters; that alone where the name can't be printed."""
    from courses.typesetting.text import clean, printable

    name, latin = printable(person.name, style), printable(person.latin_name, "regular")
    if latin and name != clean(person.name):
        return latin, ""
    return name, latin if latin != name else ""
