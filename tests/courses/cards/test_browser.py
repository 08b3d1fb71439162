"""A role model without e-mail: the card is printed, scanned, and lost."""

from __future__ import annotations

import pypdfium2
import pytest
import zxingcpp

from courses.models import Assignment
from courses.people.assigning import assign
from tests.factories import EditionFactory, EnrolmentFactory, OrganisationFactory, PersonFactory, UserFactory

pytestmark = pytest.mark.browser


def test_a_card_from_the_printer_to_the_line_and_lost(page, log_in, axe, pictures, browser, live_server):
    organisation = OrganisationFactory()
    coordinator = UserFactory(language="nl")
    assign(coordinator, organisation, Assignment.Role.COORDINATOR, by=None)
    edition = EditionFactory(organisation=organisation, title="Rolmodellen")
    selam = PersonFactory(name="Selam Tesfaye", email="", keeper=organisation)
    EnrolmentFactory(edition=edition, person=selam)
    EnrolmentFactory(edition=edition, person=PersonFactory(name="Noor Test", keeper=organisation))
    log_in(coordinator)
    page.goto(f"{live_server.url}/admin/leerlijn/cards/groups/{edition.pk}/")
    axe(page, within="main")
    pictures(page, "cards-group")
    with page.expect_download() as download:
        page.get_by_role("button", name="Kaarten afdrukken").click()
    code = scanned(download.value.path())
    page.goto(f"{live_server.url}/admin/leerlijn_courses/person/inspect/{selam.pk}/")
    axe(page, within="section[aria-labelledby=card]")
    pictures(page, "cards-person")

    phone = browser.new_context(locale="en-GB", viewport={"width": 320, "height": 640}).new_page()
    phone.goto(live_server.url + code)
    axe(phone)
    pictures(phone, "cards-card")
    phone.get_by_role("button", name="S. T.").click()
    phone.get_by_role("heading", name="Selam Tesfaye").wait_for()
    page.reload()
    page.get_by_role("button", name="Kwijt: kaart vervangen").click()
    page.get_by_text("werkt niet meer").first.wait_for()
    phone.reload()
    assert "/login/" in phone.url
    phone.goto(live_server.url + code)
    phone.get_by_role("heading").first.wait_for()
    axe(phone)
    pictures(phone, "cards-stopped")
    phone.goto(live_server.url + code.rsplit("/", 2)[0] + "/?code=é")
    axe(phone)
    pictures(phone, "cards-type")
    phone.context.close()


def scanned(pdf):
    """The path of the address on the one card of a printed page."""
    [found] = zxingcpp.read_barcodes(pypdfium2.PdfDocument(pdf)[0].render(scale=2).to_pil())
    return "/" + found.text.split("/", 3)[3]
