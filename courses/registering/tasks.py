"""What Celery's beat does here once an hour; `manage.py run_jobs` does it on hosts without a worker."""

from __future__ import annotations

from celery import shared_task

from courses.registering.forgetting import forget_due


@shared_task(name="leerlijn.forget_registrations", ignore_result=True)
def forget_registrations() -> None:
    forget_due()
