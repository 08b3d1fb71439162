"""Who may see and do what, as query sets: every list *and* every detail asks here.

Superusers see everything. A coordinator sees what their organisations organise, and the persons who are or were enrolled
there or whom their organisation recorded. Working for an organisation makes nobody visible to it: that somebody takes
part elsewhere is sensitive by itself.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from courses.people.models import Assignment, Organisation, Person


def organisations_of(account: Any, *roles: Assignment.Role) -> QuerySet[Organisation]:
    """The organisations this account works for in one of the roles (default: as coordinator)."""
    if not account.is_authenticated or not account.is_active:
        return Organisation.objects.none()
    if account.is_superuser:
        return Organisation.objects.all()
    assigned = Assignment.objects.filter(account=account, role__in=roles or (Assignment.Role.COORDINATOR,))
    return Organisation.objects.filter(pk__in=assigned.values("organisation"))


def starts_groups_for(account: Any) -> QuerySet[Organisation]:
    """The organisations for which this account may start a group, as coordinator or trainer."""
    return organisations_of(account, Assignment.Role.COORDINATOR, Assignment.Role.TRAINER)


def is_coordinator(account: Any) -> bool:
    """Whether this account answers for an organisation (a superuser always does)."""
    if not account.is_authenticated or not account.is_active:
        return False
    return account.is_superuser or organisations_of(account).exists()


def visible_persons(account: Any) -> QuerySet[Person]:
    """The persons whose record this account may open as a coordinator."""
    if not account.is_authenticated or not account.is_active:
        return Person.objects.none()
    if account.is_superuser:
        return Person.objects.all()
    mine = organisations_of(account).values("pk")
    enrolled = Person.objects.filter(enrolments__edition__organisation__in=mine).values("pk")
    return Person.objects.filter(Q(keeper__in=mine) | Q(pk__in=enrolled))


def visible_organisations(account: Any) -> QuerySet[Organisation]:
    """Own organisations, those they wrote down, those their participants come from, and partners in their projects."""
    if not account.is_authenticated or not account.is_active:
        return Organisation.objects.none()
    if account.is_superuser:
        return Organisation.objects.all()
    return _known_to(starts_groups_for(account).values("pk"))


def organisations_known_to(organisation: Organisation | None) -> QuerySet[Organisation]:
    """What those who work for this organisation can see; for none, nothing."""
    return _known_to([organisation.pk]) if organisation is not None else Organisation.objects.none()


def _known_to(mine: Any) -> QuerySet[Organisation]:
    coming = Organisation.objects.filter(enrolments__edition__organisation__in=mine).values("pk")
    led = Organisation.objects.filter(partnerships__grant__lead__in=mine).values("pk")
    leading = Organisation.objects.filter(led_grants__partnerships__organisation__in=mine).values("pk")
    return Organisation.objects.filter(
        Q(pk__in=mine) | Q(keeper__in=mine) | Q(pk__in=coming) | Q(pk__in=led) | Q(pk__in=leading)
    )


def person_of(account: Any) -> Person | None:
    """The person behind an account, if one is linked."""
    if not account.is_authenticated:
        return None
    return Person.objects.filter(account=account).first()
