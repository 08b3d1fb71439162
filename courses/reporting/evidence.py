"""What counts, out of what was recorded: merges resolved, days local, roles and funding looked at.

Everything that a figure is made of is a tuple in one of the lists of `Evidence`. A part of the evidence is evidence too:
a row of a breakdown is measured exactly as the whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from courses.editions.models import Attendance, Enrolment
from courses.reporting.ledger import EnrolmentRow, Ledger, MarkRow, SessionRow
from courses.reporting.periods import local_day

PRESENT = frozenset(map(str, Attendance.COUNTED))
NOT_TAKING_PART = frozenset(map(str, Enrolment.MAKING_IT_HAPPEN))


class Presence(NamedTuple):
    """Somebody at a session on a day of the project; `person` is the surviving record."""

    person: int
    session: int
    edition: int
    enrolment: int
    day: date
    seconds: int
    self_paced: bool


class StandIn(NamedTuple):
    """Counted attendance in a part of a trajectory, seen from the trajectory's own edition and enrolment."""

    person: int
    edition: int
    enrolment: int


class Room(NamedTuple):
    """A session on a day of the project with a head count, or with people who were there without a name."""

    session: int
    edition: int
    day: date
    headcount: int | None
    unnamed: int


class Completed(NamedTuple):
    person: int
    edition: int
    enrolment: int
    day: date


@dataclass
class Evidence:
    counted: list[Presence] = field(default_factory=list)
    deployed: list[Presence] = field(default_factory=list)
    stand_ins: list[StandIn] = field(default_factory=list)
    rooms: list[Room] = field(default_factory=list)
    completed: list[Completed] = field(default_factory=list)


def gather(ledger: Ledger) -> Evidence:
    """The evidence for the ledger's projects together; of one project that is simply its own."""
    evidence = Evidence()
    days = {session.id: _days_of(ledger, session) for session in ledger.sessions.values()}
    for mark in ledger.marks:
        if mark.status not in PRESENT:
            continue
        enrolment = ledger.enrolments.get(mark.enrolment)
        if enrolment is None:  # it was moved to a group elsewhere, so this person has none in this one
            continue
        role = enrolment.role
        if role == Enrolment.Role.DEPLOYED:
            evidence.deployed += _presences(ledger, mark, days)
        elif role not in NOT_TAKING_PART:
            for presence in _presences(ledger, mark, days):
                evidence.counted.append(presence)
                evidence.stand_ins += _stand_ins(ledger, presence)
    for session in ledger.sessions.values():
        if (session.headcount is not None or session.unnamed) and not session.self_paced:
            room = (session.headcount, session.unnamed)
            evidence.rooms += [Room(session.id, session.edition, day, *room) for day in days[session.id]]
    evidence.completed = [
        Completed(ledger.human(row.person), row.edition, row.enrolment, row.completed_on)
        for row in ledger.completions
        if _counts(ledger, row.edition)
    ]
    return evidence


def _days_of(ledger: Ledger, session: SessionRow) -> list[date]:
    """The session's local day in each project where its edition counts and whose days it falls in."""
    counts_in = ledger.editions[session.edition].counts_in
    days = {
        day
        for grant in ledger.grants
        if grant.pk in counts_in and grant.covers(day := local_day(session.starts_at, grant.zone))
    }
    return sorted(days)


def _presences(ledger: Ledger, mark: MarkRow, days: dict[int, list[date]]) -> Iterator[Presence]:
    session = ledger.sessions[mark.session]
    seconds = session.seconds if mark.minutes is None else mark.minutes * 60
    mark_days = _days_on(ledger, session, mark.on) if session.self_paced and mark.on else days[session.id]
    for day in mark_days:
        yield Presence(
            ledger.human(mark.person),
            session.id,
            session.edition,
            mark.enrolment,
            day,
            seconds,
            session.self_paced,
        )


def _days_on(ledger: Ledger, session: SessionRow, on: date) -> list[date]:
    counts_in = ledger.editions[session.edition].counts_in
    return [on] if any(grant.pk in counts_in and grant.covers(on) for grant in ledger.grants) else []


def _stand_ins(ledger: Ledger, presence: Presence) -> Iterator[StandIn]:
    """One for each trajectory above the enrolment, as long as each edition on the way up counts."""
    seen = {presence.enrolment}
    parent = _parent(ledger, ledger.enrolments[presence.enrolment])
    while parent is not None and parent.id not in seen and _counts(ledger, parent.edition):
        yield StandIn(presence.person, parent.edition, parent.id)
        seen.add(parent.id)
        parent = _parent(ledger, parent)


def _parent(ledger: Ledger, enrolment: EnrolmentRow) -> EnrolmentRow | None:
    return ledger.enrolments.get(enrolment.parent) if enrolment.parent is not None else None


def _counts(ledger: Ledger, edition: int) -> bool:
    return any(grant.pk in ledger.editions[edition].counts_in for grant in ledger.grants)
