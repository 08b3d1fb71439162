"""The trails of many enrolments from the database, in a number of queries that doesn't depend on how many they are."""

from __future__ import annotations

import zoneinfo
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from wagtail.models import Page

from courses.completion.models import Completion
from courses.curricula.contract import UnitKind
from courses.editions.models import Attendance, Enrolment, Session
from courses.editions.occasions import count_occasions
from courses.editions.rounds.models import Choice
from courses.learning.models import TestAttempt, UnitProgress
from courses.learning.trail import Mark, Trail

# Above this many, rows are found by their edition: somewhat too many, without a list of thousands of keys.
MANY = 500


def gather(
    enrolments: Sequence[Enrolment], units: Iterable[Any], sessions: Sequence[Session], *, scores: bool = True
) -> dict[int, Trail]:
    """The trail of each enrolment by its id, with or without the scores of its tests.

    `enrolments` come with their edition; `units` are those of all their versions and `sessions` those of all their
    editions: what is read depends on the kinds of units there are.
    """
    kinds = {unit.kind for unit in units}
    finished, positions, visited = _progress(enrolments)
    tested = _scores(enrolments) if scores and UnitKind.TEST in kinds else {}
    marks = _marks(enrolments, sessions) if sessions else {}
    children = _children(enrolments, units) if UnitKind.CURRICULUM in kinds else {}
    chosen = _chosen(enrolments) if any(session.round_id for session in sessions) else {}
    held: dict[int, list[Session]] = defaultdict(list)
    for session in sessions:
        held[session.edition_id].append(session)
    meetings = {edition: count_occasions(theirs) for edition, theirs in held.items()}
    parts = {edition: _parts(theirs) for edition, theirs in held.items()}
    return {
        enrolment.pk: Trail(
            finished=finished.get(enrolment.pk, {}),
            positions=positions.get(enrolment.pk, {}),
            visited=visited.get(enrolment.pk, {}),
            scores=tested.get(enrolment.pk, {}),
            marks=marks.get((enrolment.person_id, enrolment.edition_id), []),
            meetings=meetings.get(enrolment.edition_id, 0),
            parts=parts.get(enrolment.edition_id, {}),
            children=children.get(enrolment.pk, {}),
            chosen=frozenset(chosen.get(enrolment.pk, ())),
        )
        for enrolment in enrolments
    }


def those_of(enrolments: Sequence[Enrolment], path: str = "enrolment") -> Q:
    """The rows of these enrolments; of many, all rows of their editions."""
    if len(enrolments) <= MANY:
        return Q(**{f"{path}__in": [enrolment.pk for enrolment in enrolments]})
    return Q(**{f"{path}__edition__in": {enrolment.edition_id for enrolment in enrolments}})


def _zones(enrolments: Sequence[Enrolment]) -> dict[int, zoneinfo.ZoneInfo]:
    return {enrolment.pk: enrolment.edition.zone for enrolment in enrolments}


def _day(moment: datetime, zone: zoneinfo.ZoneInfo) -> date:
    return moment.astimezone(zone).date()


def _progress(enrolments: Sequence[Enrolment]) -> tuple[dict[int, dict[str, Any]], ...]:
    """What is finished, where the reader was, and when the unit was last opened."""
    zones = _zones(enrolments)
    finished: dict[int, dict[str, Any]] = defaultdict(dict)
    positions: dict[int, dict[str, Any]] = defaultdict(dict)
    visited: dict[int, dict[str, Any]] = defaultdict(dict)
    rows = UnitProgress.objects.filter(those_of(enrolments))
    for pk, key, at, position, visit in rows.values_list(
        "enrolment_id", "unit_key", "finished_at", "position", "visited_at"
    ):
        if pk not in zones:
            continue
        visited[pk][key] = visit
        if at:
            finished[pk][key] = _day(at, zones[pk])
        if position:
            positions[pk][key] = position
    return finished, positions, visited


def _scores(enrolments: Sequence[Enrolment]) -> dict[int, dict[str, list]]:
    zones = _zones(enrolments)
    scores: dict[int, dict[str, list]] = defaultdict(lambda: defaultdict(list))
    rows = TestAttempt.objects.filter(those_of(enrolments)).order_by("number")
    for pk, key, at, percentage in rows.values_list("enrolment_id", "unit_key", "submitted_at", "percentage"):
        if pk in zones:
            scores[pk][key].append((_day(at, zones[pk]), percentage))
    return scores


def _marks(enrolments: Sequence[Enrolment], sessions: Sequence[Session]) -> dict[tuple[int, int], list[Mark]]:
    """By person and edition, not by enrolment: who comes back after stopping was there when they were there."""
    by_id = {session.pk: session for session in sessions}
    zones = {enrolment.edition_id: enrolment.edition.zone for enrolment in enrolments}
    marks: dict[tuple[int, int], list[Mark]] = defaultdict(list)
    rows = Attendance.objects.effective().filter(session__in=list(by_id)).exclude(status=Attendance.Status.VOID)
    if len(enrolments) <= MANY:
        rows = rows.filter(person__in={enrolment.person_id for enrolment in enrolments})
    for person, session, status, on in rows.values_list("person_id", "session_id", "status", "on"):
        held = by_id[session]
        day = on or _day(held.starts_at, zones[held.edition_id])
        marks[person, held.edition_id].append(Mark(session, held.unit_key, status, day, held.part, held.round_id))
    return marks


def _parts(sessions: Sequence[Session]) -> dict[str, frozenset[int]]:
    """Which parts a unit is held in."""
    parts: dict[str, set[int]] = defaultdict(set)
    for session in sessions:
        if session.part is not None:
            parts[session.unit_key].add(session.part)
    return {key: frozenset(numbers) for key, numbers in parts.items()}


def _chosen(enrolments: Sequence[Enrolment]) -> dict[int, set[int]]:
    chosen: dict[int, set[int]] = defaultdict(set)
    for enrolment, session in Choice.objects.filter(those_of(enrolments)).values_list("enrolment", "session"):
        chosen[enrolment].add(session)
    return chosen


def _children(enrolments: Sequence[Enrolment], units: Iterable[Any]) -> dict[int, dict[str, date]]:
    """Per parent enrolment: curriculum unit → the first day on which an enrolment in it was completed."""
    parts = [unit for unit in units if unit.kind == UnitKind.CURRICULUM]
    taught = dict(
        Page.objects.filter(pk__in={unit.definition.get("page") for unit in parts}).values_list("pk", "translation_key")
    )
    keys: dict[Any, set[str]] = defaultdict(set)
    for unit in parts:
        keys[taught.get(unit.definition.get("page"))].add(unit.key)
    rows = Completion.objects.effective().filter(those_of(enrolments, "enrolment__parent"), void=False)
    found: dict[int, dict[str, date]] = defaultdict(dict)
    for parent, taught_key, day in rows.values_list(
        "enrolment__parent_id", "edition__version__translation_key", "completed_on"
    ):
        for key in keys.get(taught_key, ()):
            found[parent][key] = min(day, found[parent].get(key, day))
    return found
