"""Somebody who is in the room and on no list: at the door, on the trainer's phone, or on an empty row of the paper."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from courses.editions.enrolling import Entry, enrol_many
from courses.editions.models import Edition, Enrolment
from courses.people.models import Organisation
from courses.people.registering import create_person


def place_walk_in(
    edition: Edition, *, name: str, by: Any, email: str = "", organisation: Organisation | None = None
) -> Enrolment:
    """Write down who they are and give them a place, also past the capacity: who is there had one, whatever the list says.

    Never somebody known by the same name: a name proves nothing, and doubles are joined later.
    """
    with transaction.atomic():
        person = create_person(name=name, email=email, keeper=edition.organisation, by=by)
        return enrol_many([Entry(person, organisation=organisation)], edition, by=by, past_capacity=True)[0]
