"""What a newer version would do to the people of a group that took it over, before anybody decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from courses.completion.completing import standing_completions
from courses.completion.gathering import gather
from courses.completion.overview import taking_part
from courses.completion.rules import judge
from courses.curricula.models import CurriculumUnit, CurriculumVersion
from courses.editions.models import Edition, Enrolment, Session
from courses.learning.trail import Trail, units_for


@dataclass(frozen=True)
class Outlook:
    """One person: how many parts are done of how many, now and then. What is done is never undone.

    `completed_on` is the day of a completion they have and keep, `completes_on` the day they would complete with by the
    newer version. `unasked`: its rule asks nothing of somebody in their function, so only a person can complete them.
    """

    enrolment: Enrolment
    done: int
    of: int
    will_be_done: int
    will_be_of: int
    completed_on: date | None
    completes_on: date | None
    unasked: bool


def outlooks(editions: Sequence[Edition], version: CurriculumVersion) -> dict[int, list[Outlook]]:
    """For everybody with a place in these groups, by the group's id; the number of queries doesn't grow with them."""
    rows = taking_part(editions)
    units: dict[int | None, list[CurriculumUnit]] = {}
    wanted = {version.pk, *(edition.version_id for edition in editions)}
    for unit in CurriculumUnit.objects.filter(version__in=wanted - {None}).order_by("version", "position"):
        units.setdefault(unit.version_id, []).append(unit)
    sessions = list(Session.objects.filter(edition__in=[edition.pk for edition in editions]))
    trails = gather(rows, [unit for of_one in units.values() for unit in of_one], sessions)
    standing = standing_completions(rows)
    found: dict[int, list[Outlook]] = {edition.pk: [] for edition in editions}
    for row in rows:
        old, new = units.get(row.edition.version_id, []), units.get(version.pk, [])
        held = standing.get((row.person_id, row.edition_id))
        found[row.edition_id].append(_outlook(row, old, new, trails[row.pk], version, held))
    return found


def _outlook(
    row: Enrolment, old: Sequence[Any], new: Sequence[Any], trail: Trail, version: CurriculumVersion, held: Any
) -> Outlook:
    before, after = units_for(old, row.function), units_for(new, row.function)
    verdict = judge(version.completion_rule, new, row.function, trail)
    settled = held is not None and (not held.void or held.origin != held.Origin.RULE)
    rule = version.completion_rule
    asks = rule.all_required or rule.test_percentage is not None or bool(rule.sessions_present)
    return Outlook(
        enrolment=row,
        done=sum(trail.done_on(unit) is not None for unit in before),
        of=len(before),
        will_be_done=sum(trail.done_on(unit) is not None for unit in after),
        will_be_of=len(after),
        completed_on=held.completed_on if held is not None and not held.void else None,
        completes_on=None if settled else verdict.day,
        unasked=asks and verdict.day is None and not verdict.missing,
    )
