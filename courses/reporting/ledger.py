"""The rows that figures are computed from, loaded in a fixed number of queries as plain tuples."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet

from courses.completion.models import Completion
from courses.editions.models import Attendance, Edition, EditionFunding, Enrolment, Session
from courses.editions.same import kept_editions, kept_sessions, told_twice
from courses.grants.models import Grant
from courses.people.merging import survivors

CHUNK = 10_000


class EditionRow(NamedTuple):
    id: int
    title: str
    kind: str
    organisation: str
    themes: tuple[str, ...]
    funded_by: tuple[int, ...]
    counts_in: frozenset[int]


class SessionRow(NamedTuple):
    id: int
    edition: int
    starts_at: datetime
    seconds: int
    headcount: int | None
    unnamed: int
    self_paced: bool


class EnrolmentRow(NamedTuple):
    id: int
    person: int
    edition: int
    role: str
    function: str
    home_organisation: str
    parent: int | None
    placed: bool
    enrolled_on: date
    withdrawn_on: date | None


class MarkRow(NamedTuple):
    person: int
    session: int
    enrolment: int
    status: str
    minutes: int | None
    on: date | None


class CompletionRow(NamedTuple):
    person: int
    edition: int
    enrolment: int
    completed_on: date


@dataclass(frozen=True)
class Ledger:
    """All rows of the projects' editions, with the facts that were effective at `as_of`; persons are as recorded.

    `survivors` names the surviving record of each merged one, through the merges known at that moment. In a frozen ledger
    `values` holds, per dimension, the value at entry of each person, as it was read then.
    """

    grants: tuple[Grant, ...]
    as_of: datetime
    survivors: dict[int, int]
    editions: dict[int, EditionRow]
    sessions: dict[int, SessionRow]
    enrolments: dict[int, EnrolmentRow]
    marks: list[MarkRow]
    completions: list[CompletionRow]
    values: dict[str, dict[int, str]] | None = None

    def human(self, person: int) -> int:
        return self.survivors.get(person, person)


def load(grants: Sequence[Grant], *, as_of: datetime, organisations: Iterable[int] | None = None) -> Ledger:
    """Read the ledger of these projects; with `organisations`, of the editions that these organise alone.

    What was set aside as a double has no row of its own: who was there is at the edition that is kept.
    """
    editions = Edition.objects.filter(funding__grant__in=[grant.pk for grant in grants], same_as=None)
    if organisations is not None:
        editions = editions.filter(organisation__in=list(organisations))
    ids = editions.order_by().values("pk")
    rows = _editions(ids)
    kept = {double: edition for double, edition in kept_editions().items() if edition in rows}
    return Ledger(
        grants=tuple(grants),
        as_of=as_of,
        survivors=survivors(as_of),
        editions=rows,
        sessions=_sessions(ids),
        enrolments=_enrolments(ids) | (_enrolments_of_doubles(kept) if kept else {}),
        marks=_marks(ids, as_of) + (_marks_of_doubles(kept, as_of) if kept else []),
        completions=_completions(ids, as_of),
    )


def _rows(query: QuerySet[Any], *fields: str) -> Iterable[Any]:
    return query.order_by().values_list(*fields).iterator(chunk_size=CHUNK)


def _editions(ids: QuerySet[Any]) -> dict[int, EditionRow]:
    payers: dict[int, list[int]] = {}
    funding = EditionFunding.objects.filter(edition__in=ids).order_by("position", "pk")
    for edition, grant in funding.values_list("edition", "grant"):
        payers.setdefault(edition, []).append(grant)
    rows = {}
    fields = ("pk", "title", "kind", "counting", "organisation__name", "themes")
    for pk, title, kind, counting, organisation, themes in _rows(Edition.objects.filter(pk__in=ids), *fields):
        funded_by = tuple(payers.get(pk, ()))
        counts_in = funded_by[:1] if counting == Edition.Counting.PRIMARY_ONLY else funded_by
        rows[pk] = EditionRow(
            pk, title, kind, organisation or "", tuple(dict.fromkeys(themes or ())), funded_by, frozenset(counts_in)
        )
    return rows


def _sessions(ids: QuerySet[Any]) -> dict[int, SessionRow]:
    fields = ("pk", "edition", "starts_at", "ends_at", "headcount", "unnamed", "self_paced")
    return {
        pk: SessionRow(pk, edition, start, round((end - start).total_seconds()), *room)
        for pk, edition, start, end, *room in _rows(Session.objects.filter(edition__in=ids), *fields)
    }


def _enrolments(ids: QuerySet[Any]) -> dict[int, EnrolmentRow]:
    fields = (
        "pk",
        "person",
        "edition",
        "role",
        "function",
        "organisation__name",
        "parent",
        "placed_on",
        "state",
        "enrolled_on",
        "withdrawn_on",
    )
    rows = {}
    for row in _rows(Enrolment.objects.filter(edition__in=ids), *fields):
        pk, person, edition, role, function, home, parent, placed_on, state, enrolled_on, withdrawn_on = row
        placed = placed_on is not None or state == Enrolment.State.PLACED
        rows[pk] = EnrolmentRow(
            pk, person, edition, role, function, home or "", parent, placed, enrolled_on, withdrawn_on
        )
    return rows


def _marks(ids: QuerySet[Any], as_of: datetime) -> list[MarkRow]:
    marks = Attendance.objects.effective(as_of).filter(session__edition__in=ids)
    marks = marks.exclude(status=Attendance.Status.VOID).exclude(told_twice())
    fields = ("person", "session", "enrolment", "status", "minutes", "on")
    return [MarkRow._make(row) for row in _rows(marks, *fields)]


def _enrolments_of_doubles(kept: dict[int, int]) -> dict[int, EnrolmentRow]:
    rows = _enrolments(Edition.objects.filter(pk__in=kept).values("pk"))
    return {pk: row._replace(edition=kept[row.edition]) for pk, row in rows.items()}


def _marks_of_doubles(kept: dict[int, int], as_of: datetime) -> list[MarkRow]:
    sessions = kept_sessions()
    ids = Edition.objects.filter(pk__in=kept).values("pk")
    return [mark._replace(session=sessions[mark.session]) for mark in _marks(ids, as_of) if mark.session in sessions]


def _completions(ids: QuerySet[Any], as_of: datetime) -> list[CompletionRow]:
    completions = Completion.objects.effective(as_of).filter(edition__in=ids, void=False)
    fields = ("person", "edition", "enrolment", "completed_on")
    return [CompletionRow._make(row) for row in _rows(completions, *fields)]
