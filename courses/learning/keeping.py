"""Keeping one go at a test: under a number that is used once, with the questions as they were asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from courses.curricula.contract import UnitKind
from courses.curricula.models import CurriculumUnit
from courses.editions.models import Enrolment
from courses.learning.errors import LearningRefused, TestRefused
from courses.learning.models import TestAttempt, TestSitting
from courses.learning.progressing import check_running, record_finished, unit_on_line
from courses.learning.scoring import Answers, most_attempts, score
from courses.learning.signals import progress_made


def keep_attempt(
    enrolment: Enrolment, unit_key: str, definition: Mapping[str, Any], answers: Answers, *, number: int, by: Any
) -> TestAttempt:
    """Write one go; an IntegrityError says that this number is taken, and nothing was written."""
    result = score(definition, answers)
    attempt = TestAttempt(
        enrolment=enrolment,
        unit_key=unit_key,
        number=number,
        answers=result.answers,
        definition=dict(definition),
        marks=result.marks,
        points=result.points,
        points_possible=result.points_possible,
        percentage=result.percentage,
        passed=result.passed,
    )
    with transaction.atomic():
        attempt.save(force_insert=True)
        if attempt.passed:
            record_finished([enrolment], unit_key, by=by)
        progress_made.send(sender=TestAttempt, enrolments=[enrolment])
    return attempt


def attempt_of(enrolment: Enrolment, unit_key: str, number: int) -> TestAttempt | None:
    return TestAttempt.objects.filter(enrolment=enrolment, unit_key=unit_key, number=number).first()


def test_on_line(enrolment: Enrolment, unit_key: str) -> CurriculumUnit:
    """The test on the line of somebody who has a place, or a refusal."""
    check_running(enrolment)
    unit = unit_on_line(enrolment, unit_key)
    if unit.kind != UnitKind.TEST:
        raise LearningRefused(_("This part is no test."))
    return unit


def check_left(definition: Mapping[str, Any], number: int) -> None:
    """The number of a go is within what the author allows; the database lets each number be used once."""
    most = most_attempts(definition)
    if most is not None and number > most:
        raise TestRefused(_("You did this test as often as is possible. Your best result counts."))


def next_number(enrolment: Enrolment, unit_key: str) -> int:
    """The number of the next go; one that was begun has its number already."""
    of_test = {"enrolment": enrolment, "unit_key": unit_key}
    numbers = (
        model._default_manager.filter(**of_test).aggregate(last=Max("number"))["last"] or 0
        for model in (TestAttempt, TestSitting)
    )
    return max(numbers) + 1
