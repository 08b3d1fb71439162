"""Asking for work: a row now, a message to a worker once the transaction stands."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from courses.conf import setting
from courses.jobs.models import Job

# How long a published job may wait for a worker before it is published again.
PUBLISHED_FOR = timedelta(minutes=2)


def enqueue(
    *, kind: str, by: Any, parameters: dict[str, Any] | None = None, total: int = 0, idempotency_key: str | None = None
) -> Job:
    """Put a job in the queue when the current transaction commits; `by` is None for the system.

    With an `idempotency_key` that was used before, the earlier job is the answer: a second click does no second work.
    Where the earlier one failed or was stopped, it gets another chance.
    """
    fields = {"kind": kind, "parameters": parameters or {}, "total": total, "created_by": by}
    fields["lease_until"] = timezone.now() + PUBLISHED_FOR
    with transaction.atomic():
        if idempotency_key is None:
            job, created = Job.objects.create(**fields), True
        else:
            job, created = Job.objects.get_or_create(idempotency_key=idempotency_key, defaults=fields)
        if created or _again(job):
            transaction.on_commit(partial(publish, job.pk), robust=True)
    return job


def _again(job: Job) -> bool:
    ended = Job.objects.filter(pk=job.pk, state__in=[Job.State.FAILED, Job.State.CANCELLED])
    changed = ended.update(
        state=Job.State.QUEUED,
        attempts=0,
        message="",
        finished_at=None,
        lease_until=timezone.now() + PUBLISHED_FOR,
    )
    if changed:
        job.refresh_from_db()
    return bool(changed)


def publish(job_id: int) -> None:
    """Tell a worker to look at this job. A broker that cannot be reached loses nothing: the reaper tells it later."""
    if not setting("PUBLISH_JOBS"):
        return
    from courses.jobs.tasks import run_job

    run_job.apply_async(args=[job_id], retry=False)


def cancel(job: Job) -> bool:
    """Stop a job that waits or runs; a worker that is at it notices at its next item. What is done stays done."""
    return bool(
        Job.objects.filter(pk=job.pk, state__in=[Job.State.QUEUED, Job.State.RUNNING]).update(
            state=Job.State.CANCELLED, lease_until=None, finished_at=timezone.now()
        )
    )
