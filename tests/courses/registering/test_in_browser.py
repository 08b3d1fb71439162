"""Registering in a real browser: at the foot of an offer on a small phone, by the link in the mail, with its button."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.links.codes import code_of
from courses.links.opening import make_link
from courses.mail.models import Mail
from courses.models import Assignment, Enrolment, Registration, RegistrationQuestion
from courses.people.assigning import assign
from courses.registering.applying import PURPOSE
from courses.registering.confirming import confirm
from tests import factories as f
from tests.courses.mine.programme import programme
from tests.factories_registering import QuestionFactory, RegistrationAnswerFactory, RegistrationFactory
from tests.rig import browser

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 320, "height": 640}
Kind = RegistrationQuestion.Kind


@pytest.fixture
def made():
    """A programme with one date, whose group asks everything that can be asked."""
    made = programme()
    for kind in (Kind.ORGANISATION, Kind.DIET, Kind.ACCESS):
        QuestionFactory(edition=made.edition, kind=kind)
    QuestionFactory(
        edition=made.edition,
        kind=Kind.CHOICE,
        text="Hoe kom je naar het buurthuis?",
        purpose="Zodat we weten hoeveel plek er voor fietsen nodig is.",
        options=["met de fiets", "met het openbaar vervoer", "met de auto"],
    )
    return made


def link_in_mail() -> str:
    found = re.search(r"http\S+(/registration/\S+)", Mail.objects.latest("pk").text)
    assert found
    return found[1]


def send(page: Any) -> None:
    page.locator(".ll-register button[type=submit]").click()


def press(page: Any) -> None:
    page.locator("main form button.ll-button").click()


def test_at_the_foot_on_a_small_phone_by_mail_to_ones_own_page(page, live_server, axe, made):
    page.set_viewport_size(PHONE)
    page.goto(live_server.url + made.page.url)
    page.locator("main a[href='#register']").click()
    axe(page)
    browser.take_pictures(page, "register-foot", (320, 1280))
    page.set_viewport_size(PHONE)
    assert not page.get_by_label("Naam van wie meedoet").is_visible()
    page.get_by_label("Je e-mailadres").fill("nadia")
    assert not page.get_by_label("vegetarisch").is_visible()
    page.get_by_text("Ik eet niet alles").click()
    page.get_by_label("vegetarisch").check()
    send(page)
    page.locator(".ll-error-summary").wait_for()
    assert page.get_by_label("vegetarisch").is_checked()
    axe(page)
    browser.take_pictures(page, "register-error", (320, 1280))
    page.set_viewport_size(PHONE)
    page.get_by_label("Je naam").fill("Nadia Proefpersoon-van der Voorbeelden")
    page.get_by_label("Je e-mailadres").fill("nadia@example.org")
    send(page)
    page.get_by_role("heading", name="Kijk in je mail").wait_for()
    axe(page)
    browser.take_pictures(page, "register-sent", (320,))
    page.goto(live_server.url + link_in_mail())
    axe(page)
    browser.take_pictures(page, "registration-confirm", (320, 1280))
    page.set_viewport_size(PHONE)
    assert not Enrolment.objects.exists()
    press(page)
    page.wait_for_url(re.compile("/p/"))
    axe(page)
    browser.take_pictures(page, "registration-own-page", (320,))
    assert Enrolment.objects.get().registration_answers.get().chosen == ["vegetarian"]
    page.goto(live_server.url + link_in_mail())
    page.get_by_role("heading", name="Je bent ingeschreven").wait_for()
    axe(page)


def test_a_secretary_registers_two_without_javascript(new_context, live_server, made):
    context = new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto(live_server.url + made.page.url)
    page.get_by_label("Je naam").fill("Sam Secretaris")
    page.get_by_label("Je e-mailadres").fill("sam@example.org")
    page.get_by_label("Ik meld iemand anders aan").check()
    for name in ("Een", "Twee"):
        page.get_by_label("Naam van wie meedoet").fill(f"Wethouder {name}")
        page.get_by_label("E-mailadres van wie meedoet").fill(f"wethouder-{name.lower()}@example.org")
        if name == "Een":
            browser.take_pictures(page, "register-somebody-else", (320,))
        send(page)
        page.get_by_role("heading", name="Kijk in je mail").wait_for()
        page.goto(live_server.url + link_in_mail())
        press(page)
        page.get_by_role("heading", name="De aanmelding is bevestigd").wait_for()
        if name == "Een":
            browser.take_pictures(page, "registration-somebody-else", (320,))
            page.get_by_role("link", name="Nog iemand aanmelden").click()
            assert page.get_by_label("Je naam").input_value() == "Sam Secretaris"
    assert set(Enrolment.objects.values_list("person__email", flat=True)) == {
        "wethouder-een@example.org",
        "wethouder-twee@example.org",
    }


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_public_screen_meets_the_guidelines(page, live_server, context, axe, made, language, width):
    context.set_extra_http_headers({"Accept-Language": language})
    page.set_viewport_size({"width": width, "height": 800})
    edition = made.edition
    long = "Prof. dr. " + "Maximiliaan-Ferdinandus " * 5
    typed = RegistrationFactory(edition=edition, name=long, email=f"{'m' * 50}@example.org", somebody_else=True)
    full = f.EditionFactory(open_for_enrolment=True, capacity=0, version=made.version)
    closed = f.EditionFactory(
        open_for_enrolment=True, enrol_until=timezone.localdate() - timedelta(days=1), version=made.version
    )
    waiting = RegistrationFactory(edition=full)
    confirm(waiting)
    code = [code_of(make_link(purpose=PURPOSE, subject=one.pk, by=None)) for one in (typed, waiting)]
    screens = {
        "form": reverse("leerlijn_courses:register", args=[edition.pk]) + "?other=1",
        "full": reverse("leerlijn_courses:register", args=[full.pk]),
        "closed": reverse("leerlijn_courses:register", args=[closed.pk]),
        "sent": reverse("leerlijn_courses:register_sent", args=[edition.pk]),
        "confirm-long": reverse("leerlijn_courses:registration", args=[code[0]]),
        "waiting": reverse("leerlijn_courses:registration", args=[code[1]]),
    }
    for name, path in screens.items():
        page.goto(live_server.url + path)
        axe(page)
        browser.take_pictures(page, f"registering-{name}-{language}", (width,))
        page.evaluate("document.documentElement.dir = 'rtl'")
        axe(page)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_coordinators_screens(page, live_server, log_in, axe, made, language):
    account = f.UserFactory(language=language)
    assign(account, made.edition.organisation, Assignment.Role.COORDINATOR, by=None)
    diet = made.edition.registration_questions.get(kind="diet")
    for number, text in enumerate(("", "", "geen ui, en ook geen knoflook")):
        registration = RegistrationFactory(edition=made.edition, somebody_else=number == 0)
        RegistrationAnswerFactory(registration=registration, question=diet, text=text)
        confirm(registration)
    RegistrationFactory(edition=made.edition)
    log_in(account)
    own = made.edition.registration_questions.get(kind="choice")
    for name, args in {
        "questions": [],
        "change_question": [own.pk],
        "registrations": [],
        "needs": [],
    }.items():
        page.goto(live_server.url + reverse(f"leerlijn_registering:{name}", args=[made.edition.pk, *args]))
        axe(page, within=".ll-admin")
        browser.take_pictures(page, f"desk-{name}-{language}", (320, 1280))
    page.goto(live_server.url + reverse("leerlijn_registering:needs", args=[made.edition.pk]) + "?print=1")
    axe(page)
    browser.take_pictures(page, f"desk-needs-print-{language}", (1280,))
    assert Registration.objects.count() == 4
