"""The demo's three users at work, by their own screens: one follows, one trains, one answers for the project."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

import time_machine
from bs4 import BeautifulSoup, Tag
from django.core.management import call_command
from django.test import Client, TestCase, override_settings
from django.urls import reverse

from config.demo.logins import PARTICIPANT
from config.demo.programmes import PROGRAMMES
from config.demo.programmes.schema import KnowledgeTest
from courses.completion.models import Completion
from courses.editions.models import Edition
from courses.grants.models import Grant
from courses.jobs.running import run_waiting

MASTERCLASS = next(programme for programme in PROGRAMMES if programme.slug == "doorbreek-de-bubbel")

# In the morning of the day on which the masterclass meets: in the evening the next step is another group's.
MORNING = datetime.now(ZoneInfo("Europe/Amsterdam")).replace(hour=9)


class Reader:
    """A browser without JavaScript: follows links by their words, and sends forms with what they hold."""

    def __init__(self, client: Client, address: str) -> None:
        self.client = client
        self.open(address)

    def open(self, address: str) -> None:
        self.answer = self.client.get(address, follow=True)
        self._read(address)

    def _read(self, address: str) -> None:
        assert self.answer.status_code == 200, (address, self.answer.status_code)
        chain = self.answer.redirect_chain  # type: ignore[attr-defined]
        self.address = urljoin(address, chain[-1][0]) if chain else address
        self.page = BeautifulSoup(self.answer.content, "html.parser")

    def follow(self, words: str) -> None:
        link = next(link for link in self.page.select("main a[href]") if words in link.get_text())
        self.open(urljoin(self.address, str(link["href"])))

    def form_with(self, button: str) -> Tag:
        buttons = (each for each in self.page.select("form button") if button in each.get_text())
        form = next(buttons).find_parent("form")
        assert isinstance(form, Tag)
        return form

    def send(self, button: str, **more: Any) -> None:
        form = self.form_with(button)
        fields: dict[str, Any] = {}
        for field in form.select("input[name], textarea[name]"):
            if field.get("type") in ("radio", "checkbox") and not field.has_attr("checked"):
                continue
            fields[str(field["name"])] = field.get("value") or ""
        pressed = next(each for each in form.select("button") if button in each.get_text())
        if pressed.has_attr("name"):
            fields[str(pressed["name"])] = pressed.get("value", "")
        address = urljoin(self.address, str(form.get("action") or self.address))
        self.answer = self.client.post(address, {**fields, **more}, follow=True)
        self._read(address)

    def right_answers(self, button: str) -> dict[str, list[str]]:
        """The fields of a test's form, filled in as its author meant it."""
        (test,) = (block for module in MASTERCLASS.modules for block in module.body if isinstance(block, KnowledgeTest))
        right = {option.text for question in test.questions for option in question.options if option.right}
        chosen: dict[str, list[str]] = {}
        for field in self.form_with(button).select("input[type=radio], input[type=checkbox]"):
            label = self.page.select_one(f'label[for="{field["id"]}"]')
            if label is not None and label.get_text().strip() in right:
                chosen.setdefault(str(field["name"]), []).append(str(field["value"]))
        assert sum(map(len, chosen.values())) == len(right)
        return chosen


@time_machine.travel(MORNING)
@override_settings(ROOT_URLCONF="config.demo.urls")
class MainJob(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        call_command("load_demo", verbosity=0)

    def through(self, door: str) -> Client:
        client = Client(headers={"accept-language": "nl"})
        client.post(reverse("leerlijn_demo:enter", args=[door]))
        return client

    def test_reading_testing_and_being_there_make_a_certificate(self) -> None:
        self.read_on()
        self.take_the_test()
        mine = Completion.objects.filter(person__account__email=PARTICIPANT.email, edition__code="BUBBEL-2")
        assert not mine.exists()
        with self.captureOnCommitCallbacks(execute=True):
            self.mark_everybody_present()
        assert mine.get().completed_on == Edition.objects.get(code="BUBBEL-2").today()
        run_waiting()
        self.download_and_check()
        self.answer_for_the_project()

    def read_on(self) -> None:
        reader = Reader(self.through("volgen"), reverse("leerlijn_courses:my_line"))
        reader.follow("Verder")
        titles = []
        while not titles or "Toets" not in titles[-1]:
            titles.append(reader.page.h1.get_text().strip())  # type: ignore[union-attr]
            assert len(titles) < 20
            if "Toets" not in titles[-1]:
                reader.send("Verder")
        own = [module.title for module in MASTERCLASS.modules[2:] if module.functions in ((), ("raadslid",))]
        assert list(dict.fromkeys(titles)) == own

    def take_the_test(self) -> None:
        reader = Reader(self.through("volgen"), reverse("leerlijn_courses:my_line"))
        reader.follow("Toets: ziet u de bubbel?")
        reader.send("Inleveren", **reader.right_answers("Inleveren"))
        assert "100" in reader.page.get_text()
        reader.send("Verder")

    def mark_everybody_present(self) -> None:
        edition = Edition.objects.get(code="BUBBEL-2")
        today = edition.sessions.order_by("starts_at").last()
        address = reverse("leerlijn_editions:attendance", args=[edition.pk, today.pk])  # type: ignore[union-attr]
        reader = Reader(self.through("maken"), address)
        present = reader.form_with("opslaan").select("input[type=radio][value=present]")
        reader.send("opslaan", **{str(field["name"]): "present" for field in present})

    def download_and_check(self) -> None:
        client = self.through("volgen")
        reader = Reader(client, reverse("leerlijn_courses:my_line"))
        link = next(a for a in reader.page.select("main a") if "Certificaat: Doorbreek de bubbel" in a.get_text())
        pdf = b"".join(client.get(str(link["href"])).streaming_content)  # type: ignore[attr-defined]
        assert pdf.startswith(b"%PDF")

    def answer_for_the_project(self) -> None:
        grant = Grant.objects.get(code="VNG-BUBBEL")
        reader = Reader(self.through("verantwoorden"), reverse("leerlijn_reporting:project", args=[grant.pk]))
        completed = Completion.objects.effective().filter(edition__funding__grant=grant).values("person").distinct()
        assert completed.count() > 16
        said = " ".join(reader.page.get_text().split())
        assert f"{completed.count()} mensen rondden in dit project voor het eerst iets af" in said
