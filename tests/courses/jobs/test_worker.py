"""Jobs and a real Celery worker, which is killed as a machine that loses its power kills it."""

import pytest

from courses.jobs.models import Job
from courses.jobs.queueing import enqueue
from courses.jobs.running import reap
from tests.courses.jobs import counting
from tests.rig.workers import wait_until

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]
KNOWS = ("--include", "tests.courses.jobs.counting")


def state(job):
    return Job.objects.get(pk=job.pk).state


def test_jobs_survive_kill_9_of_the_worker_and_lose_or_double_nothing(worker, settings):
    worker.environment["LEERLIJN_JOB_LEASE_SECONDS"] = "3"
    jobs = [
        enqueue(
            kind=counting.KIND,
            by=None,
            parameters={"items": 8, "seconds": 0.3, "name": f"counted-{number}"},
            idempotency_key=f"count {number}",
        )
        for number in range(3)
    ]
    worker.start(*KNOWS)
    wait_until(lambda: Job.objects.get(pk=jobs[0].pk).done >= 3)
    worker.kill()
    assert state(jobs[0]) == Job.State.RUNNING

    worker.start(*KNOWS)

    def all_done():
        reap()
        return all(state(job) == Job.State.DONE for job in jobs)

    wait_until(all_done, seconds=60, every=0.5)

    assert Job.objects.get(pk=jobs[0].pk).attempts == 2
    for number in range(3):
        counted = counting.written(f"counted-{number}")
        assert sorted(set(counted)) == list(range(8))
    # What was recorded as done before the kill was not done again.
    assert counting.written("counted-0").count(0) == 1
