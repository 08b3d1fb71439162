"""Who may see a frozen report, and who may take which step."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from courses.grants.access import led_grants, visible_grants
from courses.grants.models import Grant, GrantPartner
from courses.people.access import organisations_of
from courses.people.models import Organisation
from courses.reporting.freezing.models import FrozenReport


def visible_reports(account: Any) -> QuerySet[FrozenReport]:
    """Those of the projects one sees; a partner sees its own part of each."""
    return FrozenReport.objects.filter(grant__in=visible_grants(account).values("pk"))


def leads(account: Any, grant: Grant) -> bool:
    return led_grants(account).filter(pk=grant.pk).exists()


def partners_of(grant: Grant) -> QuerySet[Organisation]:
    """Who signs off: the partners of the project. A network or the lead itself doesn't."""
    partners = GrantPartner.objects.filter(grant=grant, role=GrantPartner.Role.PARTNER)
    return (
        Organisation.objects.filter(pk__in=partners.values("organisation")).exclude(pk=grant.lead_id).order_by("name")
    )


def signs_for(account: Any, grant: Grant) -> QuerySet[Organisation]:
    """The partners for whose own part this account may sign. A site admin signs for nobody."""
    if account.is_superuser:
        return Organisation.objects.none()
    return partners_of(grant).filter(pk__in=organisations_of(account).values("pk"))
