"""What Celery's beat does here once an hour; `manage.py run_jobs` does it on hosts without a worker."""

from __future__ import annotations

from celery import shared_task

from courses.network.forgetting import forget_applications as forget_due


@shared_task(name="leerlijn.forget_applications", ignore_result=True)
def forget_applications() -> None:
    forget_due()
