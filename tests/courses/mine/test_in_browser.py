"""A participant's way in a real browser: small phone, keyboard alone, without JavaScript, both languages, mirrored."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.urls import reverse

from courses.completion.models import Completion
from courses.editions.marking import Mark, mark_session
from courses.editions.models import Enrolment
from courses.learning.progressing import finish_unit
from tests import factories as f
from tests.courses.mine.programme import QUESTION, RIGHT, WRONG, address, programme
from tests.rig import browser

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# The anchor of the place one comes from stays behind the address.
MY_LINE = re.compile(r"/line/(#.*)?$")
PHONE = {"width": 320, "height": 640}


@pytest.fixture
def made():
    return programme()


@pytest.fixture
def account():
    return f.UserFactory(name="Nadia Proefpersoon", language="nl")


def primary(page: Any) -> Any:
    return page.locator("main .ll-button:not(.ll-button--second)").first


def test_from_enrolling_to_completing_on_a_small_phone(page, live_server, log_in, axe, made, account):
    log_in(account)
    page.set_viewport_size(PHONE)
    page.goto(live_server.url + reverse("leerlijn_courses:enrol", args=[made.edition.pk]))
    axe(page)
    browser.take_pictures(page, "enrol", (320,))
    primary(page).click()
    page.wait_for_url(MY_LINE)
    axe(page)
    browser.take_pictures(page, "my-line", (320, 1280))
    page.set_viewport_size(PHONE)
    primary(page).click()
    page.get_by_text("Wie luistert, hoort meer.").wait_for()
    axe(page)
    primary(page).click()
    page.get_by_text("Praten komt daarna.").wait_for()
    page.get_by_role("textbox").fill("Mijn buurvrouw")
    page.locator(".ll-reflection button").click()
    assert page.get_by_role("textbox").input_value() == "Mijn buurvrouw"
    axe(page)
    primary(page).click()
    page.get_by_text("Waar begint een gesprek?").wait_for()
    axe(page)
    page.locator(f"input[value={WRONG}]").check()
    page.locator("main form:has(fieldset) button").click()
    page.get_by_text("Dat is iets anders.").wait_for()
    axe(page)
    browser.take_pictures(page, "test-result", (320,))
    page.locator('a[href*="again="]').click()
    page.locator(f"input[value={RIGHT}]").check()
    page.locator("main form:has(fieldset) button").click()
    page.get_by_text("Zo is het.").wait_for()
    primary(page).click()
    page.wait_for_url(MY_LINE)
    assert Completion.objects.filter(person__account=account, void=False).exists()
    axe(page)
    browser.take_pictures(page, "my-line-completed", (320,))


def press_until(page: Any, selector: str, limit: int = 60) -> None:
    """Tab on until what is focused fits; nobody should need more than `limit` steps."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"no way to {selector} by keyboard on {page.url}")


def test_all_of_it_by_keyboard_alone(page, live_server, log_in, made, account):
    log_in(account)
    page.goto(live_server.url + reverse("leerlijn_courses:enrol", args=[made.edition.pk]))
    press_until(page, "main button.ll-button")
    page.keyboard.press("Enter")
    page.wait_for_url(MY_LINE)
    press_until(page, ".ll-next .ll-button")
    page.keyboard.press("Enter")
    page.get_by_text("Wie luistert, hoort meer.").wait_for()
    for then in ("Praten komt daarna.", "Waar begint een gesprek?"):
        press_until(page, "main .ll-button:not(.ll-button--second)")
        page.keyboard.press("Enter")
        page.get_by_text(then).wait_for()
    press_until(page, f"input[name=q-{QUESTION}]")
    page.keyboard.press("Space")
    press_until(page, "main form:has(fieldset) button")
    page.keyboard.press("Enter")
    page.get_by_text("Zo is het.").wait_for()
    press_until(page, "main .ll-button:not(.ll-button--second)")
    page.keyboard.press("Enter")
    page.wait_for_url(MY_LINE)
    assert Completion.objects.filter(person__account=account).exists()


def test_all_of_it_without_javascript(new_context, live_server, made, account):
    context = new_context(java_script_enabled=False, viewport=PHONE)
    browser.log_in(context, live_server.url, account)
    page = context.new_page()
    page.goto(live_server.url + reverse("leerlijn_courses:enrol", args=[made.edition.pk]))
    primary(page).click()
    primary(page).click()
    primary(page).click()
    page.get_by_role("textbox").fill("Mijn buurvrouw")
    page.locator(".ll-reflection button").click()
    primary(page).click()
    page.locator(f"input[value={RIGHT}]").check()
    page.locator("main form:has(fieldset) button").click()
    page.get_by_text("Zo is het.").wait_for()
    primary(page).click()
    page.wait_for_url(MY_LINE)
    assert Completion.objects.filter(person__account=account).exists()
    page.goto(live_server.url + reverse("leerlijn_courses:leave", args=[Enrolment.objects.get().pk]))
    page.locator("main .ll-button--warn").click()
    page.wait_for_url(MY_LINE)
    assert Enrolment.objects.get().state == Enrolment.State.STOPPED


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_screen_meets_the_guidelines(page, live_server, context, log_in, axe, made, language, width):
    account = f.UserFactory(name="Ayşe Voorbeeld", language=language)
    person = f.PersonFactory(account=account, name="Ayşe Voorbeeld")
    enrolment = f.EnrolmentFactory(edition=made.edition, person=person)
    full = f.EditionFactory(open_for_enrolment=True, capacity=1, version=made.version)
    f.EnrolmentFactory(edition=full)
    f.EnrolmentFactory(person=person, edition=f.EditionFactory(title="Vol huis"), state=Enrolment.State.WAITING)
    f.EditionDocumentFactory(edition=made.edition)
    finish_unit(enrolment, str(made.first.translation_key), by=None)
    mark_session(made.session, [Mark(enrolment, "late")], by=None)
    log_in(account)
    context.set_extra_http_headers({"Accept-Language": language})
    page.set_viewport_size({"width": width, "height": 800})
    screens = {
        "line": reverse("leerlijn_courses:my_line"),
        "enrolment": reverse("leerlijn_courses:enrolment", args=[enrolment.pk]),
        "leave": reverse("leerlijn_courses:leave", args=[enrolment.pk]),
        "enrol-full": reverse("leerlijn_courses:enrol", args=[full.pk]),
        "module": address(enrolment, made.first) + "?whole=1",
        "test": address(enrolment, made.second),
    }
    for name, path in screens.items():
        page.goto(live_server.url + path)
        axe(page)
        browser.take_pictures(page, f"mine-{name}-{language}", (width,))
        page.evaluate("document.documentElement.dir = 'rtl'")
        axe(page)
        browser.take_pictures(page, f"mine-{name}-{language}-mirrored", (width,))


def test_somebody_who_is_in_nothing_yet(page, live_server, log_in, axe, account):
    log_in(account)
    page.set_viewport_size(PHONE)
    page.goto(live_server.url + reverse("leerlijn_courses:my_line"))
    axe(page)
    browser.take_pictures(page, "my-line-empty", (320, 1280))


def test_what_is_wrong_with_a_form_is_said_first(page, live_server, log_in, axe, made, account):
    log_in(account)
    page.set_viewport_size(PHONE)
    page.goto(live_server.url + reverse("leerlijn_courses:enrol", args=[made.edition.pk]))
    page.locator("input[name=name]").fill("")
    primary(page).click()
    page.locator(".ll-error-summary").wait_for()
    axe(page)
    browser.take_pictures(page, "enrol-error", (320,))
