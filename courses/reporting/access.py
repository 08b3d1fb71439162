"""Who may see which figures.

Who answers for a project sees all of it: the coordinators of its lead, and site admins. A coordinator of another
organisation sees what their own groups add to it, counted as if those were the project's only ones. The whole next to
one's own part would show what the others did, down to single people, so it is not shown.

A figure may be seen with people behind it whose record is another organisation's. They are then a number, without a name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet

from courses.grants.access import led_grants
from courses.grants.models import Grant
from courses.people.access import organisations_of, visible_persons
from courses.people.erasing.locked import locked_names
from courses.people.models import Organisation


def organisations_counted(account: Any, grant: Grant) -> QuerySet[Organisation] | None:
    """Whose groups this account may count in the project; None is everybody's. `grant` is one it may see."""
    if led_grants(account).filter(pk=grant.pk).exists():
        return None
    return organisations_of(account)


def leads_programme(account: Any, grant: Grant) -> bool:
    """Whether there is a programme of several projects, all of which this account answers for."""
    if not grant.programme:
        return False
    together = Grant.objects.filter(programme=grant.programme)
    return together.count() > 1 and not together.exclude(pk__in=led_grants(account).values("pk")).exists()


def names_of(account: Any, persons: Iterable[int]) -> dict[int, str]:
    """The names of those among these persons whose record the account may open."""
    return dict(visible_persons(account).filter(pk__in=list(persons)).values_list("pk", "name"))


def locked_names_for(account: Any, grants: Sequence[Grant], persons: Iterable[int]) -> dict[int, str]:
    """Names that an evidence term locks, for who answers for all of these projects. The caller logs who was seen."""
    led = led_grants(account).filter(pk__in=[grant.pk for grant in grants]).count()
    return locked_names(persons) if led == len(grants) else {}
