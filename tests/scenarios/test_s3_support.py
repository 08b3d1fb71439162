"""Support for a local government around a reception centre, by its users' own screens: S3, steps 2, 7 and 10."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from playwright.sync_api import expect

from courses.curricula.pinning import pin_version
from courses.editions.addresses import own_page_address
from courses.jobs.running import run_waiting
from courses.models import Assignment, Attendance, CurriculumVersion, Edition, Enrolment, Reflection, Scan
from courses.people.assigning import assign
from tests import factories as f
from tests.factories_paper import SECRET, photo_of
from tests.scenarios.screens import DESK, PHONE, figures, form_on

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NAMES = [
    "Anneleen Voorbeeld",
    "Bülent Özgür-Proef",
    "Cédric de Test",
    "Dounia Oefening",
    "Elżbieta Próbna",
    "Femke Van den Proef",
    "Gözde Deneme",
    "Hürrem Vertrekker",
]
MISSED, LEFT = NAMES[2], NAMES[7]
SESSIONS = ("De situatie helder krijgen", "Een strategie kiezen", "Een actieplan")
CLIENT = "Gemeentehuis van Proefgem, Modelstraat 12"
GRANT = "AGII/2026/PROEF"


@pytest.fixture
def template():
    """The trajectory of three sessions, of which the last half-day is a whole one: two, four and two hours."""
    outline = [f.raw_meeting(title, minutes) for title, minutes in zip(SESSIONS, (120, 240, 120), strict=True)]
    page = f.TrajectoryPageFactory(title="Ondersteuning op maat", outline=outline)
    pin_version(page, by=None)
    return page


@pytest.fixture
def agency():
    made = f.OrganisationFactory(name="Agentschap voor de Proef")
    account = f.UserFactory(name="Cor Coördinator", language="nl")
    assign(account, made, Assignment.Role.COORDINATOR, by=None)
    made.account = account
    return made


def day(number: int) -> date:
    """The days of the four meetings, spread over some weeks that have just gone by."""
    return timezone.localdate() - timedelta(days=(36, 22, 21, 8)[number])


def the_template_as_it_is(page: Any) -> tuple[Any, ...]:
    units = CurriculumVersion.objects.get(translation_key=page.translation_key).units.order_by("position")
    stored = page.__class__.objects.get(pk=page.pk)
    return list(stored.outline.raw_data), stored.latest_revision_id, list(units.values_list("key", "titles", "minutes"))


def the_group_is_started(page: Any, live_server: Any, template: Any, axe: Any, pictures: Any) -> Edition:
    page.set_viewport_size(DESK)
    page.goto(live_server.url + reverse("leerlijn_editions:start", args=[template.pk]))
    page.locator("#id_title").fill("Rond het opvangcentrum")
    page.locator("#id_time_zone").fill("Europe/Brussels")
    page.locator("button.action-save").click()
    page.get_by_role("heading", name="Bijeenkomsten").wait_for()
    group = Edition.objects.get()
    assert (group.time_zone, group.version.translation_key) == ("Europe/Brussels", template.translation_key)
    for number, title in enumerate(SESSIONS):
        page.goto(live_server.url + reverse("leerlijn_editions:edition", args=[group.pk]))
        page.get_by_role("link", name=f"“{title}” plannen").click()
        page.locator("#id_day").fill(day(number + (number == 2)).isoformat())
        page.locator("#id_starts").fill("09:00")
        page.locator("#id_ends").fill("13:00" if number == 1 else "11:00")
        page.locator("#id_place").fill(CLIENT)
        page.get_by_role("button", name="Bijeenkomst plannen").click()
        page.get_by_text("De bijeenkomst is gepland").wait_for()
    return group


def the_second_session_is_split(page: Any, live_server: Any, group: Edition, axe: Any, pictures: Any) -> None:
    row = page.locator("section[aria-labelledby=meetings] tr").filter(has_text=SESSIONS[1])
    row.locator("summary", has_text="Meer").click()
    row.get_by_role("link", name="Splits in twee bijeenkomsten").click()
    axe(page, within=".ll-admin")
    for number in (0, 1):
        page.locator(f"#id_p{number}-day").fill(day(1 + number).isoformat())
        page.locator(f"#id_p{number}-starts").fill(("09:00", "13:30")[number])
        page.locator(f"#id_p{number}-ends").fill(("11:00", "15:30")[number])
    pictures(page, "s3-split")
    page.set_viewport_size(DESK)
    page.get_by_role("button", name="Splits in twee bijeenkomsten").click()
    page.get_by_text("De sessie is verdeeld over twee bijeenkomsten").wait_for()
    axe(page, within=".ll-admin")
    pictures(page, "s3-group")
    assert [one.minutes for one in group.sessions.order_by("starts_at")] == [120, 120, 120, 120]
    assert set(group.sessions.values_list("place", flat=True)) == {CLIENT}


def eight_are_enrolled(page: Any, live_server: Any, group: Edition, account: Any) -> None:
    """The first by the coordinator's screen in the browser, seven by posting the same form."""
    address = reverse("leerlijn_editions:enrol", args=[group.pk])
    client = Client()
    client.force_login(account)
    for name in NAMES:
        email = f"{name.split()[0].lower()}@example.org".encode("ascii", "ignore").decode()
        if name == NAMES[0]:
            page.set_viewport_size(DESK)
            page.goto(live_server.url + address)
            page.locator("#id_name").fill(name)
            page.locator("#id_email").fill(email)
            page.locator("form[method=post] button[type=submit].button").last.click()
            page.get_by_text("in de groep").first.wait_for()
        else:
            typed = form_on(client.get(address).content, "form[method=post]:has([name=role])")
            assert client.post(address, typed | {"name": name, "email": email}).status_code == 302
    assert Enrolment.objects.filter(edition=group, state="placed", role="participant").count() == 8


def a_list_is_printed(page: Any, live_server: Any, session: Any) -> Image.Image:
    page.goto(live_server.url + reverse("leerlijn_paper:meeting", args=[session.edition_id, session.pk]))
    with page.expect_download() as download:
        page.get_by_role("button", name="Presentielijst maken").click()
    document = pypdfium2.PdfDocument(download.value.path())
    assert len(document) == 1
    text = document[0].get_textpage().get_text_range()
    assert all(name in text for name in NAMES if name.isascii())
    return document[0].render(scale=150 / 72).to_pil().convert("RGB")


def photographed(paper: Image.Image, path: Path, angle: float) -> Path:
    """As a phone takes it: not quite straight, with the place where it was taken beside the pixels."""
    path.write_bytes(photo_of(paper.rotate(angle, expand=True, resample=Image.Resampling.BICUBIC, fillcolor="#887")))
    assert SECRET in path.read_bytes()
    return path


def photos_are_sent(page: Any, live_server: Any, photos: list[Path], axe: Any, pictures: Any) -> None:
    """All four at once, in whatever order: each is found back by its code."""
    page.set_viewport_size(PHONE)
    page.goto(live_server.url + reverse("leerlijn_paper:send_any"))
    page.get_by_label("Foto's of scans van de lijst").set_input_files(list(reversed(photos)))
    page.get_by_role("button", name="Foto's insturen").click()
    page.get_by_role("heading", name="Wacht op jou").wait_for()
    axe(page, within=".ll-admin")
    pictures(page, "s3-sent")


def signatures_are_confirmed(page: Any, live_server: Any, scan: Scan, missed: str, axe: Any, pictures: Any) -> None:
    page.set_viewport_size(PHONE)
    page.goto(live_server.url + reverse("leerlijn_paper:scan", args=[scan.pk]))
    for name in NAMES:
        page.get_by_role("checkbox", name=name).set_checked(name != missed)
    if missed:
        axe(page, within=".ll-admin")
        pictures(page, "s3-scan")
        page.set_viewport_size(PHONE)
    page.get_by_role("button", name="Handtekeningen bevestigen").click()
    page.get_by_text("handtekeningen zijn als bewijs vastgelegd").wait_for()


def the_picture_is_private(scan: Scan, agency: Any) -> None:
    content = scan.file.open("rb").read()
    assert SECRET not in content
    assert not Image.open(BytesIO(content)).getexif()
    address = reverse("leerlijn_paper:picture", args=[scan.pk])
    others = f.UserFactory()
    assign(others, f.OrganisationFactory(), Assignment.Role.COORDINATOR, by=None)
    participant = f.UserFactory()
    for account, seen in ((agency.account, True), (others, False), (participant, False), (None, False)):
        client = Client()
        if account is not None:
            client.force_login(account)
        answer = client.get(address)
        assert (answer.status_code == 200) == seen, (account, answer.status_code)


def one_has_left(page: Any, live_server: Any, group: Edition, axe: Any, pictures: Any) -> None:
    """Before: the documents open. The coordinator ends the enrolment: after it nothing opens, and all stays on record."""
    run_waiting()
    leaving = Enrolment.objects.get(edition=group, person__name=LEFT)
    person = leaving.person
    person.account = f.UserFactory(email="vertrekker@example.org", language="nl")
    person.save()
    document = f.EditionDocumentFactory(edition=group, title="Plan rond het opvangcentrum")
    Reflection.objects.create(enrolment=leaving, block_key="x", text="Wat ik meeneem.", shared_at=timezone.now())
    client = Client(HTTP_ACCEPT_LANGUAGE="nl")
    client.force_login(person.account)
    addresses = {
        reverse("leerlijn_courses:document", args=[document.pk]): 404,
        reverse("leerlijn_courses:enrolment", args=[leaving.pk]): 404,
    }
    line = reverse("leerlijn_courses:my_line")
    assert {client.get(address).status_code for address in addresses} == {200}
    assert document.title in client.get(line).content.decode()
    page.set_viewport_size(DESK)
    page.goto(live_server.url + reverse("leerlijn_editions:edition", args=[group.pk]))
    row = page.locator("section[aria-labelledby=people] tr").filter(has_text=LEFT)
    row.locator("summary", has_text="Stoppen").click()
    row.get_by_role("button", name="Deze inschrijving stoppen").click()
    page.get_by_text("Wat genoteerd en geleerd is, blijft").or_(page.get_by_text("is gestopt")).first.wait_for()
    pictures(page, "s3-left")
    assert {address: client.get(address).status_code for address in addresses} == addresses
    shown = client.get(line).content.decode()
    assert document.title not in shown
    assert reverse("leerlijn_courses:enrolment", args=[leaving.pk]) not in shown
    page.context.clear_cookies()
    page.set_viewport_size(PHONE)
    page.goto(live_server.url + own_page_address(leaving))
    expect(page.locator("main")).to_contain_text("niet meer")
    expect(page.locator("main")).not_to_contain_text(document.title)
    axe(page)
    pictures(page, "s3-left-own-page")
    marks = Attendance.objects.effective().filter(person=person)
    assert [(mark.status, mark.evidence) for mark in marks] == [("present", "signed")] * 4
    assert leaving.reflections.get().text == "Wat ik meeneem."
    # What they earned is theirs to keep.
    assert leaving.certificates.get().state == "valid"
    expect(page.locator("section[aria-labelledby=certificates]")).to_contain_text("Certificaat")


def test_from_the_template_to_four_signed_lists(page, live_server, log_in, axe, pictures, template, agency, tmp_path):
    before = the_template_as_it_is(template)
    log_in(agency.account)
    group = the_group_is_started(page, live_server, template, axe, pictures)
    the_second_session_is_split(page, live_server, group, axe, pictures)
    assert the_template_as_it_is(template) == before
    eight_are_enrolled(page, live_server, group, agency.account)
    year = timezone.localdate().year
    grant = f.GrantFactory(code=GRANT, lead=agency, first_day=date(year - 1, 1, 1), last_day=date(year, 12, 31))
    f.EditionFundingFactory(edition=group, grant=grant)
    sessions = list(group.sessions.order_by("starts_at"))
    page.set_viewport_size(PHONE)
    angles = (1.5, -2.5, 3.0, -1.0)
    photos = [
        photographed(a_list_is_printed(page, live_server, session), tmp_path / f"IMG_{number}.jpg", angles[number])
        for number, session in enumerate(sessions)
    ]
    photos_are_sent(page, live_server, photos, axe, pictures)
    for number, session in enumerate(sessions):
        scan = Scan.objects.get(session=session)
        signatures_are_confirmed(page, live_server, scan, MISSED if number == 1 else "", axe, pictures)
        the_picture_is_private(scan, agency)
    marks = Attendance.objects.effective().filter(session__edition=group)
    assert [marks.filter(session=session).count() for session in sessions] == [8, 7, 8, 8]
    assert set(marks.values_list("evidence", flat=True)) == {"signed"}
    told = figures(GRANT, first=f"{year - 1}-01-01", last=f"{year}-12-31")
    wanted = {"contacts": 31, "sessions": 4, "activities": 1, "cumulative_persons": 8}
    assert {measure: told[measure] for measure in wanted} == wanted
    one_has_left(page, live_server, group, axe, pictures)
    again = figures(GRANT, first=f"{year - 1}-01-01", last=f"{year}-12-31")
    assert again == told
