"""What people hear of by itself; connected in the app's `ready()`."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from courses.editions.models import Edition
from courses.editions.signals import choices_changed, enrolments_changed, sessions_changed
from courses.telling.announcing import note_changes, note_choices, tell_enrolled


@receiver(enrolments_changed)
def after_enrolling(enrolments: list[Any], **kwargs: Any) -> None:
    tell_enrolled(enrolments)


@receiver(sessions_changed)
def after_planning(sessions: list[Any], **kwargs: Any) -> None:
    for edition in Edition.objects.filter(pk__in={session.edition_id for session in sessions}):
        note_changes(edition)


@receiver(choices_changed)
def after_choosing(choices: list[Any], **kwargs: Any) -> None:
    note_choices(choices)
