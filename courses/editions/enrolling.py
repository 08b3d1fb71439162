"""Getting into a group and out of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.audit.history import record_changes
from courses.editions.errors import AlreadyEnrolled, EnrolmentClosed
from courses.editions.models import Edition, Enrolment
from courses.editions.places.models import Offer
from courses.editions.places.offering import close_offers, offer_places
from courses.editions.places.waiting import free_places, lock_editions, places_for_newcomers
from courses.editions.signals import enrolments_changed
from courses.moments import in_words
from courses.people.models import Organisation, Person

__all__ = ["Entry", "cancel", "check_open", "enrol", "enrol_many", "enrol_oneself", "free_places", "place", "withdraw"]

State = Enrolment.State


@dataclass(frozen=True)
class Entry:
    """Whom to enrol, as what; `parent` is the enrolment in a trajectory that this one is a part of."""

    person: Person
    role: str = Enrolment.Role.PARTICIPANT
    function: str = ""
    organisation: Organisation | None = None
    parent: Enrolment | None = None


def enrol(person: Person, edition: Edition, *, by: Any, **as_what: Any) -> Enrolment:
    """Enrol one person; who is in the group already keeps the enrolment they have (a double click enrols once)."""
    return enrol_many([Entry(person, **as_what)], edition, by=by)[0]


def enrol_many(
    entries: Sequence[Entry], edition: Edition, *, by: Any, on: date | None = None, past_capacity: bool = False
) -> list[Enrolment]:
    """Enrol persons in the order given: placed while there are places and nobody is in line, then on the waiting list.

    With `past_capacity` all are placed: who stands at the door is in.

    The group's row is the lock. Only those who take part use a place: a trainer or staff member never waits. Answers an
    enrolment per entry, in order; raises AlreadyEnrolled where somebody is in the group in another role.
    """
    with transaction.atomic():
        edition = lock_editions({edition.pk})[edition.pk]
        known = _open_enrolments(edition, [entry.person.pk for entry in entries])
        free = places_for_newcomers(edition)
        day = on or edition.today()
        fresh: dict[int, Enrolment] = {}
        for entry in entries:
            there = known.get(entry.person.pk) or fresh.get(entry.person.pk)
            if there is not None:
                if there.role != entry.role:
                    raise AlreadyEnrolled(
                        _("%(person)s is in this group already, as %(role)s.")
                        % {"person": entry.person, "role": there.get_role_display()}
                    )
                continue
            takes_part = entry.role in Enrolment.TAKING_PART
            placed = past_capacity or not takes_part or free is None or free > 0
            if placed and takes_part and free is not None:
                free -= 1
            fresh[entry.person.pk] = Enrolment(
                person=entry.person,
                edition=edition,
                role=entry.role,
                function=entry.function,
                organisation=entry.organisation,
                parent=entry.parent,
                state=State.PLACED if placed else State.WAITING,
                enrolled_on=day,
                placed_on=day if placed else None,
                enrolled_by=by,
            )
        Enrolment.objects.bulk_create(fresh.values())
        if fresh:
            _changed(list(fresh.values()), action="leerlijn.enrol", by=by)
        return [known.get(entry.person.pk) or fresh[entry.person.pk] for entry in entries]


def enrol_oneself(
    person: Person,
    edition: Edition,
    *,
    by: Any,
    function: str = "",
    organisation: Organisation | None = None,
    parent: Enrolment | None = None,
) -> Enrolment:
    """Enrol by one's own screen: only where the group is open for that."""
    edition.refresh_from_db(fields=["open_for_enrolment", "enrol_until"])
    mine = _open_enrolments(edition, [person.pk])
    if not mine:
        check_open(edition)
    elif mine[person.pk].role in Enrolment.MAKING_IT_HAPPEN:
        return mine[person.pk]
    role = mine[person.pk].role if mine else Enrolment.Role.PARTICIPANT
    return enrol(person, edition, by=by, role=role, function=function, organisation=organisation, parent=parent)


def check_open(edition: Edition, *, on: date | None = None) -> None:
    """Raise EnrolmentClosed unless people can enrol by themselves; `on` is another day than today."""
    if not edition.open_for_enrolment:
        raise EnrolmentClosed(_("You can't enrol in this group by yourself. Ask the organiser."))
    if edition.enrol_until and (on or edition.today()) > edition.enrol_until:
        raise EnrolmentClosed(_("Enrolling was possible until %(day)s.") % {"day": in_words(edition.enrol_until)})


def withdraw(enrolments: Sequence[Enrolment], *, by: Any, on: date | None = None) -> list[Enrolment]:
    """End enrolments; marks, progress and completions stay. Who stopped already stays as they were.

    What that frees is offered to who waits.
    """
    return _withdraw(enrolments, action="leerlijn.withdraw", by=by, on=on)


def cancel(enrolment: Enrolment, *, by: Any) -> Enrolment:
    """Give up one's own place, or one's place in line; `by` is None for who does it without an account."""
    return _withdraw([enrolment], action="leerlijn.cancel", by=by)[0]


def _withdraw(enrolments: Sequence[Enrolment], *, action: str, by: Any, on: date | None = None) -> list[Enrolment]:
    with transaction.atomic():
        rows = _lock(enrolments)
        stopped = [row for row in rows if row.state != State.STOPPED]
        for row in stopped:
            row.state = State.STOPPED
            row.withdrawn_on = max(on or row.edition.today(), row.enrolled_on)
        Enrolment.objects.bulk_update(stopped, ["state", "withdrawn_on"])
        by_themselves = action == "leerlijn.cancel"
        close_offers(
            stopped, Offer.State.DECLINED if by_themselves else Offer.State.WITHDRAWN, answered_at=timezone.now()
        )
        _changed(stopped, action=action, by=by)
        for edition in sorted({row.edition_id for row in stopped}):
            offer_places(edition)
        return rows


def place(enrolments: Sequence[Enrolment], *, by: Any, on: date | None = None) -> list[Enrolment]:
    """Give a place to those who applied or wait, also past the capacity: a person decides that, knowingly.

    Who gets one hears of it by mail.
    """
    with transaction.atomic():
        rows = [row for row in _lock(enrolments) if row.state in (State.APPLIED, State.WAITING)]
        close_offers(rows, Offer.State.ACCEPTED, answered_at=timezone.now())
        give_places(rows, action="leerlijn.place", by=by, on=on)
        return rows


def give_places(rows: list[Enrolment], *, action: str, by: Any, on: date | None = None) -> None:
    """Place these waiting enrolments, for verbs that hold the lock of their group and know that there is a place."""
    for row in rows:
        row.state = State.PLACED
        row.placed_on = on or row.edition.today()
    Enrolment.objects.bulk_update(rows, ["state", "placed_on"])
    _changed(rows, action=action, by=by)


def _open_enrolments(edition: Edition, persons: Sequence[int]) -> dict[int, Enrolment]:
    rows = Enrolment.objects.filter(edition=edition, state__in=Enrolment.OPEN)
    if len(persons) < 500:
        rows = rows.filter(person__in=persons)
    return {row.person_id: row for row in rows}


def _lock(enrolments: Sequence[Enrolment]) -> list[Enrolment]:
    lock_editions({enrolment.edition_id for enrolment in enrolments})
    keys = [enrolment.pk for enrolment in enrolments]
    # no_key: a choice that refers to an enrolment can be written meanwhile, else it and who leaves wait for each other.
    rows = Enrolment.objects.select_for_update(of=("self",), no_key=True).select_related("edition", "person")
    return list(rows.filter(pk__in=keys).order_by("pk"))


def _changed(rows: list[Enrolment], *, action: str, by: Any) -> None:
    if rows:
        record_changes(rows, action=action, by=by)
        enrolments_changed.send(sender=Enrolment, enrolments=rows)
