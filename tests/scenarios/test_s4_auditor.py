"""S4, steps 7 and 12, by the lead's and the auditor's own screens: what was entered twice counts once with the evidence of
both, and an auditor sees ten rows drawn by a recorded seed, with the level of evidence of each.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from playwright.sync_api import expect

from courses.editions.marking import Mark, mark_session
from courses.models import Activity, Assignment, Audit, PossibleDouble
from courses.paper.confirming import confirm_scan
from courses.paper.keeping import keep_file
from courses.paper.printing import print_sheet
from courses.people.assigning import assign
from courses.reporting.drilling.drawing import drawn, fingerprint
from tests import factories as f
from tests.factories_fieldwork import logged
from tests.factories_paper import photo_of
from tests.scenarios.screens import DESK, PHONE, figures

GRANT = "HOME/2012/ISEC/AG/RAD/4000003805"
PEOPLE = 14
SIGNED = 9

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


class Polrad:
    """The lead, and two partners: a training with a signed list, and three activities of which two are one."""

    def __init__(self) -> None:
        self.lead, self.partner, self.other = (
            f.OrganisationFactory(name=name)
            for name in ("CMO STAMM", "Jongerenwerk Barkema & de Haan", "Overstag Uitvoering")
        )
        self.grant = f.GrantFactory(
            code=GRANT,
            title="POLRAD",
            lead=self.lead,
            funder__name="ISEC",
            first_day=date(2013, 4, 1),
            last_day=date(2014, 12, 31),
        )
        for organisation in (self.partner, self.other):
            f.GrantPartnerFactory(grant=self.grant, organisation=organisation)
        self.coordinator = f.UserFactory(name="Carla Coördinator", language="nl")
        assign(self.coordinator, self.lead, Assignment.Role.COORDINATOR, by=None)
        self.trainer = f.UserFactory(name="Tess Trainer", language="nl")
        assign(self.trainer, self.partner, Assignment.Role.COORDINATOR, by=None)
        self._training()
        for giver, day in ((self.partner, 10), (self.other, 10), (self.other, 24)):
            photo = ContentFile(f"photo of {giver.name} {day}".encode())
            starts = datetime(2013, 6, day, 17, tzinfo=UTC)
            logged(giver, by=None, grant=self.grant, starts_at=starts, host="Wijkcentrum Proef", photo=photo)

    def _training(self) -> None:
        self.edition = f.EditionFactory(
            organisation=self.partner, title="Signalering van polarisatie en radicalisering", version=None
        )
        f.EditionFundingFactory(edition=self.edition, grant=self.grant)
        starts = datetime(2013, 9, 16, 11, tzinfo=UTC)
        session = f.SessionFactory(edition=self.edition, starts_at=starts, ends_at=starts.replace(hour=15))
        people = [
            f.EnrolmentFactory(
                edition=self.edition,
                role="professional",
                enrolled_on=date(2013, 9, 2),
                person=f.PersonFactory(name=f"Proefpersoon {number:02}", keeper=self.partner),
            )
            for number in range(PEOPLE)
        ]
        sheet = print_sheet(session, by=self.trainer)
        marks = [Mark(one, "late" if place == 3 else "present") for place, one in enumerate(people)]
        mark_session(session, marks, by=self.trainer, at=starts.replace(hour=16))
        data = photo_of(sheet.pages.first())
        (scan,) = keep_file(BytesIO(data), name="lijst.jpg", size=len(data), by=self.trainer).scans
        confirm_scan(scan, signed=people[:SIGNED], countersigned=True, by=self.trainer)


def activities_of(code: str) -> int:
    return figures(code, first="2013-04-01", last="2014-12-31")["activities"]


def what_was_entered_twice_is_joined(page: Any, polrad: Polrad, look: Any) -> None:
    before = activities_of(GRANT)
    page.get_by_role("link", name="Nakijken", exact=True).click()
    look("s4-nakijken")
    page.get_by_role("link", name="is misschien twee keer ingevoerd").click()
    page.get_by_role("button", name="telt").first.click()
    assert PossibleDouble.objects.get().decision == "same"
    assert activities_of(GRANT) == before - 1
    assert all(activity.photo.storage.exists(activity.photo.name) for activity in Activity.objects.all())


def what_is_right_is_taken_off_the_list(page: Any, live_server: Any, polrad: Polrad, look: Any) -> None:
    page.goto(live_server.url + reverse("leerlijn_checking:project", args=[polrad.grant.pk]))
    late = page.get_by_role("listitem").filter(has_text="kwam te laat, zonder minuten")
    late.get_by_text("Zo is het goed").click()
    late.get_by_label("Waarom klopt het?").fill("De trein viel uit.")
    late.get_by_role("button", name="Van de lijst halen").click()
    expect(page.get_by_text("De trein viel uit.")).to_be_visible()
    look("s4-nagekeken")


def a_figure_opens_down_to_the_signature(page: Any, live_server: Any, polrad: Polrad, look: Any) -> None:
    page.goto(live_server.url + reverse("leerlijn_reporting:members", args=[polrad.grant.pk, "contacts"]))
    page.locator("table.ll-admin-table tbody th a").first.click()
    page.get_by_role("heading", name=polrad.edition.title).wait_for()
    shows_pictures(page)
    assert "Proefpersoon" not in page.locator("main").inner_text()
    look("s4-bewijs")


def shows_pictures(page: Any) -> int:
    """How many rows of signed lists are shown, each scrolled to, since they load when one comes to them."""
    shown = page.locator(".ll-evidence-picture img")
    for number in range(shown.count()):
        shown.nth(number).scroll_into_view_if_needed()
        page.wait_for_function(
            "image => image.complete && image.naturalWidth > 100", arg=shown.nth(number).element_handle()
        )
    return shown.count()


def a_link_for_the_auditor(page: Any, look: Any) -> str:
    page.get_by_role("link", name="Voor controleurs").click()
    look("s4-controleurs")
    page.get_by_label("Voor wie").fill("De accountant van ISEC")
    page.get_by_label("Trekken uit").select_option("contacts")
    page.get_by_role("button", name="Regels trekken en link maken").click()
    address = page.get_by_role("textbox", name="De link").input_value()
    look("s4-link")
    return address


def the_auditor_sees_ten_rows(page: Any, look: Any) -> None:
    audit = Audit.objects.get()
    expect(page.locator(".ll-evidence-row")).to_have_count(10)
    text = page.locator("main").inner_text()
    assert "Proefpersoon" not in text
    assert audit.seed in text
    assert text.count("Sterkste bewijs: ") == 10
    signed = text.count("Sterkste bewijs: getekend en meegetekend")
    assert shows_pictures(page) == signed >= 5
    with page.expect_download() as numbers:
        page.get_by_role("link", name="De lijst met nummers").click()
    keys = numbers.value.path().read_text().split()
    assert len(keys) == PEOPLE
    assert fingerprint(keys) == audit.fingerprint
    assert drawn(keys, seed=audit.seed, number=10) == audit.rows
    look("s4-controleur")


def test_from_doubts_to_an_auditor(page, live_server, log_in, axe, pictures):
    polrad = Polrad()

    def look(name: str) -> None:
        for size in (PHONE, DESK):
            page.set_viewport_size(size)
            axe(page, within=".ll-admin" if "/admin/" in page.url else None)
        pictures(page, name)
        page.set_viewport_size(DESK)

    log_in(polrad.coordinator)
    page.set_viewport_size(DESK)
    page.goto(live_server.url + reverse("leerlijn_reporting:project", args=[polrad.grant.pk]))
    what_was_entered_twice_is_joined(page, polrad, look)
    what_is_right_is_taken_off_the_list(page, live_server, polrad, look)
    a_figure_opens_down_to_the_signature(page, live_server, polrad, look)
    address = a_link_for_the_auditor(page, look)
    page.context.clear_cookies()
    page.goto(live_server.url + "/" + address.split("/", 3)[3])
    the_auditor_sees_ten_rows(page, look)
    log_in(polrad.coordinator)
    page.goto(live_server.url + reverse("leerlijn_drilling:audit", args=[polrad.grant.pk, Audit.objects.get().pk]))
    expect(page.get_by_text("keer geopend")).to_be_visible()
    page.get_by_text("Link intrekken").click()
    page.get_by_role("button", name="Intrekken").click()
    page.get_by_text("De link opent niets meer").wait_for()
    assert page.context.request.get(live_server.url + "/" + address.split("/", 3)[3]).status == 410
