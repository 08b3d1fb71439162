"""Whether an equal name alone is a reason to ask: it is where a namesake would be a surprise.

Of a name that many bear, two bearers are mostly two people. How many other bearers one would expect among those with whom
two records share a group, an organisation or a project (or among everybody, where they share none) is the number of people
there times the part of everybody that bears the name, these two left out. Below one half it is likelier that the two are
one, so the question is asked: always of a name that only these two bear, nearly always in a small project or in one group,
and not among the thousands of a large one. A telephone number, an address or a birth date that is the same makes it a
question anyhow.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable
from typing import Any

from django.db.models import Count, Q
from django.db.models.functions import Coalesce

from courses.people.doubles.blocks import CHUNK, Pair, circles_of, in_chunks
from courses.people.doubles.keys import name_keys
from courses.people.doubles.likeness import POINTS, Likeness, Traits
from courses.people.doubles.models import PersonKey
from courses.people.models import Person

# So many namesakes to be expected are no surprise.
EXPECTED = 0.5
# Of fewer people nobody can tell how common a name is: a name written down three times would seem the commonest of all.
LEAST = 2_000


def by_name_alone(like: Likeness) -> bool:
    """Whether nothing but the name speaks for it."""
    return [reason for reason in like.reasons if POINTS.get(reason, 0) > 0 and not reason.startswith("name_")] == []


class Namesakes:
    """What is known of how common names are and how large circles, read as it is needed and kept for one look."""

    def __init__(self) -> None:
        self._bearers: dict[int, int] = {}
        self._circles: dict[int, set[Hashable]] = {}
        self._sizes: dict[Hashable, int] = {}
        self._everybody: int | None = None

    def surprising(self, pairs: Collection[Pair], traits: dict[int, Traits]) -> set[Pair]:
        """Those of these pairs, alike by name alone, that are a reason to ask."""
        keys = {pair: {key for person in pair for key in name_keys(traits[person])} for pair in pairs}
        self._count_bearers({key for found in keys.values() for key in found})
        others = {pair: max((self._bearers[key] for key in found), default=0) - 2 for pair, found in keys.items()}
        common = {pair: number for pair, number in others.items() if number > 0}
        self._find_circles({person for pair in common for person in pair})
        shared = {pair: self._circles[pair[0]] & self._circles[pair[1]] for pair in common}
        self._measure({circle for found in shared.values() for circle in found})
        return {pair for pair in pairs if pair not in common or self._expected(common[pair], shared[pair]) < EXPECTED}

    def _expected(self, others: int, circles: set[Hashable]) -> float:
        """Other bearers in the smallest circle that the two share, which may be everybody."""
        size = min((self._sizes[circle] for circle in circles), default=self.everybody)
        return max(size - 2, 0) * others / max(self.everybody - 2, LEAST)

    @property
    def everybody(self) -> int:
        if self._everybody is None:
            self._everybody = Person.objects.filter(erased_at=None).count()
        return self._everybody

    def _count_bearers(self, keys: set[int]) -> None:
        fresh = sorted(keys - self._bearers.keys())
        for chunk in in_chunks(fresh):
            rows = PersonKey.objects.filter(value__in=chunk).order_by().values_list("value")
            self._bearers |= dict.fromkeys(chunk, 0) | dict(rows.annotate(Count("person", distinct=True)))

    def _find_circles(self, persons: set[int]) -> None:
        fresh = persons - self._circles.keys()
        if fresh:
            self._circles |= {person: set() for person in fresh} | circles_of(fresh)

    def _measure(self, circles: set[Any]) -> None:
        """How many people there are in each of these circles."""
        fresh = circles - self._sizes.keys()
        for kind, found in (("group", _in_groups), ("project", _in_projects), ("organisation", _at_organisations)):
            wanted = sorted(pk for of, pk in fresh if of == kind)
            for chunk in in_chunks(wanted, CHUNK):
                self._sizes |= {(kind, pk): number for pk, number in found(chunk)}


def _in_groups(pks: list[int]) -> Iterable[tuple[int, int]]:
    rows = Person.objects.filter(enrolments__edition__in=pks).order_by().values_list("enrolments__edition")
    return rows.annotate(Count("pk", distinct=True))


def _in_projects(pks: list[int]) -> Iterable[tuple[int, int]]:
    grant = "enrolments__edition__funding__grant"
    rows = Person.objects.filter(**{f"{grant}__in": pks}).order_by().values_list(grant)
    return rows.annotate(Count("pk", distinct=True))


def _at_organisations(pks: list[int]) -> Iterable[tuple[int, int]]:
    """Whom it recorded itself or has in its groups."""
    for pk in pks:
        there = Person.objects.filter(Q(keeper=pk) | Q(enrolments__edition__organisation=pk)).order_by()
        yield pk, there.aggregate(number=Coalesce(Count("pk", distinct=True), 0))["number"]
