"""Which pairs of records may be one human being, for who may decide about them."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from courses.people.doubles.models import PersonPair
from courses.people.doubles.scopes import in_sight


def pairs_for(account: Any) -> QuerySet[PersonPair]:
    """The open pairs that this account may decide about, the most alike first; countable, with both persons."""
    pairs = PersonPair.objects.filter(decision=PersonPair.Decision.OPEN)
    living = pairs.filter(first__erased_at=None, second__erased_at=None)
    return living.filter(in_sight(account, "first", "second")).select_related("first", "second")
