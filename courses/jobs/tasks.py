"""What Celery knows: two tasks with names of their own, and numbers as arguments."""

from __future__ import annotations

from typing import Any

from celery import shared_task
from celery.signals import worker_ready

from courses.jobs import running


@shared_task(name="leerlijn.run_job", ignore_result=True)
def run_job(job_id: int) -> None:
    running.run(job_id)


@shared_task(name="leerlijn.reap_jobs", ignore_result=True)
def reap_jobs(all_waiting: bool = False) -> None:
    running.reap(all_waiting=all_waiting)


@worker_ready.connect
def reap_at_start(**_kwargs: Any) -> None:
    reap_jobs.delay(all_waiting=True)
