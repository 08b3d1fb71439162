"""The meetings of a project that were counted by heads, or that people came to without a name."""

from __future__ import annotations

from datetime import date, timedelta

from courses.grants.models import Grant
from courses.reporting.periods import Period
from courses.reporting.projections.dialects import dialect
from courses.reporting.projections.recipes import paid, table

# How far a local day can be from the same moment's day in UTC, with a day to spare.
AROUND = timedelta(days=2)


def rooms_of(grant: Grant, period: Period) -> str:
    """A SELECT of (session_id, edition_id, headcount, unnamed) in the period and in the project's days.

    Local days are worked out last, and by CASE of these rooms alone: on SQLite each is a call out of the database.
    """
    first, last = max(period.first_day, grant.first_day), min(period.last_day, grant.last_day)
    day = dialect().local_day("s.starts_at", f"'{escaped(grant.time_zone)}'")
    return f"""
        SELECT s.id AS session_id, s.edition_id, s.headcount, s.unnamed
        FROM {table("Session")} s JOIN ({paid(grant.pk)}) p ON p.edition_id = s.edition_id
        WHERE NOT s.self_paced
            AND s.starts_at >= '{_moved(first, -AROUND)}' AND s.starts_at < '{_moved(last, AROUND)}'
            AND CASE WHEN s.headcount IS NOT NULL OR s.unnamed > 0 THEN {day} BETWEEN '{first}' AND '{last}' END"""


def escaped(text: str) -> str:
    """A text as it stands between quotes in a statement."""
    return text.replace("'", "''")


def _moved(day: date, by: timedelta) -> date:
    try:
        return day + by
    except OverflowError:
        return day
