import pytest
from django.core import mail as outbox

from courses.jobs.models import Job
from courses.jobs.running import run_waiting
from courses.mail import sending
from courses.mail.models import Mail
from courses.mail.sending import send_mail

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _templates(settings, tmp_path):
    folder = tmp_path / "tests"
    folder.mkdir()
    (folder / "mail.subject.txt").write_text("{% autoescape off %}Je bent geplaatst,\n  {{ name }}{% endautoescape %}")
    (folder / "mail.txt").write_text("{% autoescape off %}Dag {{ name }},\n\nzie {{ base_url }}/.{% endautoescape %}")
    engine = {**settings.TEMPLATES[0], "DIRS": [*settings.TEMPLATES[0]["DIRS"], tmp_path]}
    settings.TEMPLATES = [engine]


def send(**fields):
    written = {"key": "placed:1", "to": "iemand@example.org", "template": "tests/mail", "language": "nl"}
    return send_mail(**{**written, "context": {"name": "Zoë <O'Neil>"}, **fields})


def test_a_mail_leaves_in_text_and_html_once_its_job_runs(settings):
    mail = send()
    assert outbox.outbox == []
    run_waiting()
    [message] = outbox.outbox
    assert message.to == ["iemand@example.org"]
    assert message.subject == "Je bent geplaatst, Zoë <O'Neil>"
    assert "Dag Zoë <O'Neil>" in message.body
    assert f"{settings.BASE_URL}/" in message.body
    html = message.alternatives[0][0]
    assert "Zoë &lt;O&#x27;Neil&gt;" in html
    mail.refresh_from_db()
    assert mail.sent_at
    assert mail.problem == ""


def test_the_same_occasion_sends_one_mail():
    assert send() == send(to="ander@example.org")
    run_waiting()
    run_waiting()
    assert len(outbox.outbox) == 1


def test_a_mail_whose_worker_died_while_sending_is_not_sent_twice():
    mail = send()
    Mail.objects.filter(pk=mail.pk).update(problem=sending.LEAVING)
    run_waiting()
    assert outbox.outbox == []
    assert Job.objects.get().state == Job.State.DONE


def test_a_server_that_says_no_is_asked_again_and_its_answer_is_kept(monkeypatch):
    mail = send()

    def refuse(self):
        raise OSError("the mail server is away")

    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", refuse)
    run_waiting()
    mail.refresh_from_db()
    assert (mail.attempts, mail.problem, mail.sent_at) == (3, "the mail server is away", None)
    assert Job.objects.get().state == Job.State.FAILED
