"""A ledger as parts that can be kept apart, one per person and per group, each written as canonical JSON.

There may be a hundred thousand people, so theirs is written straight from the rows: objects to be encoded afterwards would
take most of the time. What it says is what `canonical` makes of the same content; `picture.rebuild` reads it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date
from functools import cache
from typing import Any, NamedTuple

from courses.editions.models import Edition
from courses.grants.models import Grant
from courses.reporting.freezing.models import FrozenMember
from courses.reporting.freezing.sealing import canonical
from courses.reporting.ledger import CompletionRow, EnrolmentRow, Ledger, MarkRow, TallyRow

# More of what is kept with a member, by its kind and number.
Besides = dict[tuple[str, int], dict[str, Any]]


class Part(NamedTuple):
    kind: str
    subject: int
    payload: str


def parts_of(ledger: Ledger, besides: Besides) -> Iterator[Part]:
    """The project, each group with its meetings, and each recorded person with what is on record of them.

    `besides` is what else is kept with a member; only where there is any, so that what was frozen before keeps its hash.
    """
    (grant,) = ledger.grants
    yield Part(FrozenMember.PROJECT, grant.pk, canonical(_project(ledger, grant)))
    for edition, content in _editions(ledger):
        more = besides.get((FrozenMember.EDITION, edition), {})
        yield Part(FrozenMember.EDITION, edition, canonical(content | more))
    more_of_people = {subject: more for (kind, subject), more in besides.items() if kind == FrozenMember.PERSON}
    for person, payload in _persons(ledger, more_of_people):
        yield Part(FrozenMember.PERSON, person, payload)


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


def _editions(ledger: Ledger) -> Iterator[tuple[int, dict[str, Any]]]:
    organisers = dict(Edition.objects.filter(pk__in=list(ledger.editions)).values_list("pk", "organisation"))
    sessions: dict[int, list[list[Any]]] = {}
    for row in ledger.sessions.values():
        starts_at = row.starts_at.astimezone(UTC).isoformat()
        sessions.setdefault(row.edition, []).append(
            [row.id, starts_at, row.seconds, row.headcount, row.unnamed, row.self_paced]
        )
    for edition in ledger.editions.values():
        content = {
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
        }
        yield edition.id, content


def _persons(ledger: Ledger, more: dict[int, dict[str, Any]]) -> Iterator[tuple[int, str]]:
    """In order. What holds for everybody stands in one template, its keys sorted."""
    writer = _Writer()
    enrolments = _by_person(ledger.enrolments.values(), writer.enrolment)
    marks, completions = _by_person(ledger.marks, writer.mark), _by_person(ledger.completions, writer.completion)
    json = writer.json
    values = [(json(dimension), known) for dimension, known in sorted((ledger.values or {}).items())]
    survivors, erased = ledger.survivors, ledger.erased
    everybody = {*enrolments, *marks, *completions}.union(more, *(known for _name, known in values))
    for person in sorted(everybody):
        own = ",".join([f"{name}:{json(known[person])}" for name, known in values if person in known])
        content = [
            f'"completions":[{completions.get(person, "")}]',
            f'"enrolments":[{enrolments.get(person, "")}]',
            f'"erased":{"true" if person in erased else "false"}',
            f'"marks":[{marks.get(person, "")}]',
            f'"person":{person}',
            f'"survivor":{survivors.get(person, person)}',
            f'"values":{{{own}}}',
        ]
        if person in more:
            # Written, each sorts as its key does.
            content = sorted([*content, *(f"{json(key)}:{canonical(of)}" for key, of in more[person].items())])
        yield person, "{" + ",".join(content) + "}"


def _by_person(rows: Iterable[Any], written: Callable[[Any], str]) -> dict[int, str]:
    """Each person's rows in the order in which they came, with commas between."""
    found: dict[int, str] = {}
    for row in rows:
        text, person = written(row), row.person
        found[person] = f"{found[person]},{text}" if person in found else text
    return found


class _Writer:
    """Rows as JSON. The same few texts and days come back all the time, so they are remembered for as long as it lives."""

    def __init__(self) -> None:
        self.json, self.day = cache(canonical), cache(_day)

    def enrolment(self, row: EnrolmentRow) -> str:
        pk, _person, edition, role, function, home, parent, placed, enrolled_on, withdrawn_on = row
        json, day = self.json, self.day
        said = f"{json(role)},{json(function)},{json(home)},{_number(parent)},{'true' if placed else 'false'}"
        return f"[{pk},{edition},{said},{day(enrolled_on)},{day(withdrawn_on)}]"

    def mark(self, row: MarkRow) -> str:
        _person, session, enrolment, status, minutes, on = row
        return f"[{session},{enrolment},{self.json(status)},{_number(minutes)},{self.day(on)}]"

    def completion(self, row: CompletionRow) -> str:
        _person, edition, enrolment, completed_on = row
        return f"[{edition},{enrolment},{self.day(completed_on)}]"


def _number(number: int | None) -> str:
    return "null" if number is None else str(number)


def _day(day: date | None) -> str:
    return "null" if day is None else f'"{day.isoformat()}"'
