"""Opening, reading on, finishing, and having something confirmed.

Progress hangs on the unit's key in the version that the edition runs on, so an author's edit never moves it. What is
finished stays finished; only what a person confirmed can be taken back by a person.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.audit.history import record_changes
from courses.curricula.contract import UnitKind
from courses.curricula.models import CurriculumUnit
from courses.editions.marking import Mark, mark_session
from courses.editions.models import Attendance, Enrolment, Session
from courses.learning.errors import LearningRefused
from courses.learning.models import UnitProgress
from courses.learning.signals import progress_made
from courses.learning.trail import units_for

CONFIRMED = (UnitKind.WORK_PRODUCT, UnitKind.DEPLOYMENT, UnitKind.COACHING)
VISIT = timedelta(minutes=10)
ANCHOR = re.compile(r"[\w:.-]{1,100}")


def open_unit(enrolment: Enrolment, unit_key: str, *, by: Any, last: datetime | None = None) -> None:
    """Note that somebody is at a unit. A second look within ten minutes of the `last` is the same visit: nothing new."""
    now = timezone.now()
    if last is None or now - last > VISIT:
        UnitProgress.objects.update_or_create(
            enrolment=enrolment, unit_key=unit_key, defaults={"visited_at": now}, create_defaults={"visited_at": now}
        )


def keep_position(enrolment: Enrolment, unit_key: str, position: str, *, by: Any) -> UnitProgress:
    """Remember the anchor in a unit where somebody is reading, so that they come back there."""
    if position and not ANCHOR.fullmatch(position):
        raise LearningRefused(_("This place isn't on the page."))
    check_running(enrolment)
    unit_on_line(enrolment, unit_key)
    progress, _made = UnitProgress.objects.update_or_create(
        enrolment=enrolment, unit_key=unit_key, defaults={"position": position, "visited_at": timezone.now()}
    )
    return progress


def finish_unit(enrolment: Enrolment, unit_key: str, *, by: Any) -> None:
    """Finish a module. Finishing it again changes nothing; a test is finished by passing it."""
    check_running(enrolment)
    if unit_on_line(enrolment, unit_key).kind != UnitKind.MODULE:
        raise LearningRefused(_("This part isn't finished by reading."))
    with transaction.atomic():
        if record_finished([enrolment], unit_key, by=by):
            UnitProgress.objects.filter(enrolment=enrolment, unit_key=unit_key).update(position="")
            progress_made.send(sender=UnitProgress, enrolments=[enrolment])


def confirm_units(
    enrolments: Sequence[Enrolment], unit_key: str, *, by: Any, on: date | None = None
) -> list[Enrolment]:
    """Confirm as a trainer or coordinator that persons made, did or had something, on a day (default: today).

    All of one edition; those for whom it was confirmed before stay as they were. Answers for whom it is new.
    """
    if not enrolments:
        return []
    edition = enrolments[0].edition
    if any(
        unit_on_line(enrolment, unit_key).kind not in CONFIRMED
        for enrolment in {e.function: e for e in enrolments}.values()
    ):
        raise LearningRefused(_("This part isn't confirmed by a person."))
    if on and on > edition.today():
        raise LearningRefused(_("This day is still to come."))
    at = datetime.combine(on, time(12), tzinfo=edition.zone) if on else None
    with transaction.atomic():
        fresh = record_finished(enrolments, unit_key, by=by, at=at, confirmed_by=by)
        if fresh:
            record_changes(fresh, action="leerlijn.confirm_unit", by=by, data={"unit": unit_key})
            progress_made.send(sender=UnitProgress, enrolments=fresh)
        return fresh


def take_back_confirmation(enrolments: Sequence[Enrolment], unit_key: str, *, by: Any) -> None:
    """Undo a confirmation that was a mistake; a completion that needed it is taken back too."""
    with transaction.atomic():
        rows = UnitProgress.objects.filter(
            enrolment__in=enrolments, unit_key=unit_key, finished_at__isnull=False, confirmed_by__isnull=False
        )
        touched = set(rows.values_list("enrolment_id", flat=True))
        rows.update(finished_at=None, confirmed_by=None)
        undone = [enrolment for enrolment in enrolments if enrolment.pk in touched]
        if undone:
            record_changes(undone, action="leerlijn.unconfirm_unit", by=by, data={"unit": unit_key})
            progress_made.send(sender=UnitProgress, enrolments=undone)


def record_finished(
    enrolments: Sequence[Enrolment],
    unit_key: str,
    *,
    by: Any,
    at: datetime | None = None,
    confirmed_by: Any = None,
) -> list[Enrolment]:
    """Write that a unit is finished, in the caller's transaction, and mark attendance where one learns at one's own pace.

    Answers those for whom it is new. A conditional update decides, so of two at once one is new.
    """
    at = at or timezone.now()
    UnitProgress.objects.bulk_create(
        [UnitProgress(enrolment=enrolment, unit_key=unit_key) for enrolment in enrolments], ignore_conflicts=True
    )
    rows = UnitProgress.objects.filter(enrolment__in=enrolments, unit_key=unit_key)
    open_rows = rows.filter(finished_at__isnull=True).select_for_update()
    fresh_keys = set(open_rows.values_list("enrolment_id", flat=True))
    rows.filter(enrolment__in=fresh_keys, finished_at__isnull=True).update(finished_at=at, confirmed_by=confirmed_by)
    fresh = [enrolment for enrolment in enrolments if enrolment.pk in fresh_keys]
    if fresh:
        _mark_own_pace(fresh, unit_key, at, by=by)
    return fresh


def _mark_own_pace(enrolments: Sequence[Enrolment], unit_key: str, at: datetime, *, by: Any) -> None:
    """The first required unit is the attendance of who learns at their own pace, for all that is required of them.

    Where a mark stands already, be it one that a person took back, nothing is added.
    """
    edition = enrolments[0].edition
    session = Session.objects.filter(edition=edition, self_paced=True).first()
    if session is None:
        return
    marked = Attendance.objects.effective().filter(session=session).values("person")
    unmarked = set(
        Enrolment.objects.filter(pk__in=[enrolment.pk for enrolment in enrolments])
        .exclude(person__in=marked)
        .values_list("pk", flat=True)
    )
    units = list(CurriculumUnit.objects.filter(version=edition.version_id))
    marks = []
    for enrolment in enrolments:
        required = [unit for unit in units_for(units, enrolment.function) if unit.required]
        if enrolment.pk in unmarked and any(unit.key == unit_key for unit in required):
            minutes = sum(unit.minutes for unit in required)
            day = at.astimezone(edition.zone).date()
            marks.append(Mark(enrolment, Attendance.Status.PRESENT, minutes=minutes, on=day))
    if marks:
        mark_session(session, marks, by=by, evidence=Attendance.Evidence.SELF)


def unit_on_line(enrolment: Enrolment, unit_key: str) -> CurriculumUnit:
    """The unit on somebody's line, or a refusal."""
    units = CurriculumUnit.objects.filter(version=enrolment.edition.version_id)
    for unit in units_for(list(units), enrolment.function):
        if unit.key == unit_key:
            return unit
    raise LearningRefused(_("This part isn't on this line."))


def check_running(enrolment: Enrolment) -> None:
    """Only who has a place in the group goes on in it."""
    if enrolment.state != Enrolment.State.PLACED:
        raise LearningRefused(_("This enrolment is not running, so nothing can be changed in it."))
