from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from courses.jobs import running
from courses.jobs.models import Job
from courses.jobs.queueing import cancel, enqueue
from courses.jobs.running import claim, reap, run, run_waiting
from courses.jobs.work import LeaseLost, Work
from tests.courses.jobs import counting

pytestmark = pytest.mark.django_db


def ask(**parameters):
    return enqueue(kind=counting.KIND, by=None, parameters={"items": 3, "name": "counted", **parameters})


@pytest.fixture(autouse=True)
def _nothing_counted_yet(settings, files_of_this_process):
    settings.FILES_DIR.mkdir(parents=True, exist_ok=True)
    (settings.FILES_DIR / "counted").unlink(missing_ok=True)


def silence(job):
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))


def test_a_job_is_done_with_its_progress_message_and_file():
    job = ask()
    assert run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.done, job.total, job.attempts) == (Job.State.DONE, 3, 3, 1)
    assert (job.message, job.file_name[:7]) == ("Geteld.", "telling")
    assert job.result_file.read() == b"klaar"
    assert job.finished_at
    assert job.lease_until is None
    assert counting.written("counted") == [0, 1, 2]


def test_what_is_claimed_or_ended_is_not_claimed_again():
    job = ask()
    assert claim(job.pk)
    assert claim(job.pk) is None
    silence(job)
    assert claim(job.pk).attempts == 2
    Job.objects.update(state=Job.State.DONE)
    assert not run(job.pk)


def test_the_next_worker_resumes_where_the_silent_one_was():
    job = ask()
    dead = Work(claim(job.pk))
    dead.advance(2)
    dead.expect(3)
    silence(job)
    assert run(job.pk)
    assert counting.written("counted") == [2]


def test_a_worker_that_was_taken_over_or_stopped_writes_nothing_more():
    job = ask()
    slow = Work(claim(job.pk))
    silence(job)
    claim(job.pk)
    with pytest.raises(LeaseLost):
        slow.say("ik ben er nog")
    other = ask()
    work = Work(claim(other.pk))
    cancel(other)
    with pytest.raises(LeaseLost):
        work.expect(9)
    job.refresh_from_db()
    assert job.message == ""


def test_a_refusal_is_final_and_keeps_its_sentence():
    job = ask(refuse_at=1)
    run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.message, job.attempts) == (Job.State.FAILED, "Dit programma heeft geen groepen.", 1)


def test_an_error_is_tried_three_times_logged_and_never_shown(caplog):
    job = ask(break_at=1)
    run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts) == (Job.State.QUEUED, 1)
    run_waiting()
    job.refresh_from_db()
    assert (job.state, job.attempts) == (Job.State.FAILED, 3)
    assert job.message
    assert "secret" not in job.message
    assert "secret" in caplog.text


def test_the_reaper_publishes_what_fell_silent_and_what_never_reached_the_queue(monkeypatch):
    told = []
    monkeypatch.setattr(running, "publish", told.append)
    healthy, silent, lost, waiting = ask(), ask(), ask(), ask()
    claim(healthy.pk)
    claim(silent.pk)
    silence(silent)
    silence(lost)
    assert reap() == 2
    assert told == [silent.pk, lost.pk]
    assert reap() == 0
    del told[:]
    reap(all_waiting=True)
    assert waiting.pk in told
    assert healthy.pk not in told


def test_what_killed_three_workers_fails_visibly():
    job = ask()
    for _attempt in range(3):
        claim(job.pk)
        silence(job)
    assert reap() == 0
    job.refresh_from_db()
    assert job.state == Job.State.FAILED
    assert job.message


def test_a_job_that_nobody_does_any_more_fails_visibly():
    job = enqueue(kind="gone", by=None)
    run(job.pk)
    job.refresh_from_db()
    assert job.state == Job.State.FAILED


def test_a_host_without_worker_runs_everything_that_waits(capsys):
    ask()
    ask(name="other")
    call_command("run_jobs")
    # The third looks for double persons, once a day.
    assert "3 jobs done" in capsys.readouterr().out
    assert set(Job.objects.values_list("state", flat=True)) == {Job.State.DONE}


@pytest.mark.postgresql
def test_of_two_workers_at_the_same_moment_one_gets_the_job(at_once):
    job = ask()
    won = at_once(*[lambda: claim(job.pk)] * 6)
    assert sum(one is not None for one in won) == 1
