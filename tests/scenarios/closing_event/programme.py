"""S1, steps 3 to 5: the programme, the last place, and who cancels."""

import io
import re
from typing import Any
from urllib.parse import urlsplit

import pypdf
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page as Tab

from cms.models import EventPage
from courses.editions.addresses import own_page_address
from courses.models import Choice, ChoiceWaiting, Enrolment, Mail, Offer, Session
from tests.scenarios.closing_event.here import DUTCH, KINDS, TITLES, Here, fill_in, guest, send_and_confirm
from tests.scenarios.closing_event.registering import plan
from tests.scenarios.screens import PHONE


def the_programme_is_added(here: Here) -> None:
    tab, edition = here.tab, here.edition
    group = reverse("leerlijn_editions:edition", args=[edition.pk])
    here.log_in(here.coordinator)
    here.open(group)
    tab.locator("summary", has_text="Meer").first.click()
    tab.get_by_role("link", name="Wijzigen", exact=True).click()
    plan(here, "Lunch", "12:30", "13:30", place="De Testhal, Proefstad", is_break=True)
    tab.get_by_role("link", name="Nog een bijeenkomst plannen").click()
    plan(here, "Plenaire opening", "13:30", "14:25", place="De Testhal, Proefstad")
    tab.get_by_role("link", name="Ronde met deelsessies plannen").click()
    _plan_round(tab, "14:30", "15:25", filled=False)
    tab.get_by_role("link", name="Nog een ronde met dezelfde deelsessies").click()
    _plan_round(tab, "15:35", "16:30", filled=True)
    breakouts = Session.objects.filter(edition=edition).exclude(round=None)
    assert sorted(breakouts.values_list("label", "capacity")) == sorted([(kind, 20) for kind in KINDS] * 2)

    before = {address: calendar.only for address, calendar in here.calendars.items() if calendar.held}
    here.open(reverse("leerlijn_telling:mails", args=[edition.pk]))
    tab.get_by_role("button", name="Nu aan de groep vertellen").click()
    tab.get_by_text("140 mensen krijgen bericht.").wait_for()
    here.open(reverse("leerlijn_editions:invite_to_choose", args=[edition.pk]))
    tab.get_by_role("button", name="Uitnodiging versturen").click()
    tab.wait_for_load_state()
    here.deliver()
    for address, event in before.items():
        now = here.calendars[address].only
        assert now.uid.value == event.uid.value
        assert int(now.sequence.value) > int(event.sequence.value)
        assert (now.dtstart.value, now.dtend.value) == (here.at("12:30"), here.at("16:30"))
        assert "Lunch" in now.description.value
    assert Mail.objects.filter(key__startswith="choose:").count() == 140
    here.open(EventPage.objects.get().url)


def _plan_round(tab: Tab, starts: str, ends: str, *, filled: bool) -> None:
    tab.get_by_label("Begint").fill(starts)
    tab.get_by_label("Eindigt").fill(ends)
    for number, kind in enumerate(KINDS, start=1):
        row = tab.get_by_role("group", name=f"Deelsessie {number}", exact=True)
        if not filled:
            row.get_by_label("Titel").fill(TITLES[number - 1])
            row.get_by_label("Soort").fill(kind)
            row.get_by_label("Zaal").fill(f"Zaal {number}")
            row.get_by_label("Plaatsen").fill("20")
    with tab.expect_navigation():
        tab.get_by_role("button", name="Ronde opslaan").click()


def the_last_place_goes_to_one(here: Here) -> None:
    """Nineteen chose the first breakout; two have the page with its last place open, and press one after the other."""
    rounds = list(here.edition.rounds.order_by("starts_at"))
    wanted, other = rounds[0].breakouts.order_by("pk")[:2]
    second = rounds[1].breakouts.order_by("pk").first()
    people = [guest(number) for number in range(30)]
    for one in people[:19]:
        _choose(one, {rounds[0]: wanted, rounds[1]: second})
    for one in people[21:]:
        _choose(one, {rounds[0]: other})
    tabs = []
    for one in people[19:21]:
        tab = here.browse(viewport=PHONE)
        tab.goto(here.url + own_page_address(one))
        tab.get_by_role("link", name="Kies je deelsessies").click()
        assert "nog 1 plaats" in tab.locator(f"label[for=room-{wanted.pk}]").inner_text()
        # Whoever takes a second one in a round lets the first one go.
        tab.get_by_role("radio", name=re.compile(re.escape(other.title))).first.check()
        tab.get_by_role("radio", name=re.compile(re.escape(wanted.title))).first.check()
        assert tab.locator(f"input[name=round-{rounds[0].pk}]:checked").count() == 1
        tabs.append(tab)
    for tab in tabs:
        tab.get_by_role("button", name="Keuze opslaan").click()
        tab.wait_for_load_state()
    assert Choice.objects.get(enrolment=people[19]).session == wanted
    here.look("4-chosen", tabs[0])
    assert not Choice.objects.filter(enrolment=people[20]).exists()
    here.look("4-too-late", tabs[1])
    here.axe(tabs[1])
    tabs[1].get_by_role("button", name="Zet me op de wachtlijst").first.click()
    tabs[1].get_by_text("Je staat op de wachtlijst").first.wait_for()
    assert ChoiceWaiting.objects.get().enrolment == people[20]
    # Who sends two choices by hand has one as well.
    path = f"{own_page_address(people[22])}programme/"
    Client(headers=DUTCH).post(path, {f"round-{rounds[0].pk}": [str(other.pk), str(wanted.pk)]})
    assert Choice.objects.filter(enrolment=people[22], round=rounds[0]).count() == 1
    assert wanted.choices.count() == 20


def _choose(one: Enrolment, wanted: dict[Any, Session]) -> None:
    path = f"{own_page_address(one)}programme/"
    answer = Client(headers=DUTCH).post(path, {f"round-{which.pk}": str(room.pk) for which, room in wanted.items()})
    assert answer.status_code == 302


def nine_cancel_and_who_waits_is_offered_a_place(here: Here) -> None:
    edition = here.edition
    late = here.browse(viewport=PHONE)
    late.goto(here.url + EventPage.objects.get().url)
    fill_in(late, "Wacht Wachters", "wacht@example.org")
    send_and_confirm(here, late)
    late.get_by_text("Je staat vooraan").wait_for()

    tab = here.browse(viewport=PHONE)
    tab.goto(here.url + own_page_address(guest(0)))
    tab.get_by_role("link", name="Afmelden").click()
    tab.get_by_role("button", name="Afmelden").click()
    tab.wait_for_load_state()
    for number in range(128, 136):
        answer = Client(headers=DUTCH).post(f"{own_page_address(guest(number))}cancel/")
        assert answer.status_code == 302
    here.deliver()
    assert not here.calendars["gast-0@example.org"].held
    moved = ChoiceWaiting.objects.count(), Choice.objects.get(enrolment=guest(20)).moved_up
    assert moved == (0, True)

    offer = Offer.objects.get()
    assert (offer.enrolment.person.name, offer.state) == ("Wacht Wachters", Offer.State.OPEN)
    assert timezone.now() < offer.expires_at < here.at("12:30")
    letter = Mail.objects.get(recipient="wacht@example.org", key__startswith="offered:")
    late.goto(here.url + urlsplit(re.search(r"http\S+/p/\S+", letter.text)[0]).path)
    here.look("5-offer", late)
    here.axe(late)
    late.get_by_role("button", name="Ja, ik neem de plaats").click()
    late.get_by_text("De plaats is voor jou").wait_for()
    here.deliver()
    assert here.calendars["wacht@example.org"].only.dtstart.value == here.at("12:30")
    assert edition.enrolments.filter(state=Enrolment.State.PLACED).count() == 132

    here.log_in(here.coordinator)
    here.open(reverse("leerlijn_door:doors", args=[edition.pk]))
    assert here.tab.get_by_role("link", name="132 badges (PDF)").is_visible()
    badges, lists = (_printed(here, name) for name in ("badges", "rooms"))
    for paper in (badges, lists):
        assert "Gast 000" not in paper
        assert "Gast 131" not in paper
        assert "Wacht Wachters" in paper
        assert "Şükrü Yağmuroğlu" in paper
    assert "132 personen" in lists


def _printed(here: Here, name: str) -> str:
    """What a coordinator prints, as text."""
    client = Client(headers=DUTCH)
    client.force_login(here.coordinator)
    answer = client.get(reverse(f"leerlijn_door:{name}", args=[here.edition.pk]))
    assert answer["Content-Type"] == "application/pdf"
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(answer.content)).pages)
