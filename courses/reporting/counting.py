"""The way in: the figures of a project, or of a programme, over a period as known at a moment."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from django.utils import timezone

from courses.grants.models import Grant
from courses.reporting.ages import AgeBand, parse_bands
from courses.reporting.breakdowns import Row, in_order, rows_by
from courses.reporting.dimensions import check_dimension
from courses.reporting.erased.adding import OF_PEOPLE, Erased, locked_figures
from courses.reporting.evidence import Evidence, gather
from courses.reporting.ledger import Ledger, load
from courses.reporting.measures import MEASURES, Members, figure, not_attended
from courses.reporting.periods import Period, check_within
from courses.reporting.waterfall import Waterfall, fall


@dataclass(frozen=True)
class Count:
    """What one project (or one programme) has to show over a period; figures are worked out when asked for."""

    ledger: Ledger
    period: Period

    @cached_property
    def evidence(self) -> Evidence:
        return gather(self.ledger)

    @cached_property
    def members(self) -> dict[str, Members]:
        """Per measure whom or what it counts; see `courses.reporting.measures`."""
        return {name: of(self.evidence, self.period) for name, of in MEASURES.items()}

    @cached_property
    def measures(self) -> dict[str, int | float]:
        """The figures, those who were erased included."""
        figures = {name: figure(name, members) for name, members in self.members.items()}
        if not self.erased:
            return figures
        seconds = sum(self.members["hours"].values()) + self.erased.seconds
        return {**self.erased.add_to(figures), "hours": round(seconds / 3600, 2)}

    @cached_property
    def erased(self) -> Erased:
        """What is left of people whose facts are gone; no row behind a figure is theirs."""
        return Erased(self.ledger.tally, self.period, rooms=lambda editions: self.ledger)

    @cached_property
    def of_whom_erased(self) -> dict[str, int | float]:
        """How much of each measure of people is of those who were erased, whether their facts are locked or gone."""
        locked = locked_figures(self.ledger, self.evidence, self.period) if self.ledger.erased else {}
        added = self.erased.figures
        return {name: round(locked.get(name, 0) + added[name], 2) for name in OF_PEOPLE}

    @cached_property
    def waterfall(self) -> Waterfall:
        """From the enrolments to `cumulative_persons`; of one project only."""
        fallen = fall(self.ledger, self.evidence, self.period.last_day)
        if not self.erased:
            return fallen
        return replace(
            fallen,
            start=fallen.start + self.erased.start,
            remains=fallen.remains + int(self.erased.figures["cumulative_persons"]),
            erased=self.erased.excluded,
        )

    @cached_property
    def not_attended(self) -> Members:
        return not_attended(self.evidence, self.period)

    def breakdown(self, dimension: str, bands: Collection[AgeBand] | None = None) -> list[Row]:
        """One table; `bands` are for ages (default: `courses.reporting.ages.DEFAULT_BANDS`)."""
        check_dimension(dimension)
        given = tuple(bands or parse_bands())
        rows = rows_by(self.ledger, self.evidence, self.period, dimension, given)
        if not self.erased:
            return rows
        return in_order(self.erased.add_to_rows(rows, dimension, self.ledger.editions), dimension, given)


def count(
    grant: Grant,
    *,
    period: Period,
    as_of: datetime | None = None,
    organisations: Collection[int] | None = None,
) -> Count:
    """Count one project. With `organisations`, as if the editions that these organise were its only ones."""
    check_within(period, grant)
    return Count(load([grant], as_of=as_of or timezone.now(), organisations=organisations), period)


def programme_totals(programme: str, *, period: Period, as_of: datetime | None = None) -> dict[str, int | float]:
    """The measures over the union of all projects that share a programme: nobody and nothing counts twice."""
    grants = Grant.objects.filter(programme=programme).order_by("pk") if programme else Grant.objects.none()
    return Count(load(list(grants), as_of=as_of or timezone.now()), period).measures
