"""What happens to a group that what its people are in the middle of depends on; connected in the app's `ready()`."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from courses.editions.signals import versions_taken_over
from courses.learning.sitting import close_what_is_gone


@receiver(versions_taken_over)
def after_taking_over(editions: list[Any], **kwargs: Any) -> None:
    close_what_is_gone(editions)
