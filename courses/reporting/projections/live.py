"""The figures of one project of now, each read once, together with what will be asked beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Count, Q

from courses.editions.models import Enrolment
from courses.grants.models import Grant
from courses.reporting.ages import AgeBand, band_of
from courses.reporting.dimensions import AGE, EDITION_LEVEL, NONE, NOT_ASKED, Value
from courses.reporting.evidence import NOT_TAKING_PART
from courses.reporting.ledger import EditionRow, SessionRow, load_editions, load_sessions
from courses.reporting.measures import MEASURES
from courses.reporting.periods import Period
from courses.reporting.projections.combining import combined, given
from courses.reporting.projections.falling import fall_now
from courses.reporting.projections.models import PersonProject
from courses.reporting.projections.reading import TOTAL, Asked, Figures, grouped, is_plain, missing, others, persons_by
from courses.reporting.projections.tables import groups_by
from courses.reporting.waterfall import Waterfall

EDITION = "edition"


class Live:
    """`by` names dimensions that will be asked for: those of persons are read together with the totals."""

    def __init__(self, grant: Grant, period: Period, by: Sequence[str]) -> None:
        self.asked = Asked(grant, period)
        self.by = [name for name in dict.fromkeys(by) if self.reads(name) and name not in EDITION_LEVEL]

    def reads(self, dimension: str) -> bool:
        return dimension in EDITION_LEVEL or is_plain(dimension)

    @cached_property
    def _persons(self) -> dict[str, dict[Any, Figures]]:
        return persons_by(self.asked, self.by)

    @cached_property
    def measures(self) -> Figures:
        figures = {**self._persons[TOTAL][None], **others(self.asked)}
        return {name: figures[name] for name in MEASURES}

    @cached_property
    def waterfall(self) -> Waterfall:
        return fall_now(self.asked, int(self.measures["cumulative_persons"]))

    @cached_property
    def not_attended(self) -> dict[tuple[int, int], date]:
        return missing(self.asked)

    @cached_property
    def entry_days(self) -> dict[date, int]:
        entered = PersonProject.objects.filter(grant=self.asked.grant, entry__lte=self.asked.period.last_day)
        return dict(entered.order_by().values_list("entry").annotate(number=Count("pk")))

    @cached_property
    def editions(self) -> dict[int, EditionRow]:
        return load_editions(self.asked.grant)

    @cached_property
    def sessions(self) -> dict[int, SessionRow]:
        return load_sessions(self.asked.grant)

    def table(self, dimension: str, bands: Sequence[AgeBand]) -> dict[Value, Figures]:
        if dimension in EDITION_LEVEL:
            return groups_by(self.asked, dimension)
        tables = self._persons if dimension in self.by else persons_by(self.asked, [dimension])
        return grouped(tables[dimension], lambda value: _row(dimension, value, bands))

    def combinations(self, dimensions: Sequence[str], bands: Sequence[AgeBand]) -> Counter[tuple[Value, ...]]:
        """How many new persons have which values together, when each has one value per dimension."""
        found: Counter[tuple[Value, ...]] = Counter()
        for *values, number in combined(self.asked, dimensions):
            pairs = zip(dimensions, values, strict=True)
            found[tuple(_row(dimension, value, bands) for dimension, value in pairs)] += number
        return found

    def given(self, dimension: str, bands: Sequence[AgeBand]) -> set[Value]:
        """Which values of a person-level dimension anybody has who ever entered."""
        return {_row(dimension, value, bands) for value in given(self.asked, dimension)}

    def taking_part(self, dimension: str, editions: Collection[int]) -> set[Value]:
        """What the enrolments of those who take part in these groups say."""
        there = Enrolment.objects.filter(Q(edition__in=editions) | Q(edition__same_as__in=editions))
        said = there.exclude(role__in=NOT_TAKING_PART).order_by()
        field = "organisation__name" if dimension == "home_organisation" else dimension
        return {value or NONE for value in said.values_list(field, flat=True).distinct()}


def _row(dimension: str, value: Any, bands: Sequence[AgeBand]) -> Value:
    """The row of a table in which a value of the projections stands."""
    if value is None:
        return NOT_ASKED
    return band_of(int(value), bands) if dimension == AGE else value
