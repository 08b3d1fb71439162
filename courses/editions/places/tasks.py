"""What Celery's beat does here every minute; `manage.py run_jobs` does it on hosts without a worker."""

from __future__ import annotations

from celery import shared_task

from courses.editions.places.offering import move_waiting_lists


@shared_task(name="leerlijn.move_waiting_lists", ignore_result=True)
def move_waiting_lists_by_beat() -> None:
    move_waiting_lists()
