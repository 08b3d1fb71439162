"""The dates somebody keeps free for a group: its meetings, of an event its days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from courses.curricula.contract import CurriculumKind
from courses.editions.models import Edition, Session


@dataclass(frozen=True)
class KeptFree:
    """A date to keep free: a meeting, or the whole day of an event."""

    starts_at: datetime
    ends_at: datetime
    title: str = ""
    place: str = ""


def dates_of(edition: Edition, sessions: Iterable[Session]) -> list[KeptFree]:
    """Each meeting with a time; of an event each day. What somebody chose of it stands in a section of its own."""
    held = [session for session in sessions if not session.self_paced]
    if edition.kind != CurriculumKind.EVENT:
        return [KeptFree(s.starts_at, s.ends_at, s.title, s.place) for s in held if s.round_id is None]
    days: dict[date, list[Session]] = {}
    for session in held:
        days.setdefault(session.starts_at.astimezone(edition.zone).date(), []).append(session)
    return [_day(days[day]) for day in sorted(days)]


def _day(sessions: list[Session]) -> KeptFree:
    places = {session.place for session in sessions if session.place and session.round_id is None}
    return KeptFree(
        min(session.starts_at for session in sessions),
        max(session.ends_at for session in sessions),
        sessions[0].title if len(sessions) == 1 else "",
        places.pop() if len(places) == 1 else "",
    )
