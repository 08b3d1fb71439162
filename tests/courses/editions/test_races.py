"""Two people at one moment: one place, one enrolment, one number, one mark that holds."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from django.utils import timezone

from courses.editions.codes import reserve_in_series
from courses.editions.enrolling import enrol, withdraw
from courses.editions.errors import SubstituteRefused
from courses.editions.marking import Mark, mark_session
from courses.editions.places.answering import accept_offer
from courses.editions.places.offering import move_waiting_lists, offer_places
from courses.editions.places.substituting import substitute
from courses.models import Attendance, Edition, Enrolment, Offer, Person
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


def held_place(waiting: int = 2) -> list[Enrolment]:
    """A group of one place that is offered to the first who waits; answers those who wait."""
    edition = EditionFactory(capacity=1)
    leaving, *rows = [enrol(PersonFactory(), edition, by=None) for _ in range(waiting + 1)]
    withdraw([leaving], by=None)
    return rows


def test_taking_an_offered_place_twice_at_once_takes_it_once(at_once):
    first, _ = held_place()
    answers = at_once(*[partial(accept_offer, first, by=None)] * 4)
    assert {answer.state for answer in answers} == {"placed"}
    assert Offer.objects.get().state == "accepted"


def test_an_offer_taken_while_its_time_ends_goes_to_one(at_once):
    first, second = held_place()
    over = timezone.now() - timedelta(seconds=1)
    Offer.objects.update(made_at=over - timedelta(hours=1), expires_at=over)
    at_once(partial(accept_offer, first, by=None), move_waiting_lists, partial(accept_offer, second, by=None))
    placed = Enrolment.objects.filter(state="placed").count()
    held = Offer.objects.filter(state="open").count()
    assert placed + held == 1


def test_two_who_leave_at_once_make_two_offers_and_each_to_another(at_once):
    edition = EditionFactory(capacity=2)
    rows = [enrol(PersonFactory(), edition, by=None) for _ in range(5)]
    at_once(*(partial(withdraw, [row], by=None) for row in rows[:2]), partial(offer_places, edition.pk))
    holders = Offer.objects.filter(state="open").values_list("enrolment", flat=True)
    assert sorted(holders) == [row.pk for row in rows[2:4]]


def test_a_newcomer_and_who_is_offered_the_place_do_not_both_have_it(at_once):
    first, _ = held_place()
    answers = at_once(partial(accept_offer, first, by=None), partial(enrol, PersonFactory(), first.edition, by=None))
    assert [answer.state for answer in answers] == ["placed", "waiting"]


def test_a_seat_passes_to_one_of_two_substitutes(at_once):
    seat = EnrolmentFactory(edition=EditionFactory(capacity=1))
    others = PersonFactory.create_batch(3)
    answers = at_once(*(partial(substitute, seat, person, by=None) for person in others))
    assert sum(isinstance(answer, SubstituteRefused) for answer in answers) == 2
    assert Enrolment.objects.filter(state="placed").count() == 1


def test_a_seat_does_not_pass_on_and_go_to_the_waiting_list_too(at_once):
    seat = EnrolmentFactory(edition=EditionFactory(capacity=1))
    enrol(PersonFactory(), seat.edition, by=None)
    at_once(partial(substitute, seat, PersonFactory(), by=None), partial(withdraw, [seat], by=None))
    placed = Enrolment.objects.filter(state="placed").count()
    assert placed + Offer.objects.filter(state="open").count() == 1


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
