"""What the next version of a report would change: the difference with what is known now, and the facts that came late."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from courses.completion.models import Completion
from courses.editions.models import Attendance
from courses.reporting.freezing.deciding import question_of
from courses.reporting.freezing.defining import definitions
from courses.reporting.freezing.differing import CellChange, difference
from courses.reporting.freezing.models import FrozenReport
from courses.reporting.freezing.picture import take_picture
from courses.reporting.freezing.sealing import canonical
from courses.reporting.periods import local_day

SHOWN = 200


@dataclass(frozen=True)
class LateFact:
    """A mark or completion of a frozen period that was recorded after freezing, and why; `source` names another system."""

    edition: str
    edition_id: int
    person: int
    what: str
    day: date
    recorded_at: datetime
    by: Any
    reason: str
    source: str


def next_changes(frozen: FrozenReport) -> list[CellChange]:
    """Per cell what freezing now would change, with reasons; counts the whole project anew."""
    moment = timezone.now()
    ledger = take_picture(replace(question_of(frozen), as_of=moment))
    now = FrozenReport(
        grant=frozen.grant,
        first_day=frozen.first_day,
        last_day=frozen.last_day,
        as_of=moment,
        frozen_at=moment,
        question=frozen.question,
        definitions=canonical(definitions()),
    )
    return difference(frozen, now, ledger)


def number_late(frozen: FrozenReport) -> int:
    return _late_marks(frozen).count() + _late_completions(frozen).count()


def late_facts(frozen: FrozenReport, organisations: Any = None) -> list[LateFact]:
    """The newest `SHOWN`; with `organisations` those in the groups of these."""
    marks = _late_marks(frozen).select_related("session__edition", "recorded_by").order_by("-recorded_at", "-pk")
    done = _late_completions(frozen).select_related("edition", "recorded_by").order_by("-recorded_at", "-pk")
    if organisations is not None:
        marks = marks.filter(session__edition__organisation__in=organisations)
        done = done.filter(edition__organisation__in=organisations)
    zone = frozen.grant.zone
    lines = [_of_mark(mark, zone) for mark in marks[:SHOWN]] + [_of_completion(one) for one in done[:SHOWN]]
    return sorted(lines, key=lambda line: line.recorded_at, reverse=True)[:SHOWN]


def _of_mark(mark: Attendance, zone: Any) -> LateFact:
    return LateFact(
        edition=mark.session.edition.title,
        edition_id=mark.session.edition_id,
        person=mark.person_id,
        what=mark.get_status_display(),
        day=mark.on or local_day(mark.session.starts_at, zone),
        recorded_at=mark.recorded_at,
        by=mark.recorded_by,
        reason=mark.reason,
        source=mark.source,
    )


def _of_completion(done: Completion) -> LateFact:
    verbose = Completion._meta.get_field("void").verbose_name if done.void else Completion._meta.verbose_name
    return LateFact(
        edition=done.edition.title,
        edition_id=done.edition_id,
        person=done.person_id,
        what=str(verbose),
        day=done.completed_on,
        recorded_at=done.recorded_at,
        by=done.recorded_by,
        reason=done.reason,
        source=done.source,
    )


def _late_marks(frozen: FrozenReport) -> QuerySet[Attendance]:
    """By the day the meeting starts in the zone of the project."""
    first, last = _bounds(frozen)
    return Attendance.objects.filter(
        recorded_at__gt=frozen.as_of,
        session__edition__funding__grant=frozen.grant_id,
        session__starts_at__gte=first,
        session__starts_at__lte=last,
    )


def _late_completions(frozen: FrozenReport) -> QuerySet[Completion]:
    return Completion.objects.filter(
        recorded_at__gt=frozen.as_of,
        edition__funding__grant=frozen.grant_id,
        completed_on__gte=frozen.first_day,
        completed_on__lte=frozen.last_day,
    )


def _bounds(frozen: FrozenReport) -> tuple[datetime, datetime]:
    zone = frozen.grant.zone
    return (
        datetime.combine(frozen.first_day, datetime.min.time(), zone),
        datetime.combine(frozen.last_day, datetime.max.time(), zone),
    )
