"""Which groups an account may see, give, and manage."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from courses.editions.models import Edition, Enrolment
from courses.people.access import organisations_of, starts_groups_for


def given_editions(account: Any) -> QuerySet[Edition]:
    """The groups one is a trainer of: enrolled as such, and not stopped."""
    if not account.is_authenticated or not account.is_active:
        return Edition.objects.none()
    giving = Enrolment.objects.filter(
        person__account=account, role=Enrolment.Role.TRAINER, state=Enrolment.State.PLACED
    )
    return Edition.objects.filter(pk__in=giving.values("edition"))


def managed_editions(account: Any) -> QuerySet[Edition]:
    """The groups one coordinates: may enrol, plan, pay and complete."""
    if account.is_authenticated and account.is_active and account.is_superuser:
        return Edition.objects.all()
    return Edition.objects.filter(organisation__in=organisations_of(account).values("pk"))


def visible_editions(account: Any) -> QuerySet[Edition]:
    """The groups one gives or coordinates: may see who is in them, plan meetings and mark attendance."""
    if account.is_authenticated and account.is_active and account.is_superuser:
        return Edition.objects.all()
    mine = organisations_of(account).values("pk")
    return Edition.objects.filter(Q(organisation__in=mine) | Q(pk__in=given_editions(account).values("pk")))


def uses_editions(account: Any) -> bool:
    """Whether groups are this account's work at all: coordinator or trainer of an organisation, or of a group."""
    if not account.is_authenticated or not account.is_active:
        return False
    return account.is_superuser or starts_groups_for(account).exists() or given_editions(account).exists()


def manages(account: Any, edition: Edition) -> bool:
    return managed_editions(account).filter(pk=edition.pk).exists()
