from __future__ import annotations

import pytest
from django.db import connection

from courses.editions.errors import MarkRefused
from courses.editions.marking import Mark, effective_marks, mark_session, set_headcount
from courses.models import Attendance
from tests.factories import EnrolmentFactory, SelfPacedSessionFactory, SessionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    return SessionFactory()


@pytest.fixture
def enrolment(session):
    return EnrolmentFactory(edition=session.edition)


def test_a_correction_supersedes_and_nothing_is_lost(session, enrolment):
    mark_session(session, [Mark(enrolment, "present")], by=None)
    mark_session(session, [Mark(enrolment, "absent")], by=None)
    assert effective_marks(session)[enrolment.person_id].status == "absent"
    assert Attendance.objects.count() == 2


def test_the_same_mark_again_appends_nothing(session, enrolment):
    mark_session(session, [Mark(enrolment, "present")], by=None)
    assert mark_session(session, [Mark(enrolment, "present")], by=None) == []
    assert Attendance.objects.count() == 1


def test_better_evidence_is_something_new(session, enrolment):
    mark_session(session, [Mark(enrolment, "present")], by=None)
    mark_session(session, [Mark(enrolment, "present")], by=None, evidence="signed")
    assert effective_marks(session)[enrolment.person_id].evidence == "signed"


def test_withdrawing_a_mark_that_was_never_made_says_nothing(session, enrolment):
    assert mark_session(session, [Mark(enrolment, "void")], by=None) == []


@pytest.mark.parametrize(
    ("status", "minutes"), [("partial", None), ("partial", -1), ("present", 121), ("asleep", None)]
)
def test_what_cannot_be_is_refused_and_nothing_is_written(session, enrolment, status, minutes):
    other = EnrolmentFactory(edition=session.edition)
    with pytest.raises(MarkRefused):
        mark_session(session, [Mark(other, "present"), Mark(enrolment, status, minutes=minutes)], by=None)
    assert not Attendance.objects.exists()


def test_somebody_of_another_group_is_refused(session):
    with pytest.raises(MarkRefused):
        mark_session(session, [Mark(EnrolmentFactory(), "present")], by=None)


def test_only_at_ones_own_pace_a_mark_has_a_day(session, enrolment):
    own_pace = SelfPacedSessionFactory()
    learner = EnrolmentFactory(edition=own_pace.edition)
    with pytest.raises(MarkRefused):
        mark_session(own_pace, [Mark(learner, "present", minutes=30)], by=None)
    with pytest.raises(MarkRefused):
        mark_session(session, [Mark(enrolment, "present", on=learner.enrolled_on)], by=None)


def test_a_room_of_five_hundred_costs_no_more_queries_than_one_of_five(
    session, django_assert_num_queries, django_assert_max_num_queries
):
    few = EnrolmentFactory.create_batch(5, edition=session.edition)
    mark_session(SessionFactory(edition=session.edition), [Mark(few[0], "present")], by=None)
    with django_assert_max_num_queries(28) as counted:
        mark_session(session, [Mark(enrolment, "present") for enrolment in few], by=None)
    big = SessionFactory()
    many = EnrolmentFactory.create_batch(500, edition=big.edition)
    # SQLite takes so many values a statement that the one INSERT becomes a few; that is all that may differ.
    inserts = -(-500 * 12 // connection.features.max_query_params) if connection.features.max_query_params else 1
    with django_assert_num_queries(len(counted.captured_queries) - 1 + inserts):
        mark_session(big, [Mark(enrolment, "present") for enrolment in many], by=None)
    assert Attendance.objects.filter(session=big).count() == 500


def test_the_head_count_can_be_given_and_taken_away(session):
    assert set_headcount(session, 133, by=None).headcount == 133
    assert set_headcount(session, None, by=None).headcount is None
