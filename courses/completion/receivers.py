"""What brings or takes away a fact that a completion needs; connected in the app's `ready()`."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from courses.completion.completing import evaluate, evaluate_with_facts
from courses.editions.models import Enrolment
from courses.editions.signals import (
    attendance_marked,
    enrolments_changed,
    sessions_changed,
    versions_taken_over,
)
from courses.learning.signals import progress_made


@receiver(attendance_marked)
def after_marks(attendances: list[Any], **kwargs: Any) -> None:
    evaluate({mark.enrolment_id for mark in attendances})


@receiver(progress_made)
def after_progress(enrolments: list[Any], **kwargs: Any) -> None:
    evaluate({enrolment.pk for enrolment in enrolments})


@receiver(enrolments_changed)
def after_enrolling(enrolments: list[Any], **kwargs: Any) -> None:
    evaluate_with_facts(enrolments)


@receiver(sessions_changed)
def after_planning(sessions: list[Any], **kwargs: Any) -> None:
    evaluate_with_facts(list(Enrolment.objects.filter(edition__in={session.edition_id for session in sessions})))


@receiver(versions_taken_over)
def after_taking_over(editions: list[Any], **kwargs: Any) -> None:
    """All who have a place, not only who did something: whoever does their first thing just now waits for the lock."""
    there = Enrolment.objects.filter(edition__in=editions, state=Enrolment.State.PLACED)
    evaluate(set(there.values_list("pk", flat=True)))
