"""Role models from below, by their users' own screens: S4, steps 3 (without the joining) and 6.

A dozen people and three activities go through the browser on a small phone, all others by posting the same forms.
"""

from __future__ import annotations

import io
import uuid
from datetime import date, timedelta
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from playwright.sync_api import expect

from courses.models import Activity, Assignment, Attendance, Enrolment, Person
from courses.people.assigning import assign
from tests import factories as f
from tests.scenarios.screens import DESK, PHONE, figures, form_on

GRANT = "HOME/2012/ISEC/AG/RAD/4000003805"
# Which partner writes down how many.
PARTNERS = {
    "Stichting Maatschappelijke en Juridische Dienstverlening": 27,
    "VluchtelingenWerk Noord-Nederland": 26,
    "Jongerenwerk Barkema & de Haan": 24,
    "Overstag Uitvoering": 20,
}
# Invented names: each partner writes down three such.
IN_THE_BROWSER = [
    ("نادية الاختبار", "06-12 34 56 01"),
    ("ሰላም ተስፋዬ ሙከራ", "06-12 34 56 02"),
    ("Amira Proef-van der Test", "+31 6 1234 5603"),
]
# Known to the first partner and to the second.
SHARED = [("Yusuf Dubbel", "06-98 76 54 01"), ("Selam Tweemaal", "06-98 76 54 02"), ("Noor Beiden", "06-98 76 54 03")]
PLACES = ["Buurthuis De Proef", "Bibliotheek Nergens", "School De Oefening", "Sporthal Test", "Moskee Voorbeeld"]
FIRST_DAY = date(2013, 5, 6)
TOWNS = ["Proefstad", "Testerwolde", "Voorbeeldingen", "Oefenzijl", "Nergenshuizen"]


pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


class Partner:
    """An organisation with a youth worker, whose phone is a client that posts what a browser would."""

    def __init__(self, name: str, grant: Any, number: int) -> None:
        self.organisation = f.OrganisationFactory(name=name)
        f.GrantPartnerFactory(grant=grant, organisation=self.organisation)
        self.account = f.UserFactory(name=f"Jongerenwerker {number}", language="nl")
        assign(self.account, self.organisation, Assignment.Role.FIELDWORKER, by=None)
        self.number = number
        self.phone = Client(HTTP_ACCEPT_LANGUAGE="nl")
        self.phone.force_login(self.account)

    def writes_down(self, name: str, phone: str = "") -> None:
        address = reverse("leerlijn_courses:field_person")
        typed = form_on(self.phone.get(address).content, "form.ll-form") | {"name": name, "phone": phone}
        # Who may be known already would be shown first, and nothing written down.
        assert self.phone.post(address, typed).status_code == 302, name

    def logs(self, number: int, role_models: list[Person]) -> None:
        """The form as the phone sends it; the key is what a browser gets with the page."""
        typed = {
            "key": str(uuid.uuid4()),
            "day": (FIRST_DAY + timedelta(days=5 * number)).isoformat(),
            "starts": "19:00",
            "minutes": "90",
            "region": TOWNS[number % 5],
            "place": PLACES[number % 5],
            "host": PLACES[number % 5],
            "theme": "Samenleven",
            "role_models": [person.pk for person in role_models],
            "people": 24,
        }
        answer = self.phone.post(reverse("leerlijn_courses:field_activity"), typed)
        assert answer.status_code == 302, answer.content.decode()[:3000]

    @property
    def people(self) -> list[Person]:
        return list(Person.objects.filter(keeper=self.organisation).order_by("pk"))


@pytest.fixture
def partners(transactional_db):
    grant = f.GrantFactory(
        code=GRANT,
        title="POLRAD",
        lead=f.OrganisationFactory(name="CMO STAMM"),
        first_day=date(2013, 4, 1),
        last_day=date(2014, 12, 31),
    )
    return [Partner(name, grant, number) for number, name in enumerate(PARTNERS)]


@pytest.fixture
def training(partners):
    """A training of the first partner into which a role model can come at once."""
    edition = f.EditionFactory(
        organisation=partners[0].organisation, title="Rolmodellen", version__titles=f.both("Rolmodel worden")
    )
    starts = timezone.now() + timedelta(days=7)
    f.SessionFactory(edition=edition, title="Eerste dag", starts_at=starts, ends_at=starts + timedelta(hours=6))
    return edition


def a_dozen_on_the_phone(
    page: Any, live_server: Any, log_in: Any, axe: Any, pictures: Any, all_: list[Partner]
) -> None:
    """Two fields and a button each; the first partner's go straight into its training."""
    for partner in all_:
        log_in(partner.account)
        page.set_viewport_size(PHONE)
        page.goto(live_server.url + reverse("leerlijn_courses:field"))
        for name, number in IN_THE_BROWSER:
            page.get_by_role("link", name="Iemand toevoegen").click()
            page.get_by_label("Naam").fill(name)
            page.get_by_label("Telefoonnummer").fill(number.replace(" 56 ", f" {56 + partner.number} "))
            if partner.number == 0:
                page.get_by_label("Meteen in een groep").select_option("Rolmodellen")
            page.get_by_role("button", name="Opschrijven", exact=True).click()
            page.get_by_text("is opgeschreven").wait_for()
        axe(page)
    pictures(page, "s4-home")


def the_others_by_the_same_form(partners: list[Partner]) -> None:
    """Up to 97 records, of three people two; every third one without a number."""
    for name, phone in SHARED:
        for partner in partners[:2]:
            partner.writes_down(name, phone)
    for partner, wanted in zip(partners, PARTNERS.values(), strict=True):
        for number in range(wanted - len(partner.people)):
            phone = "" if number % 3 == 0 else f"06-2{partner.number}00 {number:04d}"
            partner.writes_down(f"Rolmodel {'ABCD'[partner.number]}{number}", phone)
    kept = Person.objects.exclude(keeper=None)
    assert (kept.count(), kept.exclude(email="").count(), kept.filter(phone="").exists()) == (97, 0, True)


def each_sees_its_own(partners: list[Partner]) -> None:
    """By list and by typed-in address: on the youth worker's phone, and at the coordinator's desk."""
    for partner in partners:
        coordinator = Client(HTTP_ACCEPT_LANGUAGE="nl")
        account = f.UserFactory(language="nl")
        assign(account, partner.organisation, Assignment.Role.COORDINATOR, by=None)
        coordinator.force_login(account)
        lists = {
            "leerlijn_courses:field_consent": (partner.phone, reverse("leerlijn_courses:field_people")),
            "leerlijn_courses_person_modeladmin_inspect": (
                coordinator,
                reverse("leerlijn_courses_person_modeladmin_index"),
            ),
        }
        for detail, (client, listed) in lists.items():
            page = client.get(listed).content.decode()
            for other in partners:
                addresses = [reverse(detail, args=[one.pk]) for one in other.people]
                shown = [address for address in addresses if f'"{address}"' in page]
                assert shown == (addresses if other is partner else [])
                answers = {client.get(address).status_code for address in addresses[:4]}
                assert answers == ({200} if other is partner else {404})
        for other in partners:
            asked = partner.phone.get(reverse("leerlijn_courses:field_people"), {"for": other.organisation.pk})
            assert asked.status_code == (200 if other is partner else 404)


def three_activities_on_the_phone(
    page: Any, live_server: Any, log_in: Any, axe: Any, pictures: Any, partners: list[Partner]
) -> None:
    for number, partner in enumerate(partners[:3]):
        log_in(partner.account)
        page.set_viewport_size(PHONE)
        page.goto(live_server.url + reverse("leerlijn_courses:field_activity"))
        page.get_by_label("Dag").fill((FIRST_DAY + timedelta(days=5 * number)).isoformat())
        page.get_by_label("Gemeente").fill(TOWNS[number])
        page.get_by_label("Plaats").fill(PLACES[number])
        page.get_by_label("Partner die jullie ontving").fill(PLACES[number])
        page.get_by_label("Thema").fill("Samenleven")
        page.get_by_text(f"Kies uit {len(partner.people)} rolmodellen").click()
        for person in deployed(partner)[:2]:
            page.get_by_label(person.name, exact=True).check()
        page.get_by_label("Aantal aanwezigen").fill("24")
        if not number:
            axe(page)
            pictures(page, "s4-activity")
            page.set_viewport_size(PHONE)
        page.get_by_role("button", name="Melden", exact=True).click()
        page.get_by_text("Deze activiteit is gemeld").wait_for()
    axe(page)
    pictures(page, "s4-logged")


def the_host_confirms(page: Any, live_server: Any, axe: Any, pictures: Any, context: Any) -> None:
    """Scanning the code on the youth worker's screen, with a phone of their own."""
    page.set_viewport_size(PHONE)
    picture = Image.open(io.BytesIO(page.locator(".ll-qr").screenshot()))
    [found] = zxingcpp.read_barcodes(picture)
    context.clear_cookies()
    page.goto(live_server.url + "/" + found.text.split("/", 3)[3])
    axe(page)
    pictures(page, "s4-host")
    page.set_viewport_size(PHONE)
    page.get_by_role("button", name="Ja, dit klopt", exact=True).click()
    page.get_by_text("Dank je wel").wait_for()
    marks = Attendance.objects.effective().filter(session__edition=Activity.objects.latest("pk").edition)
    assert set(marks.values_list("evidence", flat=True)) == {"countersigned"}


def deployed(partner: Partner) -> list[Person]:
    """Twenty of each partner's own; those whom two partners know stay at home."""
    shared = {name for name, _phone in SHARED}
    return [person for person in partner.people if person.name not in shared][:20]


def up_to_a_hundred_and_four(partners: list[Partner]) -> None:
    """Each partner 26, with two role models each, once three: 53 times somebody goes out."""
    for partner in partners:
        people = deployed(partner)
        done = Activity.objects.filter(organisation=partner.organisation).count()
        for turn in range(done, 26):
            size = 3 if turn == 25 else 2
            going = [people[(2 * turn + one) % 20] for one in range(size)]
            partner.logs(turn * 4 + partner.number, going)


def a_card_opens_a_role_model_s_own_line(
    page: Any, live_server: Any, log_in: Any, axe: Any, pictures: Any, training: Any
) -> None:
    person = Enrolment.objects.filter(edition=training).order_by("pk")[1].person
    log_in(Assignment.objects.get(organisation=training.organisation, role="coordinator").account)
    page.set_viewport_size(DESK)
    page.goto(f"{live_server.url}/admin/leerlijn_courses/person/inspect/{person.pk}/")
    with page.expect_download() as download:
        page.get_by_role("button", name="Kaart afdrukken").click()
    [found] = zxingcpp.read_barcodes(pypdfium2.PdfDocument(download.value.path())[0].render(scale=2).to_pil())
    page.context.clear_cookies()
    page.set_viewport_size(PHONE)
    page.goto(live_server.url + "/" + found.text.split("/", 3)[3])
    axe(page)
    pictures(page, "s4-card")
    page.set_viewport_size(PHONE)
    page.locator("main form button").first.click()
    page.get_by_role("heading", name=person.name).wait_for()
    expect(page.locator("main")).to_contain_text("Rolmodel worden")
    axe(page)
    pictures(page, "s4-line")


def test_from_the_street_to_the_funder_s_figures(page, live_server, log_in, axe, pictures, context, partners, training):
    a_dozen_on_the_phone(page, live_server, log_in, axe, pictures, partners)
    the_others_by_the_same_form(partners)
    each_sees_its_own(partners)
    three_activities_on_the_phone(page, live_server, log_in, axe, pictures, partners)
    the_host_confirms(page, live_server, axe, pictures, context)
    up_to_a_hundred_and_four(partners)
    told = figures(GRANT, first="2013-04-01", last="2014-12-31")
    assert (told["activities"], told["deployments"], told["deployed_persons"]) == (104, 212, 80)
    assert told["reach"] == 104 * 24
    # Role models at work are no participants: nobody took part in anything yet.
    assert told["cumulative_persons"] == 0
    a_card_opens_a_role_model_s_own_line(page, live_server, log_in, axe, pictures, training)
