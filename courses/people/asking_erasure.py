"""Asking to be erased, and who answers for it: those who may do it (`courses.people.erasing.access`)."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from courses.audit.history import record_changes
from courses.people.access import organisations_of, visible_persons
from courses.people.models import ErasureRequest, Person


def ask_to_be_erased(person: Person, *, by: Any) -> ErasureRequest:
    """Write the wish down, once; it reaches who may erase this person."""
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=person.pk)
        asked, fresh = ErasureRequest.objects.get_or_create(person=person, settled_at=None)
        if fresh:
            record_changes([person], action="leerlijn.ask_erasure", by=by)
        return asked


def settle(asked: ErasureRequest, *, by: Any) -> None:
    """It was answered otherwise; a second click changes nothing."""
    with transaction.atomic():
        now = {"settled_at": timezone.now(), "settled_by": by}
        if ErasureRequest.objects.filter(pk=asked.pk, settled_at=None).update(**now):
            record_changes([asked.person], action="leerlijn.settle_erasure", by=by)


def open_requests_for(account: Any) -> QuerySet[ErasureRequest]:
    """Those that this account may answer, the oldest first."""
    waiting = ErasureRequest.objects.filter(settled_at=None, person__erased_at=None).order_by("asked_at", "pk")
    if not (account.is_active and account.is_superuser):
        waiting = waiting.filter(person__in=visible_persons(account).values("pk"))
        mine = organisations_of(account).values("pk")
        waiting = waiting.filter(Q(person__keeper=None) | Q(person__keeper__in=mine))
    return waiting.select_related("person")
