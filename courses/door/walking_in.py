"""People who weren't on the list, by name."""

from __future__ import annotations

import uuid

from django.db import IntegrityError, transaction

from courses.audit.history import record_changes
from courses.door.checking_in import CheckIn, let_in
from courses.door.models import Door, WalkIn
from courses.editions.walking_in import place_walk_in
from courses.people.organisations import organisation_named


def add_walk_in(
    door: Door, *, key: uuid.UUID, name: str, organisation: str = "", email: str = "", reason: str = ""
) -> CheckIn:
    """Write somebody down, give them a place past the capacity if need be, and check them in.

    The same `key` again adds nobody: it answers whom it added.
    """
    try:
        with transaction.atomic():
            return _add(door, key=key, name=name, organisation=organisation, email=email, reason=reason)
    except IntegrityError:
        known = WalkIn.objects.select_related("enrolment__person").filter(key=key).first()
        if known is None:
            raise
        return let_in(door, known.enrolment, reason=reason)


def _add(door: Door, *, key: uuid.UUID, name: str, organisation: str, email: str, reason: str) -> CheckIn:
    known = WalkIn.objects.select_related("enrolment__person").filter(key=key).first()
    if known is not None:
        return let_in(door, known.enrolment, reason=reason)
    edition = door.session.edition
    comes_for = organisation_named(organisation, keeper=edition.organisation)
    enrolment = place_walk_in(edition, name=name, email=email, organisation=comes_for, by=None)
    WalkIn.objects.create(enrolment=enrolment, door=door, key=key)
    record_changes([enrolment], action="leerlijn.walk_in", by=None, data={"door": door.pk})
    return let_in(door, enrolment, reason=reason)
