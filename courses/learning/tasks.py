"""What Celery's beat does here once an hour; `manage.py run_jobs` does it on hosts without a worker."""

from __future__ import annotations

from celery import shared_task

from courses.learning.sitting import close_run_out


@shared_task(name="leerlijn.close_tests", ignore_result=True)
def close_tests() -> None:
    close_run_out()
