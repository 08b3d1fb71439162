"""The programme of a group's days: what is for everybody, and rounds with what one can choose; in the order of the clock."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.db.models import Count
from django.utils import timezone

from courses.editions.models import Edition, Enrolment, Session
from courses.editions.rounds.models import Choice, ChoiceWaiting, Round


@dataclass(frozen=True)
class Room:
    """A breakout with how full it is; `chosen` and `waits` are the person's for whom the programme is made."""

    session: Session
    taken: int = 0
    waiting: int = 0
    chosen: bool = False
    waits: bool = False

    @property
    def free(self) -> int | None:
        """None where there is no limit."""
        return None if self.session.capacity is None else max(0, self.session.capacity - self.taken)

    @property
    def is_full(self) -> bool:
        return self.free == 0


@dataclass(frozen=True)
class Part:
    """Something on the programme: a meeting for everybody (`session`), or a round with its `rooms`."""

    title: str
    starts_at: datetime
    ends_at: datetime
    place: str = ""
    session: Session | None = None
    round: Round | None = None
    rooms: tuple[Room, ...] = ()

    @property
    def chosen(self) -> Room | None:
        return next((room for room in self.rooms if room.chosen), None)

    @property
    def waits(self) -> Room | None:
        return next((room for room in self.rooms if room.waits), None)

    @property
    def is_open(self) -> bool:
        """Whether one can still choose here."""
        return self.round is not None and bool(self.rooms) and timezone.now() < self.round.closes_at

    @property
    def is_over(self) -> bool:
        return self.ends_at <= timezone.now()


def programme_of(edition: Edition, enrolment: Enrolment | None = None) -> list[Part]:
    """All parts of a group's programme in order, in a number of queries that doesn't depend on how many there are."""
    sessions = list(Session.objects.filter(edition=edition, self_paced=False).select_related("round").order_by("pk"))
    rounds = {session.round_id: session.round for session in sessions if session.round is not None}
    rooms = _rooms([session for session in sessions if session.round_id], enrolment)
    parts = [
        Part(
            one.title, one.starts_at, one.ends_at, round=one, rooms=tuple(r for r in rooms if r.session.round_id == pk)
        )
        for pk, one in rounds.items()
    ]
    parts += [
        Part(session.title, session.starts_at, session.ends_at, session.place, session=session)
        for session in sessions
        if session.round_id is None
    ]
    return sorted(parts, key=lambda part: (part.starts_at, part.ends_at))


def by_day(parts: Iterable[Part], edition: Edition) -> list[tuple[date, list[Part]]]:
    """The parts of each local day."""
    days = groupby(parts, key=lambda part: part.starts_at.astimezone(edition.zone).date())
    return [(day, list(of_day)) for day, of_day in days]


def still_to_choose(parts: Iterable[Part]) -> list[Part]:
    return [part for part in parts if part.is_open and part.chosen is None]


def wanted_in(data: Any, parts: list[Part]) -> dict[int, Session | None]:
    """What a form asks for, by round: a breakout of it, or None; a round it doesn't name stays as it is."""
    wanted: dict[int, Session | None] = {}
    for part in parts:
        typed = data.get(f"round-{part.round.pk}") if part.round is not None else None
        if part.round is None or typed is None:
            continue
        found = next((room.session for room in part.rooms if str(room.session.pk) == typed), None)
        if found is not None or typed == "none":
            wanted[part.round.pk] = found
    return wanted


def _rooms(breakouts: Sequence[Session], enrolment: Enrolment | None) -> list[Room]:
    if not breakouts:
        return []
    taken, waiting = (
        dict(model.objects.filter(session__in=breakouts).order_by().values_list("session").annotate(Count("pk")))
        for model in (Choice, ChoiceWaiting)
    )
    chosen, waits = (
        set(model.objects.filter(enrolment=enrolment).values_list("session", flat=True)) if enrolment else set()
        for model in (Choice, ChoiceWaiting)
    )
    return [
        Room(one, taken.get(one.pk, 0), waiting.get(one.pk, 0), one.pk in chosen, one.pk in waits) for one in breakouts
    ]
