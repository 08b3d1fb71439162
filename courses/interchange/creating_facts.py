"""The facts of an import into rows, and what is remembered of its lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from courses.completion.models import Completion
from courses.editions.attempts import attempt_on
from courses.editions.models import Attendance, Enrolment
from courses.facts.appending import append_facts
from courses.interchange.creating import BATCH, Rows
from courses.interchange.known import in_chunks
from courses.interchange.models import SourceLine
from courses.interchange.parsing import Record
from courses.interchange.states import Pair
from courses.interchange.types import FACTS
from courses.interchange.verifying import Plan
from courses.interchange.writing import EVER_PLACED
from courses.people.models import Answer, Merge
from courses.people.signals import persons_joined


def write_attendance(plan: Plan, rows: Rows) -> list[Attendance]:
    book = plan.book
    pending = book.pending("attendance")
    common = {"source": book.source, "recorded_by": rows.by}
    marks = [
        Attendance(
            person_id=rows.ref("person", record.get("person")),
            session_id=rows.ref("session", record.get("session")),
            enrolment_id=rows.pk("enrolment", plan.facts.enrolments[record.line]),
            status=record.values["status"],
            minutes=record.get("minutes"),
            on=record.get("on"),
            evidence=record.get("evidence") or "",
            recorded_at=record.recorded_at,
            **common,
        )
        for record in pending
    ]
    taken_back = [
        Attendance(
            person_id=rows.pk("person", back.key[0]),
            session_id=rows.pk("session", back.key[1]),
            enrolment_id=rows.pk("enrolment", back.enrolment),
            status=Attendance.Status.VOID,
            on=back.day,
            recorded_at=back.recorded_at,
            **common,
        )
        for back in plan.facts.taken_back["attendance"]
    ]
    return _appended(rows, "attendance", pending, marks, taken_back)


def write_completions(plan: Plan, rows: Rows) -> list[Completion]:
    book = plan.book
    pending = book.pending("completion")
    common: dict[str, Any] = {"source": book.source, "recorded_by": rows.by, "origin": Completion.Origin.IMPORT}
    completions = [
        Completion(
            person_id=rows.ref("person", record.get("person")),
            edition_id=rows.ref("edition", record.get("edition")),
            enrolment_id=rows.pk("enrolment", plan.facts.enrolments[record.line]),
            completed_on=record.values["completed_on"],
            void=record.values["void"],
            recorded_at=record.recorded_at,
            **common,
        )
        for record in pending
    ]
    taken_back = [
        Completion(
            person_id=rows.pk("person", back.key[0]),
            edition_id=rows.pk("edition", back.key[1]),
            enrolment_id=rows.pk("enrolment", back.enrolment),
            completed_on=back.day,
            void=True,
            recorded_at=back.recorded_at,
            **common,
        )
        for back in plan.facts.taken_back["completion"]
    ]
    return _appended(rows, "completion", pending, completions, taken_back)


def _appended(rows: Rows, kind: str, pending: list[Record], facts: list[Any], taken_back: list[Any]) -> list[Any]:
    written = append_facts(facts)
    for record, fact in zip(pending, written, strict=True):
        rows.made[kind, str(record.line)] = fact.pk
    return written + append_facts(taken_back)


def write_answers(plan: Plan, rows: Rows) -> None:
    pending = plan.book.pending("answer")
    for chunk in in_chunks(pending, BATCH):
        answers = Answer.objects.bulk_create(
            Answer(
                person_id=rows.ref("person", record.get("person")),
                **{name: record.values[name] for name in ("dimension", "value", "valid_from", "recorded_at")},
                recorded_by=rows.by,
                source=plan.book.source,
            )
            for record in chunk
        )
        rows.made.update({("answer", str(record.line)): row.pk for record, row in zip(chunk, answers, strict=True)})


def write_joinings(plan: Plan, rows: Rows) -> None:
    for chunk in in_chunks(plan.joinings, BATCH):
        facts = Merge.objects.bulk_create(
            Merge(
                kind=record.type,
                person_id=rows.ref("person", record.get("person")),
                other_id=rows.ref("person", record.get("into" if record.type == "merge" else "from")),
                recorded_at=record.recorded_at,
                recorded_by=rows.by,
                source=plan.book.source,
            )
            for record in chunk
        )
        rows.made.update({(one.type, str(one.line)): row.pk for one, row in zip(chunk, facts, strict=True)})
        persons_joined.send(sender=Merge, merges=facts)


def relink(touched: set[Pair]) -> None:
    """Facts of before belong to the enrolment that was open on their day, also where that is another one now."""
    pairs = {pair for pair in touched if all(isinstance(handle, int) for handle in pair)}
    for chunk in in_chunks(sorted({person for person, _edition in pairs})):
        attempts: dict[Pair, list[Enrolment]] = defaultdict(list)
        for enrolment in Enrolment.objects.filter(EVER_PLACED, person__in=chunk):
            attempts[enrolment.person_id, enrolment.edition_id].append(enrolment)
        for model, facts in ((Attendance, _marks(chunk)), (Completion, _completions(chunk))):
            moved = []
            for fact, edition, day in facts:
                there = attempts.get((fact.person_id, edition), ())
                if (
                    (fact.person_id, edition) in pairs
                    and there
                    and (to := attempt_on(day, there)).pk != fact.enrolment_id
                ):
                    fact.enrolment = to
                    moved.append(fact)
            model.objects.bulk_update(moved, ["enrolment"], batch_size=500)


def _marks(persons: list[Any]) -> Iterator[tuple[Any, int, date]]:
    marks = Attendance.objects.filter(person__in=persons).select_related("session__edition")
    for mark in marks.iterator(chunk_size=BATCH):
        zone = ZoneInfo(mark.session.edition.time_zone)
        yield mark, mark.session.edition_id, mark.on or mark.session.starts_at.astimezone(zone).date()


def _completions(persons: list[Any]) -> Iterator[tuple[Any, int, date]]:
    for completion in Completion.objects.filter(person__in=persons).iterator(chunk_size=BATCH):
        yield completion, completion.edition_id, completion.completed_on


def remember(plan: Plan, rows: Rows) -> None:
    """Keep which row each new id became, and what its line said; of several lines of one fact the latest."""
    book = plan.book
    latest: dict[tuple[str, str], Record] = {}
    for record in (*_pending(plan), *book.to_remember):
        before = latest.get((record.type, record.id))
        if before is None or (record.type in FACTS and record.recorded_at > before.recorded_at):
            latest[record.type, record.id] = record
    there = _lines_there(book.source, latest)
    fresh: list[SourceLine] = []
    changed: list[SourceLine] = []
    for (kind, known_as), record in latest.items():
        line = there.get((kind, known_as)) or SourceLine(source=book.source, type=kind, external_id=known_as)
        pk = _row_of(plan, rows, record)
        moment = record.get("recorded_at") if kind in FACTS else None
        if pk is None or (line.recorded_at and moment and moment < line.recorded_at):
            continue
        (changed if line.pk else fresh).append(line)
        line.object_id, line.digest, line.recorded_at = pk, record.digest, moment
    SourceLine.objects.bulk_create(fresh, batch_size=BATCH)
    SourceLine.objects.bulk_update(changed, ["object_id", "digest", "recorded_at"], batch_size=500)


def _pending(plan: Plan) -> Iterator[Record]:
    for kind in plan.book.records:
        yield from plan.book.pending(kind)


def _lines_there(source: str, wanted: dict[tuple[str, str], Record]) -> dict[tuple[str, str], SourceLine]:
    found = {}
    by_kind: dict[str, list[str]] = defaultdict(list)
    for kind, known_as in wanted:
        by_kind[kind].append(known_as)
    for kind, ids in by_kind.items():
        for chunk in in_chunks(ids):
            for line in SourceLine.objects.filter(source=source, type=kind, external_id__in=chunk):
                found[kind, line.external_id] = line
    return found


def _row_of(plan: Plan, rows: Rows, record: Record) -> int | None:
    """The row a line stands for; None for a fact that was there already under another id."""
    if record.type in FACTS:
        return rows.made.get((record.type, str(record.line)))
    return rows.ref(record.type, record.id)
