"""Which certificates somebody may see: every list *and* every detail asks here."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from certificates.models import Certificate
from courses.editions.access import managed_editions
from courses.people.merging import records_opened
from courses.people.models import Person


def managed_certificates(account: Any) -> QuerySet[Certificate]:
    """Those of the groups that this account coordinates, but for people who were erased."""
    shown = Certificate.objects.filter(person__erased_at__isnull=True)
    return shown.filter(edition__in=managed_editions(account).values("pk"))


def own_certificates(person: Person | None) -> QuerySet[Certificate]:
    """Those of a person, also under records that were joined with theirs."""
    if person is None:
        return Certificate.objects.none()
    return Certificate.objects.filter(person__in=records_opened(person)).select_related("edition", "enrolment")
