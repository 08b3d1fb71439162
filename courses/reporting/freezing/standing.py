"""Which version of a report stands, and how a later one takes its place."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from courses.grants.models import Grant
from courses.reporting.freezing.models import FrozenReport, FrozenStep
from courses.reporting.periods import Period
from courses.reporting.report import PUBLIC

State = FrozenReport.State


def versions_of(grant: Grant, period: Period, audience: str) -> Any:
    return FrozenReport.objects.filter(
        grant=grant, first_day=period.first_day, last_day=period.last_day, audience=audience
    ).order_by("-version")


def latest_version(grant: Grant, period: Period, audience: str) -> FrozenReport | None:
    """The newest version of a report, whatever its state; None if it was never frozen."""
    found: FrozenReport | None = versions_of(grant, period, audience).first()
    return found


def published(grant: Grant) -> list[dict[str, Any]]:
    """Every answer of a project that ever went out to the public: frozen for it and closed, replaced since or not."""
    closed = FrozenStep.objects.filter(step=FrozenStep.Step.CLOSED).values("report")
    return [one.answer for one in FrozenReport.objects.filter(grant=grant, audience=PUBLIC, pk__in=closed)]


def replace_earlier(frozen: FrozenReport, *, by: Any) -> None:
    """A draft takes the place of drafts; what stands takes the place of all before it."""
    replaced = FrozenReport.OPEN if frozen.state in FrozenReport.OPEN else (*FrozenReport.OPEN, *FrozenReport.STANDING)
    earlier = versions_of(frozen.grant, frozen.period, frozen.audience).filter(
        version__lt=frozen.version, state__in=replaced
    )
    numbers = list(earlier.values_list("pk", flat=True))
    FrozenReport.objects.filter(pk__in=numbers).update(state=State.REPLACED)
    now = timezone.now()
    FrozenStep.objects.bulk_create(
        [FrozenStep(report_id=pk, step=FrozenStep.Step.REPLACED, by=by, at=now) for pk in numbers]
    )
