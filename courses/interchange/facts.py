"""The rules of attendance, completions and answers: enrolled, dated, and one fact a moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from courses.completion.models import Completion
from courses.editions.attempts import attempt_on
from courses.editions.models import Attendance
from courses.interchange.book import CHANGED, NEW, Book, Handle
from courses.interchange.known import in_chunks
from courses.interchange.parsing import Record
from courses.interchange.states import States
from courses.interchange.types import FACTS
from courses.people.models import Answer
from courses.reporting.dimensions import AGE, EDITION_LEVEL

TOLERANCE = timedelta(days=1)
WORKED_OUT = (AGE, *EDITION_LEVEL)

Key = tuple[Handle, Handle]
Said = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A mark or completion that a correction moved to another person, session or edition: void there from then on."""

    key: Key
    enrolment: Handle
    recorded_at: datetime
    day: Any  # what stood in `on` or `completed_on`


@dataclass
class FactsPlan:
    """What verifying facts found out beside right and wrong: the enrolment per line, and what is taken back."""

    enrolments: dict[int, Handle] = field(default_factory=dict)
    taken_back: dict[str, list[TakenBack]] = field(default_factory=lambda: defaultdict(list))


def check_facts(book: Book, states: States) -> FactsPlan:
    plan = FactsPlan()
    latest = timezone.now() + TOLERANCE
    for kind in FACTS:
        for record in book.pending(kind):
            if record.recorded_at > latest:
                book.refuse(record, _("recorded in the future, at %(moment)s") % {"moment": record.recorded_at})
    for record in book.pending("answer"):
        _check_answer(book, record, latest.date())
    for record in book.pending("attendance"):
        _check_attendance(book, states, record, plan)
    for record in book.pending("completion"):
        person, edition = _pair(book, record, "edition")
        if not book.is_broken("edition", record.values["edition"]):
            _find_enrolment(book, states, record, (person, edition), record.values["completed_on"], plan)
    _check_moments(book, plan, "attendance")
    _check_moments(book, plan, "completion")
    _check_answers(book)
    return plan


def _pair(book: Book, record: Record, other: str) -> Key:
    return book.handle("person", record.values["person"]), book.handle(other, record.values[other])


def _check_attendance(book: Book, states: States, record: Record, plan: FactsPlan) -> None:
    if not states.knows_session(record.values["session"]):
        return
    session = states.session(record.values["session"])
    on = record.get("on")
    if session.self_paced and on is None:
        book.refuse(record, _("in a self-paced session “on” is needed: the day it was done"))
    elif not session.self_paced and on is not None:
        book.refuse(record, _("“on” has a place in a self-paced session only"))
    elif on is not None and not session.first_day <= on <= session.last_day:
        book.refuse(
            record,
            _("%(on)s lies outside the session's days, %(first)s to %(last)s")
            % {"on": on, "first": session.first_day, "last": session.last_day},
        )
    person = book.handle("person", record.values["person"])
    _find_enrolment(book, states, record, (person, session.edition), on or session.first_day, plan)


def _find_enrolment(book: Book, states: States, record: Record, pair: Key, day: date, plan: FactsPlan) -> None:
    attempts = states.attempts(*pair)
    if attempts:
        plan.enrolments[record.line] = attempt_on(day, attempts).handle
    elif not states.is_broken(*pair) and not book.is_broken("person", record.values["person"]):
        book.refuse(
            record,
            _("person %(person)s has no enrolment in the edition") % {"person": record.values["person"]},
        )


def _check_moments(book: Book, plan: FactsPlan, kind: str) -> None:
    """Several facts of one key: each moment says one thing. What stands already changes nothing."""
    other = "session" if kind == "attendance" else "edition"
    pending = sorted(book.pending(kind), key=lambda record: (record.recorded_at, record.line))
    keys = {record.line: _pair(book, record, other) for record in pending}
    before = _rows_of_known(book, kind, pending)
    there = _recorded(kind, {*keys.values(), *(key for key, _enrolment in before.values())})
    said_on: dict[tuple[Key, datetime], Record] = {}
    for record in pending:
        key, moment = keys[record.line], record.recorded_at
        holds = there[key].get(moment)
        same = said_on.setdefault((key, moment), record)
        if holds == _said(kind, record):
            book.says_nothing_new(record)
        elif holds is not None:
            reason = _("for this person something else was recorded at the same moment")
            book.refuse(record, f"{reason} ({_on_line(same)})" if same is not record else reason)
            if same is not record and same.status in (NEW, CHANGED):
                book.refuse(same, f"{reason} ({_on_line(record)})")
        elif book.is_older(record):
            refuse_older(book, record)
        else:
            there[key][moment] = _said(kind, record)
    _take_back(book, plan, kind, pending, keys, before, there)


def _on_line(record: Record) -> str:
    return _("line %(line)d") % {"line": record.line}


def refuse_older(book: Book, record: Record) -> None:
    known = book.known[record.type][record.id]
    book.refuse(
        record,
        _("known with other content, recorded at %(moment)s; a correction is recorded later")
        % {"moment": known.recorded_at},
    )


def _said(kind: str, record: Record) -> Said:
    names = ("status", "minutes", "on", "evidence") if kind == "attendance" else ("completed_on", "void")
    return tuple(record.get(name) if name != "evidence" else record.get(name) or "" for name in names)


def _recorded(kind: str, keys: Iterable[Key]) -> dict[Key, dict[datetime, Said]]:
    """All that is in the database under these keys, by moment."""
    model: Any = Attendance if kind == "attendance" else Completion
    other = "session_id" if kind == "attendance" else "edition_id"
    names = ("status", "minutes", "on", "evidence") if kind == "attendance" else ("completed_on", "void")
    wanted = {key for key in keys if all(isinstance(handle, int) for handle in key)}
    found: dict[Key, dict[datetime, Said]] = defaultdict(dict)
    for chunk in in_chunks(sorted({key[1] for key in wanted})):
        rows = model.objects.filter(**{f"{other}__in": chunk})
        for person, there, moment, *said in rows.values_list("person_id", other, "recorded_at", *names).iterator():
            if (person, there) in wanted:
                found[person, there][moment] = tuple(said)
    return found


def _rows_of_known(book: Book, kind: str, pending: list[Record]) -> dict[str, tuple[Key, Handle]]:
    """Under which person and session (or edition) the row behind each changed line stands, and its enrolment."""
    changed = {record.id for record in pending if record.status == CHANGED and record.id in book.known[kind]}
    model: Any = Attendance if kind == "attendance" else Completion
    other = "session_id" if kind == "attendance" else "edition_id"
    rows: dict[int, tuple[Key, Handle]] = {}
    for chunk in in_chunks(sorted({book.known[kind][known_as].pk for known_as in changed})):
        known = model.objects.filter(pk__in=chunk)
        for pk, person, there, enrolment in known.values_list("pk", "person_id", other, "enrolment_id"):
            rows[pk] = (person, there), enrolment
    return {known_as: rows[book.known[kind][known_as].pk] for known_as in changed}


def _take_back(
    book: Book,
    plan: FactsPlan,
    kind: str,
    pending: list[Record],
    keys: dict[int, Key],
    before: dict[str, tuple[Key, Handle]],
    there: dict[Key, dict[datetime, Said]],
) -> None:
    """A correction that moves a fact elsewhere leaves a void one where it was, unless something else holds there."""
    last = {
        known_as: (key, book.known[kind][known_as].recorded_at, enrolment)
        for known_as, (key, enrolment) in before.items()
    }
    for record in pending:
        if record.status not in (NEW, CHANGED) or record.line not in plan.enrolments:
            continue
        key, moment = keys[record.line], record.recorded_at
        was, when, enrolment = last.get(record.id, (key, None, 0))
        holding = max((other for other in there[was] if other <= moment), default=None)
        if was != key and when is not None and holding == when:
            said = there[was][when]
            day = said[2] if kind == "attendance" else said[0]
            plan.taken_back[kind].append(TakenBack(was, enrolment, moment, day))
            there[was][moment] = ("void",)
        last[record.id] = (key, moment, plan.enrolments[record.line])


def _check_answer(book: Book, record: Record, latest: date) -> None:
    """Nobody knows what will be true of them, and what is worked out is nobody's answer."""
    dimension, day = record.values["dimension"], record.values["valid_from"]
    if day > latest:
        book.refuse(record, _("an answer from the future: true from %(day)s on") % {"day": day})
    elif dimension in WORKED_OUT:
        book.refuse(record, _("%(dimension)s is worked out, so it can't be answered") % {"dimension": dimension})


def _check_answers(book: Book) -> None:
    """An answer under a known id: recorded later, of the same person to the same question."""
    pending = [record for record in book.pending("answer") if record.id in book.known["answer"]]
    rows: dict[int, Answer] = {}
    for chunk in in_chunks(sorted({book.known["answer"][record.id].pk for record in pending})):
        rows |= {row.pk: row for row in Answer.objects.filter(pk__in=chunk)}
    there = _answers_of({row.person_id for row in rows.values()})
    for record in pending:
        row = rows[book.known["answer"][record.id].pk]
        person = book.handle("person", record.values["person"])
        names = ("dimension", "value", "valid_from", "recorded_at")
        if (person, *(record.values[name] for name in names)) in there:
            book.says_nothing_new(record)
        elif book.is_older(record):
            refuse_older(book, record)
        elif (person, record.values["dimension"]) != (row.person_id, row.dimension):
            book.refuse(record, _("an answer stays with its person and dimension; another answer needs another id"))


def _answers_of(persons: set[int]) -> set[tuple[Any, ...]]:
    found: set[tuple[Any, ...]] = set()
    for chunk in in_chunks(sorted(persons)):
        rows = Answer.objects.filter(person__in=chunk)
        found.update(rows.values_list("person_id", "dimension", "value", "valid_from", "recorded_at"))
    return found
