"""Whose record a proven address is. Being known to another partner is sensitive: their records are never found."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.db.models import Q

from courses.editions.models import Edition, Enrolment
from courses.people.models import Person


def person_with(email: str, *, name: str, edition: Edition) -> Person | None:
    """The record of whoever proved this address: with an account of that address, recorded by the group's organisation, or
    of somebody who came by themselves; None where a new one is needed.

    Where several share the address (a secretary's, a family's) the name tells them apart; a name alone finds nobody.
    """
    account = {f"account__{get_user_model().get_email_field_name()}__iexact": email}
    free = Q(account=None, email__iexact=email) & (Q(keeper=None) | Q(keeper=edition.organisation_id))
    found = list(Person.objects.filter(Q(**account) | free, erased_at=None).order_by("pk"))
    fitting = [person for person in found if same_name(person.name, name)]
    if not fitting:
        fitting = found if len(found) == 1 else [person for person in found if person.account_id]
    here = _enrolled(edition, fitting)
    return next((person for person in fitting if person.pk in here), fitting[0] if fitting else None)


def enrolment_of(email: str, *, name: str, edition: Edition) -> Enrolment | None:
    """The running enrolment in this group under this very address and name: somebody was registered twice."""
    there = Enrolment.objects.filter(edition=edition, state__in=Enrolment.OPEN, person__email__iexact=email)
    rows = there.select_related("person").order_by("pk")
    return next((row for row in rows if same_name(row.person.name, name)), None)


def same_name(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def _enrolled(edition: Edition, persons: list[Person]) -> set[int]:
    open_here = Enrolment.objects.filter(edition=edition, person__in=persons, state__in=Enrolment.OPEN)
    return set(open_here.values_list("person", flat=True))
