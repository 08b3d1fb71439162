"""A trainer with a phone: from the group's page to a signed list; and the same screens in English, wide."""

from __future__ import annotations

import pytest

from courses.models import Assignment, Attendance, Scan
from courses.paper.printing import print_sheet
from courses.people.assigning import assign
from tests.factories import (
    EditionFactory,
    EnrolmentFactory,
    OrganisationFactory,
    PersonFactory,
    SessionFactory,
    UserFactory,
)
from tests.factories_paper import photo_of, scanned

pytestmark = pytest.mark.browser

NAMES = ["Ayşe Öğretmenoğlu", "ሰላም ተስፋዬ", "محمد الأحمدي", "Wilhelmina Constantinopolitanska-van der Lange Naam"]


@pytest.fixture
def trainer():
    organisation = OrganisationFactory(name="Stichting Proef")
    account = UserFactory(name="Tess Trainer", language="nl")
    assign(account, organisation, Assignment.Role.TRAINER, by=None)
    session = SessionFactory(edition=EditionFactory(organisation=organisation, title="Kijken en luisteren"))
    EnrolmentFactory(edition=session.edition, role="trainer", person=PersonFactory(account=account))
    for name in NAMES:
        EnrolmentFactory(edition=session.edition, person=PersonFactory(name=name), organisation=organisation)
    account.session = session
    return account


def test_a_signed_list_on_a_phone(page, live_server, log_in, axe, pictures, trainer, tmp_path):
    log_in(trainer)
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{live_server.url}/admin/leerlijn/groups/{trainer.session.edition_id}/")
    page.locator("summary", has_text="Meer").first.click()
    page.get_by_role("link", name="Presentielijst").first.click()
    axe(page, within=".ll-admin")
    with page.expect_download() as download:
        page.get_by_role("button", name="Presentielijst maken").click()
    assert download.value.suggested_filename.startswith("presentielijst-")
    sheet = trainer.session.sheets.get()
    photo = tmp_path / "IMG_0001.jpg"
    photo.write_bytes(photo_of(sheet.pages.get(), turned=90))
    page.reload()
    page.get_by_label("Foto's of scans van de lijst").set_input_files(photo)
    page.get_by_role("button", name="Foto's insturen").click()
    page.get_by_role("heading", name="Wie er getekend heeft").wait_for()
    axe(page, within=".ll-admin")
    pictures(page, "paper-scan")
    for name in NAMES[:3]:
        page.get_by_role("checkbox", name=name).check()
    page.get_by_label("Naam op lege regel 5").fill("Nieuw van der Test")
    page.get_by_role("checkbox", name="De trainer heeft onderaan getekend").check()
    page.get_by_role("button", name="Handtekeningen bevestigen").click()
    page.get_by_text("4 handtekeningen zijn als bewijs vastgelegd").wait_for()
    marks = Attendance.objects.effective().values_list("evidence", flat=True)
    assert list(marks) == ["countersigned"] * 4
    pictures(page, "paper-meeting")
    page.get_by_role("link", name="handtekeningen bevestigd").click()
    axe(page, within=".ll-admin")
    pictures(page, "paper-confirmed")
    with page.expect_response("**/picture/") as shown:
        page.get_by_role("link", name="De getekende lijst").click()
    assert shown.value.headers["content-type"] == "image/jpeg"


def test_a_picture_without_a_code_in_english(page, live_server, log_in, axe, pictures, trainer, tmp_path):
    from PIL import Image

    trainer.language = "en"
    trainer.save()
    print_sheet(trainer.session, by=trainer)
    log_in(trainer)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{live_server.url}/admin/leerlijn/paper/{trainer.session.edition_id}/{trainer.session.pk}/")
    pdf = tmp_path / "scan.pdf"
    pdf.write_bytes(scanned(Image.new("RGB", (800, 1100), "#eee")))
    page.locator("input[type=file]").set_input_files([pdf])
    page.locator("form[enctype] button[type=submit]").click()
    page.locator("select[name=page]").wait_for()
    axe(page, within=".ll-admin")
    pictures(page, "paper-which")
    page.locator("select[name=page]").select_option(index=1)
    page.locator("form[action*=which] button[type=submit]").click()
    page.locator("input[name=countersigned]").wait_for()
    assert Scan.objects.get().page is not None
    axe(page, within=".ll-admin")
    page.goto(live_server.url + "/admin/leerlijn/paper/send/")
    axe(page, within=".ll-admin")
    pictures(page, "paper-send")
