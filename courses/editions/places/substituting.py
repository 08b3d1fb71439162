"""Passing a seat on to somebody else: the seat, the lists and the certificate follow; the history shows the swap."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.audit.history import record_changes
from courses.editions.closed import because
from courses.editions.errors import SubstituteRefused
from courses.editions.models import Attendance, Edition, Enrolment
from courses.editions.places.models import Offer
from courses.editions.places.offering import close_offers, offer_places
from courses.editions.places.waiting import lock_editions
from courses.editions.rounds.choosing import hand_over_choices
from courses.editions.signals import enrolments_changed
from courses.people.merging import records_of
from courses.people.models import Person
from courses.people.registering import clean_email, clean_name, create_person

State = Enrolment.State


def substitute(enrolment: Enrolment, person: Person, *, by: Any, reason: str = "") -> Enrolment:
    """Let `person` have this seat; answers their enrolment. Raises SubstituteRefused.

    Function, organisation and chosen breakouts pass on, answers to a group's questions don't. Who waits for a place in
    the group moves into the seat; nobody in line is overtaken, since no place came free.
    """
    with transaction.atomic():
        lock_editions({enrolment.edition_id})
        seat = Enrolment.objects.select_related("edition", "person").get(pk=enrolment.pk)
        done = Enrolment.objects.filter(substitute_for=seat, person=person).first()
        if done is not None:
            return done
        _check_seat(seat)
        there = _in_the_group(seat, person)
        taking = there or Enrolment(
            person=person,
            edition=seat.edition,
            function=seat.function,
            organisation=seat.organisation,
            enrolled_on=seat.edition.today(),
            enrolled_by=by,
        )
        held = close_offers([there], Offer.State.WITHDRAWN, answered_at=timezone.now()) if there else []
        _swap(seat, taking)
        hand_over_choices(seat, taking, by=by)
        record_changes([seat], action="leerlijn.hand_over", by=by, data={"to": taking.pk, **because(reason)})
        record_changes([taking], action="leerlijn.substitute", by=by, data={"for": seat.pk})
        enrolments_changed.send(sender=Enrolment, enrolments=[seat, taking])
        if held:
            offer_places(seat.edition)
        return taking


def substitute_by_name(enrolment: Enrolment, *, name: str, email: str, language: str = "", by: Any) -> Enrolment:
    """As `substitute`, by somebody who knows the name and address of who comes in their place.

    A record is taken for the same human being only if address and name are both the same: offices share addresses.
    Nobody proved the address, so what other partners recorded is never found.
    """
    with transaction.atomic():
        seat = Enrolment.objects.select_related("edition").get(pk=enrolment.pk)
        lock_editions({seat.edition_id})
        name, email = clean_name(name), clean_email(email)
        person = _known_here(seat.edition, name, email) or create_person(
            name=name, email=email, language=language, by=by
        )
        return substitute(seat, person, by=by)


def _known_here(edition: Edition, name: str, email: str) -> Person | None:
    """Who has this name and address, of those that the group's organisation knows already."""
    if not email:
        return None
    here = Q(enrolments__edition=edition)
    if edition.organisation_id is not None:
        here |= Q(keeper=edition.organisation_id) | Q(enrolments__edition__organisation=edition.organisation_id)
    return Person.objects.filter(here, email=email, name__iexact=name, erased_at=None).order_by("pk").first()


def _check_seat(seat: Enrolment) -> None:
    if seat.state != State.PLACED:
        raise SubstituteRefused(_("Only who has a place can send somebody else."))
    if not seat.takes_part:
        raise SubstituteRefused(_("Only a participant's place can pass to somebody else."))
    counted = Attendance.objects.effective().filter(
        person__in=records_of(seat.person), session__edition=seat.edition_id, status__in=Attendance.COUNTED
    )
    if counted.exists():
        raise SubstituteRefused(
            _("This place was used already: being present is on record. Enrol the other person beside it.")
        )


def _in_the_group(seat: Enrolment, person: Person) -> Enrolment | None:
    """The enrolment by which this person waits for a place here, if there is one; who is in the group is refused."""
    records = records_of(person)
    if seat.person_id in records:
        raise SubstituteRefused(_("This is the same person."))
    if person.erased_at:
        raise SubstituteRefused(_("The data of this person were deleted."))
    there = Enrolment.objects.filter(edition=seat.edition_id, person__in=records, state__in=Enrolment.OPEN)
    for row in there.order_by("pk"):
        if row.state == State.PLACED or not row.takes_part:
            raise SubstituteRefused(_("This person is in the group already."))
        return row
    return None


def _swap(seat: Enrolment, taking: Enrolment) -> None:
    """The seat is given up first, so that at no moment there are more people than places."""
    today = seat.edition.today()
    seat.state, seat.withdrawn_on = State.STOPPED, max(today, seat.enrolled_on)
    taking.state, taking.placed_on, taking.substitute_for = State.PLACED, today, seat
    taking.role = seat.role
    taking.function = taking.function or seat.function
    taking.organisation = taking.organisation or seat.organisation
    seat.save(update_fields=["state", "withdrawn_on"])
    taking.save()
