"""The rows behind a figure: whom or what it counts, one line each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, NamedTuple

from courses.reporting.counting import Count
from courses.reporting.periods import local_day
from courses.reporting.waterfall import REASONS

NOT_ATTENDED = "not_attended"
PERSONS = ("new_persons", "cumulative_persons", "active_persons", "new_completers", "deployed_persons")


class Member(NamedTuple):
    """What a line names depends on the figure: a person, a group, a meeting, a day, a number."""

    person: int | None = None
    edition: int | None = None
    session: int | None = None
    day: date | None = None
    number: int | None = None


def is_known(name: str, counted: Count) -> bool:
    return name in counted.members or name in REASONS or name == NOT_ATTENDED


def members_of(counted: Count, name: str) -> list[Member]:
    """The lines of a measure, of a reason of the waterfall, or of `not_attended`; by day, then by id."""
    if name in REASONS:
        lines = list(_excluded(counted, name))
    elif name == NOT_ATTENDED:
        lines = [_person_edition(counted, *item) for item in counted.not_attended.items()]
    elif name in PERSONS:
        lines = list(_persons(counted, name))
    else:
        lines = [_line_of(name)(counted, *item) for item in counted.members[name].items()]
    return sorted(
        lines, key=lambda line: (line.day or date.min, line.edition or 0, line.session or 0, line.person or 0)
    )


def _persons(counted: Count, measure: str) -> Iterable[Member]:
    """Each person with the group in which it happened on that day (of several the one with the lowest id)."""
    evidence = counted.evidence
    happened: Iterable[Any] = evidence.deployed if measure == "deployed_persons" else evidence.counted
    if measure == "new_completers":
        happened = evidence.completed
    where: dict[tuple[int, date], int] = {}
    for one in happened:
        key = (one.person, one.day)
        where[key] = min(one.edition, where.get(key, one.edition))
    for person, day in counted.members[measure].items():
        yield Member(person=person, edition=where[person, day], day=day)


def _excluded(counted: Count, reason: str) -> Iterable[Member]:
    for pk in counted.waterfall.excluded[reason]:
        enrolment = counted.ledger.enrolments[pk]
        yield Member(person=enrolment.person, edition=enrolment.edition, day=enrolment.enrolled_on)


def _line_of(measure: str) -> Callable[[Count, Any, Any], Member]:
    """How an item of a measure's members becomes a line."""
    if measure in ("participations", "completions", "deployments"):
        return _person_edition
    if measure == "contacts":
        return _visit
    if measure == "hours":
        return _time
    if measure in ("activities", "reach"):
        return lambda counted, edition, number: Member(edition=edition, number=number)
    return _session


def _person_edition(counted: Count, pair: tuple[int, int], day: date) -> Member:
    person, edition = pair
    return Member(person=person, edition=edition, day=day)


def _visit(counted: Count, pair: tuple[int, int], day: date) -> Member:
    person, session = pair
    return Member(person=person, edition=counted.ledger.sessions[session].edition, session=session, day=day)


def _time(counted: Count, pair: tuple[int, int], seconds: int) -> Member:
    return _visit(counted, pair, _day_of(counted, pair[1]))._replace(number=round(seconds / 60))


def _session(counted: Count, session: int, edition: int) -> Member:
    return Member(edition=edition, session=session, day=_day_of(counted, session))


def _day_of(counted: Count, session: int) -> date:
    """The day a meeting starts; of one at one's own pace that is the first of many."""
    return local_day(counted.ledger.sessions[session].starts_at, counted.ledger.grants[0].zone)
