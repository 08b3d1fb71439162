"""What Celery's beat does here every minute; hosts without a worker let their scheduler run Wagtail's `publish_scheduled`."""

from __future__ import annotations

from celery import shared_task

from cms.scheduling import publish_due


@shared_task(name="leerlijn.publish_scheduled", ignore_result=True)
def publish_scheduled_by_beat() -> None:
    publish_due()
