"""The day of an event, part by part: what is for everybody, and of each round what one person chose."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from courses.editions.models import Session
from courses.editions.rounds.models import Choice


@dataclass(frozen=True)
class Part:
    """Moments in ISO 8601. `round` is 0 for what is for everybody; a round itself has no `session`."""

    starts: str
    ends: str
    title: str
    place: str = ""
    round: int = 0
    session: int = 0


def parts_of(held: Iterable[Session]) -> list[Part]:
    """All parts of a day by time: each round once, before its breakouts."""
    found: dict[tuple[int, int], Part] = {}
    for session in held:
        one = session.round
        if one is not None:
            times = one.starts_at.isoformat(), one.ends_at.isoformat()
            found.setdefault((one.pk, 0), Part(*times, one.title, round=one.pk))
        times = session.starts_at.isoformat(), session.ends_at.isoformat()
        part = Part(*times, session.title, session.place, session.round_id or 0, session.pk)
        found[(session.round_id or 0, session.pk)] = part
    return sorted(found.values(), key=lambda part: (part.starts, part.round, part.session))


def choices_of(enrolments: Iterable[int]) -> dict[int, dict[int, int]]:
    """The breakout each of them chose, by round."""
    chosen: dict[int, dict[int, int]] = {}
    rows = Choice.objects.filter(enrolment__in=list(enrolments))
    for enrolment, round_id, session in rows.values_list("enrolment", "round", "session"):
        chosen.setdefault(enrolment, {})[round_id] = session
    return chosen


def own_parts(programme: Iterable[Mapping[str, Any]], chosen: Mapping[int, int]) -> list[Part]:
    """What one person does that day; a round in which nothing was chosen stands there itself."""
    parts = [Part(**stored) for stored in programme]
    there = {part.session for part in parts}
    return [
        part
        for part in parts
        if not part.round
        or (part.session and chosen.get(part.round) == part.session)
        or (not part.session and chosen.get(part.round) not in there)
    ]


def fingerprint(days: Iterable[list[Part]]) -> str:
    said = [[list(asdict(part).values()) for part in parts] for parts in days]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest() if any(said) else ""
