from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.mail import EmailMultiAlternatives, get_connection
from django.test import Client
from django.urls import reverse

from config.demo.mailbox import letters

pytestmark = pytest.mark.urls("config.demo.urls")


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")
    return tmp_path / "mail"


def send(*subjects: str, body: str = "Tot vrijdag.\nhttps://leerlijn.example.org/line/") -> None:
    """As the site does: several mails over one connection end up in one file."""
    mails = [EmailMultiAlternatives(each, body, "site@example.org", ["ayşe@example.org"]) for each in subjects]
    for mail in mails:
        mail.attach_alternative("<p>Tot vrijdag.</p>", "text/html")
        mail.attach("uitnodiging.ics", "BEGIN:VCALENDAR", "text/calendar")
    get_connection().send_messages(mails)


def test_no_folder_is_an_empty_mailbox(folder: Path) -> None:
    assert not folder.exists()
    assert letters() == []


def test_every_mail_is_a_letter_with_its_text_and_attachments(folder: Path) -> None:
    send("Je bent aangemeld", "Morgen: dagdeel 2 · één vraag")
    send("Je certificaat ligt klaar")
    found = letters()
    assert {letter.subject for letter in found} == {
        "Je bent aangemeld",
        "Morgen: dagdeel 2 · één vraag",
        "Je certificaat ligt klaar",
    }
    assert len({letter.key for letter in found}) == 3
    assert found[0].text.strip() == "Tot vrijdag.\nhttps://leerlijn.example.org/line/"
    assert (found[0].to, found[0].sent_at is not None) == ("ayşe@example.org", True)
    (attachment,) = found[0].attachments
    assert (attachment.name, attachment.content.strip()) == ("uitnodiging.ics", b"BEGIN:VCALENDAR")


def test_the_hour_is_that_of_the_clock_here(folder: Path) -> None:
    with time_machine.travel(datetime(2026, 7, 1, 10, 0, tzinfo=UTC)):
        send("Zomer")
    (letter,) = letters()
    assert letter.sent_at
    assert letter.sent_at.strftime("%H:%M %Z") == "12:00 CEST"


def test_a_rule_of_dashes_inside_a_mail_does_not_cut_it(folder: Path) -> None:
    send("Streepjes", body="boven\n" + "-" * 40 + "\nonder")
    (letter,) = letters()
    assert "onder" in letter.text


@pytest.mark.django_db
def test_the_mailbox_shows_each_letter_and_hands_over_its_attachment(folder: Path, client: Client) -> None:
    send("Je bent aangemeld")
    (letter,) = letters()
    page = client.get(reverse("leerlijn_demo:mailbox")).content.decode()
    assert "Je bent aangemeld" in page
    page = client.get(reverse("leerlijn_demo:letter", args=[letter.key])).content.decode()
    assert '<a href="https://leerlijn.example.org/line/"' in page
    answer = client.get(reverse("leerlijn_demo:attachment", args=[letter.key, 0]))
    assert b"".join(answer.streaming_content).strip() == b"BEGIN:VCALENDAR"  # type: ignore[attr-defined]
    assert "attachment" in answer.headers["Content-Disposition"]


@pytest.mark.django_db
def test_unknown_letters_are_not_there(folder: Path, client: Client) -> None:
    send("Je bent aangemeld")
    (letter,) = letters()
    for address in (
        reverse("leerlijn_demo:letter", args=["nothing-0"]),
        reverse("leerlijn_demo:attachment", args=["nothing-0", 0]),
        reverse("leerlijn_demo:attachment", args=[letter.key, 7]),
    ):
        assert client.get(address).status_code == 404


@pytest.mark.django_db
def test_a_letter_shows_its_markup_as_text(folder: Path, client: Client) -> None:
    send("<script>alert(1)</script>", body="<img src=x onerror=alert(1)>")
    (letter,) = letters()
    for address in (reverse("leerlijn_demo:mailbox"), reverse("leerlijn_demo:letter", args=[letter.key])):
        page = client.get(address).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page
