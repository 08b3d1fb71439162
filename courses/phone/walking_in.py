"""Somebody who comes in and is not on the list."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from courses.editions.marking import Mark, mark_session
from courses.editions.models import Attendance, Edition, Enrolment, Session
from courses.editions.walking_in import place_walk_in
from courses.phone.models import Tap


def add_walk_in(session: Session, *, key: UUID, name: str, email: str = "", by: Any, reason: str = "") -> Enrolment:
    """Write down who they are, give them a place in the group and mark them present; sent twice, it is done once.

    Who stands in the room has a place, also past the capacity: turning people away is for who stands at the door.
    """
    done = added_before(session, key)
    if done is not None:
        return done
    try:
        with transaction.atomic():
            return _add(session, key=key, name=name, email=email, by=by, reason=reason)
    except IntegrityError:
        done = added_before(session, key)
        if done is None:
            raise
        return done


def added_before(session: Session, key: UUID) -> Enrolment | None:
    """Who was added when this key came the first time."""
    return Enrolment.objects.filter(taps__key=key, taps__session=session).first()


def same_name(edition: Edition, name: str) -> list[Enrolment]:
    """Who has a place in the group, or waits for one, under this name already."""
    there = Enrolment.objects.filter(edition=edition, state__in=Enrolment.OPEN, person__name__iexact=name)
    return list(there.select_related("person", "organisation"))


def _add(session: Session, *, key: UUID, name: str, email: str, by: Any, reason: str) -> Enrolment:
    enrolment = place_walk_in(session.edition, name=name, email=email, by=by)
    mark = Mark(enrolment, Attendance.Status.PRESENT)
    attendance = mark_session(session, [mark], by=by, reason=reason)[0]
    said, moment = f"{enrolment.pk}:present:None", timezone.now()
    Tap.objects.create(
        key=key, session=session, enrolment=enrolment, said=said, moment=moment, attendance=attendance, by=by
    )
    return enrolment
