"""Which moments lie in a period of which a report was closed."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q

from courses.editions.closed import Reported, When
from courses.reporting.freezing.models import FrozenReport
from courses.reporting.periods import local_day


def reported_periods(moments: Sequence[When]) -> list[Reported]:
    """By the day in the time zone of the project, for reports that stand; one query."""
    editions = {one.edition for one in moments} - {None}
    grants = {one.grant for one in moments} - {None}
    reports = (
        FrozenReport.objects.filter(
            Q(grant__funding__edition__in=editions) | Q(grant__in=grants), state__in=FrozenReport.STANDING
        )
        .select_related("grant")
        .order_by("first_day", "pk")
        .distinct()
    )
    return [
        Reported(frozen.grant.title, frozen.first_day, frozen.last_day)
        for frozen in reports
        if any(frozen.first_day <= local_day(one.at, frozen.grant.zone) <= frozen.last_day for one in moments)
    ]
