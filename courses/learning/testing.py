"""Handing in a test."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError
from django.utils.translation import gettext as _

from courses.editions.models import Enrolment
from courses.learning.drawing import drawn, draws_of, seed_of
from courses.learning.errors import LearningRefused
from courses.learning.keeping import attempt_of, check_left, keep_attempt, next_number, test_on_line
from courses.learning.models import TestAttempt
from courses.learning.scoring import Answers, minutes_of, most_attempts, score
from courses.learning.sitting import hand_in, open_sitting

TRIES = 5


def submit_test(
    enrolment: Enrolment, unit_key: str, answers: Answers, *, number: int, by: Any, seen: str | None = None
) -> TestAttempt:
    """Score and keep one go at a test, with the definition it was scored from; passing it finishes the unit.

    `number` is the go the form was made for (1 the first time). Handing in the same form twice, as a double click does,
    answers the go that is there; other answers under a number that is taken become the next go, so that nothing
    somebody filled in is lost. Where goes are limited or drawn, a number that is taken stays the go it was: of two
    windows the first one handed in counts. A test with a time limit is begun first: see `courses.learning.sitting`, also
    for `seen`.
    """
    test = test_on_line(enrolment, unit_key)
    if minutes_of(test.definition) or open_sitting(enrolment, unit_key) is not None:
        return hand_in(enrolment, unit_key, answers, number=number, by=by, seen=seen)
    strict = most_attempts(test.definition) is not None or bool(draws_of(test.definition))
    for _try in range(TRIES):
        taken = attempt_of(enrolment, unit_key, number)
        if taken is not None:
            if strict or taken.answers == score(taken.definition, answers).answers:
                return taken
            number = next_number(enrolment, unit_key)
        number = max(1, min(number, next_number(enrolment, unit_key)))
        check_left(test.definition, number)
        definition = drawn(test.definition, seed_of(enrolment.pk, unit_key, number))
        try:
            return keep_attempt(enrolment, unit_key, definition, answers, number=number, by=by)
        except IntegrityError:
            # Somebody (a second click) took this number meanwhile: look again who.
            continue
    raise LearningRefused(_("The test could not be handed in. Please try again."))
