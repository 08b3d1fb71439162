"""Handing in a test."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from courses.curricula.contract import UnitKind
from courses.editions.models import Enrolment
from courses.learning.errors import LearningRefused
from courses.learning.models import TestAttempt
from courses.learning.progressing import check_running, record_finished, unit_on_line
from courses.learning.scoring import Answers, score
from courses.learning.signals import progress_made

TRIES = 5


def submit_test(enrolment: Enrolment, unit_key: str, answers: Answers, *, number: int, by: Any) -> TestAttempt:
    """Score and keep one go at a test, with the definition it was scored from; passing it finishes the unit.

    `number` is the go the form was made for (1 the first time). Handing in the same form twice, as a double click does,
    answers the go that is there; other answers under a number that is taken become the next go, so that nothing
    somebody filled in is lost.
    """
    check_running(enrolment)
    unit = unit_on_line(enrolment, unit_key)
    if unit.kind != UnitKind.TEST:
        raise LearningRefused(_("This part is no test."))
    result = score(unit.definition, answers)
    for _try in range(TRIES):
        taken = TestAttempt.objects.filter(enrolment=enrolment, unit_key=unit_key, number=number).first()
        if taken is not None:
            if taken.answers == result.answers:
                return taken
            number = _next_number(enrolment, unit_key)
        attempt = TestAttempt(
            enrolment=enrolment,
            unit_key=unit_key,
            number=min(number, _next_number(enrolment, unit_key)),
            answers=result.answers,
            definition=unit.definition,
            points=result.points,
            points_possible=result.points_possible,
            percentage=result.percentage,
            passed=result.passed,
        )
        try:
            with transaction.atomic():
                attempt.save(force_insert=True)
                if attempt.passed:
                    record_finished([enrolment], unit_key, by=by)
                progress_made.send(sender=TestAttempt, enrolments=[enrolment])
                return attempt
        except IntegrityError:
            # Somebody (a second click) took this number meanwhile: look again who.
            number = attempt.number
    raise LearningRefused(_("The test could not be handed in. Please try again."))


def next_numbers(enrolment: Enrolment, attempts: list[TestAttempt]) -> dict[str, int]:
    """Per test the number of the next go, from the attempts of an enrolment."""
    numbers: dict[str, int] = {}
    for attempt in attempts:
        numbers[attempt.unit_key] = max(numbers.get(attempt.unit_key, 1), attempt.number + 1)
    return numbers


def _next_number(enrolment: Enrolment, unit_key: str) -> int:
    rows = TestAttempt.objects.filter(enrolment=enrolment, unit_key=unit_key)
    return (rows.aggregate(last=Max("number"))["last"] or 0) + 1
