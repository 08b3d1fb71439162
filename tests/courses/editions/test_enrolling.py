from __future__ import annotations

from datetime import date, timedelta

import pytest

from courses.editions.enrolling import Entry, enrol, enrol_many, enrol_oneself, free_places, place, withdraw
from courses.editions.errors import AlreadyEnrolled, EnrolmentClosed
from courses.editions.signals import enrolments_changed
from courses.models import Enrolment
from tests.factories import EditionFactory, PersonFactory, PersonWithAccountFactory

pytestmark = pytest.mark.django_db


def test_enrolling_twice_is_one_enrolment():
    edition, person = EditionFactory(), PersonFactory()
    assert enrol(person, edition, by=None) == enrol(person, edition, by=None)
    assert Enrolment.objects.count() == 1


def test_places_go_in_order_and_the_rest_waits():
    edition = EditionFactory(capacity=2)
    rows = enrol_many([Entry(person) for person in PersonFactory.create_batch(3)], edition, by=None)
    assert [row.state for row in rows] == ["placed", "placed", "waiting"]
    assert [row.placed_on is None for row in rows] == [False, False, True]
    assert free_places(edition) == 0


def test_who_makes_it_happen_takes_no_place():
    edition = EditionFactory(capacity=1)
    assert enrol(PersonFactory(), edition, by=None, role="trainer").state == "placed"
    assert enrol(PersonFactory(), edition, by=None).state == "placed"


def test_a_zero_places_group_only_has_a_waiting_list():
    assert enrol(PersonFactory(), EditionFactory(capacity=0), by=None).state == "waiting"


def test_enrolling_again_after_stopping_is_a_new_attempt_and_the_old_one_stays():
    edition, person = EditionFactory(), PersonFactory()
    first = enrol(person, edition, by=None)
    withdraw([first], by=None)
    second = enrol(person, edition, by=None)
    first.refresh_from_db()
    assert second != first
    assert first.state == "stopped"
    assert first.withdrawn_on is not None


def test_stopping_twice_keeps_the_first_day():
    enrolment = enrol(PersonFactory(), EditionFactory(), by=None)
    day = enrolment.enrolled_on + timedelta(days=3)
    withdraw([enrolment], by=None, on=day)
    withdraw([enrolment], by=None, on=day + timedelta(days=9))
    enrolment.refresh_from_db()
    assert enrolment.withdrawn_on == day


def test_a_coordinator_places_past_the_capacity_knowingly():
    edition = EditionFactory(capacity=0)
    enrolment = enrol(PersonFactory(), edition, by=None)
    place([enrolment], by=None)
    enrolment.refresh_from_db()
    assert enrolment.state == "placed"
    assert enrolment.placed_on is not None


def test_nobody_is_in_a_group_in_two_roles():
    edition, person = EditionFactory(), PersonFactory()
    enrol(person, edition, by=None)
    with pytest.raises(AlreadyEnrolled):
        enrol(person, edition, by=None, role="trainer")


def test_by_oneself_only_where_it_is_open_and_until_the_last_day():
    person = PersonWithAccountFactory()
    closed = EditionFactory()
    with pytest.raises(EnrolmentClosed):
        enrol_oneself(person, closed, by=person.account)
    late = EditionFactory(open_for_enrolment=True, enrol_until=date(2020, 1, 1))
    with pytest.raises(EnrolmentClosed):
        enrol_oneself(person, late, by=person.account)
    today = EditionFactory(open_for_enrolment=True)
    today.enrol_until = today.today()
    today.save()
    assert enrol_oneself(person, today, by=person.account).state == "placed"


def test_one_signal_per_verb_with_all_rows():
    heard = []

    def hear(sender, enrolments, **kwargs):
        heard.append(enrolments)

    enrolments_changed.connect(hear)
    try:
        enrol_many([Entry(person) for person in PersonFactory.create_batch(3)], EditionFactory(), by=None)
    finally:
        enrolments_changed.disconnect(hear)
    assert [len(rows) for rows in heard] == [3]


def test_many_cost_as_many_queries_as_few(django_assert_num_queries, django_assert_max_num_queries):
    small, large = EditionFactory.create_batch(2)
    few = [Entry(person) for person in PersonFactory.create_batch(2)]
    many = [Entry(person) for person in PersonFactory.create_batch(60)]
    enrol(PersonFactory(), EditionFactory(), by=None)
    with django_assert_max_num_queries(14) as counted:
        enrol_many(few, small, by=None)
    with django_assert_num_queries(len(counted.captured_queries)):
        enrol_many(many, large, by=None)
