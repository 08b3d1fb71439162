"""What a figure is made of: for a person in a project every fact that was recorded, with its evidence, newest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q, QuerySet

from courses.completion.models import Completion
from courses.editions.models import Attendance, Edition, Enrolment, Session
from courses.grants.models import Grant
from courses.paper.models import SheetRow, Signature
from courses.people.merging import survivors
from courses.people.models import Answer, Merge

STRENGTH = ["", *Attendance.Evidence.values]


@dataclass
class Mark:
    """One mark as it was recorded; `holds` says that no later one took its place."""

    row: Attendance
    holds: bool
    signatures: list[Signature] = field(default_factory=list)

    @property
    def counts(self) -> bool:
        return self.holds and self.row.status in Attendance.COUNTED


@dataclass
class Meeting:
    session: Session
    marks: list[Mark] = field(default_factory=list)


@dataclass
class Group:
    edition: Edition
    enrolments: list[Enrolment] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)
    completions: list[tuple[Completion, bool]] = field(default_factory=list)


@dataclass
class Facts:
    """Of one human being in a project; `records` are all their records, the surviving one first."""

    person: int
    records: list[int]
    groups: list[Group] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    joins: list[Merge] = field(default_factory=list)

    @property
    def evidence(self) -> str:
        """The strongest evidence of a mark that counts."""
        levels = [
            mark.row.evidence
            for group in self.groups
            for meeting in group.meetings
            for mark in meeting.marks
            if mark.counts
        ]
        return max(levels, key=STRENGTH.index, default="")

    @property
    def evidence_label(self) -> str:
        return str(Attendance.Evidence(self.evidence).label) if self.evidence else ""


def editions_of(grant: Grant, organisations: Collection[int] | None) -> QuerySet[Edition]:
    """The groups a project pays, those set aside as doubles included: their evidence is kept with them."""
    paid = Q(funding__grant=grant) | Q(same_as__funding__grant=grant)
    editions = Edition.objects.filter(paid)
    if organisations is not None:
        editions = editions.filter(organisation__in=list(organisations))
    return editions.order_by().values("pk")


def facts_of(
    grant: Grant, persons: Iterable[int], *, as_of: datetime, organisations: Collection[int] | None = None
) -> dict[int, Facts]:
    """The facts of these persons (any of their records) as known at a moment, by surviving person, in eight queries.

    Who is in no group that is asked about is left out.
    """
    joined = survivors(as_of)
    found = {one: Facts(one, [one]) for one in (joined.get(person, person) for person in persons)}
    for record, survivor in sorted(joined.items()):
        if survivor in found:
            found[survivor].records.append(record)
    whose = {record: facts for facts in found.values() for record in facts.records}
    editions = editions_of(grant, organisations)
    _add_groups(whose, editions, as_of)
    _add_joins(whose, as_of)
    return {person: facts for person, facts in found.items() if facts.groups}


def add_answers(facts: Facts, *, records: Collection[int], as_of: datetime) -> None:
    """What they answered to background questions, under records whose answers may be seen."""
    rows = Answer.objects.filter(person__in=records, recorded_at__lte=as_of).select_related("recorded_by")
    facts.answers = list(rows.order_by("dimension", "-valid_from", "-recorded_at"))


def _add_groups(whose: dict[int, Facts], editions: QuerySet[Edition], as_of: datetime) -> None:
    groups: dict[tuple[int, int], Group] = {}
    enrolments = Enrolment.objects.filter(person__in=list(whose), edition__in=editions)
    for enrolment in enrolments.select_related("edition__organisation", "organisation").order_by("enrolled_on", "pk"):
        facts = whose[enrolment.person_id]
        key = facts.person, enrolment.edition_id
        if key not in groups:
            groups[key] = Group(enrolment.edition)
            facts.groups.append(groups[key])
        groups[key].enrolments.append(enrolment)
    _add_marks(whose, groups, editions, as_of)
    completions = Completion.objects.filter(person__in=list(whose), edition__in=editions, recorded_at__lte=as_of)
    for done in completions.select_related("recorded_by").order_by("-recorded_at", "-pk"):
        group = groups.get((whose[done.person_id].person, done.edition_id))
        if group is not None:
            group.completions.append((done, _holds(done, as_of)))


def _add_marks(
    whose: dict[int, Facts], groups: dict[tuple[int, int], Group], editions: QuerySet[Edition], as_of: datetime
) -> None:
    rows = Attendance.objects.filter(person__in=list(whose), session__edition__in=editions, recorded_at__lte=as_of)
    meetings: dict[tuple[int, int], Meeting] = {}
    marks: dict[int, Mark] = {}
    for row in rows.select_related("session", "recorded_by").order_by("session__starts_at", "-recorded_at", "-pk"):
        facts = whose[row.person_id]
        group = groups.get((facts.person, row.session.edition_id))
        if group is None:
            continue
        key = facts.person, row.session_id
        if key not in meetings:
            meetings[key] = Meeting(row.session)
            group.meetings.append(meetings[key])
        marks[row.pk] = Mark(row, _holds(row, as_of))
        meetings[key].marks.append(marks[row.pk])
    for signature in _signatures(marks):
        marks[signature.attendance_id].signatures.append(signature)


def _signatures(marks: dict[int, Mark]) -> Iterable[Signature]:
    """The signatures on pictures that are evidence of these marks, or of one that a later mark of the same kind repeats."""
    rows = Signature.objects.filter(attendance__in=list(marks), undone_at=None, scan__confirmed_at__isnull=False)
    return rows.select_related("scan__page", "scan__confirmed_by").order_by("pk")


def _holds(fact: Attendance | Completion, as_of: datetime) -> bool:
    return fact.superseded_at is None or fact.superseded_at > as_of


def _add_joins(whose: dict[int, Facts], as_of: datetime) -> None:
    rows = Merge.objects.filter(Q(person__in=list(whose)) | Q(other__in=list(whose)), recorded_at__lte=as_of)
    for row in rows.order_by("recorded_at", "pk"):
        for facts in {id(one): one for one in (whose.get(row.person_id), whose.get(row.other_id)) if one}.values():
            facts.joins.append(row)


def place_of(signature: Signature) -> int | None:
    """The row of a picture's page on which somebody signed, from 0; None for a name written on an empty row."""
    numbers = SheetRow.objects.filter(page=signature.scan.page_id, enrolment=signature.enrolment_id)
    number = numbers.values_list("number", flat=True).first()
    return None if number is None else number - 1


def marks_at(session: Session) -> dict[str, int]:
    """How many marks of each evidence count at a meeting."""
    rows = Attendance.objects.effective().filter(session=session, status__in=Attendance.COUNTED)
    numbers: dict[str, int] = defaultdict(int)
    for evidence in rows.values_list("evidence", flat=True):
        numbers[evidence] += 1
    return dict(sorted(numbers.items(), key=lambda item: -STRENGTH.index(item[0])))
