"""S1, steps 1 and 2: a day to keep free, and who comes."""

import re
from typing import Any

from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page as Tab

from cms.models import CataloguePage, EventPage
from courses.models import Enrolment, Mail
from tests.scenarios.closing_event.here import DIETS, DUTCH, TITLE, Here, fill_in, link_in, send_and_confirm
from tests.scenarios.screens import PHONE


def an_author_writes_and_an_editor_publishes(here: Here) -> None:
    tab, parent = here.tab, CataloguePage.objects.get()
    here.log_in(here.author)
    here.open(reverse("wagtailadmin_pages:add", args=["leerlijn_cms", "eventpage", parent.pk]))
    for name, value in {
        "title": TITLE,
        "lead": "Twee jaar leerden we hoe je tegenover elkaar staat en toch samenleeft. Daar kijken we samen op terug.",
        "day": here.day.isoformat(),
        "starts": "12:30",
        "ends": "16:30",
        "place": "De Testhal, Proefstad",
        "programme_note": "Het programma volgt na de zomer.",
        "for_whom": "Iedereen die meedeed, en wie wil weten wat werkt.",
        "cost": "Gratis",
    }.items():
        tab.locator(f"#id_{name}").fill(value)
    # The little calendars of Wagtail close with a click beside them.
    tab.get_by_role("heading", name="Inleiding").click()
    _act(tab, re.compile("Indienen bij"))
    event = EventPage.objects.get()
    assert not event.live
    here.log_in(here.editor)
    here.open(reverse("wagtailadmin_pages:edit", args=[event.pk]))
    _act(tab, "Goedkeuren en publiceren")
    assert EventPage.objects.get().live


def _act(tab: Tab, words: Any) -> None:
    """A button from the menu at the foot of Wagtail's editor."""
    tab.wait_for_load_state("networkidle")
    tab.locator("footer button.w-dropdown__toggle").first.click()
    with tab.expect_navigation():
        tab.get_by_role("button", name=words, exact=True).click()


def a_coordinator_opens_the_registration(here: Here) -> None:
    """One group, one meeting from half past twelve to about half past four; the programme comes later."""
    tab, event = here.tab, EventPage.objects.get()
    here.log_in(here.coordinator)
    here.open(reverse("leerlijn_editions:start", args=[event.pk]))
    tab.locator("#id_capacity").fill("140")
    tab.locator("#id_open_for_enrolment").check()
    tab.get_by_role("button", name=re.compile("project")).click()
    tab.locator("select[name='funding-0-grant']").select_option(str(here.grant.pk))
    with tab.expect_navigation():
        tab.get_by_role("button", name="Opslaan").first.click()
    tab.get_by_role("link", name="Nog een bijeenkomst plannen").click()
    plan(here, "", "12:30", "16:30", place="De Testhal, Proefstad")
    tab.get_by_role("link", name="Vragen bij de aanmelding").click()
    for label in ("functie", "organisatie", "dieet"):
        tab.get_by_role("checkbox", name=re.compile(label, re.IGNORECASE)).first.check()
    tab.get_by_role("button", name="Opslaan").click()
    assert here.edition.capacity == 140


def plan(here: Here, title: str, starts: str, ends: str, *, place: str, is_break: bool = False) -> None:
    """What stands in the form of a meeting, new or planned before."""
    tab = here.tab
    tab.get_by_label("Titel").fill(title)
    tab.get_by_label("Dag", exact=False).first.fill(here.day.isoformat())
    tab.get_by_label("Begint").fill(starts)
    tab.get_by_label("Eindigt").fill(ends)
    tab.get_by_label("Plaats").fill(place)
    if is_break:
        tab.get_by_label("Dit is een pauze").check()
    with tab.expect_navigation():
        tab.locator("main button[type=submit].button:not(.no)").first.click()


def three_register_in_the_browser(here: Here) -> None:
    """One on a phone with a script, one without, and a secretary for somebody else."""
    address = EventPage.objects.get().url
    phone = here.browse(viewport=PHONE)
    phone.goto(here.url + address)
    here.look("2-save-the-date", phone)
    phone.set_viewport_size(PHONE)
    here.axe(phone)
    assert phone.get_by_text("Het programma volgt na de zomer.").is_visible()
    assert "kies" not in phone.locator("main").inner_text().casefold().replace("kies een datum", "")
    fill_in(phone, "Nadia Proefpersoon-van der Voorbeelden", "nadia@example.org")
    phone.get_by_text("Ik eet niet alles").click()
    phone.get_by_label("vegetarisch").check()
    send_and_confirm(here, phone)

    plain = here.browse(java_script_enabled=False, viewport=PHONE)
    plain.goto(here.url + address)
    fill_in(plain, "Şükrü Yağmuroğlu", "sukru@example.org")
    send_and_confirm(here, plain)

    plain.goto(here.url + address)
    fill_in(plain, "Sam Secretaris", "sam@example.org")
    plain.get_by_label("Ik meld iemand anders aan").check()
    plain.get_by_label("Naam van wie meedoet").fill("Wil Wethouder")
    plain.get_by_label("E-mailadres van wie meedoet").fill("wethouder@example.org")
    send_and_confirm(here, plain)
    plain.get_by_role("heading", name="De aanmelding is bevestigd").wait_for()


def all_others_register(here: Here, people: int) -> None:
    """The same form and the same button, sent as a browser sends them; each from an address of its own."""
    address = EventPage.objects.get().url
    shown = BeautifulSoup(Client(headers=DUTCH).get(address).content, "html.parser")
    action = str(shown.select("form.ll-register")[0]["action"])
    diet = str(shown.select("input[value=vegetarian]")[0]["name"])
    for number in range(people):
        client = Client(headers=DUTCH, REMOTE_ADDR=f"10.0.1.{number}")
        typed = {
            "name": f"Gast {number:03}",
            "email": f"gast-{number}@example.org",
            "organisation": f"Welzijn Proefwijk {number % 12}",
        }
        if number % 4 == 0:
            typed[diet] = DIETS[number % 3]
        assert client.post(action, typed).status_code == 302
        link = link_in(Mail.objects.filter(recipient=typed["email"]).latest("pk").text)
        assert client.post(link).status_code == 302
    here.deliver()


def everybody_has_an_invitation(here: Here) -> None:
    """One appointment each, on the Friday, by the clock of the hall."""
    assert Enrolment.objects.filter(edition=here.edition, state=Enrolment.State.PLACED).count() == 140
    held = {address: calendar.only for address, calendar in here.calendars.items() if calendar.held}
    assert len(held) == 140
    assert "sam@example.org" not in held
    for event in held.values():
        assert (event.dtstart.value, event.dtend.value) == (here.at("12:30"), here.at("16:30"))
        assert event.dtstart.value.tzinfo is not None
        assert event.dtstart.value.weekday() == 4
    assert len({event.uid.value for event in held.values()}) == 140
