"""Doing the work: claim a job under a lease, run its handler, and pick up what a dead worker left."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.conf import settings
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from courses.conf import setting
from courses.errors import CoursesError
from courses.jobs.models import Job
from courses.jobs.queueing import PUBLISHED_FOR, publish
from courses.jobs.registry import handler_of
from courses.jobs.work import LeaseLost, Work, lease

logger = logging.getLogger(__name__)
PAUSE = timedelta(seconds=10)


def claim(job_id: int) -> Job | None:
    """Take this job if it waits or its worker fell silent; None if somebody else has it or it has ended.

    One conditional UPDATE decides, so of two who ask at the same moment one gets it.
    """
    now = timezone.now()
    free = Q(state=Job.State.QUEUED) | Q(state=Job.State.RUNNING, lease_until__lt=now)
    claimed = Job.objects.filter(free, pk=job_id, attempts__lt=setting("JOB_ATTEMPTS")).update(
        state=Job.State.RUNNING,
        attempts=F("attempts") + 1,
        lease_until=now + lease(),
        started_at=Coalesce("started_at", now),
    )
    return Job.objects.select_related("created_by").get(pk=job_id) if claimed else None


def run(job_id: int) -> bool:
    """Claim the job and do it; False if there was nothing to claim."""
    job = claim(job_id)
    if job is None:
        return False
    with translation.override(getattr(job.created_by, "language", None) or settings.LANGUAGE_CODE):
        try:
            _do(Work(job))
        except LeaseLost:
            logger.info("job %s: stopped, or taken over by another worker", job.pk)
    return True


def _do(work: Work) -> None:
    handler = handler_of(work.job.kind)
    if handler is None:
        logger.error("job %s: nobody does %r", work.job.pk, work.job.kind)
        work.fail(_("This site does not know how to do this work any more."))
        return
    try:
        handler.run(work)
    except LeaseLost:
        raise
    except CoursesError as refusal:
        work.fail(str(refusal))
    except Exception:
        logger.exception("job %s (%s): attempt %s failed", work.job.pk, work.job.kind, work.job.attempts)
        if work.job.attempts < setting("JOB_ATTEMPTS"):
            work.give_back(after=PAUSE * work.job.attempts)
        else:
            work.fail(_given_up())
    else:
        work.finish()


def _given_up() -> str:
    return _(
        "This did not work, on our side. What was done until here is kept. "
        "Try again later; if it goes wrong again, tell the people who run this site."
    )


def reap(*, all_waiting: bool = False) -> int:
    """Publish again what a dead worker left and what never reached the queue; give up what was tried too often.

    Runs in beat; with `all_waiting` when a worker starts: messages that a killed worker had fetched are gone with it.
    Answers how many jobs were published; one message too many is harmless.
    """
    _give_up()
    now = timezone.now()
    late = Q(lease_until__lt=now) | Q(lease_until=None)
    if all_waiting:
        late |= Q(state=Job.State.QUEUED, attempts=0)
    overdue = Job.objects.filter(
        late, state__in=[Job.State.QUEUED, Job.State.RUNNING], attempts__lt=setting("JOB_ATTEMPTS")
    )
    published = 0
    for job_id in overdue.order_by("pk").values_list("pk", flat=True):
        # The condition stands again in the update: of two reapers one publishes.
        if overdue.filter(pk=job_id).update(state=Job.State.QUEUED, lease_until=now + PUBLISHED_FOR):
            publish(job_id)
            published += 1
    return published


def _give_up() -> None:
    silent = Job.objects.filter(
        state__in=[Job.State.QUEUED, Job.State.RUNNING],
        attempts__gte=setting("JOB_ATTEMPTS"),
        lease_until__lt=timezone.now(),
    )
    given_up = silent.update(state=Job.State.FAILED, message=_given_up(), finished_at=timezone.now(), lease_until=None)
    if given_up:
        logger.error("%s jobs failed: their workers died each time", given_up)


def run_waiting() -> int:
    """Do everything that waits, one by one, in this process; answers how many were done. For hosts without a worker."""
    _give_up()
    number = 0
    while job_id := _next():
        number += run(job_id)
    return number


def _next() -> int | None:
    free = Q(state=Job.State.QUEUED) | Q(state=Job.State.RUNNING, lease_until__lt=timezone.now())
    waiting = Job.objects.filter(free, attempts__lt=setting("JOB_ATTEMPTS"))
    return waiting.order_by("attempts", "pk").values_list("pk", flat=True).first()
