"""A person says which signatures stand on a scan: only then does the evidence of a mark become “signed”."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.audit.history import record_changes
from courses.editions.marking import Mark, effective_marks, mark_session
from courses.editions.models import Attendance, Enrolment, Session
from courses.editions.walking_in import place_walk_in
from courses.paper.errors import PaperError, Settled
from courses.paper.models import Scan, Signature

Evidence, Status = Attendance.Evidence, Attendance.Status


def confirm_scan(
    scan: Scan,
    *,
    signed: Sequence[Enrolment],
    walk_ins: Sequence[str] = (),
    countersigned: bool = False,
    by: Any,
    reason: str = "",
) -> list[Signature]:
    """Lift the marks of who signed; who had none, or was marked as not there, becomes present.

    `walk_ins` are names written on empty rows: each becomes a person, an enrolment and a mark. A mark without a signature
    stays as it is. Of two who confirm at once one does, and the other raises Settled.
    """
    with transaction.atomic():
        now = timezone.now()
        _claim(scan, confirmed_at=now, confirmed_by=by, countersigned=countersigned)
        session = _locked_session(scan)
        there = [*signed, *(place_walk_in(session.edition, name=name, by=by) for name in walk_ins)]
        before = effective_marks(session)
        there = list({enrolment.person_id: enrolment for enrolment in there}.values())
        marks = [_lifted(enrolment, before.get(enrolment.person_id)) for enrolment in there]
        evidence = Evidence.COUNTERSIGNED if countersigned else Evidence.SIGNED
        written = mark_session(session, marks, by=by, evidence=evidence, reason=reason)
        raised = {mark.person_id for mark in written}
        holds = effective_marks(session)
        signatures = Signature.objects.bulk_create(
            Signature(
                scan=scan,
                enrolment=enrolment,
                attendance=holds[enrolment.person_id],
                before=before.get(enrolment.person_id) if enrolment.person_id in raised else None,
                raised=enrolment.person_id in raised,
            )
            for enrolment in there
        )
        record_changes([scan], action="leerlijn.confirm_scan", by=by, data={"signatures": len(signatures)})
        scan.refresh_from_db()
        return signatures


def take_back(scan: Scan, *, by: Any, reason: str = "") -> int:
    """Undo a confirmation by corrections: each mark this scan lifted becomes what it was, unless it changed since.

    A mark that another confirmed scan shows too stays signed. Answers how many marks were corrected.
    """
    with transaction.atomic():
        now = timezone.now()
        changed = Scan.objects.filter(pk=scan.pk, confirmed_at__isnull=False).update(
            confirmed_at=None, confirmed_by=None, countersigned=False
        )
        if not changed:
            raise Settled(_("Somebody has just taken this back."))
        session = _locked_session(scan)
        holds = effective_marks(session)
        mine = list(
            Signature.objects.filter(scan=scan, undone_at=None).select_related(
                "enrolment", "before", "attendance", "scan"
            )
        )
        Signature.objects.filter(scan=scan, undone_at=None).update(undone_at=now)
        marks: dict[str, list[Mark]] = {}
        for signature in mine:
            standing = holds.get(signature.enrolment.person_id)
            if signature.raised and _still_its(standing, signature) and not _handed_on(signature):
                evidence, mark = _lowered(signature, standing)
                marks.setdefault(evidence, []).append(mark)
        corrected = [
            mark
            for evidence, some in marks.items()
            for mark in mark_session(session, some, by=by, evidence=evidence, lowering=True, reason=reason)
        ]
        record_changes([scan], action="leerlijn.take_scan_back", by=by, data={"marks": len(corrected)})
        scan.refresh_from_db()
        return len(corrected)


def _claim(scan: Scan, **confirmed: Any) -> None:
    """The conditional update is the lock: of two at once it changes a row for one."""
    if not Scan.objects.filter(pk=scan.pk, confirmed_at=None, page__isnull=False).update(**confirmed):
        scan.refresh_from_db()
        if scan.page_id is None:
            raise PaperError(_("Say first which list this is."))
        raise Settled(_("Somebody has just confirmed this list."))
    scan.refresh_from_db()


def _locked_session(scan: Scan) -> Session:
    rows = Session.objects.select_for_update(of=("self",)).select_related("edition__organisation")
    return rows.get(scans=scan)


def _lifted(enrolment: Enrolment, holds: Attendance | None) -> Mark:
    if holds is not None and holds.status in Attendance.COUNTED:
        return Mark(enrolment, holds.status, minutes=holds.minutes, on=holds.on)
    return Mark(enrolment, Status.PRESENT)


def _still_its(standing: Attendance | None, signature: Signature) -> bool:
    """Whether the mark of now is the one this signature made, be it with other minutes."""
    mine = signature.attendance
    return standing is not None and (standing.status, standing.evidence) == (mine.status, mine.evidence)


def _lowered(signature: Signature, standing: Attendance | None) -> tuple[str, Mark]:
    before = signature.before
    if before is None:
        return "", Mark(signature.enrolment, Status.VOID)
    same = standing is not None and standing.status == before.status
    minutes = standing.minutes if standing is not None and same else before.minutes
    return before.evidence, Mark(signature.enrolment, before.status, minutes=minutes, on=before.on)


def _handed_on(signature: Signature) -> bool:
    """Whether another confirmed scan of this meeting shows this person's signature; it then answers for the mark."""
    others = Signature.objects.filter(
        scan__session=signature.scan.session_id, enrolment=signature.enrolment_id, undone_at=None
    )
    other = others.exclude(pk=signature.pk).first()
    if other is None:
        return False
    other.raised, other.before = True, signature.before
    other.save(update_fields=["raised", "before"])
    return True
