"""Which meetings lie in a period of which a report was closed."""

from __future__ import annotations

from collections.abc import Iterable

from courses.editions.closed import Reported
from courses.editions.models import Session
from courses.reporting.freezing.models import FrozenReport
from courses.reporting.periods import local_day


def reported_periods(sessions: Iterable[Session]) -> list[Reported]:
    """By the day a meeting starts in the time zone of the project, for reports that stand; one query."""
    sessions = list(sessions)
    reports = (
        FrozenReport.objects.filter(
            state__in=FrozenReport.STANDING,
            grant__funding__edition__in={session.edition_id for session in sessions},
        )
        .select_related("grant")
        .order_by("first_day", "pk")
        .distinct()
    )
    return [
        Reported(frozen.grant.title, frozen.first_day, frozen.last_day)
        for frozen in reports
        if any(
            frozen.first_day <= local_day(session.starts_at, frozen.grant.zone) <= frozen.last_day
            for session in sessions
        )
    ]
