"""Every figure as the members it counts, so that a figure and the rows behind it can't differ.

Each function takes evidence and a period and answers a mapping; what its keys and values are stands in `MEASURES`. The
figure is the number of keys, but for `reach` and `hours`, which add up their values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from courses.reporting.evidence import Evidence, Presence
from courses.reporting.periods import Period

K = TypeVar("K")
Members = Mapping[Any, Any]
Pair = tuple[int, int]


def earliest(pairs: Iterable[tuple[K, date]]) -> dict[K, date]:
    """The first day of each key."""
    days: dict[K, date] = {}
    for key, day in pairs:
        known = days.get(key)
        if known is None or day < known:
            days[key] = day
    return days


def within(days: Mapping[K, date], period: Period) -> dict[K, date]:
    return {key: day for key, day in days.items() if day in period}


def entries(evidence: Evidence) -> dict[int, date]:
    """Each person's entry: the day of their first counted attendance."""
    return earliest((presence.person, presence.day) for presence in evidence.counted)


def new_persons(evidence: Evidence, period: Period) -> dict[int, date]:
    return within(entries(evidence), period)


def cumulative_persons(evidence: Evidence, period: Period) -> dict[int, date]:
    return {person: day for person, day in entries(evidence).items() if day <= period.last_day}


def active_persons(evidence: Evidence, period: Period) -> dict[int, date]:
    return earliest((presence.person, presence.day) for presence in evidence.counted if presence.day in period)


def participations(evidence: Evidence, period: Period) -> dict[Pair, date]:
    return within(earliest(((p.person, p.edition), p.day) for p in evidence.counted), period)


def contacts(evidence: Evidence, period: Period) -> dict[Pair, date]:
    return earliest(((p.person, p.session), p.day) for p in evidence.counted if p.day in period)


def dated_completions(evidence: Evidence) -> dict[Pair, date]:
    """The day of each completion of somebody who was there, the earliest where a merge leaves several."""
    attended = {(p.person, p.edition) for p in evidence.counted}
    attended.update((stand_in.person, stand_in.edition) for stand_in in evidence.stand_ins)
    days = earliest(((done.person, done.edition), done.day) for done in evidence.completed)
    return {pair: day for pair, day in days.items() if pair in attended}


def completions(evidence: Evidence, period: Period) -> dict[Pair, date]:
    return within(dated_completions(evidence), period)


def new_completers(evidence: Evidence, period: Period) -> dict[int, date]:
    firsts = earliest((person, day) for (person, _), day in dated_completions(evidence).items())
    return within(firsts, period)


def not_attended(evidence: Evidence, period: Period) -> dict[Pair, date]:
    """Completions of somebody who was never there: no measure counts them, and they are shown apart."""
    sound = dated_completions(evidence)
    days = earliest(((done.person, done.edition), done.day) for done in evidence.completed)
    return within({pair: day for pair, day in days.items() if pair not in sound}, period)


def sessions(evidence: Evidence, period: Period) -> dict[int, int]:
    """Sessions in which something happened, each with its edition.

    One at one's own pace is in the period by a counted mark alone, so that a deployment or head count adds nothing.
    """
    held = {p.session: p.edition for p in evidence.counted if p.day in period}
    held.update((p.session, p.edition) for p in evidence.deployed if p.day in period and not p.self_paced)
    held.update((room.session, room.edition) for room in evidence.rooms if room.day in period)
    return held


def activities(evidence: Evidence, period: Period) -> dict[int, int]:
    """Editions in which something happened, each with the number of its sessions where it did."""
    number: dict[int, int] = {}
    for edition in sessions(evidence, period).values():
        number[edition] = number.get(edition, 0) + 1
    return number


def deployments(evidence: Evidence, period: Period) -> dict[Pair, date]:
    return earliest(((p.person, p.edition), p.day) for p in _deployed(evidence, period))


def deployed_persons(evidence: Evidence, period: Period) -> dict[int, date]:
    return earliest((p.person, p.day) for p in _deployed(evidence, period))


def _deployed(evidence: Evidence, period: Period) -> Iterable[Presence]:
    return (presence for presence in evidence.deployed if presence.day in period)


def reach(evidence: Evidence, period: Period) -> dict[int, int]:
    """Per edition the people in its largest session: the head count, else those by name and those without one."""
    edition_of = {p.session: p.edition for p in evidence.counted if p.day in period}
    in_room: dict[int, int] = {}
    for _, session in contacts(evidence, period):
        in_room[session] = in_room.get(session, 0) + 1
    # Projects in two time zones give one room two days; it is one room.
    for room in {room.session: room for room in evidence.rooms if room.day in period}.values():
        edition_of[room.session] = room.edition
        known = in_room.get(room.session, 0)
        in_room[room.session] = known + room.unnamed if room.headcount is None else room.headcount
    largest: dict[int, int] = {}
    for session, number in in_room.items():
        edition = edition_of[session]
        largest[edition] = max(number, largest.get(edition, 0))
    return largest


def hours(evidence: Evidence, period: Period) -> dict[Pair, int]:
    """Seconds per pair of person and session; where a merge leaves two marks, the larger."""
    seconds: dict[Pair, int] = {}
    for presence in evidence.counted:
        if presence.day in period:
            pair = (presence.person, presence.session)
            seconds[pair] = max(presence.seconds, seconds.get(pair, 0))
    return seconds


# Keys: persons, (person, edition), (person, session), editions or sessions; values: days but where said otherwise above.
MEASURES: dict[str, Callable[[Evidence, Period], Members]] = {
    "new_persons": new_persons,
    "cumulative_persons": cumulative_persons,
    "active_persons": active_persons,
    "participations": participations,
    "contacts": contacts,
    "completions": completions,
    "new_completers": new_completers,
    "activities": activities,
    "sessions": sessions,
    "deployments": deployments,
    "deployed_persons": deployed_persons,
    "reach": reach,
    "hours": hours,
}
THE_SEVEN = tuple(MEASURES)[:7]


def figure(measure: str, members: Members) -> int | float:
    """The number that a measure's members make."""
    if measure == "reach":
        return sum(members.values())
    if measure == "hours":
        return round(sum(members.values()) / 3600, 2)
    return len(members)


def measured(evidence: Evidence, period: Period, measures: Iterable[str] = MEASURES) -> dict[str, int | float]:
    """The figures of some evidence over a period."""
    return {measure: figure(measure, MEASURES[measure](evidence, period)) for measure in measures}
