"""How much two records look like one human being, and why: points for what is the same, in codes that have words.

A name that is the same, however it was spelled, is enough to ask, unless so many bear it that a namesake is no surprise
(`courses.people.doubles.namesakes`). A number or an address alone is not: families and
offices share them. Different full birth dates weigh against. The first of January weighs nothing, since it stands for
"not known" in the papers of many who fled.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from django.utils.translation import gettext_lazy as _

from courses.people.doubles.sounding import Word, words_of
from courses.people.models import Person
from courses.people.phones import dialled

ENOUGH = 50
MOST = 100
POINTS = {
    "name_same": 55,
    "name_spelling": 50,
    "name_near": 50,
    "name_close": 40,
    "name_part": 40,
    "name_single": 40,
    "name_first": 20,
    "name_one": 5,
    "name_other": -30,
    "phone": 40,
    "email": 40,
    "birth_date": 25,
    "birth_turned": 10,
    "birth_close": -15,
    "birth_other": -40,
}
WORDS = {
    "name_same": _("the same name"),
    "name_spelling": _("the same name, spelled differently"),
    "name_near": _("nearly the same name"),
    "name_close": _("a name like it"),
    "name_part": _("one has more names than the other"),
    "name_single": _("the same single name"),
    "name_first": _("one of the names is the same"),
    "name_one": _("one of the names is the same"),
    "name_other": _("another name"),
    "phone": _("the same telephone number"),
    "email": _("the same e-mail address"),
    "birth_date": _("the same date of birth"),
    "birth_turned": _("day and month of birth are turned round"),
    "birth_close": _("nearly the same date of birth"),
    "birth_other": _("another date of birth"),
}
# What a name must have in common with another, between 0 and 1: a word to be the same word, a whole name to be near.
SAME_WORD = 0.8
SAME_SOUND = 0.95
NEAR = 0.92
# What one slip of the finger, or another vowel, leaves of a word.
SLIP = 0.86
# The fifth part of a word may differ: what SAME_WORD says, in letters.
FIVE = 5
# So many consonants say who it is without vowels.
LONG = 6


@dataclass(frozen=True, slots=True)
class Traits:
    """What is compared of a record; `names` are its name and its Latin spelling, each in words."""

    names: tuple[tuple[Word, ...], ...]
    email: str = ""
    phone: str = ""
    birth_date: date | None = None

    @property
    def born(self) -> date | None:
        """The birth date, unless it says no more than a year."""
        known = self.birth_date
        return known if known is not None and (known.month, known.day) != (1, 1) else None


@dataclass(frozen=True)
class Likeness:
    score: int
    reasons: list[str] = field(default_factory=list)


def traits_of(person: Person) -> Traits:
    names = tuple(tuple(words_of(name)) for name in (person.name, person.latin_name) if name)
    return Traits(
        tuple(name for name in names if name), plain_email(person.email), dialled(person.phone), person.birth_date
    )


def plain_email(email: str) -> str:
    """An address as its mailbox: what stands behind a plus, and case, lead to the same one."""
    name, at, domain = email.strip().lower().rpartition("@")
    name, domain = name.partition("+")[0], "gmail.com" if domain == "googlemail.com" else domain
    return (name.replace(".", "") if domain == "gmail.com" else name) + at + domain if name else ""


def likeness(one: Traits, other: Traits) -> Likeness:
    """Points and reasons, what speaks for it first."""
    reasons = [_names(one, other)]
    reasons += ["phone"] if one.phone and one.phone == other.phone else []
    reasons += ["email"] if one.email and one.email == other.email else []
    reasons += _births(one, other)
    return Likeness(score_of(reasons), sorted(reasons, key=lambda reason: -POINTS[reason]))


def score_of(reasons: list[str]) -> int:
    return max(0, min(sum(POINTS.get(reason, 0) for reason in reasons), MOST))


def in_words(reasons: list[str]) -> list[str]:
    """The reasons as they are shown; one that this version doesn't know is left out."""
    return [str(WORDS[reason]) for reason in reasons if reason in WORDS]


def _births(one: Traits, other: Traits) -> list[str]:
    first, second = one.born, other.born
    if first is None or second is None:
        return []
    if first == second:
        return ["birth_date"]
    if first.year == second.year and (first.month, first.day) == (second.day, second.month):
        return ["birth_turned"]
    same = (first.year == second.year) + (first.month == second.month) + (first.day == second.day)
    return ["birth_close" if same == 2 else "birth_other"]


def _names(one: Traits, other: Traits) -> str:
    """The best that any spelling of the one has in common with any of the other."""
    found = {compared(first, second) for first in one.names for second in other.names}
    return max(found or {"name_other"}, key=lambda code: POINTS[code])


def compared(one: tuple[Word, ...], other: tuple[Word, ...]) -> str:
    """Two names, by the code of what they have in common; the order of their words doesn't matter."""
    few, many = sorted((one, other), key=len)
    if len(few) != len(many) and (joined := _run_together(few, many)):
        return joined
    likes = _matched(few, many)
    if not likes:
        return "name_other"
    if len(likes) < len(few):
        return "name_one"
    least = min(likes)
    if len(few) < len(many):
        return "name_first" if len(few) == 1 else "name_part" if least >= SAME_SOUND else "name_close"
    if len(few) == 1:
        return "name_single" if least >= SAME_SOUND else "name_first"
    if least >= SAME_SOUND:
        return "name_same" if least == 1 else "name_spelling"
    return "name_near" if _together(few, likes) >= NEAR else "name_close"


def _run_together(few: tuple[Word, ...], many: tuple[Word, ...]) -> str:
    """Gebre Selassie and Gebreselassie: what only spaces tell apart; of a long name the consonants will do."""
    if "".join(word.letters for word in few) == "".join(word.letters for word in many):
        return "name_spelling"
    bones = "".join(word.bones for word in few)
    return "name_near" if len(bones) >= LONG and bones == "".join(word.bones for word in many) else ""


def _together(words: tuple[Word, ...], likes: list[float]) -> float:
    """The likeness of all words, long ones weighing more."""
    lengths = [len(word.letters) for word in words]
    return sum(like * length for like, length in zip(likes, lengths, strict=True)) / sum(lengths)


def _matched(few: tuple[Word, ...], many: tuple[Word, ...]) -> list[float]:
    """For each word of the shorter name that has its like in the longer one, how alike they are; the best first come."""
    left = list(many)
    likes = []
    for word in few:
        best = max(left, key=lambda there: alike(word, there))
        like = alike(word, best)
        if like >= SAME_WORD:
            likes.append(like)
            left.remove(best)
    return likes


@lru_cache(maxsize=100_000)
def alike(one: Word, other: Word) -> float:
    """Two words of a name, between 0 and 1: by letters, by sound, or where vowels aren't written by consonants.

    What is less than SAME_WORD may be any number below it.
    """
    if one.letters == other.letters:
        return 1.0
    short, long = sorted((one, other), key=lambda word: len(word.letters))
    if one.sound == other.sound:
        # Anna and Anne, who may be one.
        return SLIP if len(long.letters) < 5 and short.letters[:-1] == long.letters[:-1] else 0.97
    if len(short.letters) == 1:
        return SAME_WORD if long.letters.startswith(short.letters) else 0.0
    if one.unvowelled != other.unvowelled:
        ends = one.sound.endswith(other.sound) or other.sound.endswith(one.sound)
        return SAME_SOUND if one.bones == other.bones and (len(one.bones) > 1 or ends) else 0.0
    # Samir and Samira are two people.
    if len(short.letters) < 4 or _feminine(short, long):
        return 0.0
    same_bones = one.bones == other.bones
    longest = max(len(one.sound), len(other.sound))
    sounds = slips(one.sound, other.sound, most=max(longest // FIVE, int(same_bones)))
    letters = slips(one.letters, other.letters, most=3 if same_bones and sounds == 1 else len(long.letters) // FIVE)
    near = max(1 - letters / len(long.letters), 1 - sounds / longest)
    return max(near, SLIP) if same_bones and sounds == 1 and letters <= 3 else near


def _feminine(short: Word, long: Word) -> bool:
    longer = len(long.letters) > len(short.letters)
    return longer and (short.sound + "a" == long.sound or short.letters + "e" == long.letters)


def slips(one: str, other: str, *, most: int = 100) -> int:
    """How many slips of a finger lie between two words: a letter too many, missing, another, or two turned round.

    Damerau and Levenshtein's distance in its restricted form (optimal string alignment). Of words that lie further apart
    than `most` it is one more than that, or anything above.
    """
    far = most + 1
    # Each slip takes at most one letter away and brings one.
    if abs(len(one) - len(other)) > most or len(set(one) ^ set(other)) > 2 * most:
        return far
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, above, row = row, before, [i]
        for j, there in enumerate(other, 1):
            cost = before[j - 1] if letter == there else 1 + min(before[j], row[-1], before[j - 1])
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == there:
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
        if min(row) > most and min(before) > most:
            return far
    return row[-1]
