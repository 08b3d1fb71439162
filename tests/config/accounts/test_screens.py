"""The account's screens in a browser: for everybody, narrow and wide, in both languages, and mirrored."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache

from courses.reading_aids import COOKIE
from tests.config.accounts.letters import last_link
from tests.factories import PASSWORD, PersonWithAccountFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BEFORE = ["login/", "signup/", "password/reset/", "password/reset/done/", "password/reset/key/1-x/", "confirm-email/"]
AFTER = ["/account/", "/account/email/", "/account/password/change/", "/account/logout/", "/my-details/", "/admin/"]
NEW_PASSWORD = "een zin die alleen ik ken"


@pytest.fixture(autouse=True)
def no_counted_requests():
    cache.clear()


@pytest.fixture
def account():
    account = PersonWithAccountFactory(email="bewoner@example.org").account
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    return account


def in_every_way(page, axe) -> None:
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        axe(page)
    page.evaluate("document.documentElement.dir = 'rtl'")
    axe(page)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_screens_before_logging_in_are_for_everybody(page, live_server, axe, language):
    page.context.add_cookies([{"name": "django_language", "value": language, "url": live_server.url}])
    for path in [*[f"/account/{name}" for name in BEFORE], "/no-such-page/"]:
        page.goto(f"{live_server.url}{path}")
        assert page.get_attribute("html", "lang") == language
        in_every_way(page, axe)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_screens_of_ones_own_account_are_for_everybody(page, live_server, axe, log_in, account, language):
    account.language = language
    account.save()
    log_in(account)
    for path in AFTER:
        page.goto(f"{live_server.url}{path}")
        assert page.get_attribute("html", "lang") == language
        in_every_way(page, axe)


def test_what_is_wrong_is_said_first_and_leads_to_its_field(page, live_server, axe):
    page.goto(f"{live_server.url}/account/signup/")
    page.click("main button[type=submit]")
    summary = page.locator(".ll-error-summary")
    assert summary.evaluate("element => document.activeElement === element")
    in_every_way(page, axe)
    summary.locator("a").first.click()
    assert page.evaluate("document.activeElement.name") == "email"


def test_from_signing_up_to_ones_own_details_with_the_keyboard_alone(page, live_server, axe):
    page.goto(f"{live_server.url}/account/signup/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "ll-skip"
    page.focus("[name=email]")
    page.keyboard.type("nieuw@example.org")
    page.keyboard.press("Tab")
    page.keyboard.type(NEW_PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/account/confirm-email/")
    page.goto(f"{live_server.url}{last_link()}")
    in_every_way(page, axe)
    page.focus("main button")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "confirm-email" not in address)
    page.focus("details.ll-menu summary")
    page.keyboard.press("Enter")
    axe(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/my-details/")


def test_reading_aids_and_language_work_without_a_script(browser, live_server, account):
    context = browser.new_context(java_script_enabled=False, locale="nl-NL", viewport={"width": 320, "height": 800})
    page = context.new_page()
    page.goto(f"{live_server.url}/account/login/?next=/my-details/")
    page.click("button[name=text][value=largest]")
    page.click("button[name=spacing][value=wide]")
    assert page.get_attribute("html", "class") == "ll-text-largest ll-spacing-wide"
    page.click("button[name=language][value=en]")
    assert page.get_attribute("html", "lang") == "en"
    page.fill("[name=login]", account.email)
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url("**/my-details/")
    assert page.get_attribute("html", "class") == "ll-text-largest ll-spacing-wide"
    context.close()


def test_the_menu_stays_on_the_screen_however_large_the_text(page, live_server, axe, log_in, account):
    log_in(account)
    page.context.add_cookies([{"name": COOKIE, "value": "largest.wide", "url": live_server.url}])
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(f"{live_server.url}/account/")
    page.click("details.ll-menu summary")
    box = page.locator(".ll-menu__panel").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
    axe(page)


def test_two_hundred_per_cent_text_stays_inside_the_screen(page, live_server, axe, log_in, account):
    log_in(account)
    page.set_viewport_size({"width": 320, "height": 800})
    for path in ("/account/", "/my-details/"):
        page.goto(f"{live_server.url}{path}")
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        axe(page)
