"""The ledger of a question as it is now, and out of the parts in which it was kept (`writing`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from courses.grants.models import Grant
from courses.reporting.ages import parse_bands
from courses.reporting.dimensions import EDITION_LEVEL, values_at_entry
from courses.reporting.evidence import gather
from courses.reporting.freezing.parted import values_of_part
from courses.reporting.ledger import (
    CompletionRow,
    EditionRow,
    EnrolmentRow,
    Ledger,
    MarkRow,
    SessionRow,
    TallyRow,
    load,
)
from courses.reporting.measures import entries
from courses.reporting.report import Question


def take_picture(question: Question) -> Ledger:
    """The ledger of what was asked, with the values at entry of every dimension asked: nothing is read after this."""
    ledger = load([question.grant], as_of=question.as_of or timezone.now(), organisations=question.organisations)
    entered, bands = entries(gather(ledger)), question.bands or parse_bands()
    values = {dimension: values_at_entry(ledger, entered, dimension, bands) for dimension in person_level(question)}
    return replace(ledger, values=values)


def person_level(question: Question) -> list[str]:
    asked = [*question.by, *(dimension for cross in question.cross for dimension in cross)]
    return [dimension for dimension in dict.fromkeys(asked) if dimension not in EDITION_LEVEL]


def _tally(payload: Mapping[str, Any]) -> Iterator[TallyRow]:
    for stored in payload.get("tally", []):
        row = TallyRow._make(stored)
        after = date.fromisoformat(str(row.after)) if row.after else None
        yield row._replace(day=date.fromisoformat(str(row.day)), after=after)


def rebuild(payloads: Iterable[Mapping[str, Any]], *, organisations: frozenset[int] | None = None) -> Ledger:
    """The ledger that these parts were taken from, less what is no longer there. It reads no database.

    With `organisations`, of the groups that these organise alone; what erased people add is known of the whole only.
    """
    project: Mapping[str, Any] = {}
    editions: dict[int, EditionRow] = {}
    sessions: dict[int, SessionRow] = {}
    persons = []
    for payload in payloads:
        if "person" in payload:
            persons.append(payload)
        elif "edition" in payload:
            if organisations is None or payload["organiser"] in organisations:
                _add_edition(payload, editions, sessions)
        else:
            project = payload
    ledger = Ledger(
        grants=(_grant(project),),
        as_of=_moment(project["as_of"]),
        survivors={one["person"]: one["survivor"] for one in persons if one["person"] != one["survivor"]},
        editions=editions,
        sessions=sessions,
        enrolments={},
        marks=[],
        completions=[],
        values={dimension: {} for dimension in project["dimensions"]},
        erased=frozenset(one["person"] for one in persons if one["erased"]),
        tally=() if organisations is not None else tuple(_tally(project)),
        organisations=organisations,
    )
    for one in persons:
        _add_person(ledger, one, organisations)
    return ledger


def _grant(payload: Mapping[str, Any]) -> Grant:
    return Grant(
        pk=payload["grant"],
        code=payload["code"],
        first_day=date.fromisoformat(payload["first_day"]),
        last_day=date.fromisoformat(payload["last_day"]),
        time_zone=payload["time_zone"],
    )


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _add_edition(payload: Mapping[str, Any], editions: dict[int, EditionRow], sessions: dict[int, SessionRow]) -> None:
    pk, title, kind, organisation, themes, funded_by, counts_in = payload["edition"]
    editions[pk] = EditionRow(pk, title, kind, organisation, tuple(themes), tuple(funded_by), frozenset(counts_in))
    for session, starts_at, *room in payload["sessions"]:
        sessions[session] = SessionRow(session, pk, _moment(starts_at), *room)


def _add_person(ledger: Ledger, payload: Mapping[str, Any], organisations: frozenset[int] | None) -> None:
    person = payload["person"]
    for pk, edition, role, function, home, parent, placed, enrolled_on, withdrawn_on in payload["enrolments"]:
        if edition in ledger.editions:
            days = (date.fromisoformat(enrolled_on), date.fromisoformat(withdrawn_on) if withdrawn_on else None)
            ledger.enrolments[pk] = EnrolmentRow(pk, person, edition, role, function, home, parent, placed, *days)
    for session, enrolment, status, minutes, on in payload["marks"]:
        if session in ledger.sessions:
            day = date.fromisoformat(on) if on else None
            ledger.marks.append(MarkRow(person, session, enrolment, status, minutes, day))
    for edition, enrolment, day in payload["completions"]:
        if edition in ledger.editions:
            ledger.completions.append(CompletionRow(person, edition, enrolment, date.fromisoformat(day)))
    values = payload["values"]
    if organisations is not None and "own" in payload:
        values = values_of_part(payload["own"], values, organisations)
    for dimension, value in values.items():
        assert ledger.values is not None
        ledger.values[dimension][person] = value
