"""A project's figures for one of its partners: the whole, as far as it doesn't tell of the few that others add.

A partner knows its own part exactly, so the whole minus its own is the others, and that is what is protected: tables of
the others' people, suppressed as if they were published. Whoever could ask for any period and any moment would take two
answers apart; so there is one answer per half-year, four weeks after it ended, with all tables settled together
whichever is looked at. Sensitive dimensions are left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from django.utils import timezone

from courses.grants.models import Grant
from courses.people.questions import is_sensitive
from courses.reporting.ages import parse_bands
from courses.reporting.counting import Count, count
from courses.reporting.crosses import Axis, one_value_each
from courses.reporting.dimensions import BUILT_IN
from courses.reporting.disclosure.answering import publication_of
from courses.reporting.disclosure.sensitive import LEAST
from courses.reporting.disclosure.suppressing import Suppressed, suppress
from courses.reporting.disclosure.tables import TOTAL, Figure, Publication, figure
from courses.reporting.forms import half_years
from courses.reporting.periods import Period

DAYS_TO_CORRECT = 28
DIMENSIONS = tuple(dimension for dimension in BUILT_IN if not is_sensitive(dimension))


@dataclass(frozen=True)
class Whole:
    """The project's new persons over a half-year; `others` says which figures a partner may not see."""

    own: int
    numbers: Counter[Figure]
    axes: dict[str, Axis]
    others: Suppressed

    def shown(self, of: Figure) -> int | None:
        return None if of in self.others.hidden else self.numbers[of]

    def rows(self, dimension: str) -> list[tuple[str, int | None]]:
        """The rows of a table with their labels; without a number where it is hidden."""
        return [(label, self.shown(figure((dimension, value)))) for value, label in self.axes[dimension].labels.items()]

    @property
    def is_any_hidden(self) -> bool:
        return bool(self.others.hidden)


def settled_half_years(grant: Grant) -> list[tuple[str, Period]]:
    """Those whose figures no longer change for a partner, the newest first."""
    today = timezone.localdate(timezone=grant.zone)
    return [one for one in half_years(grant) if one[1].last_day + timedelta(days=DAYS_TO_CORRECT) < today]


def whole_project(grant: Grant, period: Period, *, organisations: Collection[int]) -> Whole:
    """The project over one of its settled half-years, for a partner of whom these organisations are."""
    end = datetime.combine(period.last_day + timedelta(days=DAYS_TO_CORRECT + 1), time(), grant.zone)
    as_of = end.astimezone(UTC) - timedelta(microseconds=1)
    everybody = count(grant, period=period, as_of=as_of)
    own = count(grant, period=period, as_of=as_of, organisations=organisations)
    bands = parse_bands()
    axes, public = publication_of(everybody, by=DIMENSIONS, cross=(), bands=bands)
    numbers = _numbers(everybody)
    others = Publication(
        public.axes,
        (),
        _persons(everybody, set(everybody.members["new_persons"]) - set(own.members["new_persons"])),
        public.least,
        public.least_of_all,
        public.inside,
    )
    mine = _numbers(own)
    telling = [one for one in (TOTAL, *public.margins) if tells(numbers[one] - mine[one])]
    return Whole(mine[TOTAL], numbers, axes, suppress(others, also=telling))


def tells(difference: int) -> bool:
    """Whether the whole minus one's own part is about a few people. Below nothing it is too: where a partner counts more
    new people than the project does, some of them were known elsewhere before.
    """
    return difference < LEAST and difference != 0


def _persons(counted: Count, persons: Collection[int]) -> Counter[tuple[str | int, ...]]:
    """How many of these people have each combination of values, in the order of a publication."""
    sides = [one_value_each(counted, dimension, parse_bands()) for dimension in sorted(DIMENSIONS)]
    return Counter(tuple(side[person] for side in sides) for person in persons)


def _numbers(counted: Count) -> Counter[Figure]:
    numbers: Counter[Figure] = Counter()
    new = counted.members["new_persons"]
    numbers[TOTAL] = len(new)
    for dimension in DIMENSIONS:
        side = one_value_each(counted, dimension, parse_bands())
        numbers.update(((dimension, side[person]),) for person in new)
    return numbers
