"""The figures of one project of now, each read once, together with what will be asked beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Count

from courses.grants.models import Grant
from courses.reporting.ages import AgeBand, band_of
from courses.reporting.dimensions import AGE, EDITION_LEVEL, NOT_ASKED, Value
from courses.reporting.ledger import EditionRow, load_editions
from courses.reporting.measures import MEASURES
from courses.reporting.periods import Period
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

    def table(self, dimension: str, bands: Sequence[AgeBand]) -> dict[Value, Figures]:
        if dimension in EDITION_LEVEL:
            return groups_by(self.asked, dimension)
        tables = self._persons if dimension in self.by else persons_by(self.asked, [dimension])
        if dimension == AGE:
            return grouped(tables[AGE], lambda age: NOT_ASKED if age is None else band_of(int(age), bands))
        return grouped(tables[dimension], lambda value: NOT_ASKED if value is None else value)
