"""Days and moments as a report is asked for them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from courses.grants.models import Grant
from courses.reporting.errors import ReportRefused

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True)
class Period:
    """A first and a last day, both inclusive; `day in period` asks whether a day lies between them."""

    first_day: date
    last_day: date

    def __contains__(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day

    @classmethod
    def of(cls, first_day: date, last_day: date) -> Period:
        if last_day < first_day:
            raise ReportRefused(
                _("The period ends on %(last)s, before it starts on %(first)s.")
                % {"first": first_day.isoformat(), "last": last_day.isoformat()}
            )
        return cls(first_day, last_day)


def check_within(period: Period, grant: Grant) -> None:
    """A period may stick out of the project's days; one that lies wholly outside them is refused."""
    if period.last_day < grant.first_day or period.first_day > grant.last_day:
        raise ReportRefused(
            _("The period lies wholly outside the project, which runs from %(first)s to %(last)s.")
            % {"first": grant.first_day.isoformat(), "last": grant.last_day.isoformat()}
        )


def parse_day(text: str, what: str) -> date:
    """A day as YYYY-MM-DD; `what` names the place it was typed in."""
    try:
        if DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise ReportRefused(
        _("%(what)s: %(text)s is not a day. Write it as year-month-day, like 2025-06-30.")
        % {"what": what, "text": quoted(text)}
    )


def parse_moment(text: str, what: str) -> datetime:
    """A moment in ISO 8601 with its offset from UTC."""
    try:
        moment = datetime.fromisoformat(text.strip())
        if moment.tzinfo is not None:
            moment.astimezone(UTC)
            return moment
    except (ValueError, OverflowError):
        pass
    raise ReportRefused(
        _("%(what)s: %(text)s is not a moment with an offset. Write it like 2026-02-01T12:00:00+01:00.")
        % {"what": what, "text": quoted(text)}
    )


def local_day(moment: datetime, zone: ZoneInfo) -> date:
    """The calendar day of a moment in a time zone."""
    try:
        return moment.astimezone(zone).date()
    except OverflowError:  # the last hours of the year 9999 and the first of the year 1
        return moment.date()


def quoted(text: str) -> str:
    """Typed text as it can safely be repeated in a sentence: printable, and not endless."""
    shown = text if text.isprintable() else ascii(text)[1:-1]
    return f"“{shown[:80]}…”" if len(shown) > 80 else f"“{shown}”"
