"""The screens of paper: by typed-in address, what waits, what is refused in words."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from courses.models import Access, Assignment, Attendance, Scan, Sheet
from courses.paper.desk import lists_not_back, scans_waiting
from courses.people.assigning import assign
from tests.factories import (
    EditionFactory,
    EnrolmentFactory,
    OrganisationFactory,
    PersonFactory,
    SessionFactory,
    UserFactory,
)
from tests.factories_paper import photo_of, printed_sheet, scanned

pytestmark = pytest.mark.django_db


def page(name, *args):
    return reverse(f"leerlijn_paper:{name}", args=args)


def file(data, name="IMG_1.jpg"):
    return SimpleUploadedFile(name, data, "image/jpeg")


@pytest.fixture
def meeting():
    return SessionFactory(edition=EditionFactory())


@pytest.fixture
def coordinator(client, meeting):
    account = UserFactory(name="Coördinator Test")
    assign(account, meeting.edition.organisation, Assignment.Role.COORDINATOR, by=None)
    client.force_login(account)
    return account


@pytest.fixture
def trainer(meeting):
    account = UserFactory()
    assign(account, OrganisationFactory(), Assignment.Role.TRAINER, by=None)
    EnrolmentFactory(edition=meeting.edition, role="trainer", person=PersonFactory(account=account))
    return account


@pytest.fixture
def stranger():
    account = UserFactory()
    assign(account, OrganisationFactory(), Assignment.Role.COORDINATOR, by=None)
    return account


def send(client, meeting, *files):
    return client.post(page("send", meeting.edition_id, meeting.pk), {"pictures": files}, follow=True)


def test_from_printing_to_signed(client, coordinator, meeting):
    EnrolmentFactory(edition=meeting.edition, person=PersonFactory(name="Noor Test"))
    response = client.post(page("print", meeting.edition_id, meeting.pk), follow=True)
    assert response.headers["Content-Type"] == "application/pdf"
    assert f"{meeting.edition.code.lower()}-2025-01-15-1.pdf" in response.headers["Content-Disposition"]
    sheet = Sheet.objects.get()
    response = send(client, meeting, file(photo_of(sheet.pages.get())))
    scan = Scan.objects.get()
    assert response.redirect_chain[-1][0] == page("scan", scan.pk)
    assert "Noor Test" in response.content.decode()
    [row] = sheet.pages.get().rows.all()
    data = {"signed": [row.enrolment_id], "walk_in": ["Erbij Test", ""], "countersigned": "1"}
    response = client.post(page("scan", scan.pk), data, follow=True)
    assert "2 handtekeningen" in response.content.decode()
    assert set(Attendance.objects.effective().values_list("status", "evidence")) == {("present", "countersigned")}
    response = client.get(page("scan", scan.pk))
    assert "Coördinator Test" in response.content.decode()
    client.post(page("take_back", scan.pk))
    assert set(Attendance.objects.effective().values_list("status", flat=True)) == {"void"}


def test_the_picture_is_shown_to_who_sees_the_group_and_every_look_is_logged(client, coordinator, meeting):
    send(client, meeting, file(photo_of(printed_sheet(meeting).pages.get())))
    scan = Scan.objects.get()
    response = client.get(page("picture", scan.pk))
    assert b"".join(response.streaming_content).startswith(b"\xff\xd8")
    assert "no-store" in response.headers["Cache-Control"]
    assert Access.objects.get(kind="scan").subjects == [scan.pk]


def test_another_organisation_finds_nothing_at_any_address(client, coordinator, meeting, stranger, trainer):
    sheet = printed_sheet(meeting)
    send(client, meeting, file(photo_of(sheet.pages.get())))
    scan = Scan.objects.get()
    asked = [
        ("get", page("meeting", meeting.edition_id, meeting.pk)),
        ("post", page("print", meeting.edition_id, meeting.pk)),
        ("post", page("send", meeting.edition_id, meeting.pk)),
        ("get", page("sheet_pdf", sheet.pk)),
        ("get", page("scan", scan.pk)),
        ("post", page("scan", scan.pk)),
        ("get", page("picture", scan.pk)),
        ("post", page("which", scan.pk)),
        ("post", page("take_back", scan.pk)),
        ("post", page("throw_away", scan.pk)),
        ("get", reverse("leerlijn_courses:sheet", args=[sheet.pages.get().code])),
    ]
    client.force_login(stranger)
    assert [getattr(client, method)(address).status_code for method, address in asked] == [404] * len(asked)
    client.force_login(trainer)
    assert client.get(page("scan", scan.pk)).status_code == 200
    assert client.get(asked[-1][1]).headers["Location"] == page("meeting", meeting.edition_id, meeting.pk)


def test_a_picture_of_no_meeting_is_seen_by_its_sender_alone(client, coordinator, meeting, trainer, stranger):
    response = client.post(page("send_any"), {"pictures": [file(scanned_nothing())]}, follow=True)
    scan = Scan.objects.get()
    assert "niet te lezen" in response.content.decode()
    for other in (trainer, stranger):
        client.force_login(other)
        assert client.get(page("scan", scan.pk)).status_code == 404
        assert client.get(page("picture", scan.pk)).status_code == 404


def scanned_nothing():
    from PIL import Image

    return scanned(Image.new("RGB", (400, 500), "white"))


def test_saying_which_list_offers_the_pages_one_may_see(client, coordinator, meeting):
    theirs = printed_sheet()
    sheet = printed_sheet(meeting)
    send(client, meeting, file(scanned_nothing()))
    scan = Scan.objects.get()
    response = client.post(page("which", scan.pk), {"page": theirs.pages.get().pk})
    assert response.status_code == 200
    scan.refresh_from_db()
    assert scan.page is None
    client.post(page("which", scan.pk), {"page": sheet.pages.get().pk})
    scan.refresh_from_db()
    assert scan.page.sheet == sheet


def test_wrong_files_are_each_told_and_the_right_one_is_kept(client, coordinator, meeting):
    photo = photo_of(printed_sheet(meeting).pages.get())
    response = send(client, meeting, file(b"a,b,c", "lijst.csv"), file(photo), file(b"", "leeg.jpg"), file(photo[:900]))
    text = response.content.decode()
    for sentence in ("lijst.csv: Dit bestand is geen foto", "leeg.jpg: Dit bestand is leeg", "IMG_1.jpg: 1 bladzijde"):
        assert sentence in text
    assert Scan.objects.count() == 1


def test_nothing_chosen_and_far_too_much(client, coordinator, meeting):
    assert "Kies eerst" in send(client, meeting).content.decode()
    many = [file(b"x", f"{n}.jpg") for n in range(21)]
    assert "hoogstens 20" in send(client, meeting, *many).content.decode()


def test_a_wrong_name_keeps_what_was_ticked_and_typed(client, coordinator, meeting):
    sheet = printed_sheet(meeting)
    send(client, meeting, file(photo_of(sheet.pages.get())))
    row = sheet.pages.get().rows.first()
    data = {"signed": [row.enrolment_id, "9" * 30, "é", "\x00"], "walk_in": ["Goed Test", "x" * 600] + ["meer"] * 50}
    text = client.post(page("scan", Scan.objects.get().pk), data).content.decode()
    assert "langer dan 500" in text
    assert 'value="Goed Test"' in text
    assert f'value="{row.enrolment_id}" checked' in text
    assert not Attendance.objects.exists()


def test_who_was_marked_present_is_ticked_already(client, coordinator, meeting):
    from courses.editions.marking import Mark, mark_session

    sheet = printed_sheet(meeting)
    there, gone, unmarked = (row.enrolment for row in sheet.pages.get().rows.all())
    mark_session(meeting, [Mark(there, "late"), Mark(gone, "absent")], by=None)
    send(client, meeting, file(photo_of(sheet.pages.get())))
    text = client.get(page("scan", Scan.objects.get().pk)).content.decode()
    assert f'value="{there.pk}" checked' in text
    assert f'value="{gone.pk}" checked' not in text
    assert f'value="{unmarked.pk}" checked' not in text


def request_of(account):
    request = RequestFactory().get("/")
    request.user = account
    return request


def test_a_list_that_is_not_back_is_missed_after_some_days(coordinator, stranger, meeting):
    request = request_of(coordinator)
    printed_sheet(meeting)
    for days, missed in ((1, 0), (4, 1), (200, 0)):
        meeting.ends_at = timezone.now() - timedelta(days=days)
        meeting.starts_at = meeting.ends_at - timedelta(hours=2)
        meeting.save()
        assert len(lists_not_back(request, None)) == missed
    meeting.ends_at = timezone.now() - timedelta(days=4)
    meeting.save()
    assert not lists_not_back(request_of(stranger), None)


def test_a_picture_waits_until_it_is_confirmed(client, coordinator, stranger, meeting):
    sheet = printed_sheet(meeting)
    send(client, meeting, file(photo_of(sheet.pages.get())))
    [need] = scans_waiting(request_of(coordinator), None)
    assert need.url == page("scan", Scan.objects.get().pk)
    assert not scans_waiting(request_of(stranger), None)
    client.post(page("scan", Scan.objects.get().pk), {})
    assert not scans_waiting(request_of(coordinator), None)


def test_the_screens_ask_the_database_as_often_for_many_as_for_few(client, coordinator, django_assert_num_queries):
    asked = []
    for people in (1, 16):
        meeting = SessionFactory(
            edition=EditionFactory(organisation=coordinator.leerlijn_assignments.get().organisation)
        )
        sheet = printed_sheet(meeting, people=people)
        photo = photo_of(sheet.pages.first())
        send(client, meeting, file(photo))
        scan = Scan.objects.get(session=meeting)
        with_queries = []
        for address in (page("meeting", meeting.edition_id, meeting.pk), page("scan", scan.pk)):
            from django.db import connection
            from django.test.utils import CaptureQueriesContext

            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            with_queries.append(len(queries))
        asked.append(with_queries)
    assert asked[0] == asked[1]


def test_a_large_upload_goes_by_a_file_and_not_by_memory(client, coordinator, meeting, settings):
    """What is larger than Django keeps in memory is read from the disk all the same."""
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000
    send(client, meeting, file(photo_of(printed_sheet(meeting).pages.get())))
    assert Scan.objects.get().page is not None
