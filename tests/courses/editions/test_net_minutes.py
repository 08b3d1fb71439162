"""The page says “about 16.30”; the trainer fixes the minutes."""

from __future__ import annotations

import pytest

from courses.editions.errors import MarkRefused
from courses.editions.marking import Mark, fix_minutes, mark_session
from courses.models import Attendance
from tests.factories import EnrolmentFactory, SelfPacedSessionFactory, SessionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    return SessionFactory()


def people(session, count):
    return EnrolmentFactory.create_batch(count, edition=session.edition)


def minutes_of(session):
    return dict(Attendance.objects.effective().filter(session=session).values_list("enrolment", "minutes"))


def test_who_was_there_all_along_has_them_now_and_later_and_nobody_elses_marks_move(session):
    there, late, own, half, away, after = people(session, 6)
    marks = [
        Mark(there, "present"),
        Mark(late, "late"),
        Mark(own, "present", minutes=50),
        Mark(half, "partial", minutes=40),
        Mark(away, "absent"),
    ]
    mark_session(session, marks, by=None, evidence="signed")
    fix_minutes(session, 90, by=None)
    mark_session(session, [Mark(after, "present")], by=None)
    assert minutes_of(session) == {
        there.pk: 90, late.pk: 90, own.pk: 50, half.pk: 40, away.pk: None, after.pk: 90,
    }  # fmt: skip
    held = Attendance.objects.effective().get(enrolment=there)
    assert (held.evidence, Attendance.objects.filter(enrolment=there).count()) == ("signed", 2)
    assert Attendance.objects.filter(enrolment=own).count() == 1


def test_fixing_again_follows_and_none_goes_back(session):
    (there,) = people(session, 1)
    mark_session(session, [Mark(there, "present")], by=None)
    for minutes in (90, 80, 80, None):
        fix_minutes(session, minutes, by=None)
        assert minutes_of(session) == {there.pk: minutes}
    assert Attendance.objects.count() == 4


def test_partial_is_checked_against_them(session):
    one, other = people(session, 2)
    mark_session(session, [Mark(one, "partial", minutes=100)], by=None)
    with pytest.raises(MarkRefused):
        fix_minutes(session, 90, by=None)
    mark_session(session, [Mark(one, "partial", minutes=90)], by=None)
    fix_minutes(session, 90, by=None)
    with pytest.raises(MarkRefused):
        mark_session(session, [Mark(other, "partial", minutes=91)], by=None)


@pytest.mark.parametrize("minutes", [0, -1, 121, 10**12])
def test_what_the_clock_does_not_allow_is_refused(session, minutes):
    with pytest.raises(MarkRefused):
        fix_minutes(session, minutes, by=None)


def test_a_break_is_marked_by_nobody_and_has_no_net_minutes():
    lunch = SessionFactory(is_break=True)
    with pytest.raises(MarkRefused):
        mark_session(lunch, [Mark(people(lunch, 1)[0], "present")], by=None)
    for session in (lunch, SelfPacedSessionFactory()):
        with pytest.raises(MarkRefused):
            fix_minutes(session, 30, by=None)
