"""Double persons across the partners of a project: what only the linker of its lead may see."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from courses.editions.models import Edition, EditionFunding, Enrolment
from courses.grants.access import linked_grants

# Who was ever in a group, not those who merely asked.
_EVER_IN = (Enrolment.State.PLACED, Enrolment.State.STOPPED)


def linked_pairs(account: Any, first: str, second: str) -> Q:
    """That both persons, by the paths to them, are in groups that count in one project whose lead's linker asks."""
    other = _counting(OuterRef(OuterRef(OuterRef(second)))).filter(grant=OuterRef("grant"))
    shared = _counting(OuterRef(OuterRef(first))).filter(Exists(other), grant__in=linked_grants(account).values("pk"))
    return Q(Exists(shared))


def _counting(person: Any) -> QuerySet[EditionFunding]:
    """The payments of this person's groups by projects in which those count."""
    before = EditionFunding.objects.filter(edition=OuterRef("edition"), position__lt=OuterRef("position"))
    counts = Q(edition__counting=Edition.Counting.FULL) | ~Q(Exists(before))
    enrolments = Enrolment.objects.filter(person=person, edition=OuterRef("edition"), state__in=_EVER_IN)
    return EditionFunding.objects.filter(counts, Exists(enrolments))
