"""A ledger as parts that can be kept apart, one per person and per group, and back again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from operator import attrgetter
from typing import Any, NamedTuple

from django.utils import timezone

from courses.editions.models import Edition
from courses.grants.models import Grant
from courses.reporting.ages import parse_bands
from courses.reporting.dimensions import EDITION_LEVEL, values_at_entry
from courses.reporting.evidence import gather
from courses.reporting.freezing.models import FrozenMember
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

# More of what is kept with a member, by its kind and number.
Besides = dict[tuple[str, int], dict[str, Any]]


class Part(NamedTuple):
    kind: str
    subject: int
    payload: dict[str, Any]


def take_picture(question: Question) -> Ledger:
    """The ledger of what was asked, with the values at entry of every dimension asked: nothing is read after this."""
    ledger = load([question.grant], as_of=question.as_of or timezone.now(), organisations=question.organisations)
    entered, bands = entries(gather(ledger)), question.bands or parse_bands()
    values = {dimension: values_at_entry(ledger, entered, dimension, bands) for dimension in person_level(question)}
    return replace(ledger, values=values)


def person_level(question: Question) -> list[str]:
    asked = [*question.by, *(dimension for cross in question.cross for dimension in cross)]
    return [dimension for dimension in dict.fromkeys(asked) if dimension not in EDITION_LEVEL]


def parts_of(ledger: Ledger, besides: Besides) -> Iterator[Part]:
    """The project, each group with its meetings, and each recorded person with what is on record of them.

    `besides` is what else is kept with a member; only where there is any, so that what was frozen before keeps its hash.
    """
    (grant,) = ledger.grants
    yield Part(FrozenMember.PROJECT, grant.pk, _project(ledger, grant))
    for part in _editions(ledger):
        yield part._replace(payload=part.payload | besides.get((part.kind, part.subject), {}))
    people = {subject for kind, subject in besides if kind == FrozenMember.PERSON}
    for part in _persons(ledger, people):
        yield part._replace(payload=part.payload | besides.get((part.kind, part.subject), {}))


def _project(ledger: Ledger, grant: Grant) -> dict[str, Any]:
    return {
        "grant": grant.pk,
        "code": grant.code,
        "first_day": grant.first_day.isoformat(),
        "last_day": grant.last_day.isoformat(),
        "time_zone": grant.time_zone,
        "as_of": ledger.as_of.astimezone(UTC).isoformat(),
        "dimensions": list(ledger.values or {}),
        # Only where there is one, so that what was frozen before keeps its hash.
        **({"tally": [_tallied(row) for row in ledger.tally]} if ledger.tally else {}),
    }


def _tallied(row: TallyRow) -> list[Any]:
    after = row.after.isoformat() if row.after else None
    return list(row._replace(day=row.day.isoformat(), after=after))  # type: ignore[arg-type]


def _tally(payload: Mapping[str, Any]) -> Iterator[TallyRow]:
    for stored in payload.get("tally", []):
        row = TallyRow._make(stored)
        after = date.fromisoformat(str(row.after)) if row.after else None
        yield row._replace(day=date.fromisoformat(str(row.day)), after=after)


def _editions(ledger: Ledger) -> Iterator[Part]:
    organisers = dict(Edition.objects.filter(pk__in=list(ledger.editions)).values_list("pk", "organisation"))
    sessions: dict[int, list[list[Any]]] = {}
    for row in ledger.sessions.values():
        starts_at = row.starts_at.astimezone(UTC).isoformat()
        sessions.setdefault(row.edition, []).append(
            [row.id, starts_at, row.seconds, row.headcount, row.unnamed, row.self_paced]
        )
    for edition in ledger.editions.values():
        yield Part(
            FrozenMember.EDITION,
            edition.id,
            {
                "edition": [
                    edition.id,
                    edition.title,
                    edition.kind,
                    edition.organisation,
                    list(edition.themes),
                    list(edition.funded_by),
                    sorted(edition.counts_in),
                ],
                "organiser": organisers.get(edition.id),
                "sessions": sessions.get(edition.id, []),
            },
        )


def _persons(ledger: Ledger, others: set[int]) -> Iterator[Part]:
    """One at a time and in order: of a hundred thousand, the containers of all at once would cost most of the time."""
    enrolments = _Sorted(ledger.enrolments.values())
    marks, completions = _Sorted(ledger.marks), _Sorted(ledger.completions)
    values = ledger.values or {}
    everybody = {*enrolments.places, *marks.places, *completions.places}.union(others, *values.values())
    for person in sorted(everybody):
        payload = {
            "person": person,
            "survivor": ledger.human(person),
            "enrolments": [_enrolment(row) for row in enrolments.of(person)],
            "marks": [
                [row.session, row.enrolment, row.status, row.minutes, row.on.isoformat() if row.on else None]
                for row in marks.of(person)
            ],
            "completions": [
                [row.edition, row.enrolment, row.completed_on.isoformat()] for row in completions.of(person)
            ],
            "values": {dimension: known[person] for dimension, known in values.items() if person in known},
            "erased": person in ledger.erased,
        }
        yield Part(FrozenMember.PERSON, person, payload)


def _enrolment(row: EnrolmentRow) -> list[Any]:
    said = [row.id, row.edition, row.role, row.function, row.home_organisation, row.parent, row.placed]
    return [*said, row.enrolled_on.isoformat(), row.withdrawn_on.isoformat() if row.withdrawn_on else None]


class _Sorted:
    """Rows by their person, as slices of one list; each person's stay in the order in which they came."""

    def __init__(self, rows: Iterable[Any]) -> None:
        self.rows = sorted(rows, key=attrgetter("person"))
        self.places: dict[int, tuple[int, int]] = {}
        start = 0
        for end in range(1, len(self.rows) + 1):
            if end == len(self.rows) or self.rows[end].person != self.rows[start].person:
                self.places[self.rows[start].person] = (start, end)
                start = end

    def of(self, person: int) -> list[Any]:
        start, end = self.places.get(person, (0, 0))
        return self.rows[start:end]


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
