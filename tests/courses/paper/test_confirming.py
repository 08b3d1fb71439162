"""Signatures: nothing before a person confirms, then evidence by signature, and back again by corrections."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.db import connection
from django.db.models import ProtectedError
from django.test.utils import CaptureQueriesContext

from courses.editions.errors import EditionError
from courses.editions.marking import Mark, mark_session
from courses.editions.planning import cancel_session
from courses.models import Attendance, Enrolment, Person, Scan, Signature
from courses.paper.confirming import confirm_scan, take_back
from courses.paper.errors import PaperError, Settled
from courses.paper.keeping import keep_file
from courses.people.registering import PersonRefused
from tests.factories import SuperuserFactory
from tests.factories_paper import photo_of, printed_sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return SuperuserFactory()


@pytest.fixture
def sheet():
    return printed_sheet(people=4)


@pytest.fixture
def scan(sheet, by):
    return sent(sheet, by)


def sent(sheet, by, turned=0) -> Scan:
    photo = photo_of(sheet.pages.first(), turned=turned)
    return keep_file(BytesIO(photo), name="a.jpg", size=len(photo), by=by).scans[0]


def people(sheet):
    return [row.enrolment for row in sheet.pages.first().rows.all()]


def holds(session):
    rows = Attendance.objects.effective().filter(session=session).order_by("enrolment")
    return {row.enrolment_id: (row.status, row.minutes, row.evidence) for row in rows}


def test_nothing_happens_before_somebody_confirms(sheet, scan):
    assert not Attendance.objects.exists()
    assert not Signature.objects.exists()


def test_signatures_lift_marks_and_what_has_none_stays(sheet, scan, by):
    late, half, absent, unsigned = people(sheet)
    marks = [Mark(late, "late"), Mark(half, "partial", 60), Mark(absent, "absent"), Mark(unsigned, "present")]
    mark_session(sheet.session, marks, by=by)
    confirm_scan(scan, signed=[late, half, absent], by=by)
    assert holds(sheet.session) == {
        late.pk: ("late", None, "signed"),
        half.pk: ("partial", 60, "signed"),
        absent.pk: ("present", None, "signed"),
        unsigned.pk: ("present", None, "trainer"),
    }
    scan.refresh_from_db()
    assert (scan.confirmed_by, scan.countersigned) == (by, False)
    assert {one.attendance for one in scan.signatures.all()} == set(
        Attendance.objects.effective().filter(evidence="signed")
    )


def test_the_trainers_signature_countersigns(sheet, scan, by):
    [one, *_] = people(sheet)
    confirm_scan(scan, signed=[one], countersigned=True, by=by)
    assert holds(sheet.session) == {one.pk: ("present", None, "countersigned")}


def test_saving_attendance_again_leaves_a_signed_mark_signed(sheet, scan, by):
    [one, *_] = people(sheet)
    confirm_scan(scan, signed=[one], by=by)
    assert mark_session(sheet.session, [Mark(one, "present")], by=by) == []
    assert holds(sheet.session)[one.pk] == ("present", None, "signed")
    mark_session(sheet.session, [Mark(one, "late")], by=by)
    assert holds(sheet.session)[one.pk] == ("late", None, "trainer")


def test_a_name_written_by_hand_becomes_a_person_in_the_group(sheet, scan, by):
    edition = sheet.session.edition
    edition.capacity = 4
    edition.save()
    confirm_scan(scan, signed=[], walk_ins=["  Nieuwe  Test "], by=by)
    person = Person.objects.get(name="Nieuwe Test")
    enrolment = Enrolment.objects.get(person=person)
    assert (person.keeper, enrolment.state) == (edition.organisation, "placed")
    assert holds(sheet.session) == {enrolment.pk: ("present", None, "signed")}


def test_a_name_that_is_none_changes_nothing_at_all(sheet, scan, by):
    with pytest.raises(PersonRefused):
        confirm_scan(scan, signed=people(sheet), walk_ins=["Goed Test", "\u200b"], by=by)
    assert not Attendance.objects.exists()
    assert not Person.objects.filter(name="Goed Test").exists()
    scan.refresh_from_db()
    assert scan.confirmed_at is None


def test_taken_back_every_mark_is_what_it_was(sheet, scan, by):
    late, absent, unmarked, changed = people(sheet)
    mark_session(sheet.session, [Mark(late, "late"), Mark(absent, "absent")], by=by)
    confirm_scan(scan, signed=[late, absent, unmarked, changed], by=by)
    mark_session(sheet.session, [Mark(changed, "excused")], by=by)
    assert take_back(scan, by=by) == 3
    assert holds(sheet.session) == {
        late.pk: ("late", None, "trainer"),
        absent.pk: ("absent", None, ""),
        unmarked.pk: ("void", None, ""),
        changed.pk: ("excused", None, ""),
    }
    with pytest.raises(Settled):
        take_back(scan, by=by)
    confirm_scan(scan, signed=[late], by=by)
    assert holds(sheet.session)[late.pk] == ("late", None, "signed")


def test_what_a_second_picture_shows_too_stays_signed(sheet, scan, by):
    one, two, *_ = people(sheet)
    other = sent(sheet, by, turned=180)
    confirm_scan(scan, signed=[one, two], by=by)
    confirm_scan(other, signed=[one], by=by)
    take_back(scan, by=by)
    assert holds(sheet.session) == {one.pk: ("present", None, "signed"), two.pk: ("void", None, "")}
    take_back(other, by=by)
    assert holds(sheet.session)[one.pk][0] == "void"


def test_two_who_confirm_at_once_confirm_once(at_once):
    by, sheet = SuperuserFactory(), printed_sheet(people=3)
    scan = sent(sheet, by)
    answers = at_once(*[lambda: confirm_scan(scan, signed=people(sheet), walk_ins=["Erbij Test"], by=by)] * 3)
    assert sum(isinstance(answer, Settled) for answer in answers) == 2
    assert sum(isinstance(answer, list) for answer in answers) == 1
    assert Signature.objects.count() == Attendance.objects.count() == 4
    assert Person.objects.filter(name="Erbij Test").count() == 1


def test_a_scan_of_no_list_yet_confirms_nothing(by):
    scan = Scan.objects.create(sha256="a" * 64, source_sha256="a" * 64, width=1, height=1, uploaded_by=by)
    with pytest.raises(PaperError):
        confirm_scan(scan, signed=[], by=by)


def test_evidence_is_not_deleted_with_what_it_proves(sheet, scan, by):
    confirm_scan(scan, signed=people(sheet), by=by)
    for row in (scan, Attendance.objects.first(), scan.page, sheet):
        with pytest.raises(ProtectedError):
            row.delete()


def test_a_meeting_with_a_picture_stays_on_the_plan_and_one_with_a_bare_list_may_go(sheet, scan, by):
    with pytest.raises(EditionError):
        cancel_session(sheet.session, by=by)
    cancel_session(printed_sheet().session, by=by)


def test_a_full_page_costs_no_more_queries_than_one_signature(by):
    asked = []
    for people_on_it in (1, 13):
        sheet = printed_sheet(people=people_on_it)
        scan = sent(sheet, by)
        signed = people(sheet)
        with CaptureQueriesContext(connection) as queries:
            confirm_scan(scan, signed=signed, by=by)
        asked.append(len(queries))
    assert asked[0] == asked[1] < 38
