"""Letting people in: a mark on the door's meeting, once, and taking it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from courses.door.errors import DoorError, ElsewhereOnTheList, NotOnTheList
from courses.door.models import Door, WalkIn
from courses.editions.enrolling import withdraw
from courses.editions.expected import expected_at
from courses.editions.marking import Mark, effective_marks, mark_session
from courses.editions.models import Attendance, Enrolment, Session

Status = Attendance.Status
Evidence = Attendance.Evidence


@dataclass(frozen=True)
class CheckIn:
    """`already`: they were in before, since `at`."""

    enrolment: Enrolment
    at: datetime
    already: bool


@dataclass(frozen=True)
class Counts:
    """Who is in: `named` on the list or added by name, `unnamed` counted only; `walk_ins` are among the named."""

    named: int
    unnamed: int
    walk_ins: int
    expected: int

    @property
    def inside(self) -> int:
        return self.named + self.unnamed


def check_in(
    door: Door, enrolment: int, *, evidence: str = Evidence.TRAINER, anyway: bool = False, reason: str = ""
) -> CheckIn:
    """Let somebody in who is on the list of the door's meeting; `anyway`: whoever has a place in its event."""
    row = expected_at(door.session).filter(pk=enrolment).first()
    if row is None:
        row = with_a_place(door.session).filter(pk=enrolment).first()
        if row is None:
            raise NotOnTheList(_("This person is not on the list of this meeting."))
        if not anyway:
            raise ElsewhereOnTheList(_("This person is at the event, but not on the list of this meeting."))
    return let_in(door, row, evidence=evidence, reason=reason)


def let_in(door: Door, enrolment: Enrolment, *, evidence: str = Evidence.TRAINER, reason: str = "") -> CheckIn:
    """Mark them as present. Who is in already stays as they were, whoever else does it at that moment."""
    with transaction.atomic():
        session = Session.objects.select_for_update().get(pk=door.session_id)
        holds = effective_marks(session, [enrolment.person_id]).get(enrolment.person_id)
        if holds is not None and holds.status in Attendance.COUNTED:
            return CheckIn(enrolment, holds.recorded_at, already=True)
        mark = Mark(enrolment, Status.PRESENT)
        data = {"door": door.pk}
        [written] = mark_session(session, [mark], by=None, evidence=evidence, data=data, reason=reason)
        return CheckIn(enrolment, written.recorded_at, already=False)


def undo(door: Door, enrolment: int, *, reason: str = "") -> None:
    """Take a check-in back: what was marked before it holds again, and a walk-in of this door ends.

    Only what a door marked: a trainer's mark is the trainer's.
    """
    with transaction.atomic():
        session = Session.objects.select_for_update().get(pk=door.session_id)
        row = Enrolment.objects.filter(pk=enrolment, edition=session.edition_id).first()
        if row is None:
            raise NotOnTheList(_("This person is not on the list of this meeting."))
        marks = Attendance.objects.filter(session=session, person=row.person_id).order_by("-recorded_at")[:2]
        holds, before = (*marks, None, None)[:2]
        if holds is None or holds.status not in Attendance.COUNTED:
            return
        if holds.recorded_by_id is not None or holds.status != Status.PRESENT:
            raise DoorError(_("The trainer marked this person: only the trainer can change that."))
        restored = before.status if before and before.status in (Status.EXCUSED, Status.ABSENT) else Status.VOID
        data = {"door": door.pk, "undo": True}
        mark_session(session, [Mark(row, restored)], by=None, data=data, reason=reason)
        if WalkIn.objects.filter(enrolment=row, door=door).exists():
            withdraw([row], by=None)


def with_a_place(session: Session) -> QuerySet[Enrolment]:
    """Those who take part in the event, whatever breakout they chose."""
    placed = Enrolment.State.PLACED
    rows = Enrolment.objects.filter(edition=session.edition_id, state=placed, role__in=Enrolment.TAKING_PART)
    return rows.select_related("person", "organisation")


def counts(session: Session) -> Counts:
    there = Attendance.objects.effective().filter(
        session=session, status__in=Attendance.COUNTED, enrolment__role__in=Enrolment.TAKING_PART
    )
    return Counts(
        named=there.count(),
        unnamed=session.unnamed,
        walk_ins=there.filter(enrolment__walk_in__isnull=False).count(),
        expected=expected_at(session).count(),
    )
