"""The button behind the link: the address is proven, so there is a person and a place, or a place in the queue."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from courses.editions.enrolling import enrol
from courses.editions.models import Edition, Enrolment
from courses.editions.places.waiting import lock_editions
from courses.people.models import Person
from courses.people.organisations import organisation_named
from courses.people.registering import create_person
from courses.registering.answering import hand_over
from courses.registering.applying import check_taking
from courses.registering.matching import enrolment_of, person_with
from courses.registering.models import Registration


@dataclass(frozen=True)
class Confirmed:
    """`already`: this changed nothing, the person was in the group."""

    registration: Registration
    enrolment: Enrolment
    already: bool = False


def confirm(registration: Registration) -> Confirmed:
    """Enrol who registered. Pressed again, also at the same moment, it answers the enrolment that is there.

    The names and addresses go to the person's record; of the registration only who registered somebody else remains.
    Raises EnrolmentClosed when the group was closed or ended meanwhile.
    """
    with transaction.atomic():
        # Conditional, and the first statement: it takes the write lock of SQLite, and of two at once one gets the row.
        mine = Registration.objects.filter(pk=registration.pk, confirmed_at=None).update(confirmed_at=timezone.now())
        row = Registration.objects.select_related("enrolment__person").get(pk=registration.pk)
        if not mine:
            return Confirmed(row, _enrolment(row), already=True)
        edition = lock_editions({row.edition_id})[row.edition_id]
        check_taking(edition, on=row.created_at.astimezone(edition.zone).date())
        known = _known(row, edition)
        enrolment = known or _enrol(row, edition)
        if known is None or not row.for_somebody_else:
            hand_over(row, enrolment)
        row.answers.all().delete()
        row.enrolment = enrolment
        row.name = row.email = row.function = row.organisation = ""
        row.save()
        return Confirmed(row, enrolment, already=known is not None)


def _enrolment(registration: Registration) -> Enrolment:
    if registration.enrolment is None:
        raise Registration.DoesNotExist
    return registration.enrolment


def _known(row: Registration, edition: Edition) -> Enrolment | None:
    """The running enrolment that this registration would double, in whatever role."""
    if row.for_somebody_else:
        return enrolment_of(row.email, name=row.name, edition=edition)
    person = person_with(row.email, name=row.name, edition=edition)
    running = Enrolment.objects.filter(edition=edition, person=person, state__in=Enrolment.OPEN)
    return running.select_related("person").first() if person is not None else None


def _enrol(row: Registration, edition: Edition) -> Enrolment:
    return enrol(
        _person(row, edition),
        edition,
        by=None,
        function=row.function,
        organisation=organisation_named(row.organisation, keeper=edition.organisation),
    )


def _person(row: Registration, edition: Edition) -> Person:
    """Nobody proved the address of somebody else: that one is always written down anew."""
    if not row.for_somebody_else:
        known = person_with(row.email, name=row.name, edition=edition)
        if known is not None:
            return known
    return create_person(name=row.name, email=row.email, language=row.language, by=None)
