"""Two helpers on small phones, one with a script and one without, and the organiser's screens."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.urls import reverse

from courses.door.checking_in import counts
from courses.models import Attendance, Session
from tests import factories as f
from tests.courses.door.hall import hall, ticket, to
from tests.rig import browser

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 320, "height": 640}
LONG = "Jan-Willem Wolfeschlegelsteinhausenbergerdorff van der Zanden tot Oosterbeek"


@pytest.fixture
def here():
    made = hall()
    for name in ("Anna de Vries", "Annelies Proef", "Ömer Ğül", LONG, "محمد رضا"):
        made.guest(name, organisation="Welzijn Proefhoven en omstreken, afdeling jongerenwerk")
    return made


def test_two_helpers_let_people_in(page, new_context, live_server, axe, pictures, here):
    page.set_viewport_size(PHONE)
    page.goto(live_server.url + here.address)
    axe(page)
    pictures(page, "door-link")
    page.get_by_role("button", name="Ik help bij de deur").click()
    page.wait_for_url("**/door/")
    axe(page)
    pictures(page, "door-empty")
    page.get_by_label("Zoek op naam").press_sequentially("omer")
    page.get_by_role("button", name=re.compile("Inchecken.*Ömer Ğül")).wait_for()
    page.get_by_label("Zoek op naam").fill("an")
    page.get_by_role("button", name=re.compile("Inchecken.*Anna de Vries")).wait_for()
    axe(page)
    pictures(page, "door-found")
    page.get_by_role("button", name=re.compile("Inchecken.*Anna de Vries")).click()
    page.get_by_text("is binnen, sinds").wait_for()
    axe(page)
    pictures(page, "door-in")

    other = new_context(java_script_enabled=False, viewport=PHONE).new_page()
    other.goto(live_server.url + here.address)
    other.get_by_role("button", name="Ik help bij de deur").click()
    other.get_by_label("Zoek op naam").fill("wolfe")
    other.get_by_role("button", name="Zoeken").click()
    browser.take_pictures(other, "door-long-name", (320,))
    assert not browser.scrolls_sideways(other)
    other.get_by_role("button", name="Inchecken").first.click()
    other.get_by_text("is binnen, sinds").wait_for()
    other.get_by_label("Zoek op naam").fill("anna")
    other.get_by_role("button", name="Zoeken").click()
    other.get_by_text("Al binnen").wait_for()
    browser.take_pictures(other, "door-already", (320,))
    other.get_by_role("button", name="+1 zonder naam").click()
    add_a_walk_in(other)

    guest = f.EnrolmentFactory(edition=here.edition, person__name="Nadia met Kaartje")
    page.goto(live_server.url + ticket(guest))
    axe(page)
    pictures(page, "door-ticket")
    page.get_by_role("button", name="Inchecken").click()
    page.get_by_text("is binnen, sinds").wait_for()
    page.get_by_role("button", name="Ongedaan maken").first.click()
    page.get_by_text("ongedaan gemaakt").wait_for()
    now = counts(Session.objects.get(pk=here.session.pk))
    assert (now.named, now.unnamed, now.walk_ins) == (3, 1, 1)
    assert Attendance.objects.count() == 5


def add_a_walk_in(page: Any) -> None:
    page.get_by_role("link", name="Met naam toevoegen").click()
    page.get_by_role("button", name="Toevoegen en inchecken").click()
    page.locator(".ll-error-summary").wait_for()
    page.get_by_label("Naam").fill("Anna de Vries")
    page.get_by_role("button", name="Toevoegen en inchecken").click()
    page.get_by_text("Is het een van deze mensen?").wait_for()
    browser.take_pictures(page, "door-same-name", (320,))
    page.get_by_role("button", name="Nee, iemand anders: toevoegen").click()
    page.get_by_text("1 inloper").wait_for()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_screens_meet_the_guidelines(page, context, live_server, log_in, axe, here, language):
    context.set_extra_http_headers({"Accept-Language": language})
    page.goto(live_server.url + here.address)
    page.locator("main form button").click()
    page.wait_for_url("**/door/")
    account = f.SuperuserFactory(language=language)
    addresses = {
        "door": to("door"),
        "walk-in": to("door_walk_in"),
        "own-ticket": ticket(here.guest("Nadia")),
        "doors": reverse("leerlijn_door:doors", args=[here.edition.pk]),
        "share": reverse("leerlijn_door:door", args=[here.edition.pk, here.door.pk]),
    }
    for name, address in addresses.items():
        if name == "own-ticket":
            context.clear_cookies()
        if name == "doors":
            log_in(account)
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(live_server.url + address)
            axe(page, within="main" if name in ("doors", "share") else None)
            browser.take_pictures(page, f"door-screen-{name}-{language}", (width,))
