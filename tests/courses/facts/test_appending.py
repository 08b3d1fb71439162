"""Facts supersede one another by the moment they were recorded, whatever order they arrive in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from courses.facts.appending import append_facts
from courses.models import Attendance
from tests.factories import EnrolmentFactory, SessionFactory

pytestmark = pytest.mark.django_db
START = datetime(2025, 3, 1, 9, tzinfo=UTC)


def mark(enrolment, session, status, minute):
    return Attendance(
        person=enrolment.person,
        session=session,
        enrolment=enrolment,
        status=status,
        recorded_at=START + timedelta(minutes=minute),
    )


def known_slowly(facts, moment):
    """The law, read aloud: of the marks recorded at or before the moment, the latest recorded of each person."""
    latest = {}
    for fact in sorted(facts, key=lambda f: f.recorded_at):
        if fact.recorded_at <= moment:
            latest[fact.person_id] = fact.status
    return latest


@pytest.mark.parametrize("seed", range(6))
def test_what_is_known_at_any_moment_does_not_depend_on_the_order_of_arrival(seed):
    random = Random(seed)
    session = SessionFactory()
    enrolments = EnrolmentFactory.create_batch(3, edition=session.edition)
    statuses = ["present", "absent", "late", "excused", "void"]
    facts = [
        mark(random.choice(enrolments), session, random.choice(statuses), minute)
        for minute in random.sample(range(60), 12)
    ]
    parts = random.sample(facts, len(facts))
    for start in range(0, len(parts), 4):
        append_facts(parts[start : start + 4])
    for minute in range(-1, 62, 7):
        moment = START + timedelta(minutes=minute)
        held = {f.person_id: f.status for f in Attendance.objects.effective(moment)}
        assert held == known_slowly(facts, moment)
    assert {f.person_id: f.status for f in Attendance.objects.effective()} == known_slowly(
        facts, START + timedelta(days=1)
    )


def test_two_marks_of_the_same_moment_both_stand_and_the_last_one_holds():
    session = SessionFactory()
    enrolment = EnrolmentFactory(edition=session.edition)
    append_facts([mark(enrolment, session, "present", 0)])
    append_facts([mark(enrolment, session, "absent", 0)])
    assert Attendance.objects.count() == 2
    assert Attendance.objects.effective().get().status == "absent"


def test_appending_a_hundred_costs_no_more_queries_than_two(django_assert_max_num_queries):
    session = SessionFactory()
    enrolments = EnrolmentFactory.create_batch(100, edition=session.edition)
    with django_assert_max_num_queries(13):
        append_facts([mark(enrolment, session, "present", 0) for enrolment in enrolments])
