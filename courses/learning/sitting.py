"""Sitting a test that has a time limit: beginning, keeping what was filled in, handing in, and what came too late.

Nothing that was filled in is lost. What was saved in time counts when the time is over; what comes after it is kept beside
that, and counts once a trainer or coordinator lets it.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.audit.history import record_changes
from courses.curricula.contract import UnitKind
from courses.curricula.models import CurriculumUnit
from courses.editions.models import Edition, Enrolment
from courses.learning.drawing import drawn, seed_of
from courses.learning.errors import LearningRefused, TestRefused
from courses.learning.keeping import attempt_of, check_left, keep_attempt, next_number, test_on_line
from courses.learning.models import TestAttempt, TestSitting
from courses.learning.progressing import record_finished
from courses.learning.scoring import Answers, minutes_of, score
from courses.learning.signals import progress_made
from courses.learning.timing import ends_at, extra_time_of, is_too_late

LEFT_OPEN = timedelta(days=1)


def begin_test(enrolment: Enrolment, unit_key: str, *, by: Any) -> TestSitting:
    """Start the clock of the next go; who is in the middle of one goes on with that. One that ran out is handed in first."""
    test = test_on_line(enrolment, unit_key)
    if not minutes_of(test.definition):
        raise LearningRefused(_("This test has no time limit: fill it in and hand it in."))
    # The number first: whoever begins meanwhile is then seen as running, or has this very number.
    number = next_number(enrolment, unit_key)
    running = open_sitting(enrolment, unit_key)
    if running is not None:
        if not is_too_late(running, extra_time_of(enrolment)):
            return running
        hand_in(enrolment, unit_key, {}, number=running.number, by=by)
        number = next_number(enrolment, unit_key)
    check_left(test.definition, number)
    definition = drawn(test.definition, seed_of(enrolment.pk, unit_key, number))
    try:
        with transaction.atomic():
            return TestSitting.objects.create(
                enrolment=enrolment, unit_key=unit_key, number=number, definition=definition
            )
    except IntegrityError:
        # A second click began it in the same moment.
        return TestSitting.objects.get(enrolment=enrolment, unit_key=unit_key, number=number)


def open_sitting(enrolment: Enrolment, unit_key: str) -> TestSitting | None:
    """The go that was begun and not handed in, whether its time is over or not."""
    rows = TestSitting.objects.filter(enrolment=enrolment, unit_key=unit_key, handed_in_at__isnull=True)
    return rows.order_by("-number").first()


def save_answers(
    enrolment: Enrolment, unit_key: str, answers: Answers, *, number: int, by: Any, seen: str | None = None
) -> bool:
    """Keep what is filled in so far; answers whether it was in time. `seen`: see `_given`."""
    test_on_line(enrolment, unit_key)
    sitting = _sitting(enrolment, unit_key, number)
    if is_too_late(sitting, extra_time_of(enrolment)):
        return False
    rows = TestSitting.objects.filter(pk=sitting.pk, handed_in_at__isnull=True)
    return bool(rows.update(answers=_given(sitting, answers, seen), saved_at=timezone.now()))


def saved_mark(sitting: TestSitting) -> str:
    """By which a form says which saving it was made from."""
    return sitting.saved_at.isoformat() if sitting.saved_at else ""


def _given(sitting: TestSitting, answers: Answers, seen: str | None) -> dict[str, Any]:
    """What counts as filled in. A form that was made before the last saving (`seen`), as one in another window or on another
    device, adds its answers to what was saved there, and takes none away.
    """
    given = score(sitting.definition, answers).answers
    if seen is not None and seen != saved_mark(sitting):
        return {**sitting.answers, **given}
    return given


def hand_in(
    enrolment: Enrolment, unit_key: str, answers: Answers, *, number: int, by: Any, seen: str | None = None
) -> TestAttempt:
    """Score a go that was begun: all of it when in time, else what was saved; the rest is kept beside it.

    Handing in nothing hands in what was saved. `seen`: see `_given`.
    """
    test_on_line(enrolment, unit_key)
    sitting = _sitting(enrolment, unit_key, number)
    given = _given(sitting, answers, seen) or sitting.answers
    late = is_too_late(sitting, extra_time_of(enrolment))
    try:
        with transaction.atomic():
            attempt = keep_attempt(
                enrolment, unit_key, sitting.definition, sitting.answers if late else given, number=number, by=by
            )
            sitting.handed_in_at = attempt.submitted_at
            sitting.late_answers = given if late and given != sitting.answers else None
            sitting.save(update_fields=["handed_in_at", "late_answers"])
            return attempt
    except IntegrityError:
        known = attempt_of(enrolment, unit_key, number)
        if known is None:
            raise
        return known


def close_run_out() -> None:
    """Hand in, with what was saved in time, what was over a day ago: till then somebody may still be given more time."""
    rows = TestSitting.objects.filter(
        handed_in_at__isnull=True,
        begun_at__lt=timezone.now() - LEFT_OPEN,
        enrolment__state=Enrolment.State.PLACED,
    )
    for sitting in rows.select_related("enrolment__edition").order_by("pk").iterator(chunk_size=200):
        end = ends_at(sitting, extra_time_of(sitting.enrolment))
        if end is None or timezone.now() < end + LEFT_OPEN:
            continue
        try:
            hand_in(sitting.enrolment, sitting.unit_key, {}, number=sitting.number, by=None)
        except LearningRefused:
            close(sitting)


def close(sitting: TestSitting) -> None:
    """Keep what was saved of a go whose test is no longer on this line, as what it was: a go at that test."""
    enrolment, key, number = sitting.enrolment, sitting.unit_key, sitting.number
    with transaction.atomic():
        # In the order of `hand_in`, so that of both at once one waits for the other.
        with suppress(IntegrityError):
            keep_attempt(enrolment, key, sitting.definition, sitting.answers, number=number, by=None)
        TestSitting.objects.filter(pk=sitting.pk, handed_in_at__isnull=True).update(handed_in_at=timezone.now())


def close_what_is_gone(editions: Sequence[Edition]) -> None:
    """After groups went on with another version: goes at a test that it doesn't ask end with what was saved of them."""
    rows = TestSitting.objects.filter(enrolment__edition__in=editions, handed_in_at__isnull=True)
    asked = set(
        CurriculumUnit.objects.filter(
            version__in={edition.version_id for edition in editions}, kind=UnitKind.TEST
        ).values_list("version", "key")
    )
    versions = {edition.pk: edition.version_id for edition in editions}
    for sitting in rows.select_related("enrolment__edition"):
        if (versions[sitting.enrolment.edition_id], sitting.unit_key) not in asked:
            close(sitting)


def count_late(sitting: TestSitting, *, by: Any) -> TestAttempt:
    """Let what came after the time count after all. What somebody reached before is never taken away by it."""
    enrolment = sitting.enrolment
    attempt = attempt_of(enrolment, sitting.unit_key, sitting.number)
    if attempt is None or not sitting.late_answers:
        raise LearningRefused(_("There is nothing that came too late."))
    result = score(attempt.definition, {**sitting.answers, **sitting.late_answers})
    with transaction.atomic():
        fresh = TestSitting.objects.filter(pk=sitting.pk, late_counted_at__isnull=True).update(
            late_counted_at=timezone.now()
        )
        if fresh and result.percentage > attempt.percentage:
            attempt.answers, attempt.marks = result.answers, result.marks
            attempt.points, attempt.percentage, attempt.passed = result.points, result.percentage, result.passed
            attempt.save(update_fields=["answers", "marks", "points", "percentage", "passed"])
        if fresh:
            record_changes([enrolment], action="leerlijn.count_late", by=by, data={"unit": sitting.unit_key})
            if attempt.passed:
                record_finished([enrolment], sitting.unit_key, by=by)
            progress_made.send(sender=TestAttempt, enrolments=[enrolment])
    return attempt


def _sitting(enrolment: Enrolment, unit_key: str, number: int) -> TestSitting:
    sitting = TestSitting.objects.filter(enrolment=enrolment, unit_key=unit_key, number=number).first()
    if sitting is None:
        raise TestRefused(_("Begin the test first: it has a time limit."))
    return sitting
