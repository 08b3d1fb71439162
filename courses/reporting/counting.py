"""The way in: the figures of a project, or of a programme, over a period as known at a moment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property

from django.utils import timezone

from courses.grants.models import Grant
from courses.reporting.ages import AgeBand, parse_bands
from courses.reporting.breakdowns import Row, in_order, labelled, rows_by
from courses.reporting.dimensions import check_dimension
from courses.reporting.erased.adding import OF_PEOPLE, Erased, locked_figures
from courses.reporting.evidence import Evidence, gather
from courses.reporting.ledger import EditionRow, Ledger, SessionRow, load
from courses.reporting.measures import MEASURES, Members, entries, figure, not_attended
from courses.reporting.periods import Period, check_within
from courses.reporting.projections.live import EDITION, Live
from courses.reporting.projections.reading import says_all
from courses.reporting.waterfall import Waterfall, fall


class Count:
    """What one project (or one programme) has to show over a period; figures are worked out when asked for.

    With `live`, figures are read from the projections; the ledger is then loaded only for what asks for single facts.
    """

    def __init__(self, ledger: Ledger | Callable[[], Ledger], period: Period, *, live: Live | None = None) -> None:
        self._ledger, self.period, self.live = ledger, period, live

    @cached_property
    def ledger(self) -> Ledger:
        return self._ledger if isinstance(self._ledger, Ledger) else self._ledger()

    @property
    def grant(self) -> Grant:
        """The one project that is counted."""
        (grant,) = (self.live.asked.grant,) if self.live else self.ledger.grants
        return grant

    @cached_property
    def editions(self) -> dict[int, EditionRow]:
        return self.live.editions if self.live else self.ledger.editions

    @cached_property
    def sessions(self) -> dict[int, SessionRow]:
        return self.live.sessions if self.live else self.ledger.sessions

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
        if self.live:
            return self.live.measures
        figures = {name: figure(name, members) for name, members in self.members.items()}
        if not self.erased:
            return figures
        seconds = sum(self.members["hours"].values()) + self.erased.seconds
        return {**self.erased.add_to(figures), "hours": round(seconds / 3600, 2)}

    @cached_property
    def erased(self) -> Erased:
        """What is left of people whose facts are gone; no row behind a figure is theirs. The projections hold nobody's."""
        return Erased(() if self.live else self.ledger.tally, self.period, rooms=lambda editions: self.ledger)

    @cached_property
    def of_whom_erased(self) -> dict[str, int | float]:
        """How much of each measure of people is of those who were erased, whether their facts are locked or gone."""
        if self.live:
            return dict.fromkeys(OF_PEOPLE, 0)
        locked = locked_figures(self.ledger, self.evidence, self.period) if self.ledger.erased else {}
        added = self.erased.figures
        return {name: round(locked.get(name, 0) + added[name], 2) for name in OF_PEOPLE}

    @cached_property
    def waterfall(self) -> Waterfall:
        """From the enrolments to `cumulative_persons`; of one project only."""
        if self.live:
            return self.live.waterfall
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
    def entry_days(self) -> dict[date, int]:
        """How many people took part for the first time on each day until the period's last, those erased left out."""
        if self.live:
            return self.live.entry_days
        return Counter(day for day in entries(self.evidence).values() if day <= self.period.last_day)

    @cached_property
    def not_attended(self) -> Members:
        return self.live.not_attended if self.live else not_attended(self.evidence, self.period)

    def breakdown(self, dimension: str, bands: Collection[AgeBand] | None = None) -> list[Row]:
        """One table; `bands` are for ages (default: `courses.reporting.ages.DEFAULT_BANDS`)."""
        check_dimension(dimension)
        given = tuple(bands or parse_bands())
        if self.live and self.live.reads(dimension):
            figures = self.live.table(dimension, given)
            return labelled(figures, dimension, self.editions if dimension == EDITION else {}, given)
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
    by: Sequence[str] = (),
) -> Count:
    """Count one project. With `organisations`, as if the editions that these organise were its only ones.

    Without `as_of` it is counted as known now, from the projections; `by` names dimensions that will be asked for, so
    that they are read together.
    """
    check_within(period, grant)
    moment = as_of or timezone.now()
    live = None
    if as_of is None and organisations is None and says_all(grant):
        live = Live(grant, period, tuple(by))
    return Count(lambda: load([grant], as_of=moment, organisations=organisations), period, live=live)


def programme_totals(programme: str, *, period: Period, as_of: datetime | None = None) -> dict[str, int | float]:
    """The measures over the union of all projects that share a programme: nobody and nothing counts twice."""
    grants = Grant.objects.filter(programme=programme).order_by("pk") if programme else Grant.objects.none()
    return Count(load(list(grants), as_of=as_of or timezone.now()), period).measures
