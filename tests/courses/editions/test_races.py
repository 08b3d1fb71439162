"""Two people at one moment: one place, one enrolment, one number, one mark that holds."""

from __future__ import annotations

from functools import partial

from courses.editions.codes import reserve_in_series
from courses.editions.enrolling import enrol, withdraw
from courses.editions.marking import Mark, mark_session
from courses.models import Attendance, Edition, Enrolment, Person
from courses.people.merging import MergeRefused, merge, survivors
from courses.people.registering import person_for_account
from tests.factories import EditionFactory, EnrolmentFactory, PersonFactory, SessionFactory, UserFactory


def test_the_last_place_goes_to_one_and_the_other_waits(at_once):
    edition = EditionFactory(capacity=1)
    people = PersonFactory.create_batch(6)
    rows = at_once(*(partial(enrol, person, Edition.objects.get(pk=edition.pk), by=None) for person in people))
    assert sorted(row.state for row in rows) == ["placed", *["waiting"] * 5]


def test_a_double_click_enrols_once(at_once):
    edition, person = EditionFactory(), PersonFactory()
    rows = at_once(*[partial(enrol, person, edition, by=None)] * 4)
    assert len({row.pk for row in rows}) == 1
    assert Enrolment.objects.count() == 1


def test_a_place_given_back_is_not_given_away_twice(at_once):
    edition = EditionFactory(capacity=1)
    first = enrol(PersonFactory(), edition, by=None)
    others = PersonFactory.create_batch(3)
    at_once(partial(withdraw, [first], by=None), *(partial(enrol, person, edition, by=None) for person in others))
    assert Enrolment.objects.filter(state="placed").count() <= 1


def test_numbers_of_a_series_are_never_given_twice(at_once):
    numbers = at_once(*[partial(reserve_in_series, "race", 1)] * 8)
    assert sorted(numbers) == list(range(1, 9))


def test_marks_of_two_trainers_lose_nothing_and_one_holds(at_once):
    session = SessionFactory()
    enrolment = EnrolmentFactory(edition=session.edition)
    answers = at_once(
        *(
            partial(mark_session, session, [Mark(enrolment, status)], by=None)
            for status in ("present", "absent", "late", "excused")
        )
    )
    assert not [answer for answer in answers if isinstance(answer, Exception)]
    assert Attendance.objects.count() == 4
    assert Attendance.objects.effective().count() == 1


def test_an_account_gets_one_person(at_once):
    account = UserFactory()
    people = at_once(*[partial(person_for_account, account, name="Anna Test")] * 4)
    assert len({person.pk for person in people}) == 1
    assert Person.objects.count() == 1


def test_two_merges_at_once_make_no_circle(at_once):
    one, other = PersonFactory.create_batch(2)
    answers = at_once(partial(merge, one, other, by=None), partial(merge, other, one, by=None))
    assert sum(isinstance(answer, MergeRefused) for answer in answers) == 1
    assert len(survivors()) == 1
