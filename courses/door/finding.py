"""Finding somebody on a list by a few letters of their name, in any script."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from courses.door.checking_in import with_a_place
from courses.editions.expected import expected_at
from courses.editions.models import Session

# Letters that are their own in one alphabet and an accented one to who types them on another.
_PLAIN = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ə": "e", "ŋ": "n"}
    | {"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه", "ی": "ي", "ک": "ك", "ـ": ""}
)
_APOSTROPHES = "'’‘ʼ`´"
SHOWN = 12
TYPED = 100


@dataclass(frozen=True)
class Found:
    """All a helper sees of somebody: the name, its Latin spelling where there is one, and the organisation."""

    enrolment: int
    person: int
    name: str
    latin_name: str
    organisation: str


def fold(text: str) -> str:
    """The text as it is compared: no accents, no capitals, no signs between words."""
    text = unicodedata.normalize("NFKD", text.casefold()).casefold().translate(_PLAIN)
    return " ".join("".join(_compared(sign) for sign in text).split())


def _compared(sign: str) -> str:
    """Letters and digits as they are; an accent or an apostrophe is nothing, any other sign parts two words."""
    category = unicodedata.category(sign)[0]
    if category in "LN":
        return sign
    return "" if category in "MC" or sign in _APOSTROPHES else " "


def find(session: Session, typed: str) -> tuple[list[Found], int]:
    """Those expected whose name has every typed word, first those whose words begin with them; and how many more.

    One Latin letter finds nobody: this is for who stands at the door, not a list to leaf through.
    """
    words = fold(typed[:TYPED]).split()
    if not words or (len(words) == 1 and len(words[0]) == 1 and words[0].isascii()):
        return [], 0
    hits: list[tuple[bool, Found]] = []
    for one in listed(session):
        names = fold(f"{one.name} {one.latin_name}")
        if all(word in names for word in words):
            starts = all(any(part.startswith(word) for part in names.split()) for word in words)
            hits.append((not starts, one))
    hits.sort(key=lambda hit: hit[0])
    return [one for _, one in hits[:SHOWN]], max(0, len(hits) - SHOWN)


def alike(session: Session, name: str) -> list[Found]:
    """Those at the event, in whatever breakout, who may be this very person: one name has all words of the other."""
    wanted = set(fold(name).split())
    if not wanted:
        return []
    people = (
        (one, (set(fold(one.name).split()), set(fold(one.latin_name).split())))
        for one in listed(session, whole_event=True)
    )
    return [one for one, names in people if any(known and (known <= wanted or wanted <= known) for known in names)][
        :SHOWN
    ]


def listed(session: Session, *, whole_event: bool = False) -> list[Found]:
    """Everybody expected here, or at the event, in one query, with nothing more than what may be shown."""
    rows = (with_a_place(session) if whole_event else expected_at(session)).values_list(
        "pk", "person_id", "person__name", "person__latin_name", "organisation__name"
    )
    return [Found(pk, person, name, latin, organisation or "") for pk, person, name, latin, organisation in rows]
