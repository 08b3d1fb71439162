"""Which organisations take part in a network now, and who belongs to one of them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from courses.audit.history import record_changes
from courses.network.models import NetworkMember
from courses.people.access import person_of
from courses.people.merging import records_of
from courses.people.models import Assignment, Membership, Organisation


def members_of(network: Organisation) -> QuerySet[NetworkMember]:
    """The organisations that take part today."""
    return NetworkMember.objects.filter(_today(), network=network)


def takes_part(account: Any, network: Organisation | None, *, only: Collection[int] = ()) -> bool:
    """Whether this account belongs to an organisation that takes part today, or to the network itself.

    With `only` (keys of organisations) to one of those. Who left the organisation, and whose organisation left, does not.
    """
    if network is None or not account.is_authenticated or not account.is_active:
        return False
    mine = organisations_now(account)
    if network.pk in mine:
        return True
    taking_part = members_of(network).filter(organisation__in=mine)
    return (taking_part.filter(organisation__in=only) if only else taking_part).exists()


def organisations_now(account: Any) -> set[int]:
    """The organisations this account works for, or is a member of today."""
    mine = set(Assignment.objects.filter(account=account).values_list("organisation", flat=True))
    person = person_of(account)
    if person is not None:
        belongs = Membership.objects.filter(_today(), person__in=records_of(person))
        mine |= set(belongs.values_list("organisation", flat=True))
    return mine


def admit(organisation: Organisation, network: Organisation, *, by: Any) -> NetworkMember:
    """Let an organisation take part from today on; saying it twice changes nothing."""
    with transaction.atomic():
        member, fresh = NetworkMember.objects.get_or_create(
            network=network, organisation=organisation, until_day=None, defaults={"from_day": timezone.localdate()}
        )
        if fresh:
            record_changes([member], action="leerlijn.admit", by=by)
        return member


def let_leave(member: NetworkMember, *, by: Any) -> None:
    """End taking part today: its people lose the members' material at once, and keep their records."""
    with transaction.atomic():
        today = timezone.localdate()
        if NetworkMember.objects.filter(pk=member.pk, until_day=None).update(until_day=max(today, member.from_day)):
            record_changes([member], action="leerlijn.leave_network", by=by)


def _today() -> Q:
    today = timezone.localdate()
    return (Q(from_day=None) | Q(from_day__lte=today)) & (Q(until_day=None) | Q(until_day__gt=today))
