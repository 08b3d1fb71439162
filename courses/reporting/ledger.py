"""The rows that figures are computed from, loaded in a fixed number of queries as plain tuples."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from courses.completion.models import Completion
from courses.editions.models import Attendance, Edition, EditionFunding, Enrolment, Session
from courses.editions.same import kept_editions, kept_sessions, told_twice
from courses.grants.models import Grant
from courses.people.merging import survivors
from courses.people.models import Person
from courses.reporting.erased.models import ErasedTally

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


class TallyRow(NamedTuple):
    """A number of erased people, or of what they did: see `courses.reporting.erased`."""

    dimension: str
    value: str
    what: str
    day: date
    after: date | None
    edition: int | None
    session: int | None
    number: int


@dataclass(frozen=True)
class Ledger:
    """All rows of the projects' editions, with the facts that were effective at `as_of`; persons are as recorded.

    `survivors` names the surviving record of each merged one, through the merges known at that moment. `erased` are the
    records that were emptied and whose facts are locked, `tally` what is left of people whose facts are gone. In a frozen
    ledger `values` holds, per dimension, the value at entry of each person, as it was read then. With `organisations` it is
    the part of these alone.
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
    erased: frozenset[int] = frozenset()
    tally: tuple[TallyRow, ...] = ()
    organisations: frozenset[int] | None = None

    def human(self, person: int) -> int:
        return self.survivors.get(person, person)


def load(
    grants: Sequence[Grant],
    *,
    as_of: datetime,
    organisations: Iterable[int] | None = None,
    persons: Collection[int] | None = None,
    editions: Collection[int] | None = None,
) -> Ledger:
    """Read the ledger of these projects; with `organisations`, of the editions that these organise alone.

    With `editions` of these alone; with `persons` only what was recorded for them. What was set aside as a double has no
    row of its own: who was there is at the edition that is kept.
    """
    paid = Edition.objects.filter(funding__grant__in=[grant.pk for grant in grants], same_as=None)
    chosen = None if organisations is None else frozenset(organisations)
    if chosen is not None:
        paid = paid.filter(organisation__in=chosen)
    if editions is not None:
        paid = paid.filter(pk__in=editions)
    ids = paid.order_by().values("pk")
    of = Q() if persons is None else Q(person__in=persons)
    rows = _editions(ids)
    kept = {double: edition for double, edition in kept_editions().items() if edition in rows}
    return Ledger(
        grants=tuple(grants),
        as_of=as_of,
        survivors=survivors(as_of),
        editions=rows,
        sessions=_sessions(ids),
        enrolments=_enrolments(ids, of) | (_enrolments_of_doubles(kept, of) if kept else {}),
        marks=_marks(ids, as_of, of) + (_marks_of_doubles(kept, as_of, of) if kept else []),
        completions=_completions(ids, as_of, of),
        erased=frozenset(Person.objects.filter(erased_at__isnull=False).order_by().values_list("pk", flat=True)),
        tally=tally_of(grants, chosen, as_of=as_of) if persons is None and editions is None else (),
        organisations=chosen,
    )


def load_editions(grant: Grant) -> dict[int, EditionRow]:
    """The editions of a project's ledger alone."""
    return _editions(Edition.objects.filter(funding__grant=grant, same_as=None).order_by().values("pk"))


def load_sessions(grant: Grant) -> dict[int, SessionRow]:
    """The sessions of a project's ledger alone."""
    return _sessions(Edition.objects.filter(funding__grant=grant, same_as=None).order_by().values("pk"))


def tally_of(
    grants: Sequence[Grant], organisations: Iterable[int] | None = None, *, as_of: datetime
) -> tuple[TallyRow, ...]:
    """What erased people count for in a project, of it in what some organise, or in a programme of several projects.

    As far as it was known at a moment.

    With several organisations somebody who came to more than one of them counts in each: who it was can't be told.
    """
    if len(grants) == 1:
        rows = ErasedTally.objects.filter(grant=grants[0].pk)
        chosen = list(organisations) if organisations is not None else None
        rows = rows.filter(organisation=None) if chosen is None else rows.filter(organisation__in=chosen)
    else:
        rows = ErasedTally.objects.filter(programme__in={grant.programme for grant in grants} - {""})
    rows = rows.filter(Q(known_at=None) | Q(known_at__lte=as_of))
    return tuple(TallyRow._make(row) for row in rows.order_by("pk").values_list(*TallyRow._fields))


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


def _enrolments(ids: QuerySet[Any], of: Q) -> dict[int, EnrolmentRow]:
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
    for row in _rows(Enrolment.objects.filter(of, edition__in=ids), *fields):
        pk, person, edition, role, function, home, parent, placed_on, state, enrolled_on, withdrawn_on = row
        placed = placed_on is not None or state == Enrolment.State.PLACED
        rows[pk] = EnrolmentRow(
            pk, person, edition, role, function, home or "", parent, placed, enrolled_on, withdrawn_on
        )
    return rows


def _marks(ids: QuerySet[Any], as_of: datetime, of: Q) -> list[MarkRow]:
    marks = Attendance.objects.effective(as_of).filter(of, session__edition__in=ids)
    marks = marks.exclude(status=Attendance.Status.VOID).exclude(told_twice())
    fields = ("person", "session", "enrolment", "status", "minutes", "on")
    return [MarkRow._make(row) for row in _rows(marks, *fields)]


def _enrolments_of_doubles(kept: dict[int, int], of: Q) -> dict[int, EnrolmentRow]:
    rows = _enrolments(Edition.objects.filter(pk__in=kept).values("pk"), of)
    return {pk: row._replace(edition=kept[row.edition]) for pk, row in rows.items()}


def _marks_of_doubles(kept: dict[int, int], as_of: datetime, of: Q) -> list[MarkRow]:
    sessions = kept_sessions()
    ids = Edition.objects.filter(pk__in=kept).values("pk")
    return [
        mark._replace(session=sessions[mark.session]) for mark in _marks(ids, as_of, of) if mark.session in sessions
    ]


def _completions(ids: QuerySet[Any], as_of: datetime, of: Q) -> list[CompletionRow]:
    completions = Completion.objects.effective(as_of).filter(of, edition__in=ids, void=False)
    fields = ("person", "edition", "enrolment", "completed_on")
    return [CompletionRow._make(row) for row in _rows(completions, *fields)]
