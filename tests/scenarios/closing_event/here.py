"""What all steps of the closing event know, and what more than one of them does."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from email import message_from_bytes, policy
from typing import Any
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from django.core import mail
from django.utils import timezone
from playwright.sync_api import Page as Tab

from courses.jobs.running import run_waiting
from courses.models import Edition, Enrolment, Mail
from tests.courses.telling.calendar_program import Calendar
from tests.rig import browser

HERE = ZoneInfo("Europe/Amsterdam")
TITLE = "Respectvol samenleven: de slotbijeenkomst"
KINDS = ("Test je kennis", "Ontmoet elkaar", "Leer meer", "Aan de slag")
TITLES = (
    "Wat weet je al over samenleven?",
    "Een gesprek met wie je niet kent",
    "Wat onderzoek zegt over wat werkt",
    "Maak een plan voor je eigen straat",
)
DUTCH = {"accept-language": "nl"}
DIETS = ("vegetarian", "halal", "vegan")


def a_friday() -> date:
    """Some ten weeks ahead: far enough for all that people do before it."""
    ahead = timezone.localdate() + timedelta(weeks=10)
    return ahead + timedelta(days=(4 - ahead.weekday()) % 7)


@dataclass
class Here:
    """What all steps know: the day, who works here, and the browser."""

    url: str
    tab: Tab
    day: date
    new_context: Any
    axe: Any
    log_in: Callable[[Any], None]
    author: Any = None
    editor: Any = None
    coordinator: Any = None
    grant: Any = None
    calendars: dict[str, Calendar] = field(default_factory=dict)
    read: int = 0

    def browse(self, **how: Any) -> Tab:
        """A browser of somebody else."""
        context = self.new_context(**how)
        context.set_default_timeout(10_000)
        return context.new_page()

    def at(self, clock: str) -> datetime:
        return datetime.combine(self.day, time.fromisoformat(clock), tzinfo=HERE)

    def open(self, address: str) -> None:
        self.tab.goto(urljoin(self.url, address))

    def look(self, name: str, tab: Tab | None = None) -> None:
        """A picture to be looked at; the rooms' own tests take them at all widths."""
        browser.take_pictures(tab or self.tab, f"s1-{name}", (320,))

    def deliver(self) -> None:
        """The worker writes and sends; people's calendars take what comes."""
        run_waiting()
        for sent in mail.outbox[self.read :]:
            message = message_from_bytes(sent.message().as_bytes(linesep="\r\n"), policy=policy.default)
            self.calendars.setdefault(sent.to[0], Calendar()).take(message)
        self.read = len(mail.outbox)

    @property
    def edition(self) -> Edition:
        return Edition.objects.get(title=TITLE)


def fill_in(tab: Tab, name: str, email: str) -> None:
    tab.get_by_label("Je naam").fill(name)
    tab.get_by_label("Je e-mailadres").fill(email)
    tab.get_by_label("Organisatie").fill("Gemeente Proefstad")


def send_and_confirm(here: Here, tab: Tab) -> None:
    tab.locator(".ll-register button[type=submit]").click()
    tab.get_by_role("heading", name="Kijk in je mail").wait_for()
    tab.goto(here.url + link_in(Mail.objects.filter(key__startswith="registration:").latest("pk").text))
    tab.locator("main form button.ll-button").click()
    tab.wait_for_load_state()


def link_in(text: str) -> str:
    found = re.search(r"http\S+(/registration/\S+)", text)
    assert found
    return found[1]


def guest(number: int) -> Enrolment:
    return Enrolment.objects.get(person__name=f"Gast {number:03}")
