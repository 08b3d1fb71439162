"""What Celery's beat does here once an hour; `manage.py run_jobs` does it on hosts without a worker."""

from __future__ import annotations

from celery import shared_task

from courses.people.erasing.erasing import erase_due


@shared_task(name="leerlijn.erase_due", ignore_result=True)
def erase_what_is_due() -> None:
    erase_due()
