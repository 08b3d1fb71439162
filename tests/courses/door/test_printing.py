"""Badges and room lists, read back: every name, no more than may be there, and QRs that a scanner reads."""

from __future__ import annotations

from io import BytesIO

import pypdfium2
import pytest
import zxingcpp
from pypdf import PdfReader

from courses.door.badges import badges_pdf
from courses.door.room_lists import room_lists_pdf
from courses.door.tickets import ticket_address, ticket_code
from courses.editions.expected import expected_at
from tests.courses.door.hall import hall
from tests.factories_editions import BreakoutFactory, ChoiceFactory

pytestmark = pytest.mark.django_db
LONG = "Jan-Willem Wolfeschlegelsteinhausenbergerdorff van der Zanden tot Oosterbeek"
NAMES = ["Anna de Vries", "Nguyễn Thị Minh Khai", "Ömer Ğül", "ሰላም ታደሰ", LONG, "x" * 500]


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def spoken(pdf: bytes) -> list[str]:
    tree = PdfReader(BytesIO(pdf)).trailer["/Root"]["/StructTreeRoot"]["/K"][0]["/K"]
    return [row["/ActualText"] for row in (kid.get_object() for kid in tree) if "/ActualText" in row]


def test_every_badge_has_its_name_and_a_ticket_that_a_scanner_reads():
    here = hall(organisation__name="Stichting Voorbeeld")
    guests = [here.guest(name, organisation="Gemeente Voorbeeldstad", person__phone="0600000001") for name in NAMES]
    pdf = badges_pdf(here.edition, guests)
    image = pypdfium2.PdfDocument(pdf)[0].render(scale=4).to_pil()
    read = {code.text.lower() for code in zxingcpp.read_barcodes(image)}
    assert read == {ticket_address(ticket_code(guest)).lower() for guest in guests}
    assert sorted(spoken(pdf)) == sorted(NAMES)
    text = text_of(pdf)
    assert text.count("Gemeente Voorbeeldstad") == len(NAMES)
    assert "Stichting Voorbeeld" in text
    assert "Slotbijeenkomst" in text
    assert "0600000001" not in text
    assert "@" not in text


def test_a_badge_says_what_its_bearer_chose():
    here = hall()
    guest = here.guest()
    ChoiceFactory(
        enrolment=guest, session=BreakoutFactory(round__edition=here.edition, title="Test je kennis", place="Zaal 2")
    )
    assert "14.30 uur · Zaal 2 · Test je kennis" in text_of(badges_pdf(here.edition, [guest]))


def test_a_name_that_cannot_be_printed_has_its_latin_spelling_or_stays_readable():
    here = hall()
    guests = [here.guest("王小明", person__latin_name="Wang Xiaoming"), here.guest("Saba 🙂")]
    assert sorted(spoken(badges_pdf(here.edition, guests))) == ["Saba ?", "Wang Xiaoming"]


def test_a_room_list_says_what_where_when_and_how_many_and_numbers_its_pages():
    here = hall()
    here.session.place = "Grote zaal"
    guests = [here.guest(f"Gast {n:02}", organisation="Gemeente Voorbeeldstad") for n in range(45)]
    pdf = room_lists_pdf(here.edition, [(here.session, list(expected_at(here.session)))])
    text = text_of(pdf)
    for words in ("Plenair", "Slotbijeenkomst", "Grote zaal", "45 personen", "Pagina 1 van 2", "Pagina 2 van 2"):
        assert words in text
    assert all(guest.person.name in text for guest in guests)
    assert text.count("Gemeente Voorbeeldstad") == 45


def test_names_are_in_the_order_in_which_one_looks_them_up():
    here = hall()
    for name in ("Özil", "anna", "Zoë", "Peter"):
        here.guest(name)
    pdf = room_lists_pdf(here.edition, [(here.session, list(expected_at(here.session)))])
    assert spoken(pdf) == ["anna", "Özil", "Peter", "Zoë"]


def test_a_meeting_without_anybody_has_a_page_too():
    here = hall()
    assert "0 personen" in text_of(room_lists_pdf(here.edition, [(here.session, [])]))
