"""What beat calls, every minute or so; being called too often or twice at once changes nothing."""

from __future__ import annotations

from celery import shared_task

from courses.telling.announcing import publish_due, write_what_waited
from courses.telling.reminding import remind


def tell_due() -> None:
    """Tell what changed, then what was chosen, then remind."""
    publish_due()
    write_what_waited()
    remind()


@shared_task(name="leerlijn.tell", ignore_result=True)
def tell() -> None:
    tell_due()
