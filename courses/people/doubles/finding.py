"""Which pairs of records may be one human being, for who may decide about them."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from courses.people.doubles.models import PersonPair
from courses.people.doubles.scopes import in_sight
from courses.people.models import Merge


def pairs_for(account: Any) -> QuerySet[PersonPair]:
    """The open pairs that this account may decide about, the most alike first; countable, with both persons."""
    pairs = PersonPair.objects.filter(decision=PersonPair.Decision.OPEN)
    living = pairs.filter(first__erased_at=None, second__erased_at=None)
    return living.filter(in_sight(account, "first", "second")).select_related("first", "second")


def judged_for(account: Any) -> QuerySet[PersonPair]:
    """The pairs that were judged to be two people, the latest first."""
    pairs = PersonPair.objects.filter(in_sight(account, "first", "second"), decision=PersonPair.Decision.DIFFERENT)
    living = pairs.filter(first__erased_at=None, second__erased_at=None)
    return living.select_related("first", "second").order_by("-decided_at", "-pk")


def joinings_for(account: Any) -> QuerySet[Merge]:
    """The joinings that stand and that this account may undo, the latest first."""
    later = Q(recorded_at__gt=OuterRef("recorded_at")) | Q(recorded_at=OuterRef("recorded_at"), pk__gt=OuterRef("pk"))
    superseded = Merge.objects.filter(later, person=OuterRef("person"))
    standing = Merge.objects.filter(~Exists(superseded), in_sight(account, "person", "other"), kind=Merge.Kind.MERGE)
    living = standing.filter(person__erased_at=None, other__erased_at=None)
    return living.select_related("person", "other", "recorded_by").order_by("-recorded_at", "-pk")
