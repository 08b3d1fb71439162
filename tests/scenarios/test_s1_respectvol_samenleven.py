"""A closing event by its users' own screens, from the day to keep free to the statements: S1, steps 1 to 6 and 8.

One path, told in the order in which it happens. What three people do in the browser the others do by posting the same
forms, a hundred times over; nothing is written by a verb but who works here.
"""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit
from uuid import uuid4
from zoneinfo import ZoneInfo

import pypdf
import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page as Tab

from certificates.models import Certificate
from cms.authors import ensure_groups, let_work_on
from cms.models import EventPage
from courses.door.tickets import ticket_code
from courses.editions.addresses import own_page_address
from courses.editions.expected import expected_at
from courses.jobs.running import run_waiting
from courses.models import Assignment, Attendance, Choice, ChoiceWaiting, Edition, Enrolment, Mail, Offer, Session
from courses.people.assigning import assign
from tests import factories as f
from tests.courses.telling.calendar_program import Calendar
from tests.rig import browser
from tests.scenarios.screens import DESK, PHONE, figures

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

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


@pytest.fixture
def here(page, new_context, live_server, log_in, axe, settings) -> Here:
    settings.LEERLIJN_BASE_URL = live_server.url
    catalogue = f.CatalogueFactory(title="Aanbod")
    let_work_on(catalogue)
    authors, editors = ensure_groups()
    lead = f.OrganisationFactory(name="Kennisinstituut Voorbeeld")
    made = Here(live_server.url, page, a_friday(), new_context, axe, log_in)
    made.author, made.editor, made.coordinator = (f.UserFactory(language="nl") for _ in range(3))
    made.author.groups.add(authors)
    made.editor.groups.add(editors)
    assign(made.coordinator, lead, Assignment.Role.COORDINATOR, by=None)
    funder = f.FunderFactory(name="Ministerie van Voorbeeldzaken")
    years = (date(made.day.year - 1, 1, 1), date(made.day.year + 1, 12, 31))
    made.grant = f.GrantFactory(
        code="SAMEN-1", title="Respectvol samenleven", funder=funder, first_day=years[0], last_day=years[1], lead=lead
    )
    page.set_viewport_size(DESK)
    return made


def test_from_a_day_to_keep_free_to_the_statements(here):
    an_author_writes_and_an_editor_publishes(here)
    a_coordinator_opens_the_registration(here)
    three_register_in_the_browser(here)
    all_others_register(here, 137)
    everybody_has_an_invitation(here)
    the_programme_is_added(here)
    the_last_place_goes_to_one(here)
    nine_cancel_and_who_waits_is_offered_a_place(here)
    with time_machine.travel(here.at("12:50")):
        at_the_door(here)
        the_figures_agree(here)
    with time_machine.travel(here.at("16:45")):
        breakouts_are_marked(here)
        statements_for_who_was_there(here)


# 1. A day to keep free


def an_author_writes_and_an_editor_publishes(here: Here) -> None:
    tab, parent = here.tab, f.CataloguePage.objects.get()
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
    _act(tab, re.compile("Stuur door naar"))
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
    _plan(here, "", "12:30", "16:30", place="De Testhal, Proefstad")
    tab.get_by_role("link", name="Vragen bij de aanmelding").click()
    for label in ("functie", "organisatie", "dieet"):
        tab.get_by_role("checkbox", name=re.compile(label, re.IGNORECASE)).first.check()
    tab.get_by_role("button", name="Opslaan").click()
    assert here.edition.capacity == 140


def _plan(here: Here, title: str, starts: str, ends: str, *, place: str, is_break: bool = False) -> None:
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


# 2. Registering


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
    _fill_in(phone, "Nadia Proefpersoon-van der Voorbeelden", "nadia@example.org")
    phone.get_by_text("Ik eet niet alles").click()
    phone.get_by_label("vegetarisch").check()
    _send_and_confirm(here, phone)

    plain = here.browse(java_script_enabled=False, viewport=PHONE)
    plain.goto(here.url + address)
    _fill_in(plain, "Şükrü Yağmuroğlu", "sukru@example.org")
    _send_and_confirm(here, plain)

    plain.goto(here.url + address)
    _fill_in(plain, "Sam Secretaris", "sam@example.org")
    plain.get_by_label("Ik meld iemand anders aan").check()
    plain.get_by_label("Naam van wie meedoet").fill("Wil Wethouder")
    plain.get_by_label("E-mailadres van wie meedoet").fill("wethouder@example.org")
    _send_and_confirm(here, plain)
    plain.get_by_role("heading", name="De aanmelding is bevestigd").wait_for()


def _fill_in(tab: Tab, name: str, email: str) -> None:
    tab.get_by_label("Je naam").fill(name)
    tab.get_by_label("Je e-mailadres").fill(email)
    tab.get_by_label("Organisatie").fill("Gemeente Proefstad")


def _send_and_confirm(here: Here, tab: Tab) -> None:
    tab.locator(".ll-register button[type=submit]").click()
    tab.get_by_role("heading", name="Kijk in je mail").wait_for()
    tab.goto(here.url + _link(Mail.objects.filter(key__startswith="registration:").latest("pk").text))
    tab.locator("main form button.ll-button").click()
    tab.wait_for_load_state()


def _link(text: str) -> str:
    found = re.search(r"http\S+(/registration/\S+)", text)
    assert found
    return found[1]


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
        link = _link(Mail.objects.filter(recipient=typed["email"]).latest("pk").text)
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


# 3. The programme


def the_programme_is_added(here: Here) -> None:
    tab, edition = here.tab, here.edition
    group = reverse("leerlijn_editions:edition", args=[edition.pk])
    here.log_in(here.coordinator)
    here.open(group)
    tab.locator("summary", has_text="Meer").first.click()
    tab.get_by_role("link", name="Wijzigen", exact=True).click()
    _plan(here, "Lunch", "12:30", "13:30", place="De Testhal, Proefstad", is_break=True)
    tab.get_by_role("link", name="Nog een bijeenkomst plannen").click()
    _plan(here, "Plenaire opening", "13:30", "14:25", place="De Testhal, Proefstad")
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


# 4. Choosing


def the_last_place_goes_to_one(here: Here) -> None:
    """Nineteen chose the first breakout; two have the page with its last place open, and press one after the other."""
    rounds = list(here.edition.rounds.order_by("starts_at"))
    wanted, other = rounds[0].breakouts.order_by("pk")[:2]
    second = rounds[1].breakouts.order_by("pk").first()
    people = [_guest(number) for number in range(30)]
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


def _guest(number: int) -> Enrolment:
    return Enrolment.objects.get(person__name=f"Gast {number:03}")


def _choose(one: Enrolment, wanted: dict[Any, Session]) -> None:
    path = f"{own_page_address(one)}programme/"
    answer = Client(headers=DUTCH).post(path, {f"round-{which.pk}": str(room.pk) for which, room in wanted.items()})
    assert answer.status_code == 302


# 5. Cancelling


def nine_cancel_and_who_waits_is_offered_a_place(here: Here) -> None:
    edition = here.edition
    late = here.browse(viewport=PHONE)
    late.goto(here.url + EventPage.objects.get().url)
    _fill_in(late, "Wacht Wachters", "wacht@example.org")
    _send_and_confirm(here, late)
    late.get_by_text("Je staat vooraan").wait_for()

    tab = here.browse(viewport=PHONE)
    tab.goto(here.url + own_page_address(_guest(0)))
    tab.get_by_role("link", name="Afmelden").click()
    tab.get_by_role("button", name="Afmelden").click()
    tab.wait_for_load_state()
    for number in range(128, 136):
        answer = Client(headers=DUTCH).post(f"{own_page_address(_guest(number))}cancel/")
        assert answer.status_code == 302
    here.deliver()
    assert not here.calendars["gast-0@example.org"].held
    moved = ChoiceWaiting.objects.count(), Choice.objects.get(enrolment=_guest(20)).moved_up
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


# 6. The door


def at_the_door(here: Here) -> None:
    """Two helpers with a phone each, and the posts of their form for the rest: 118 on the list, 11 beside it, 4 unnamed."""
    edition = here.edition
    plenary = Session.objects.get(edition=edition, title="Plenaire opening")
    here.log_in(here.coordinator)
    here.open(f"{reverse('leerlijn_door:doors', args=[edition.pk])}?session={plenary.pk}")
    here.tab.get_by_role("button", name="Link maken").click()
    here.tab.wait_for_url("**/doors/*/**")
    link = urlsplit(here.tab.get_by_label("Adres", exact=True).input_value()).path

    one, other = (here.browse(viewport=PHONE) for _ in range(2))
    for helper in (one, other):
        helper.goto(here.url + link)
        helper.get_by_role("button", name="Ik help bij de deur").click()
        helper.wait_for_url("**/door/")
    listed = list(expected_at(plenary))
    assert len(listed) == 132
    by_name = [row for row in listed if row.person.name in ("Şükrü Yağmuroğlu", "Wacht Wachters")]
    for helper, row in zip((one, other), by_name, strict=True):
        helper.get_by_label("Zoek op naam").press_sequentially(row.person.name.split()[1][:5])
        helper.get_by_role("button", name=re.compile(f"Inchecken.*{row.person.name}")).click()
        helper.get_by_text("is binnen, sinds").wait_for()
    here.axe(one)
    with_ticket = [_guest(5), _guest(6)]
    for helper, row in zip((one, other), with_ticket, strict=True):
        helper.goto(here.url + reverse("leerlijn_courses:ticket", args=[ticket_code(row)]))
        assert row.person.name in helper.locator("main").inner_text()
        helper.get_by_role("button", name="Inchecken").click()
        helper.get_by_text("is binnen, sinds").wait_for()
    by_hand = Client(headers=DUTCH)
    assert by_hand.post(link).status_code == 302
    known = {row.pk for row in (*by_name, *with_ticket)}
    for row in [row for row in listed if row.pk not in known][:114]:
        assert by_hand.post(reverse("leerlijn_courses:door_check_in", args=[row.pk])).status_code == 302

    one.goto(here.url + reverse("leerlijn_courses:door"))
    one.get_by_role("link", name="Met naam toevoegen").click()
    one.get_by_label("Naam").fill("Inge Inloper")
    one.get_by_label("E-mailadres").fill("inge@example.org")
    one.get_by_role("button", name="Toevoegen en inchecken").click()
    one.get_by_text("is binnen, sinds").wait_for()
    for number in range(10):
        walked = {"name": f"Inloper {number}", "key": str(uuid4())}
        assert by_hand.post(reverse("leerlijn_courses:door_walk_in"), walked).status_code == 302
    for helper in (one, other):
        helper.goto(here.url + reverse("leerlijn_courses:door"))
        for _ in range(2):
            with helper.expect_navigation():
                helper.get_by_role("button", name="+1 zonder naam").click()
    assert other.locator(".ll-door__count strong").inner_text() == "133"
    assert "129 met naam (11 inlopers), 4 zonder naam" in other.locator(".ll-door__sum").inner_text()
    here.look("6-door-all-in", other)


def the_figures_agree(here: Here) -> None:
    """The group's page and the funder's report: 129 names, 133 heads."""
    here.open(reverse("leerlijn_editions:edition", args=[here.edition.pk]))
    here.look("6-group")
    row = here.tab.locator("section[aria-labelledby=meetings] tr").filter(has_text="Plenaire opening").inner_text()
    assert "129 waren er" in row
    assert "133 in de ruimte, van wie 4 zonder naam" in row
    year = here.day.year
    total = figures("SAMEN-1", first=f"{year}-01-01", last=f"{year}-12-31")
    assert (total["new_persons"], total["cumulative_persons"], total["participations"]) == (129, 129, 129)
    assert (total["reach"], total["activities"]) == (133, 1)


# 8. Statements


def breakouts_are_marked(here: Here) -> None:
    """Who gave them says who was there, on the page of the meeting; of this first breakout all who chose it and came in."""
    edition = here.edition
    client = Client(headers=DUTCH)
    client.force_login(here.coordinator)
    inside = set(Attendance.objects.effective().filter(session__edition=edition).values_list("enrolment", flat=True))
    for room in (one.breakouts.order_by("pk")[0] for one in edition.rounds.all()):
        there = {f"e{row.pk}-status": "present" for row in expected_at(room) if row.pk in inside}
        answer = client.post(
            reverse("leerlijn_editions:attendance", args=[edition.pk, room.pk]), {**there, "net_minutes": "50"}
        )
        assert answer.status_code == 302
        assert there


def statements_for_who_was_there(here: Here) -> None:
    """The trainer says how long it took; a job makes the statements, and people have theirs without an account."""
    tab, edition = here.tab, here.edition
    plenary = Session.objects.get(edition=edition, title="Plenaire opening")
    here.log_in(here.coordinator)
    here.open(reverse("leerlijn_editions:attendance", args=[edition.pk, plenary.pk]))
    tab.get_by_label("Netto minuten").fill("50")
    tab.get_by_role("button", name="Aanwezigheid opslaan").click()
    tab.get_by_text("De aanwezigheid is opgeslagen").wait_for()
    here.open(reverse("leerlijn_editions:edition", args=[edition.pk]))
    tab.get_by_role("link", name="Bewijzen van deelname").click()
    tab.get_by_role("button", name="De aangevinkte bewijzen uitreiken").click()
    tab.wait_for_url("**/jobs/**")
    here.deliver()
    tab.reload()
    statements = list(Certificate.objects.filter(edition=edition, kind="attendance").select_related("enrolment"))
    assert len(statements) == 129
    assert not Certificate.objects.exclude(kind="attendance").exists()
    both = {one.facts["minutes"] for one in statements if one.enrolment.choices.count() == 2}
    assert both == {150}
    assert {one.facts["minutes"] for one in statements if not one.enrolment.choices.exists()} == {50}
    assert {tuple(one.facts["days"]) for one in statements} == {(here.day.isoformat(),)}

    somebody = here.browse(viewport=PHONE)
    own = Enrolment.objects.get(person__name="Şükrü Yağmuroğlu")
    letter = Mail.objects.get(recipient=own.person.email, key__startswith="certificate:")
    somebody.goto(here.url + urlsplit(re.search(r"http\S+/p/\S+", letter.text)[0]).path)
    here.look("8-own-page", somebody)
    here.axe(somebody)
    with somebody.expect_download() as download:
        somebody.get_by_role("link", name=re.compile("Bewijs van deelname")).click()
    pdf = Path(download.value.path()).read_bytes()
    shutil.copy(download.value.path(), browser.PICTURES / "s1-statement.pdf")
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    said = "\n".join([reader.pages[0].extract_text(), str(reader.metadata), download.value.suggested_filename])
    assert "Şükrü Yağmuroğlu" in said
    assert "50 minuten" in said
    assert "certifica" not in said.casefold()
    mine = next(one for one in statements if one.enrolment == own)
    for words in (letter.subject, letter.text.replace(mine.facts["address"], "")):
        assert "certifica" not in words.casefold()
