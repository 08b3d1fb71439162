"""Who was there: marks on a session, by a trainer or by the work itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.audit.history import record_changes
from courses.editions.closed import because
from courses.editions.errors import MarkRefused
from courses.editions.models import Attendance, Enrolment, Session
from courses.editions.signals import attendance_marked, sessions_changed
from courses.facts.appending import append_facts
from courses.facts.changes import told_together

Status = Attendance.Status
# With more of them it is cheaper to fetch all marks of the session.
MOST_NAMED = 500


@dataclass(frozen=True)
class Mark:
    """One person's attendance. `minutes` only says something for who was there; `on` only in a self-paced session."""

    enrolment: Enrolment
    status: str
    minutes: int | None = None
    on: date | None = None


def mark_session(
    session: Session,
    marks: Sequence[Mark],
    *,
    by: Any,
    evidence: str = Attendance.Evidence.TRAINER,
    at: datetime | None = None,
    lowering: bool = False,
    reason: str = "",
    data: dict[str, Any] | None = None,
) -> list[Attendance]:
    """Append the marks that say something new, in a number of queries that doesn't depend on how many they are.

    Where the net minutes are fixed, who was there without minutes of their own has those. Repeating what already holds
    appends nothing, so a mark sent twice counts once, and a signed mark that is saved again by screen stays signed.
    `lowering` is for who takes back the stronger evidence itself; `reason` is kept with each mark, and asked where the
    period was reported already (`courses.editions.closed`); `data` goes into the audit log.
    """
    with transaction.atomic(), told_together():
        session = Session.objects.select_for_update().get(pk=session.pk)
        marks = [_with_net_minutes(session, mark) for mark in marks]
        for mark in marks:
            check_mark(session, mark)
        holds = effective_marks(session, [mark.enrolment.person_id for mark in marks])
        now = at or timezone.now()
        fresh = [
            Attendance(
                person_id=mark.enrolment.person_id,
                session=session,
                enrolment=mark.enrolment,
                status=mark.status,
                minutes=mark.minutes,
                on=mark.on,
                evidence="" if mark.status in (Status.VOID, Status.ABSENT, Status.EXCUSED) else evidence,
                recorded_at=now,
                recorded_by=by,
                reason=reason[:300],
            )
            for mark in marks
            if _says_something_new(mark, holds.get(mark.enrolment.person_id), evidence, lowering)
        ]
        written = append_facts(fresh)
        if written:
            record_changes([session], action="leerlijn.mark", by=by, data={**(data or {}), "marks": len(written)})
            attendance_marked.send(sender=Attendance, attendances=written)
        return written


def check_mark(session: Session, mark: Mark) -> None:
    if mark.enrolment.edition_id != session.edition_id:
        raise MarkRefused(_("This person is not in the group that meets here."))
    if session.is_break:
        raise MarkRefused(_("This is a break, so nobody is marked here."))
    if mark.status not in Status.values:
        raise MarkRefused(_("“%(status)s” is no attendance we know.") % {"status": mark.status})
    if mark.status == Status.PARTIAL and mark.minutes is None:
        raise MarkRefused(_("Say how many minutes somebody was there who was partly present."))
    length = session.minutes if session.net_minutes is None else session.net_minutes
    if mark.minutes is not None and not 0 <= mark.minutes <= max(length, 1) and not session.self_paced:
        raise MarkRefused(
            _("The meeting takes %(length)d minutes; %(minutes)d can't be right.")
            % {"length": length, "minutes": mark.minutes}
        )
    if bool(mark.on) != session.self_paced:
        raise MarkRefused(_("Only a mark at one's own pace has a day of its own."))


def effective_marks(session: Session, persons: Sequence[int] | None = None) -> dict[int, Attendance]:
    """The marks that hold now, by person id; of these persons, or of everybody."""
    rows = Attendance.objects.effective().filter(session=session)
    if persons is not None and len(persons) < MOST_NAMED:
        rows = rows.filter(person__in=persons)
    return {mark.person_id: mark for mark in rows}


def fix_minutes(session: Session, minutes: int | None, *, by: Any, reason: str = "") -> Session:
    """Say how long a meeting took without its breaks (None: from its start to its end).

    Who was there all along, or late, without minutes of their own gets these, now and when marked later. Refused where
    somebody's own minutes are more.
    """
    with transaction.atomic(), told_together():
        session = Session.objects.select_for_update().get(pk=session.pk)
        former = session.net_minutes
        _check_net_minutes(session, minutes)
        if minutes == former:
            return session
        rows = Attendance.objects.effective().filter(session=session, status__in=Attendance.COUNTED)
        holding = list(rows.select_related("enrolment"))
        theirs = [mark for mark in holding if mark.status != Status.PARTIAL and mark.minutes in (None, former)]
        own = [mark for mark in holding if mark not in theirs]
        if minutes is not None and any((mark.minutes or 0) > minutes for mark in own):
            raise MarkRefused(
                _("Somebody was marked with more than %(minutes)d minutes. Look at that first.") % {"minutes": minutes}
            )
        session.net_minutes = minutes
        session.save(update_fields=["net_minutes"])
        record_changes([session], action="leerlijn.fix_minutes", by=by, data={"minutes": minutes})
        for evidence in sorted({mark.evidence for mark in theirs}):
            again = [Mark(m.enrolment, m.status, minutes=minutes) for m in theirs if m.evidence == evidence]
            mark_session(session, again, by=by, evidence=evidence, reason=reason)
        sessions_changed.send(sender=Session, sessions=[session])
        return session


def _check_net_minutes(session: Session, minutes: int | None) -> None:
    if minutes is None:
        return
    if session.self_paced or session.is_break:
        raise MarkRefused(_("Only a meeting where people are marked has net minutes."))
    if not 0 < minutes <= session.minutes:
        raise MarkRefused(
            _("From start to end this meeting takes %(length)d minutes; net it takes 1 to %(length)d.")
            % {"length": session.minutes}
        )


def _with_net_minutes(session: Session, mark: Mark) -> Mark:
    all_along = mark.status in (Status.PRESENT, Status.LATE) and mark.minutes is None
    return replace(mark, minutes=session.net_minutes) if all_along and session.net_minutes is not None else mark


def set_headcount(session: Session, headcount: int | None, *, by: Any, reason: str = "") -> Session:
    """Record how many people were in the room, those on the list included (None: not counted)."""
    with transaction.atomic():
        session = Session.objects.select_for_update().get(pk=session.pk)
        session.headcount = headcount
        session.save(update_fields=["headcount"])
        data = {"headcount": headcount, **because(reason)}
        record_changes([session], action="leerlijn.headcount", by=by, data=data)
        sessions_changed.send(sender=Session, sessions=[session])
        return session


def _says_something_new(mark: Mark, holds: Attendance | None, evidence: str, lowering: bool) -> bool:
    if holds is None:
        return mark.status != Status.VOID
    if (holds.status, holds.minutes, holds.on) != (mark.status, mark.minutes, mark.on):
        return True
    if mark.status not in Attendance.COUNTED or holds.evidence == evidence:
        return False
    return lowering or _strength(evidence) > _strength(holds.evidence)


def _strength(evidence: str) -> int:
    """Weak to strong, in the order in which the levels are written down; what came without one is the weakest."""
    return ["", *Attendance.Evidence.values].index(evidence)
