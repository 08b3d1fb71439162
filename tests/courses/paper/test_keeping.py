"""Pictures find their meeting by the code, whoever sends them from where; what isn't theirs is not kept."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from PIL import Image

from courses.models import Assignment, Scan
from courses.paper.confirming import confirm_scan
from courses.paper.errors import PaperError, Settled
from courses.paper.keeping import keep_file, say_which, throw_away
from courses.people.assigning import assign
from tests.factories import EditionFactory, OrganisationFactory, SessionFactory, UserFactory
from tests.factories_paper import SECRET, paper_of, photo_of, printed_sheet, scanned

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation():
    return OrganisationFactory()


@pytest.fixture
def coordinator(organisation):
    account = UserFactory()
    assign(account, organisation, Assignment.Role.COORDINATOR, by=None)
    return account


@pytest.fixture
def meeting(organisation):
    return SessionFactory(edition=EditionFactory(organisation=organisation))


def keep(data, by, session=None):
    return keep_file(BytesIO(data), name="lijst.jpg", size=len(data), by=by, session=session)


def files():
    return {path for path in Path(settings.PRIVATE_ROOT, "scans").rglob("*") if path.is_file()}


def blank():
    out = BytesIO()
    Image.new("RGB", (900, 1200), "#eee").save(out, "JPEG")
    return out.getvalue()


def test_a_photo_is_kept_with_its_page_privately_and_without_its_place(coordinator, meeting):
    sheet = printed_sheet(meeting)
    before = files()
    [scan] = keep(photo_of(sheet.pages.get()), coordinator, meeting).scans
    assert (scan.page.sheet, scan.session, scan.confirmed_at) == (sheet, meeting, None)
    [stored] = files() - before
    assert SECRET not in stored.read_bytes()
    assert not stored.name.startswith(("lijst", "scan."))
    assert not Path(scan.file.path).is_relative_to(settings.MEDIA_ROOT)


def test_sent_at_the_wrong_meeting_or_at_none_it_goes_to_its_own(coordinator, meeting):
    sheet = printed_sheet(meeting, people=20)
    other = SessionFactory(edition=meeting.edition, days=7)
    elsewhere = SessionFactory(edition=EditionFactory(organisation=meeting.edition.organisation))
    first, second = sheet.pages.all()
    assert keep(photo_of(first), coordinator, other).scans[0].session == meeting
    assert keep(photo_of(second), coordinator, elsewhere).scans[0].session == meeting
    assert keep(photo_of(second, turned=90), coordinator).scans[0].page == second


def test_a_pdf_of_several_lists_goes_to_several_meetings(coordinator, meeting):
    one, two = printed_sheet(meeting), printed_sheet(SessionFactory(edition=meeting.edition, days=7))
    kept = keep(scanned(paper_of(two)[0], paper_of(one)[0], Image.new("RGB", (900, 1200), "white")), coordinator)
    assert [scan.page and scan.page.sheet for scan in kept.scans] == [two, one, None]


def test_two_lists_on_one_photo_are_two_scans(coordinator, meeting):
    sheet = printed_sheet(meeting, people=20)
    both = Image.new("RGB", (2600, 1800), "#553")
    for place, page in enumerate(paper_of(sheet)):
        both.paste(page, (20 + 1310 * place, 20))
    data = photo_of(both)
    assert {scan.page for scan in keep(data, coordinator, meeting).scans} == set(sheet.pages.all())
    again = keep(data, coordinator, meeting)
    assert (len(again.scans), len(again.known)) == (0, 2)


def test_a_list_of_another_organisation_is_not_kept_and_not_told(coordinator, meeting):
    theirs = printed_sheet(SessionFactory(edition=EditionFactory(title="Geheime groep")))
    before = files()
    kept = keep(photo_of(theirs.pages.get()), coordinator, meeting)
    assert not kept.scans
    assert len(kept.refusals) == 1
    assert "Geheim" not in kept.refusals[0]
    assert theirs.session.edition.code not in kept.refusals[0]
    assert files() == before
    assert not Scan.objects.exists()


def test_the_same_file_twice_is_recognised(coordinator, meeting):
    photo = photo_of(printed_sheet(meeting).pages.get())
    [first] = keep(photo, coordinator, meeting).scans
    before = files()
    again = keep(photo, UserFactory(is_superuser=True), meeting)
    assert (again.scans, again.known) == ([], [first])
    assert files() == before


def test_the_same_file_sent_twice_at_the_same_moment_is_one(at_once, organisation, coordinator, meeting):
    photo = photo_of(printed_sheet(meeting).pages.get())
    before = len(files())
    answers = at_once(*[lambda: keep(photo, coordinator, meeting)] * 3)
    assert not [answer for answer in answers if isinstance(answer, Exception)]
    assert Scan.objects.count() == 1
    assert len(files()) - before == 1


def test_a_picture_without_a_code_is_kept_until_a_person_says_which(coordinator, meeting):
    sheet = printed_sheet(meeting)
    [scan] = keep(blank(), coordinator).scans
    assert (scan.session, scan.page) == (None, None)
    say_which(scan, sheet.pages.get(), by=coordinator)
    assert (scan.session, scan.page.sheet) == (meeting, sheet)
    confirm_scan(scan, signed=[], by=coordinator)
    with pytest.raises(Settled):
        say_which(scan, sheet.pages.get(), by=coordinator)


def test_a_broken_page_leaves_the_other_files(coordinator, meeting):
    kept = keep(b"not a picture", coordinator, meeting)
    assert kept.refusals
    assert not Scan.objects.exists()


def test_a_picture_sent_by_mistake_goes_with_its_file(coordinator, meeting, django_capture_on_commit_callbacks):
    before = files()
    [scan] = keep(blank(), coordinator, meeting).scans
    with django_capture_on_commit_callbacks(execute=True):
        throw_away(scan, by=coordinator)
    assert files() == before
    assert not Scan.objects.exists()


def test_what_was_evidence_once_is_not_thrown_away(coordinator, meeting):
    sheet = printed_sheet(meeting)
    [scan] = keep(photo_of(sheet.pages.get()), coordinator, meeting).scans
    confirm_scan(scan, signed=[sheet.pages.get().rows.first().enrolment], by=coordinator)
    with pytest.raises(PaperError):
        throw_away(scan, by=coordinator)
    assert Scan.objects.exists()
