"""The doors and the mailbox as people meet them: both languages, both widths, by keyboard alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.mail import EmailMessage, get_connection

from config.demo.logins import PARTICIPANT
from tests.factories import UserFactory
from tests.rig.browser import take_pictures

pytestmark = [
    pytest.mark.browser,
    pytest.mark.urls("config.demo.urls"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def a_mail(settings: Any, tmp_path: Path) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path)
    mail = EmailMessage("Je bent aangemeld", "Tot vrijdag.\nhttps://leerlijn.example.org/line/", to=["a@example.org"])
    mail.attach("afspraak.ics", "BEGIN:VCALENDAR", "text/calendar")
    get_connection().send_messages([mail])


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_page_of_the_demo(page, live_server, context, axe, a_mail, language, width):
    context.set_extra_http_headers({"Accept-Language": language})
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{live_server.url}/")
    axe(page)
    take_pictures(page, f"doors-{language}", (width,))
    page.goto(f"{live_server.url}/demo/mail/")
    axe(page)
    take_pictures(page, f"mailbox-{language}", (width,))
    page.get_by_role("link", name="Je bent aangemeld").click()
    axe(page)
    take_pictures(page, f"letter-{language}", (width,))


def test_a_door_opens_by_keyboard(page, live_server, axe):
    UserFactory(email=PARTICIPANT.email, name=PARTICIPANT.name)
    page.goto(f"{live_server.url}/")
    button = page.get_by_role("button", name=PARTICIPANT.name)
    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/line/")
    axe(page)
