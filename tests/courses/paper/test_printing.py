"""A printed list: who stands where, codes of its own, and names in every script."""

from __future__ import annotations

import re

import pypdfium2
import pytest
from django.utils import translation

from courses.models import SheetPage, SheetRow
from courses.paper.codes_on import code_in, codes_on
from courses.paper.drawing import sheet_pdf
from courses.paper.errors import PaperError
from courses.paper.printing import EMPTY, ROWS, pages_for, print_sheet
from tests.factories import (
    EditionFundingFactory,
    EnrolmentFactory,
    PersonFactory,
    SelfPacedSessionFactory,
    SessionFactory,
)
from tests.factories_paper import paper_of, printed_sheet

pytestmark = pytest.mark.django_db


def text_of(pdf: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))


def test_everybody_expected_has_a_row_and_the_list_stays_as_it_was_printed():
    sheet = printed_sheet(people=ROWS)
    stopped = EnrolmentFactory(edition=sheet.session.edition, state="stopped")
    later = EnrolmentFactory(edition=sheet.session.edition)
    rows = SheetRow.objects.filter(page__sheet=sheet)
    assert [row.number for row in rows] == list(range(1, ROWS + 1))
    assert not rows.filter(enrolment__in=[stopped, later]).exists()
    assert sheet.pages.count() == 2, "a full page leaves no row for who comes along"


@pytest.mark.parametrize("people", [0, 1, 13, 14, 16, 29, 30, 500])
def test_there_are_always_empty_rows(people):
    assert pages_for(people) * ROWS - people >= EMPTY
    assert (pages_for(people) - 1) * ROWS - people < EMPTY


def test_each_printing_has_a_number_and_codes_of_its_own():
    first = printed_sheet()
    second = print_sheet(first.session, by=None)
    assert (first.number, second.number) == (1, 2)
    codes = list(SheetPage.objects.values_list("code", flat=True))
    assert len(set(codes)) == len(codes) == 2
    assert all(re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{16}", code) for code in codes)


def test_what_is_done_at_ones_own_pace_has_no_list():
    with pytest.raises(PaperError):
        print_sheet(SelfPacedSessionFactory(), by=None)


def test_the_paper_says_what_meeting_it_is_and_why_one_signs():
    session = SessionFactory(place="Zaal Proef", title="Dag een")
    edition = session.edition
    grant = EditionFundingFactory(edition=edition).grant
    EnrolmentFactory(edition=edition, role="trainer", person=PersonFactory(name="Tess Trainer"))
    EnrolmentFactory(edition=edition, person=PersonFactory(name="Ayşe Öğretmenoğlu"), organisation=edition.organisation)
    EnrolmentFactory(edition=edition, person=PersonFactory(name="ሰላም ተስፋዬ"))
    EnrolmentFactory(edition=edition, person=PersonFactory(name="陈小明 " + "lang " * 60))
    with translation.override("nl"):
        text = text_of(sheet_pdf(print_sheet(session, by=None)))
    for word in (edition.title, edition.code, "Zaal Proef", "Dag een", "14.00 tot 16.00 uur", "Tess Trainer"):
        assert word in text
    for word in ("Ayşe Öğretmenoğlu", "ሰላም ተስፋዬ", edition.organisation.name, grant.code, "Handtekening", "1 van 1"):
        assert word in text


def test_the_code_on_each_page_is_that_pages():
    sheet = printed_sheet(people=20)
    for page, picture in zip(sheet.pages.all(), paper_of(sheet), strict=True):
        assert [found.code for found in codes_on(picture)] == [page.code]


def test_a_code_is_only_what_stands_at_the_end_of_an_address():
    assert code_in("HTTPS://X.EXAMPLE.ORG/leren/sheet/0123456789ABCDEF/") == "0123456789ABCDEF"
    for other in ("0123456789ABCDEF", "https://example.org/", "WIFI:S:zaal;;", "", "x/" + "u" * 16, "/" * 9_000):
        assert code_in(other) == ""


def test_a_long_list_asks_the_database_no_more_than_a_short_one(django_assert_num_queries):
    for people in (2, 40):
        sheet = printed_sheet(people=people)
        with django_assert_num_queries(9):
            print_sheet(sheet.session, by=None)
        with django_assert_num_queries(4):
            sheet_pdf(sheet)
