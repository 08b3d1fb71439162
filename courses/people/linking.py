"""Which person an account is: decided by a proven address, never by a name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.audit.history import record_changes
from courses.errors import CoursesError
from courses.people.access import organisations_of, person_of
from courses.people.merging import merge, merged_into, survivor_in
from courses.people.models import LinkRequest, Person

# Nobody's yet, or of an account that only stands in for their own.
_FREE = Q(account=None) | Q(account_stands_in=True)


class LinkRefused(CoursesError):
    """This account and this person can't be linked, or not any more."""


class Outcome(StrEnum):
    LINKED = "linked"
    ALREADY = "already"  # the account has a person; nothing changed
    SEVERAL = "several"  # a coordinator decides
    NONE = "none"  # a person comes into being with the first enrolment


@dataclass(frozen=True)
class Link:
    outcome: Outcome
    person: Person | None = None


def link_account(*, account: Any, addresses: Iterable[str], by: Any = None) -> Link:
    """Link an account to the one person who has one of its proven addresses.

    `addresses` are proven by whoever calls. With several persons nothing is linked and the question is put before their
    coordinators; nobody is asked twice. Two accounts that reach for the same person at once: one gets them, and the
    other has `NONE`.
    """
    proven = sorted({address.strip().lower() for address in addresses if address.strip()})
    if (person := person_of(account)) is not None:
        if proven and person.account_stands_in:
            Person.objects.filter(pk=person.pk).update(account_stands_in=False)
        return Link(Outcome.ALREADY, person)
    fitting = list(persons_with(proven)[:2])
    if not fitting:
        return Link(Outcome.NONE)
    if len(fitting) > 1:
        LinkRequest.objects.get_or_create(account=account, defaults={"addresses": proven})
        return Link(Outcome.SEVERAL)
    linked = _take(account, fitting[0], by=by)
    if linked:
        LinkRequest.objects.filter(account=account, decided_at=None).update(decided_at=timezone.now())
    return Link(Outcome.LINKED, fitting[0]) if linked else Link(Outcome.NONE)


def persons_with(addresses: Iterable[str]) -> QuerySet[Person]:
    """Living records without an account of their own that have one of these addresses.

    A joined one stands for who it was joined with: that is whom the account gets, whichever record has the address.
    """
    has_one = Q(pk__in=[])
    for address in addresses:
        has_one |= Q(email__iexact=address)
    free = Person.objects.filter(_FREE, erased_at=None)
    steps = merged_into()
    living = {survivor_in(steps, pk) for pk in free.filter(has_one).values_list("pk", flat=True)}
    return free.filter(pk__in=living).order_by("pk")


def open_requests(account: Any) -> list[tuple[LinkRequest, list[Person]]]:
    """What waits for this coordinator: each question with those of their organisations' persons who fit."""
    waiting = []
    for request in LinkRequest.objects.filter(decided_at=None).select_related("account").order_by("asked_at", "pk"):
        persons = [person for person in persons_with(request.addresses) if _may_decide(account, person)]
        if persons:
            waiting.append((request, persons))
    return waiting


def decide_link(request: LinkRequest, person: Person | None, *, by: Any) -> Person | None:
    """Answer the question which person an account is; None: none of those who fit.

    Who enrolled meanwhile has a record of their own: that one is joined with the chosen person, who survives and keeps
    the account. Raises LinkRefused when somebody else decided, or took the person, a moment ago.
    """
    with transaction.atomic():
        decided = LinkRequest.objects.filter(pk=request.pk, decided_at=None).update(
            decided_at=timezone.now(), decided_by=by, person=person
        )
        if not decided:
            raise LinkRefused(_("Somebody has just decided this."))
        if person is None:
            return None
        if not persons_with(request.addresses).filter(pk=person.pk).exists():
            raise LinkRefused(_("This person can no longer be linked to this account."))
        own = person_of(request.account)
        if own is not None:
            Person.objects.filter(pk=own.pk).update(account=None)
            merge(own, person, by=by)
        if not _take(request.account, person, by=by):
            raise LinkRefused(_("This person was linked to another account a moment ago."))
        return person


def _take(account: Any, person: Person, *, by: Any) -> bool:
    """Link, if the person is still free and the account too: the constraint decides between two at once."""
    try:
        with transaction.atomic():
            former = Person.objects.select_for_update(of=("self",)).select_related("account").get(pk=person.pk)
            free = Person.objects.filter(_FREE, pk=person.pk, account=former.account_id, erased_at=None)
            taken = free.update(account=account, account_stands_in=False)
            if taken:
                _close(former.account)
                record_changes([person], action="leerlijn.link_account", by=by)
    except IntegrityError:
        return False
    person.account = account if taken else person.account
    return bool(taken)


def _close(stood_in: Any) -> None:
    """What stood in for an account has had its day: nobody is logged in to it any more, and nobody can be."""
    if stood_in is None:
        return
    stood_in.set_unusable_password()
    stood_in.is_active = False
    stood_in.save()


def _may_decide(account: Any, person: Person) -> bool:
    if account.is_superuser and account.is_active:
        return True
    return person.keeper_id is not None and organisations_of(account).filter(pk=person.keeper_id).exists()
