"""A project's figures of now, out of the projections: a number of queries that depends on the question alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from courses.grants.models import Grant
from courses.reporting.periods import Period
from courses.reporting.projections.models import AwaitedFact

Figures = dict[str, int | float]
# Days that a moment may be away from its UTC day, anywhere.
AROUND = timedelta(days=2)


def is_up_to_date() -> bool:
    """Whether the projections hold what is known now; else the facts must be read."""
    return not AwaitedFact.objects.filter(moment__lte=timezone.now()).exists()


@dataclass(frozen=True)
class Reading:
    """One project, or several as one programme, over a period."""

    grants: Sequence[Grant]
    period: Period

    @property
    def ids(self) -> str:
        return ",".join(str(grant.pk) for grant in self.grants) or "NULL"
