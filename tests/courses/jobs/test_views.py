import pytest

from courses.audit.models import Access
from courses.jobs.models import Job
from courses.jobs.queueing import enqueue
from courses.jobs.running import run
from tests.courses.jobs import counting
from tests.factories import SuperuserFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return UserFactory()


@pytest.fixture
def job(owner, settings, files_of_this_process):
    settings.FILES_DIR.mkdir(parents=True, exist_ok=True)
    return enqueue(kind=counting.KIND, by=owner, parameters={"items": 2, "name": "viewed"}, total=2)


def test_who_asked_sees_the_progress_and_gets_the_file(client, owner, job):
    client.force_login(owner)
    page = client.get(f"/jobs/{job.pk}/")
    assert "Tellen" in page.content.decode()
    assert 'hx-trigger="every 2s"' in page.content.decode()
    assert client.get(f"/jobs/{job.pk}/file/").status_code == 404
    run(job.pk)
    assert f"/jobs/{job.pk}/file/" in client.get(f"/jobs/{job.pk}/").content.decode()
    answer = client.get(f"/jobs/{job.pk}/file/")
    assert b"".join(answer.streaming_content) == b"klaar"
    assert "attachment" in answer["Content-Disposition"]
    assert Access.objects.get(kind="job").subjects == [job.pk]


def test_polling_ends_with_the_job(client, owner, job):
    client.force_login(owner)
    polled = client.get(f"/jobs/{job.pk}/", headers={"HX-Request": "true"})
    assert polled.status_code == 200
    assert "<progress" in polled.content.decode()
    assert "<html" not in polled.content.decode()
    run(job.pk)
    ended = client.get(f"/jobs/{job.pk}/", headers={"HX-Request": "true"})
    assert ended.status_code == 286
    assert "Geteld." in ended.content.decode()


def test_a_job_is_stopped_by_a_button_only(client, owner, job):
    client.force_login(owner)
    assert client.get(f"/jobs/{job.pk}/stop/").status_code == 405
    assert client.post(f"/jobs/{job.pk}/stop/").status_code == 302
    job.refresh_from_db()
    assert job.state == Job.State.CANCELLED
    assert client.get(f"/jobs/{job.pk}/", headers={"HX-Request": "true"}).status_code == 286


@pytest.mark.parametrize("address", ["", "file/", "stop/"])
def test_others_find_nothing_and_a_superuser_does(client, job, address):
    def ask():
        return (client.post if address == "stop/" else client.get)(f"/jobs/{job.pk}/{address}")

    assert ask().status_code == 302
    client.force_login(UserFactory())
    assert ask().status_code == 404
    run(job.pk)
    client.force_login(SuperuserFactory())
    assert ask().status_code in (200, 302)


def test_the_page_costs_few_queries(client, owner, job, django_assert_max_num_queries):
    client.force_login(owner)
    with django_assert_max_num_queries(6):
        client.get(f"/jobs/{job.pk}/")
