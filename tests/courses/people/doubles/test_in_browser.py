"""The linker of S4 (3): who is known to two partners is found, seen with what joining does, joined, and taken apart."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from courses.people.merging import survivors
from tests.courses.people.doubles.test_screens import world  # noqa: F401
from tests.scenarios.screens import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_linker_joins_and_takes_apart_by_screen(page, live_server, log_in, axe, pictures, world):  # noqa: F811
    log_in(world["accounts"]["linker"])
    page.set_viewport_size(PHONE)
    page.goto(live_server.url + reverse("leerlijn_people:doubles"))
    expect(page.locator("main")).to_contain_text("hetzelfde telefoonnummer")
    axe(page)
    pictures(page, "doubles-list")
    page.set_viewport_size(PHONE)
    page.get_by_role("link", name="Beide bekijken").click()
    axe(page)
    pictures(page, "doubles-pair")
    page.set_viewport_size(PHONE)
    page.get_by_label("de ander").check()
    page.get_by_role("button", name="Dit is één persoon").click()
    expect(page.locator("main")).to_contain_text("Project Proef")
    axe(page)
    pictures(page, "doubles-preview")
    page.set_viewport_size(DESK)
    page.get_by_role("button", name="Samenvoegen", exact=True).click()
    expect(page.locator("body")).to_contain_text("Ze zijn nu één persoon")
    assert survivors() == {world["ours"].pk: world["theirs"].pk}
    page.get_by_role("link", name="Samengevoegde personen").click()
    axe(page)
    pictures(page, "doubles-joined")
    page.set_viewport_size(DESK)
    page.get_by_role("link", name="Uit elkaar halen").click()
    axe(page)
    page.get_by_role("button", name="Uit elkaar halen", exact=True).click()
    expect(page.locator("body")).to_contain_text("Twee mensen, zo is pas beslist")
    assert survivors() == {}
