"""What is somebody's own. Everything else does not exist for them: 404."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from courses.editions.access import visible_editions
from courses.editions.models import EditionDocument, Enrolment
from courses.people.access import person_of
from courses.people.merging import records_opened
from courses.people.models import Person

# What the screens show of an enrolment: they are opened often, and a version's outcomes are long.
SHOWN = (
    "edition_id",
    "person_id",
    "function",
    "language",
    "state",
    "role",
    "enrolled_on",
    "person__name",
    "person__account_id",
    "edition__title",
    "edition__time_zone",
    "edition__language",
    "edition__version__titles",
    "edition__version__rule",
)


def own_enrolments(account: Any, person: Person | None = None) -> QuerySet[Enrolment]:
    """The running enrolments in which this account's person takes part, with person, edition and version.

    Those of records that were joined with theirs are theirs too. `person` where it is known already.
    """
    records = own_records(account, person)
    return (
        Enrolment.objects.filter(person__in=records, role__in=Enrolment.TAKING_PART, state__in=Enrolment.OPEN)
        .select_related("person", "edition__version")
        .only(*SHOWN)
    )


def own_records(account: Any, person: Person | None = None) -> set[int]:
    """The ids of all records that are this account's person."""
    person = person or person_of(account)
    return records_opened(person) if person is not None else set()


def own_enrolment(account: Any, pk: int) -> Enrolment:
    return get_object_or_404(own_enrolments(account), pk=pk)


def has_left(account: Any, pk: int) -> bool:
    return Enrolment.objects.filter(
        pk=pk, person__in=own_records(account), role__in=Enrolment.TAKING_PART, state=Enrolment.State.STOPPED
    ).exists()


def placed_enrolment(account: Any, pk: int) -> Enrolment:
    return get_object_or_404(own_enrolments(account), pk=pk, state=Enrolment.State.PLACED)


def readable_document(account: Any, pk: int) -> EditionDocument:
    """A document of a group one has a place in, in whatever role, or that one gives or coordinates."""
    document = get_object_or_404(EditionDocument, pk=pk)
    placed = Enrolment.objects.filter(
        person__in=own_records(account), edition=document.edition_id, state=Enrolment.State.PLACED
    )
    if placed.exists():
        return document
    return get_object_or_404(EditionDocument, pk=pk, edition__in=visible_editions(account))
