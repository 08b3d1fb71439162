"""What the next version of a report would change: the difference with what is known now, and what came late, with why.

Marks and completions keep the sentence themselves. Rooms that were counted again, meetings that moved and seats that
passed on have it in the audit log.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import ModelLogEntry

from courses.completion.models import Completion
from courses.editions.models import Attendance, Enrolment, Session
from courses.people.models import Answer, Person
from courses.reporting.dimensions import DAYS_AFTER_ENTRY
from courses.reporting.freezing.deciding import question_of
from courses.reporting.freezing.defining import definitions, indicators_of, recipes_of, versions_of
from courses.reporting.freezing.differing import CellChange, difference
from courses.reporting.freezing.models import FrozenReport
from courses.reporting.freezing.picture import person_level, take_picture
from courses.reporting.freezing.promised import kept_with, promised_in
from courses.reporting.freezing.sealing import canonical
from courses.reporting.freezing.writing import parts_of
from courses.reporting.labels import dimension_label
from courses.reporting.periods import local_day
from courses.reporting.report import PUBLIC

SHOWN = 200
# What is no fact and changes figures all the same, by its action in the audit log.
STRUCTURE = {
    "leerlijn.headcount": gettext_lazy("people in the room counted"),
    "leerlijn.unnamed": gettext_lazy("people without a name counted"),
    "leerlijn.plan": gettext_lazy("meeting planned or moved"),
    "leerlijn.split_session": gettext_lazy("meeting split in two"),
}
JOININGS = {
    "leerlijn.join_person": gettext_lazy("joined with another record"),
    "leerlijn.split_person": gettext_lazy("taken apart from another record"),
}


@dataclass(frozen=True)
class LateFact:
    """Something of a frozen period that was recorded after freezing, and why; `source` names another system.

    `person` is none where it is about a whole meeting; `edition` is empty for an answer, which is of no group.
    """

    edition: str
    edition_id: int | None
    person: int | None
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
    versions = [] if frozen.audience == PUBLIC else versions_of(frozen.grant)
    promised = promised_in(ledger, [*(version.recipe for version in versions), *recipes_of(frozen).values()])
    now = FrozenReport(
        grant=frozen.grant,
        first_day=frozen.first_day,
        last_day=frozen.last_day,
        as_of=moment,
        frozen_at=moment,
        question=frozen.question,
        definitions=canonical(definitions()),
        indicators=canonical(indicators_of(versions, promised, frozen.period)),
    )
    return difference(frozen, now, [json.loads(part.payload) for part in parts_of(ledger, kept_with(promised))])


def number_late(frozen: FrozenReport) -> int:
    facts = _late_marks(frozen).count() + _late_completions(frozen).count() + _late_answers(frozen).count()
    return facts + len(_late_entries(frozen)) + len(_late_joinings(frozen))


def late_facts(frozen: FrozenReport, organisations: Any = None) -> list[LateFact]:
    """The newest `SHOWN`; with `organisations` those in the groups of these."""
    marks = _late_marks(frozen).select_related("session__edition", "recorded_by").order_by("-recorded_at", "-pk")
    done = _late_completions(frozen).select_related("edition", "recorded_by").order_by("-recorded_at", "-pk")
    if organisations is not None:
        marks = marks.filter(session__edition__organisation__in=organisations)
        done = done.filter(edition__organisation__in=organisations)
    zone = frozen.grant.zone
    lines = [_of_mark(mark, zone) for mark in marks[:SHOWN]] + [_of_completion(one) for one in done[:SHOWN]]
    lines += [_of_entry(entry, session, zone) for entry, session in _late_entries(frozen, organisations)]
    if organisations is None:
        answers = _late_answers(frozen).select_related("recorded_by").order_by("-recorded_at", "-pk")
        lines += [_of_answer(answer) for answer in answers[:SHOWN]]
        lines += [_of_joining(entry, frozen.grant.zone) for entry in _late_joinings(frozen)]
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
        reason=done.reason or (_("By the rule of the group.") if done.origin == Completion.Origin.RULE else ""),
        source=done.source,
    )


def _of_entry(entry: ModelLogEntry, session: Session, zone: Any) -> LateFact:
    return LateFact(
        edition=session.edition.title,
        edition_id=session.edition_id,
        person=None,
        what=str(STRUCTURE[entry.action]),
        day=local_day(session.starts_at, zone),
        recorded_at=entry.timestamp,
        by=entry.user,
        reason=entry.data.get("reason", ""),
        source="",
    )


def _of_answer(answer: Answer) -> LateFact:
    """Which question, never what was answered."""
    own = answer.recorded_by_id is None and not answer.source
    return LateFact(
        edition="",
        edition_id=None,
        person=answer.person_id,
        what=_("answer about %(question)s") % {"question": dimension_label(answer.dimension)},
        day=answer.valid_from,
        recorded_at=answer.recorded_at,
        by=answer.recorded_by,
        reason=answer.reason or (_("Answered by the person.") if own else ""),
        source=answer.source,
    )


def _of_joining(entry: ModelLogEntry, zone: Any) -> LateFact:
    """Whose record it is, and not with which other: that may be another partner's."""
    return LateFact(
        edition="",
        edition_id=None,
        person=int(entry.object_id),
        what=str(JOININGS[entry.action]),
        day=local_day(entry.timestamp, zone),
        recorded_at=entry.timestamp,
        by=entry.user,
        reason=entry.data.get("reason", ""),
        source="",
    )


def _late_joinings(frozen: FrozenReport) -> list[ModelLogEntry]:
    """Since the report, of people in the project's groups, one line for the two records; the newest `SHOWN`."""
    people = Enrolment.objects.filter(edition__funding__grant=frozen.grant_id).order_by()
    entries = ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Person),
        action__in=list(JOININGS),
        timestamp__gt=frozen.known_until,
        object_id__in=people.values(named=Cast("person", CharField())),
    )
    found = list(entries.select_related("user").order_by("-timestamp", "-pk")[:SHOWN])
    return list({(entry.timestamp, entry.action): entry for entry in found}.values())


def _late_marks(frozen: FrozenReport) -> QuerySet[Attendance]:
    """By the day the meeting starts in the zone of the project; at one's own pace, by the day of the mark itself."""
    at_a_meeting = Q(session__self_paced=False, session__starts_at__range=_bounds(frozen))
    at_own_pace = Q(session__self_paced=True, on__range=(frozen.first_day, frozen.last_day))
    return Attendance.objects.filter(
        at_a_meeting | at_own_pace,
        recorded_at__gt=frozen.known_until,
        session__edition__funding__grant=frozen.grant_id,
    )


def _late_completions(frozen: FrozenReport) -> QuerySet[Completion]:
    return Completion.objects.filter(
        recorded_at__gt=frozen.known_until,
        edition__funding__grant=frozen.grant_id,
        completed_on__gte=frozen.first_day,
        completed_on__lte=frozen.last_day,
    )


def _late_answers(frozen: FrozenReport) -> QuerySet[Answer]:
    """To the questions that the report has tables of, by who is in its groups; what is too late for any entry left out."""
    asked = person_level(question_of(frozen))
    people = Enrolment.objects.filter(edition__funding__grant=frozen.grant_id).order_by().values("person")
    return Answer.objects.filter(
        dimension__in=asked,
        recorded_at__gt=frozen.known_until,
        valid_from__lte=frozen.last_day + timedelta(days=DAYS_AFTER_ENTRY),
        person__in=people,
    )


def _late_entries(frozen: FrozenReport, organisations: Any = None) -> list[tuple[ModelLogEntry, Session]]:
    """What the log has about the frozen meetings since, where it could change a figure; the newest `SHOWN`."""
    first, last = _bounds(frozen)
    meetings = Session.objects.filter(
        edition__funding__grant=frozen.grant_id, starts_at__gte=first, starts_at__lte=last
    ).select_related("edition")
    if organisations is not None:
        meetings = meetings.filter(edition__organisation__in=organisations)
    entries = ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Session),
        action__in=list(STRUCTURE),
        timestamp__gt=frozen.known_until,
        object_id__in=meetings.order_by().values(named=Cast("pk", CharField())),
    )
    found = list(entries.select_related("user").order_by("-timestamp", "-pk")[:SHOWN])
    sessions = meetings.in_bulk({int(entry.object_id) for entry in found})
    return [(entry, sessions[int(entry.object_id)]) for entry in found]


def _bounds(frozen: FrozenReport) -> tuple[datetime, datetime]:
    zone = frozen.grant.zone
    return (
        datetime.combine(frozen.first_day, datetime.min.time(), zone),
        datetime.combine(frozen.last_day, datetime.max.time(), zone),
    )
