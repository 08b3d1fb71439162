"""What counts as one meeting where meetings are counted for a rule: not each row of the plan is one.

The breakouts of a round are one: who was at any of them was there. The parts of a planned session that is held in
several meetings are one: who was at every part was there. A break is none. The measures of a report are another thing:
there every meeting with somebody in it is one.
"""

from __future__ import annotations

from collections.abc import Iterable

from courses.editions.models import Session

# What an occasion is known by: which kind it is, and the id of the meeting or round, or the key of the unit.
Occasion = tuple[str, int | str]


def occasion_of(session: Session) -> Occasion | None:
    """The occasion a meeting belongs to; None for a break."""
    if session.is_break:
        return None
    if session.round_id is not None:
        return ("round", session.round_id)
    if session.part is not None:
        return ("parts", session.unit_key)
    return ("meeting", session.pk)


def count_occasions(sessions: Iterable[Session]) -> int:
    return len({occasion_of(session) for session in sessions} - {None})


def minutes_held(sessions: Iterable[Session]) -> int:
    """How long somebody could be there: breaks left out, of a round the longest breakout, net where it was fixed."""
    rounds: dict[int, int] = {}
    total = 0
    for session in sessions:
        minutes = session.minutes if session.net_minutes is None else session.net_minutes
        if session.round_id is not None:
            rounds[session.round_id] = max(minutes, rounds.get(session.round_id, 0))
        elif not session.is_break and not session.self_paced:
            total += minutes
    return total + sum(rounds.values())
