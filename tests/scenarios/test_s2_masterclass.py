"""A masterclass for those who govern, by its users' own screens: S2, steps 3 and 6 to 8.

Three people register in the browser, the others by posting the same form and the same button.
"""

from __future__ import annotations

import io
import re
from datetime import timedelta
from typing import Any
from urllib.parse import urljoin

import pypdf
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from certificates.models import Certificate
from courses.curricula.pinning import pin_version
from courses.jobs.running import run_waiting
from courses.models import Assignment, Attendance, Enrolment, Registration, RegistrationQuestion
from courses.people.assigning import assign
from tests import factories as f
from tests.factories_registering import QuestionFactory
from tests.scenarios.screens import DESK, PHONE, form_on, link_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Name, municipality, function; who registers for them, if it isn't they themselves.
PEOPLE = [
    ("Ayşe Öğretmenoğlu", "Gemeente Proefstad", "bestuurder", "Sam Secretaris"),
    ("Jan-Willem van der Voorbeelden", "Gemeente Voorbeeldingen", "bestuurder", "Sofie Bureau"),
    ("Zoë de Graaff-Ünal", "Gemeente Testerveen", "bestuurder", ""),
    ("Şükrü Yağmuroğlu", "Gemeente Nergensland", "bestuurder", "Sofie Bureau"),
    ("Žofia Dvořáková", "Gemeente Proefstad", "ambtenaar", ""),
    ("Łukasz Wiśniewski", "Gemeente Voorbeeldingen", "ambtenaar", ""),
    ("Nguyễn Thị Hằng", "Gemeente Testerveen", "ambtenaar", ""),
    ("Ægir Þórsson", "Gemeente Modeldam", "ambtenaar", ""),
    ("François Lefèvre", "Gemeente Schijnwoude", "ambtenaar", ""),
    ("İpek Işık", "Gemeente Oefenbroek", "ambtenaar", ""),
    ("Søren Kjær", "Gemeente Monsterland", "ambtenaar", ""),
    ("Mária Kovácsová", "Gemeente Kladhuizen", "ambtenaar", "Sofie Bureau"),
    ("Ștefan Țepeș", "Gemeente Verzonnen Ambacht", "ambtenaar", ""),
    ("Jürgen Groß", "Gemeente Zomaar aan Zee", "raadslid", ""),
    ("Inês Conceição", "Gemeente Modeldam", "raadslid", ""),
    ("Đorđe Čavić", "Gemeente Schijnwoude", "raadslid", ""),
    ("Fenna 't Hooft", "Gemeente Oefenbroek", "raadslid", ""),
    ("Aðalbjörg Sigurðardóttir", "Gemeente Proefstad", "raadslid", ""),
]
ALDERMAN, SUBSTITUTE = PEOPLE[0][0], "Gülşen Çağlar"
LEFT_HALFWAY, ABSENT = "Jürgen Groß", "Łukasz Wiśniewski"


def address_of(name: str) -> str:
    return f"s2-{[one[0] for one in PEOPLE].index(name)}@example.org"


def secretary(name: str) -> str:
    return f"{name.split()[0].lower()}@example.org"


@pytest.fixture
def group():
    """A day of three hours that starts in half an hour, open to all, asking in what capacity one comes and from where."""
    page = f.MasterclassPageFactory(title="Polarisatie in je gemeente", outline=[f.raw_meeting("De dag", 180)])
    edition = f.EditionFactory(
        version=pin_version(page, by=None),
        title="Masterclass voor wie bestuurt",
        kind="masterclass",
        organisation=f.OrganisationFactory(name="Vereniging van Proefgemeenten"),
        open_for_enrolment=True,
        capacity=18,
    )
    starts = timezone.now().replace(second=0, microsecond=0) + timedelta(minutes=30)
    unit = edition.version.units.get(kind="planned_session")
    f.SessionFactory(
        edition=edition,
        title="De dag",
        unit_key=unit.key,
        starts_at=starts,
        ends_at=starts + timedelta(minutes=180),
        place="Raadzaal van Proefstad, Voorbeeldplein 1",
    )
    for kind in (RegistrationQuestion.Kind.FUNCTION, RegistrationQuestion.Kind.ORGANISATION):
        QuestionFactory(edition=edition, kind=kind)
    return edition


def coordinator_of(edition: Any) -> Any:
    account = f.UserFactory(name="Cor Coördinator", language="nl")
    assign(account, edition.organisation, Assignment.Role.COORDINATOR, by=None)
    return account


def trainer_of(edition: Any) -> Any:
    account = f.UserFactory(name="Tess Trainer", language="nl")
    f.EnrolmentFactory(edition=edition, person=f.PersonFactory(account=account, name="Tess Trainer"), role="trainer")
    return account


def registers_in_the_browser(page: Any, address: str, one: tuple[str, ...], axe: Any, pictures: Any) -> None:
    name, organisation, function, by = one
    page.set_viewport_size(PHONE)
    page.goto(address)
    page.get_by_label("Je naam").fill(by or name)
    page.get_by_label("Je e-mailadres").fill(secretary(by) if by else address_of(name))
    if by:
        page.get_by_label("Ik meld iemand anders aan").check()
        page.get_by_label("Naam van wie meedoet").fill(name)
        page.get_by_label("E-mailadres van wie meedoet").fill(address_of(name))
    page.get_by_label(function, exact=True).check()
    page.get_by_label("Organisatie").fill(organisation)
    pictures(page, f"s2-register-{function}")
    page.set_viewport_size(PHONE)
    page.locator(".ll-register button[type=submit]").click()
    page.get_by_role("heading", name="Kijk in je mail").wait_for()
    page.goto(urljoin(address, link_in(secretary(by) if by else address_of(name), "registration")))
    axe(page)
    pictures(page, f"s2-confirm-{function}")
    page.set_viewport_size(PHONE)
    page.locator("main form button.ll-button").click()


def registers_by_the_same_form(edition: Any, one: tuple[str, ...]) -> None:
    name, organisation, function, by = one
    client = Client(HTTP_ACCEPT_LANGUAGE="nl")
    address = reverse("leerlijn_courses:register", args=[edition.pk])
    typed = form_on(client.get(address).content, "form.ll-register") | {
        "function": function,
        "organisation": organisation,
    }
    if by:
        typed |= {"name": by, "email": secretary(by), "other": "on", "other_name": name}
        typed |= {"other_email": address_of(name)}
    else:
        typed |= {"name": name, "email": address_of(name)}
    assert client.post(address, typed).status_code == 302
    behind = link_in(secretary(by) if by else address_of(name), "registration")
    assert client.get(behind).status_code == 200
    assert not Registration.objects.get(name=name).confirmed_at
    assert client.post(behind).status_code == 302


def row(page: Any, name: str) -> Any:
    return page.locator(".ph-row").filter(has_text=name)


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def everybody_registers(page: Any, live_server: Any, group: Any, axe: Any, pictures: Any) -> None:
    in_the_browser = (PEOPLE[0], PEOPLE[4], PEOPLE[13])
    for one in in_the_browser:
        registers_in_the_browser(page, live_server.url + group.version.page.url, one, axe, pictures)
        page.wait_for_url(re.compile("/p/|/registration/"))
        axe(page)
        pictures(page, f"s2-registered-{one[2]}")
    for one in PEOPLE:
        if one not in in_the_browser:
            registers_by_the_same_form(group, one)
    run_waiting()
    seats = Enrolment.objects.filter(edition=group, state="placed", role="participant")
    by_function = [seats.filter(function=code).count() for code in ("bestuurder", "ambtenaar", "raadslid")]
    assert by_function == [4, 9, 5]
    assert seats.values("organisation").distinct().count() == 11


def the_alderman_sends_a_substitute(page: Any, live_server: Any, axe: Any, pictures: Any) -> None:
    """From the page behind the mail that the alderman got, although a secretary registered them."""
    page.set_viewport_size(PHONE)
    page.goto(live_server.url + link_in(address_of(ALDERMAN), "p"))
    axe(page)
    pictures(page, "s2-own-page")
    page.set_viewport_size(PHONE)
    page.get_by_role("link", name="Iemand anders sturen").click()
    page.get_by_label("Naam van wie er komt").fill(SUBSTITUTE)
    page.get_by_label("E-mailadres van die persoon").fill("substitute@example.org")
    page.get_by_role("button").filter(has_text=re.compile("plaats|Doorgeven|sturen", re.I)).click()
    page.get_by_text("Het is geregeld").wait_for()
    axe(page)
    pictures(page, "s2-replaced")


def the_lists_follow(page: Any, live_server: Any, group: Any, axe: Any, pictures: Any) -> None:
    """The group's page tells of the swap to the coordinator, the sheet has the one who comes."""
    page.set_viewport_size(DESK)
    page.goto(f"{live_server.url}/admin/leerlijn/groups/{group.pk}/")
    axe(page, within=".ll-admin")
    people = page.locator("section[aria-labelledby=people]")
    expect(people).to_contain_text(f"in plaats van {ALDERMAN}")
    expect(people).to_contain_text(f"{SUBSTITUTE} heeft de plaats")
    expect(people).to_contain_text("18 personen hebben een plaats")
    pictures(page, "s2-group")
    page.set_viewport_size(DESK)
    page.locator("summary", has_text="Meer").first.click()
    page.get_by_role("link", name="Presentielijst").first.click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Presentielijst maken").click()
    printed = text_of(download.value.path().read_bytes())
    assert SUBSTITUTE in printed
    assert ALDERMAN not in printed


def the_trainer_marks(page: Any, live_server: Any, group: Any, axe: Any, pictures: Any) -> None:
    page.set_viewport_size(PHONE)
    page.goto(live_server.url + reverse("leerlijn_courses:today"))
    page.wait_for_url(re.compile(r"/today/\d+/"))
    expect(page.locator(".ph-row")).to_have_count(18)
    expect(row(page, ALDERMAN)).to_have_count(0)
    names = {SUBSTITUTE, *(one[0] for one in PEOPLE)} - {ALDERMAN, LEFT_HALFWAY, ABSENT}
    for name in sorted(names):
        row(page, name).locator(".ph-tap").click()
    row(page, ABSENT).locator(".ph-dots").click()
    page.locator("#ph-dialog [data-status=absent]").click()
    row(page, LEFT_HALFWAY).locator(".ph-dots").click()
    page.locator("#ph-minutes-number").fill("90")
    page.locator("#ph-minutes button").click()
    expect(page.locator("#ph-state")).to_have_text("Alles is bewaard")
    expect(page.locator("#ph-count")).to_contain_text("17 van 18 er")
    pictures(page, "s2-marked")
    marks = Attendance.objects.effective().filter(session__edition=group)
    assert marks.filter(status="present").count() == 16
    assert marks.filter(minutes=90).get().status == "partial"
    assert marks.get(status="absent").person.name == ABSENT


def sixteen_have_a_certificate(group: Any) -> None:
    """At once: by the job that the last mark caused, each with the name as it is written and a code that holds."""
    run_waiting()
    issued = Certificate.objects.filter(edition=group)
    assert set(issued.values_list("kind", flat=True)) == {"completion"}
    wanted = {SUBSTITUTE, *(one[0] for one in PEOPLE)} - {ALDERMAN, LEFT_HALFWAY, ABSENT}
    assert {certificate.printed_name for certificate in issued} == wanted
    assert len(issued) == 16
    for certificate in issued:
        assert certificate.printed_name in text_of(certificate.pdf.open("rb").read())
        checked = Client(HTTP_ACCEPT_LANGUAGE="nl").get(f"/V/{certificate.code}")
        assert "ll-verdict--valid" in checked.content.decode()


def the_one_who_left_gets_a_statement(page: Any, live_server: Any, group: Any, axe: Any, pictures: Any) -> None:
    page.set_viewport_size(DESK)
    page.goto(live_server.url + reverse("leerlijn_issuing:issuing", args=[group.pk, "attendance"]))
    pictures(page, "s2-statements")
    axe(page, within=".ll-admin")
    page.set_viewport_size(DESK)
    expect(page.locator("input[name=enrolment]:checked")).to_have_count(1)
    page.get_by_role("button", name="De aangevinkte bewijzen uitreiken").click()
    page.wait_for_url(re.compile("/jobs/"))
    run_waiting()
    statement = Certificate.objects.get(edition=group, kind="attendance")
    assert (statement.printed_name, statement.facts["minutes"]) == (LEFT_HALFWAY, 90)
    said = " ".join(text_of(statement.pdf.open("rb").read()).split())
    assert "1 uur en 30 minuten van de 3 uur" in said
    assert "certifica" not in said.casefold()


def each_finds_their_own(page: Any, live_server: Any, axe: Any, pictures: Any) -> None:
    """By the address in the mail: a certificate, a statement, nothing."""
    papers = {
        "substitute@example.org": "Certificaat",
        address_of(LEFT_HALFWAY): "Bewijs van deelname",
        address_of(ABSENT): "",
        address_of(ALDERMAN): "",
    }
    page.set_viewport_size(PHONE)
    for number, (recipient, paper) in enumerate(papers.items()):
        page.goto(live_server.url + link_in(recipient, "p"))
        to_keep = page.locator("section[aria-labelledby=certificates]")
        if paper:
            expect(to_keep).to_contain_text(paper)
        else:
            expect(to_keep).to_have_count(0)
        axe(page)
        pictures(page, f"s2-afterwards-{number}")
        page.set_viewport_size(PHONE)
    certificate = Certificate.objects.get(person__email="substitute@example.org")
    page.goto(f"{live_server.url}/V/{certificate.code}")
    expect(page.locator(".ll-verdict--valid")).to_be_visible()
    axe(page)
    pictures(page, "s2-verified")


def test_from_registering_to_the_papers(page, live_server, log_in, axe, pictures, group, context):
    everybody_registers(page, live_server, group, axe, pictures)
    the_alderman_sends_a_substitute(page, live_server, axe, pictures)
    run_waiting()
    log_in(coordinator_of(group))
    the_lists_follow(page, live_server, group, axe, pictures)
    log_in(trainer_of(group))
    the_trainer_marks(page, live_server, group, axe, pictures)
    sixteen_have_a_certificate(group)
    log_in(Assignment.objects.get(organisation=group.organisation).account)
    the_one_who_left_gets_a_statement(page, live_server, group, axe, pictures)
    context.clear_cookies()
    each_finds_their_own(page, live_server, axe, pictures)
