"""What a change in a group brings about in the same room; connected in the app's `ready()`."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from courses.editions.models import Enrolment
from courses.editions.rounds.choosing import drop_choices
from courses.editions.signals import enrolments_changed


@receiver(enrolments_changed)
def after_leaving(enrolments: list[Any], **kwargs: Any) -> None:
    left = [enrolment for enrolment in enrolments if enrolment.state == Enrolment.State.STOPPED]
    if left:
        drop_choices(left, by=None)
