"""Whose double persons an account may see and decide about; rooms above add what only they know.

Somebody sees pairs of which both records are their own organisations'. Across organisations a room above says who may.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet

from courses.people.access import organisations_of
from courses.people.models import Assignment, Person

# Of an account and the paths to two persons: when it may see both as possibly one, across organisations.
Scope = Callable[[Any, str, str], Q]

_across: list[Scope] = []


def register(scope: Scope) -> None:
    """Add who sees pairs across organisations; registering the same one again changes nothing."""
    if scope not in _across:
        _across.append(scope)


def own_persons(account: Any) -> QuerySet[Person]:
    """The records of this account's organisations: recorded by them, or of who came to their groups by themselves.

    What another organisation recorded is not one's own, also where that person is in one's group.
    """
    if not account.is_authenticated or not account.is_active:
        return Person.objects.none()
    if account.is_superuser:
        return Person.objects.all()
    mine = organisations_of(account).values("pk")
    came = Person.objects.filter(keeper=None, enrolments__edition__organisation__in=mine).values("pk")
    return Person.objects.filter(Q(keeper__in=mine) | Q(pk__in=came))


def both_own(account: Any, first: str, second: str) -> Q:
    """That both persons, by the paths to them, are one's own."""
    own = own_persons(account).values("pk")
    return Q(**{f"{first}__in": own, f"{second}__in": own})


def in_sight(account: Any, first: str, second: str) -> Q:
    """That the account may see both persons as possibly one."""
    if account.is_authenticated and account.is_active and account.is_superuser:
        return Q()
    seen = both_own(account, first, second)
    for across in _across:
        seen |= across(account, first, second)
    return seen


def may_look(account: Any) -> bool:
    """Whether looking at double persons is this account's work at all."""
    return organisations_of(account, Assignment.Role.COORDINATOR, Assignment.Role.LINKER).exists()
