"""What the screen draws: targets on a line, and bars, in shares of a hundred. Words and tables say the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from courses.grants.models import Grant
from courses.reporting.breakdowns import Row
from courses.reporting.counting import Count
from courses.reporting.definitions import written
from courses.reporting.dimensions import UNKNOWN
from courses.reporting.forms import halves_between, quarters_between
from courses.reporting.indicators.results import Number, Result

# Where the line begins and ends, so that its signs are whole.
START, END = 4.0, 96.0
MOST_BARS, MOST_QUARTERS = 12, 8


@dataclass(frozen=True)
class AimLine:
    """An indicator: where it began, how far it is, and where it should be. Without a target there is no line."""

    result: Result
    is_part: bool = False

    @property
    def target(self) -> Number | None:
        """A part of a project has no target of its own."""
        return None if self.is_part else self.result.target

    @property
    def said(self) -> SafeString:
        reached = format_html("<strong>{}</strong>", written(self.result.reached))
        if self.target is None:
            return format_html(_("{} reached"), reached)
        return format_html(_("{} reached, {} aimed at"), reached, written(self.target))

    @property
    def is_met(self) -> bool:
        return self.target is not None and self.result.reached >= self.target

    @property
    def baseline_written(self) -> str:
        return written(self.result.baseline) if self.result.baseline is not None else "—"

    @property
    def target_written(self) -> str:
        return written(self.target) if self.target is not None else "—"

    @property
    def reached_written(self) -> str:
        return written(self.result.reached)

    @property
    def share(self) -> str:
        return f"{written(round(self.result.reached * 100 / self.target))}%" if self.target else "—"

    @property
    def begins(self) -> str:
        return self._at(self.result.baseline or 0)

    @property
    def is_at(self) -> str:
        return self._at(self.result.reached)

    @property
    def aims_at(self) -> str:
        return self._at(self.target or 0)

    def _at(self, value: Number) -> str:
        values = (0, self.result.baseline or 0, self.result.reached, self.target or 0)
        span = max(values) - min(values) or 1
        return f"{START + (END - START) * float(value - min(values)) / float(span):.2f}%"


@dataclass(frozen=True)
class Bar:
    """One row: its length is a share of the longest."""

    label: str
    number: Number
    share: str
    is_unknown: bool = False

    @property
    def written(self) -> str:
        return written(self.number)


def aim_lines(results: Sequence[Result], *, is_part: bool) -> list[AimLine]:
    return [AimLine(result, is_part) for result in results]


def bars(rows: Sequence[tuple[str, Number, bool]]) -> list[Bar]:
    """Of (label, number, whether it is unknown)."""
    longest = max((number for _label, number, _unknown in rows), default=0) or 1
    return [
        Bar(capfirst(label), number, f"{max(number, 0) * 100 / longest:.2f}%", unknown)
        for label, number, unknown in rows
    ]


def breakdown_bars(rows: Sequence[Row]) -> list[Bar]:
    """The people of each row, where there are enough rows to compare and few enough to see."""
    if not 2 <= len(rows) <= MOST_BARS:
        return []
    return bars([(row.label, row.figures["cumulative_persons"], row.value in UNKNOWN) for row in rows])


def growth(counted: Count, grant: Grant) -> list[Bar]:
    """New participants per quarter since the project began, or per half-year where that would be too many rows."""
    days = counted.entry_days
    if not days:
        return []
    last = min(counted.period.last_day, grant.last_day)
    first, until = min(grant.first_day, *days), max(days) if last > timezone.localdate(timezone=grant.zone) else last
    spans = quarters_between(first, until)
    if len(spans) > MOST_QUARTERS:
        spans = halves_between(first, until)
    if len(spans) < 2:
        return []
    return bars([(name, sum(n for day, n in days.items() if day in span), False) for name, span in spans])
