"""How far the members of the demo's groups are: modules finished and tests handed in, on days that have passed.

The learning verbs write what happens now. Here it happened earlier, so the rows are written with their days and told of
in one signal, by which completions and certificates follow as always.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from courses.curricula.contract import UnitKind
from courses.curricula.models import CurriculumUnit
from courses.editions.models import Edition, Enrolment
from courses.learning.models import TestAttempt
from courses.learning.progressing import CONFIRMED, record_finished
from courses.learning.scoring import score
from courses.learning.signals import progress_made

from .groups import ALL, Group, Member
from .running import Stage

TWO_DAYS = timedelta(days=2)


def bring_on(group: Group, edition: Edition, members: list[tuple[Member, Enrolment]], stage: Stage) -> None:
    """Finish the first modules of each member, and for who is through the test too."""
    units = list(CurriculumUnit.objects.filter(version=edition.version_id).order_by("position"))
    modules = [unit for unit in units if unit.kind == UnitKind.MODULE]
    for number, unit in enumerate(modules):
        mine = [(member, enrolment) for member, enrolment in members if unit.is_for(enrolment.function)]
        far_enough = [enrolment for member, enrolment in mine if member.progress > number]
        if far_enough:
            record_finished(far_enough, unit.key, by=stage.by, at=_evening(group, edition, number, stage))
    through = [enrolment for member, enrolment in members if member.progress == ALL]
    for task in (unit for unit in units if through and unit.kind in CONFIRMED):
        at = _evening(group, edition, len(modules), stage)
        record_finished(through, task.key, by=stage.by, at=at, confirmed_by=stage.by)
    for test in (unit for unit in units if unit.kind == UnitKind.TEST):
        _pass(test, through, _evening(group, edition, len(modules), stage), by=stage.by)
    started = [enrolment for member, enrolment in members if member.progress]
    if started:
        progress_made.send(sender=Enrolment, enrolments=started)


def _evening(group: Group, edition: Edition, number: int, stage: Stage) -> datetime:
    """Every two days a module, from three days before the first meeting on, and never later than two days ago."""
    day = stage.today + timedelta(days=group.days[0] - 3 + 2 * number)
    return datetime.combine(min(day, stage.today - TWO_DAYS), time(20, 30), edition.zone)


def _pass(test: CurriculumUnit, enrolments: list[Enrolment], at: datetime, *, by: Any) -> None:
    if not enrolments:
        return
    result = score(test.definition, _right_answers(test.definition))
    TestAttempt.objects.bulk_create(
        TestAttempt(
            enrolment=enrolment,
            unit_key=test.key,
            number=1,
            answers=result.answers,
            definition=test.definition,
            points=result.points,
            points_possible=result.points_possible,
            percentage=result.percentage,
            passed=result.passed,
            submitted_at=at,
        )
        for enrolment in enrolments
    )
    record_finished(enrolments, test.key, by=by, at=at)


def _right_answers(definition: Any) -> dict[str, Any]:
    return {
        question["key"]: [option["key"] for option in question["options"] if option["right"]]
        for question in definition["questions"]
        if question["kind"] != "open"
    }
