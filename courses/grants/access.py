"""Which projects an account may see and change."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from courses.grants.models import Grant
from courses.people.access import organisations_of
from courses.people.models import Assignment


def visible_grants(account: Any) -> QuerySet[Grant]:
    """The projects one's organisations lead, work in, or have a group paid by."""
    if not account.is_authenticated or not account.is_active:
        return Grant.objects.none()
    if account.is_superuser:
        return Grant.objects.all()
    mine = organisations_of(account).values("pk")
    partnered = Grant.objects.filter(partnerships__organisation__in=mine).values("pk")
    paying = Grant.objects.filter(funding__edition__organisation__in=mine).values("pk")
    return Grant.objects.filter(Q(lead__in=mine) | Q(pk__in=partnered) | Q(pk__in=paying))


def led_grants(account: Any) -> QuerySet[Grant]:
    """The projects one answers for as the lead."""
    if account.is_authenticated and account.is_active and account.is_superuser:
        return Grant.objects.all()
    return visible_grants(account).filter(lead__in=organisations_of(account).values("pk"))


def linked_grants(account: Any) -> QuerySet[Grant]:
    """The projects across whose partners one may join double persons: as the linker of the lead."""
    return Grant.objects.filter(lead__in=organisations_of(account, Assignment.Role.LINKER).values("pk"))
