"""The public pages in a real browser: WCAG 2.2 AA in both languages, narrow and wide and mirrored, and by keyboard."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.curricula.models import CurriculumVersion
from courses.learning.models import UnitProgress
from tests.factories import (
    AudienceTagFactory,
    CatalogueFactory,
    EditionFactory,
    EnrolmentFactory,
    MasterclassPageFactory,
    ModulePageFactory,
    PersonWithAccountFactory,
    SessionFactory,
    ThemeTagFactory,
    TrainingPageFactory,
    published,
    raw,
    raw_choice,
    raw_meeting,
    raw_option,
    raw_test,
)
from tests.rig.browser import WIDTHS, take_pictures

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LANGUAGES = ("nl", "en")
BODY = [
    raw("text", "<h3>Kop</h3><p>Een eerste stap met een <b>nadruk</b>.</p><ul><li>een</li><li>twee</li></ul>", "one"),
    raw("quote", {"text": "Wie luistert, hoort meer.", "source": "Een deelnemer"}),
    raw("section", "Zelf denken", "two"),
    raw("reflection", {"question": "Wat zag je?", "hint": "Begin met wat je hoorde."}, "r"),
    raw(
        "video", {"title": "Een film", "file": None, "address": "https://example.org/f", "transcript": "<p>Gezegd.</p>"}
    ),
    raw("section", "Toets", "three"),
    raw_test(
        raw_choice("Wat nu?", raw_option("Luisteren", right=True, key="a"), raw_option("Roepen", key="b"), key="q"),
        raw_choice(
            "Wat helpt?",
            raw_option("Tijd", right=True, key="a"),
            raw_option("Rust", right=True, key="b"),
            kind="multiple",
            key="m",
        ),
        raw("open", {"text": "<p>Wat zou jij doen?</p>", "model_answer": "<p>Vragen stellen.</p>"}, "o"),
        key="t",
    ),
]


@pytest.fixture
def masterclass(transactional_db):
    catalogue = CatalogueFactory(title="Aanbod", lead="Kies wat bij je past.")
    page = MasterclassPageFactory(
        parent=catalogue,
        title="Doorbreek de bubbel",
        outcomes="zien wat er speelt\nhet gesprek openen",
        cost="Gratis",
        duration="Twee dagdelen",
        outline=[raw_meeting("Dagdeel 1"), raw_meeting("Dagdeel 2")],
    )
    page.themes.add(ThemeTagFactory(name="polarisatie", name_en="polarisation"))
    page.audiences.add(AudienceTagFactory(name="ambtenaren", name_en="civil servants"))
    published(page)
    ModulePageFactory(parent=page, title="Een conflict lezen", body=BODY)
    TrainingPageFactory(parent=catalogue, title="Signaleren")
    version = CurriculumVersion.objects.filter(page=page.pk).latest("number")
    for days in (10, 30):
        edition = EditionFactory(version=version, open_for_enrolment=True, capacity=18)
        start = timezone.now() + timedelta(days=days)
        SessionFactory(edition=edition, starts_at=start, ends_at=start + timedelta(hours=3), place="Utrecht")
    return page


@pytest.fixture
def enrolment(masterclass):
    edition = CurriculumVersion.objects.filter(page=masterclass.pk).latest("number").editions.first()
    return EnrolmentFactory(edition=edition, person=PersonWithAccountFactory(account__language="nl"))


@pytest.fixture
def unit(enrolment, masterclass):
    module = masterclass.get_children().get()
    return reverse("leerlijn_courses:unit", args=[enrolment.pk, str(module.translation_key)])


def looked_at(page, axe, address, name):
    page.goto(address)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        axe(page)
    page.evaluate("document.documentElement.dir = 'rtl'")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        axe(page)
    page.evaluate("document.documentElement.dir = 'ltr'")
    take_pictures(page, name)


def speak(context, live_server, language):
    context.set_extra_http_headers({"Accept-Language": language})


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue(page, context, live_server, axe, masterclass, language):
    speak(context, live_server, language)
    catalogue = live_server.url + masterclass.get_parent().url
    looked_at(page, axe, catalogue, f"catalogue-{language}")
    looked_at(page, axe, f"{catalogue}?audience=ambtenaren&q=bubbel", f"catalogue-found-{language}")
    looked_at(page, axe, f"{catalogue}?theme=weg", f"catalogue-wrong-{language}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_offer(page, context, live_server, axe, masterclass, language):
    speak(context, live_server, language)
    looked_at(page, axe, live_server.url + masterclass.url, f"offer-{language}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_module_in_all_its_steps(page, log_in, live_server, axe, enrolment, unit, language):
    enrolment.person.account.language = language
    enrolment.person.account.save()
    log_in(enrolment.person.account)
    for step in ("", "two", "three"):
        UnitProgress.objects.update_or_create(
            enrolment=enrolment, unit_key=unit.rstrip("/").rsplit("/", 1)[-1], defaults={"position": step}
        )
        looked_at(page, axe, live_server.url + unit, f"module-{step or 'one'}-{language}")
    page.locator('input[name="q-q"][value="b"]').check()
    page.locator(".ll-test form button").click()
    looked_at(page, axe, live_server.url + unit, f"module-result-{language}")


def test_a_module_is_followed_by_keyboard_alone(page, log_in, live_server, enrolment, unit):
    log_in(enrolment.person.account)
    page.goto(live_server.url + unit)
    for heading in ("Zelf denken", "Toets"):
        page.locator('.ll-onwards button.ll-button[name="position"]').focus()
        page.keyboard.press("Enter")
        page.wait_for_selector(f"h2:has-text('{heading}')")
    page.locator('input[name="q-q"][value="a"]').focus()
    page.keyboard.press("Space")
    for key in ("a", "b"):
        page.locator(f'input[name="q-m"][value="{key}"]').focus()
        page.keyboard.press("Space")
    page.locator(".ll-test form button").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Gehaald")


def test_a_visitor_finds_a_programme_and_its_date(page, live_server, masterclass):
    page.goto(live_server.url + masterclass.get_parent().url)
    page.locator('input[name="q"]').fill("bubbel")
    page.locator(".ll-find__form button").click()
    page.get_by_role("link", name="Doorbreek de bubbel").click()
    page.get_by_role("link", name="Kies een datum").click()
    assert page.locator(".ll-offer .ll-button").count() == 2
