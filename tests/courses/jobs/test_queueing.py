import pytest

from courses.jobs import queueing
from courses.jobs.models import Job
from courses.jobs.queueing import cancel, enqueue

pytestmark = pytest.mark.django_db
Jobs = Job.objects


@pytest.fixture
def published(monkeypatch):
    told = []
    monkeypatch.setattr(queueing, "publish", told.append)
    return told


def test_a_job_is_published_once_the_transaction_stands(published, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        job = enqueue(kind="x", by=None, parameters={"ids": [1]}, total=1)
        assert published == []
    assert published == [job.pk]
    assert job.state == Job.State.QUEUED


def test_the_same_key_is_the_same_job(published, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        first = enqueue(kind="x", by=None, idempotency_key="once")
        second = enqueue(kind="x", by=None, idempotency_key="once")
    assert first == second
    assert published == [first.pk]


def test_asking_again_for_what_failed_gives_it_another_chance(published, django_capture_on_commit_callbacks):
    job = enqueue(kind="x", by=None, idempotency_key="once")
    Jobs.filter(pk=job.pk).update(state=Job.State.FAILED, attempts=3, message="mis", done=4)
    with django_capture_on_commit_callbacks(execute=True):
        again = enqueue(kind="x", by=None, idempotency_key="once")
    assert (again.pk, again.state, again.attempts, again.message, again.done) == (job.pk, Job.State.QUEUED, 0, "", 4)
    assert published == [job.pk]


def test_only_what_waits_or_runs_can_be_stopped():
    job = enqueue(kind="x", by=None)
    assert cancel(job)
    assert not cancel(job)
    job.refresh_from_db()
    assert job.state == Job.State.CANCELLED
