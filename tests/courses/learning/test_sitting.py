"""Goes that are limited, in number or in time, and the extra time of who needs it."""

from contextlib import suppress
from functools import partial

import pytest
from wagtail.models import ModelLogEntry

from courses.editions.taking_over import take_over
from courses.learning.errors import LearningRefused, TestRefused
from courses.learning.models import ExtraTime, TestAttempt, TestSitting
from courses.learning.sitting import begin_test, close_run_out, count_late, save_answers, saved_mark
from courses.learning.testing import submit_test
from courses.learning.timing import give_extra_time, minutes_allowed
from tests import factories as f
from tests.factories_learning import ExtraTimeFactory, begun_ago, timed_test

pytestmark = pytest.mark.django_db
TWO = (f.question("q1"), f.question("q2"))


@pytest.fixture
def enrolment():
    return f.EnrolmentFactory()


@pytest.fixture
def timed(enrolment):
    return timed_test(enrolment.edition.version, *TWO)


def limited(enrolment, most=2, **more):
    definition = {**f.definition_of_test(), "attempts": most, **more}
    return f.TestUnitFactory(version=enrolment.edition.version, definition=definition)


def submit(enrolment, test, answers, number=1):
    given = {key: [choice] for key, choice in answers.items()}
    return submit_test(enrolment, test.key, given, number=number, by=None)


# How often


def test_no_more_goes_than_the_author_allows(enrolment):
    test = limited(enrolment)
    submit(enrolment, test, {"q1": "b"})
    submit(enrolment, test, {"q1": "b"}, number=2)
    with pytest.raises(TestRefused):
        submit(enrolment, test, {"q1": "a"}, number=3)
    assert TestAttempt.objects.count() == 2


def test_a_number_before_the_first_is_no_extra_go(enrolment):
    test = limited(enrolment, most=1)
    submit(enrolment, test, {"q1": "b"}, number=1)
    for number in (0, -1, 99):
        with suppress(TestRefused):
            submit(enrolment, test, {"q1": "a"}, number=number)
    assert TestAttempt.objects.get().answers == {"q1": ["b"]}


def test_an_old_window_uses_no_second_go_where_goes_are_limited(enrolment):
    test = limited(enrolment)
    first = submit(enrolment, test, {"q1": "b"})
    assert submit(enrolment, test, {"q1": "a"}) == first
    assert TestAttempt.objects.get().answers == {"q1": ["b"]}


def test_a_drawn_go_is_scored_from_what_was_drawn_for_it(enrolment):
    pool = [{**f.question(f"q{n}"), "draw": "d"} for n in range(6)]
    definition = {**f.definition_of_test(*pool), "draws": {"d": 2}}
    test = f.TestUnitFactory(version=enrolment.edition.version, definition=definition)
    everything = {f"q{n}": "a" for n in range(6)}
    first, second = (submit(enrolment, test, everything, number=number) for number in (1, 2))
    for go in (first, second):
        assert (go.points, go.percentage, len(go.definition["questions"])) == (2, 100, 2)
        assert set(go.marks) == set(go.answers) == {q["key"] for q in go.definition["questions"]}


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_windows_at_once_never_use_two_goes_or_one_too_many(at_once):
    for most in (1, 2, 1, 2):
        enrolment = f.EnrolmentFactory()
        test = limited(enrolment, most)
        if most == 2:
            submit(enrolment, test, {"q1": "b"})
        calls = [partial(submit, enrolment, test, {"q1": choice}, number=most) for choice in "abab"]
        goes = at_once(*calls, partial(submit, enrolment, test, {"q1": "a"}, number=most + 1))
        assert len({go.pk for go in goes if isinstance(go, TestAttempt)}) == 1
        assert TestAttempt.objects.filter(enrolment=enrolment).count() == most


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_beginning_and_handing_in_twice_at_once_is_one_go(at_once):
    for _ in range(4):
        enrolment = f.EnrolmentFactory()
        test = timed_test(enrolment.edition.version, attempts=1)
        begun = at_once(*[partial(begin_test, enrolment, test.key, by=None)] * 3)
        assert len({sitting.pk for sitting in begun}) == 1
        goes = at_once(*[partial(submit, enrolment, test, {"q1": choice}) for choice in "aba"])
        assert len({go.pk for go in goes}) == 1
        sitting = TestSitting.objects.get(enrolment=enrolment)
        assert sitting.handed_in_at
        assert TestAttempt.objects.filter(enrolment=enrolment).count() == 1


# How long


def test_in_time_all_counts(enrolment, timed):
    begin_test(enrolment, timed.key, by=None)
    assert submit(enrolment, timed, {"q1": "a", "q2": "a"}).percentage == 100


def test_beginning_again_goes_on_with_the_same_clock(enrolment, timed):
    first = begin_test(enrolment, timed.key, by=None)
    assert begin_test(enrolment, timed.key, by=None) == first


def test_a_test_with_a_clock_is_begun_first(enrolment, timed):
    with pytest.raises(TestRefused):
        submit(enrolment, timed, {"q1": "a"})


def test_too_late_what_was_saved_counts_and_the_rest_is_kept(enrolment, timed):
    sitting = begin_test(enrolment, timed.key, by=None)
    assert save_answers(enrolment, timed.key, {"q1": ["a"]}, number=1, by=None)
    begun_ago(sitting, 22)
    assert not save_answers(enrolment, timed.key, {"q1": ["b"]}, number=1, by=None)
    attempt = submit(enrolment, timed, {"q1": "a", "q2": "a"})
    assert (attempt.percentage, attempt.answers) == (50, {"q1": ["a"]})
    sitting.refresh_from_db()
    assert sitting.late_answers == {"q1": ["a"], "q2": ["a"]}


def test_what_came_late_counts_once_the_trainer_lets_it(enrolment, timed):
    sitting = begin_test(enrolment, timed.key, by=None)
    begun_ago(sitting, 22)
    submit(enrolment, timed, {"q1": "a", "q2": "a"})
    sitting.refresh_from_db()
    assert count_late(sitting, by=None).passed
    assert TestAttempt.objects.get().percentage == 100
    count_late(sitting, by=None)
    assert ModelLogEntry.objects.filter(action="leerlijn.count_late").count() == 1


def test_letting_it_count_never_takes_away(enrolment, timed):
    sitting = begin_test(enrolment, timed.key, by=None)
    save_answers(enrolment, timed.key, {"q1": ["a"], "q2": ["a"]}, number=1, by=None)
    begun_ago(sitting, 22)
    submit(enrolment, timed, {"q1": "b"})
    sitting.refresh_from_db()
    assert count_late(sitting, by=None).percentage == 100


def test_nothing_handed_in_is_what_was_saved_and_the_next_go_begins(enrolment, timed):
    sitting = begin_test(enrolment, timed.key, by=None)
    save_answers(enrolment, timed.key, {"q1": ["a"]}, number=1, by=None)
    begun_ago(sitting, 60)
    assert begin_test(enrolment, timed.key, by=None).number == 2
    assert TestAttempt.objects.get().answers == {"q1": ["a"]}


def test_a_go_that_ran_out_is_a_go(enrolment):
    test = timed_test(enrolment.edition.version, attempts=1)
    begun_ago(begin_test(enrolment, test.key, by=None), 60)
    with pytest.raises(TestRefused):
        begin_test(enrolment, test.key, by=None)


# Extra time


@pytest.mark.parametrize(
    ("extra", "minutes"),
    [
        ({}, 21),
        ({"percent": 25}, 27),
        ({"minutes": 10}, 31),
        ({"percent": 50, "minutes": 5}, 37),
        ({"open_end": True}, None),
    ],
)
def test_extra_time_is_added_and_rounded_up(extra, minutes):
    given = ExtraTime(**extra) if extra else None
    assert minutes_allowed(21, given) == minutes
    assert minutes_allowed(None, given) is None


def test_extra_time_reaches_the_go_that_is_running(enrolment, timed):
    sitting = begin_test(enrolment, timed.key, by=None)
    begun_ago(sitting, 25)
    give_extra_time(enrolment, percent=50, by=None)
    assert submit(enrolment, timed, {"q1": "a", "q2": "a"}).percentage == 100


def test_it_is_taken_back_and_the_log_does_not_say_what_it_was(enrolment):
    give_extra_time(enrolment, percent=50, by=None)
    give_extra_time(enrolment, by=None)
    assert not ExtraTime.objects.exists()
    logged = ModelLogEntry.objects.filter(action="leerlijn.test_time")
    assert len(logged) == 2
    assert all("50" not in str(entry.data) for entry in logged)


def test_nobody_gets_a_year(enrolment):
    with pytest.raises(LearningRefused):
        give_extra_time(enrolment, minutes=10**6, by=None)


def test_it_is_of_one_enrolment(enrolment, timed):
    ExtraTimeFactory(open_end=True)
    begun_ago(begin_test(enrolment, timed.key, by=None), 60)
    assert submit(enrolment, timed, {"q1": "a", "q2": "a"}).percentage == 0


# In two windows, and while the group goes on with another version


def test_a_window_that_was_left_behind_takes_nothing_away(enrolment, timed):
    sitting = begin_test(enrolment, timed.key, by=None)
    old = saved_mark(sitting)
    save_answers(enrolment, timed.key, {"q1": ["a"]}, number=1, by=None, seen=old)
    sitting.refresh_from_db()
    save_answers(enrolment, timed.key, {"q2": ["b"]}, number=1, by=None, seen=old)
    sitting.refresh_from_db()
    assert sitting.answers == {"q1": ["a"], "q2": ["b"]}
    save_answers(enrolment, timed.key, {"q2": ["a"]}, number=1, by=None, seen=saved_mark(sitting))
    sitting.refresh_from_db()
    assert sitting.answers == {"q2": ["a"]}
    attempt = submit_test(enrolment, timed.key, {"q1": ["a"]}, number=1, by=None, seen=old)
    assert attempt.answers == {"q1": ["a"], "q2": ["a"]}


def goes_on_with(enrolment, *units):
    """The group of an enrolment goes on with a version of these units."""
    old = enrolment.edition.version
    new = f.CurriculumVersionFactory(page=old.page, number=2)
    for unit in units:
        f.TestUnitFactory(version=new, key=unit.key, definition=unit.definition)
    f.CurriculumUnitFactory(version=new)
    take_over({enrolment.edition_id: old.pk}, new, by=None)
    enrolment.edition.refresh_from_db()


def test_a_go_that_runs_is_finished_as_it_was_begun_whatever_its_group_goes_on_with(enrolment, timed):
    begin_test(enrolment, timed.key, by=None)
    save_answers(enrolment, timed.key, {"q1": ["a"]}, number=1, by=None)
    timed.definition = f.definition_of_test(f.question("q9"))
    goes_on_with(enrolment, timed)
    assert submit(enrolment, timed, {"q1": "a", "q2": "a"}).percentage == 100


def test_what_was_saved_of_a_test_that_is_gone_is_a_go(enrolment, timed):
    begin_test(enrolment, timed.key, by=None)
    save_answers(enrolment, timed.key, {"q1": ["a"], "q2": ["a"]}, number=1, by=None)
    goes_on_with(enrolment)
    attempt = TestAttempt.objects.get()
    assert (attempt.answers, attempt.passed) == ({"q1": ["a"], "q2": ["a"]}, True)
    assert TestSitting.objects.get().handed_in_at


def test_what_nobody_hands_in_is_handed_in_a_day_later(enrolment, timed):
    sitting = begin_test(enrolment, timed.key, by=None)
    save_answers(enrolment, timed.key, {"q1": ["a"]}, number=1, by=None)
    begun_ago(sitting, 23 * 60)
    close_run_out()
    assert not TestAttempt.objects.exists()
    begun_ago(sitting, 25 * 60)
    close_run_out()
    assert TestAttempt.objects.get().percentage == 50
    open_end = begin_test(enrolment, timed.key, by=None)
    ExtraTimeFactory(enrolment=enrolment, percent=0, open_end=True)
    begun_ago(open_end, 99 * 60)
    close_run_out()
    assert TestAttempt.objects.count() == 1
