"""The rows of an audit as they are shown: who or what was drawn, with the facts and the evidence of each."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from courses.editions.models import Attendance, Session
from courses.people.models import Person
from courses.reporting.drilling.auditing import PAIRS, PERSONS
from courses.reporting.drilling.drawing import numbers_in
from courses.reporting.drilling.facts import STRENGTH, Facts, Group, facts_of
from courses.reporting.drilling.models import Audit


@dataclass
class MeetingRow:
    """A meeting of which the marks are counted and nobody is named."""

    session: Session
    marks: dict[str, int] = field(default_factory=dict)

    @property
    def lines(self) -> list[tuple[str, int]]:
        """How many marks there are of each evidence, the strongest first."""
        order = sorted(self.marks.items(), key=lambda item: -STRENGTH.index(item[0]))
        return [(str(Attendance.Evidence(level).label) if level else "", number) for level, number in order]


@dataclass
class Row:
    """`number` is its place in the draw; `facts` are there for a row about a person, else `meetings`."""

    number: int
    key: str
    person: int | None = None
    name: str = ""
    facts: Facts | None = None
    meetings: list[MeetingRow] = field(default_factory=list)

    @property
    def evidence_label(self) -> str:
        if self.facts is not None:
            return self.facts.evidence_label
        levels = {level for meeting in self.meetings for level in meeting.marks}
        best = max(levels, key=STRENGTH.index, default="")
        return str(Attendance.Evidence(best).label) if best else ""


def rows_of(audit: Audit) -> list[Row]:
    """All rows drawn, in their order; the number of queries doesn't depend on how many."""
    drawn = [(place, key, numbers_in(key)) for place, key in enumerate(audit.rows, start=1)]
    if audit.measure not in (*PERSONS, *PAIRS, "contacts"):
        return _meetings(audit, drawn)
    facts = facts_of(audit.grant, [numbers[0] for _, _, numbers in drawn], as_of=audit.as_of)
    records = {record: one.person for one in facts.values() for record in one.records}
    names: dict[int, str] = {}
    if audit.names_released_at is not None:
        for pk, name in Person.objects.filter(pk__in=records).values_list("pk", "name"):
            if pk == records[pk] or records[pk] not in names:
                names[records[pk]] = name
    by_record = {record: facts[person] for record, person in records.items()}
    rows = []
    for place, key, numbers in drawn:
        found = by_record.get(numbers[0])
        person = found.person if found else numbers[0]
        narrowed = _narrowed(audit.measure, found, numbers) if found else None
        rows.append(Row(place, key, person, names.get(person, ""), narrowed))
    return rows


def _narrowed(measure: str, facts: Facts, numbers: tuple[int, ...]) -> Facts:
    """Of a pair only what belongs to its group or meeting, those of doubles and of parts of a trajectory included."""
    if measure in PERSONS:
        return facts
    if measure == "contacts":
        groups = [
            Group(group.edition, group.enrolments, [m for m in group.meetings if m.session.pk == numbers[1]], [])
            for group in facts.groups
        ]
        found = [group for group in groups if group.meetings]
        return replace(facts, groups=found or facts.groups)
    own = {enrolment.pk for group in facts.groups for enrolment in group.enrolments if group.edition.pk == numbers[1]}
    groups = [
        group
        for group in facts.groups
        if numbers[1] in (group.edition.pk, group.edition.same_as_id)
        or any(enrolment.parent_id in own for enrolment in group.enrolments)
    ]
    return replace(facts, groups=groups)


def _meetings(audit: Audit, drawn: list[tuple[int, str, tuple[int, ...]]]) -> list[Row]:
    by = "pk" if audit.measure == "sessions" else "edition"
    keys = [numbers[0] for _, _, numbers in drawn]
    sessions = Session.objects.filter(**{f"{by}__in": keys}, is_break=False).select_related("edition__organisation")
    found: dict[int, list[MeetingRow]] = {}
    of: dict[int, MeetingRow] = {}
    for session in sessions.order_by("starts_at", "pk"):
        of[session.pk] = MeetingRow(session)
        found.setdefault(session.pk if by == "pk" else session.edition_id, []).append(of[session.pk])
    marks = Attendance.objects.effective(audit.as_of).filter(session__in=list(of), status__in=Attendance.COUNTED)
    for session_id, evidence in marks.order_by().values_list("session", "evidence"):
        numbers_of = of[session_id].marks
        numbers_of[evidence] = numbers_of.get(evidence, 0) + 1
    return [Row(place, key, meetings=found.get(numbers[0], [])) for place, key, numbers in drawn]


def persons_on(rows: list[Row]) -> list[int]:
    return sorted({row.person for row in rows if row.person is not None})


def signatures_on(rows: list[Row]) -> set[int]:
    """The pictures that belong to these rows, by number of their signature."""
    return {
        signature.pk
        for row in rows
        if row.facts
        for group in row.facts.groups
        for meeting in group.meetings
        for mark in meeting.marks
        for signature in mark.signatures
    }
