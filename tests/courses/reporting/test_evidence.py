"""Corners of what counts that random worlds reach too seldom."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from courses.reporting.counting import count
from courses.reporting.periods import Period
from tests.courses.reporting.worlds import Settled, T, World, at

pytestmark = pytest.mark.django_db

YEAR = Period(date(2025, 1, 1), date(2025, 12, 31))
SPRING, MAY = at(2025, 3, 10), at(2025, 5, 12)


@pytest.fixture
def world() -> World:
    world = World()
    world.grant("G1")
    world.grant("G2")
    world.person("p")
    return world


def counted(world: World, period: Period = YEAR, as_of: datetime = T):
    return count(Settled(world.lines).rows["grant", "G1"], period=period, as_of=as_of)


def test_a_part_of_a_part_stands_for_the_whole(world):
    world.edition("whole", kind="trajectory")
    world.edition("half", kind="trajectory")
    whole = world.enrol("p", "whole")
    half = world.enrol("p", "half", parent=whole)
    world.of("enrolment", world.attend("p", "part", SPRING))["parent"] = half
    world.complete(whole, MAY.date())
    assert counted(world).measures["completions"] == 1


def test_a_part_does_not_stand_for_a_whole_that_counts_elsewhere(world):
    world.edition("whole", kind="trajectory", grants=["G2", "G1"], counting="primary_only")
    whole = world.enrol("p", "whole")
    world.of("enrolment", world.attend("p", "part", SPRING))["parent"] = whole
    world.complete(whole, MAY.date())
    assert counted(world).measures["completions"] == 0


def test_attendance_and_completion_on_two_records_meet_when_they_are_merged(world):
    world.person("again")
    world.attend("p", "A", SPRING)
    world.complete(world.enrol("again", "A"), MAY.date())
    world.merge("again", "p", at(2025, 6, 1))
    grant = Settled(world.lines).rows["grant", "G1"]
    assert count(grant, period=YEAR, as_of=at(2025, 5, 31)).measures["completions"] == 0
    assert count(grant, period=YEAR, as_of=at(2025, 6, 1)).measures["completions"] == 1


def test_a_merge_leaves_the_earliest_completion_one_visit_and_the_longer_time(world):
    world.person("again")
    enrolment = world.attend("p", "A", SPRING)
    again = world.enrol("again", "A")
    session = world.lines[-2]["session"]
    world.mark(again, session, "partial", minutes=30)
    world.complete(enrolment, date(2025, 8, 1))
    world.complete(again, date(2025, 4, 1))
    world.merge("again", "p", at(2025, 9, 1))
    first_half = counted(world, Period(date(2025, 1, 1), date(2025, 6, 30))).measures
    assert [first_half[name] for name in ("contacts", "hours", "reach", "completions")] == [1, 2.0, 1, 1]


def test_half_minutes_add_up_before_hours_are_rounded(world):
    world.edition("A")
    session = world.session("A", SPRING, ends_at=SPRING + timedelta(minutes=20, seconds=30))
    for number in range(3):
        world.person(f"guest-{number}")
        world.mark(world.enrol(f"guest-{number}", "A"), session)
    assert counted(world).measures["hours"] == 1.02  # 61.5 minutes


def test_a_void_mark_takes_back_what_was_marked_before(world):
    enrolment = world.attend("p", "A", SPRING)
    world.mark(enrolment, world.lines[-1]["session"], "void", recorded_at=at(2025, 4, 1))
    grant = Settled(world.lines).rows["grant", "G1"]
    taken_back = count(grant, period=YEAR, as_of=T)
    assert taken_back.measures["new_persons"] == 0
    assert taken_back.waterfall.exclusions == [{"reason": "not_marked", "count": 1}]
    assert count(grant, period=YEAR, as_of=at(2025, 3, 31)).measures["new_persons"] == 1


@pytest.mark.parametrize(("withdrawn_on", "reason"), [(9, "withdrawn_before_start"), (10, "not_marked")])
def test_leaving_before_the_start_is_leaving_on_the_day_before_at_the_latest(world, withdrawn_on, reason):
    world.edition("A")
    world.session("A", SPRING)
    world.enrol("p", "A", withdrawn_on=date(2025, 3, withdrawn_on))
    assert counted(world).waterfall.exclusions == [{"reason": reason, "count": 1}]


def test_who_only_applied_is_not_in_the_waterfall(world):
    world.edition("A")
    world.enrol("p", "A", placed=False)
    assert counted(world).waterfall.start == 0


def test_who_was_there_without_a_place_is_in_the_waterfall_too(world):
    world.edition("A")
    world.mark(world.enrol("p", "A", placed=False), world.session("A", SPRING))
    fall = counted(world).waterfall
    assert (fall.start, fall.exclusions, fall.remains) == (1, [], 1)


def test_an_empty_project_counts_nothing(world):
    assert not any(counted(world).measures.values())


def test_a_circle_of_contradicting_merges_never_hangs(world):
    world.person("q")
    world.attend("p", "A", SPRING)
    world.attend("q", "B", SPRING)
    world.merge("p", "q", at(2025, 4, 1))
    world.merge("q", "p", at(2025, 4, 2))
    assert counted(world).measures["new_persons"] == 1


@pytest.mark.parametrize("people", [1, 12])
def test_counting_takes_the_same_queries_however_many_people_there_are(world, people, django_assert_num_queries):
    for number in range(people):
        world.person(f"p{number}", birth_date=date(1990, 1, 1))
        world.attend(f"p{number}", f"E{number}", SPRING)
        world.answer(f"p{number}", "gender", "female", SPRING.date())
    grant = Settled(world.lines).rows["grant", "G1"]
    with django_assert_num_queries(12):
        counting = count(grant, period=YEAR, as_of=T)
        assert counting.measures["new_persons"] == people
        assert counting.waterfall.remains == people
        for dimension in ("gender", "age", "role", "theme"):
            counting.breakdown(dimension)


@pytest.mark.parametrize(
    ("answers", "value"),
    [
        ([(date(2025, 3, 10), "on the day", 10)], "on the day"),
        ([(date(2025, 1, 1), "old", 60), (date(2025, 2, 1), "newer", 1)], "newer"),
        ([(date(2025, 2, 1), "first", 1), (date(2025, 2, 1), "corrected", 2)], "corrected"),
        ([(date(2025, 3, 11), "after", 1), (date(2025, 3, 20), "later", 1)], "after"),
        ([(date(2025, 3, 11), "first", 1), (date(2025, 3, 11), "corrected", 2)], "corrected"),
        ([(date(2025, 2, 1), "before", 1), (date(2025, 3, 11), "after", 1)], "before"),
        ([(date(2025, 4, 7), "after 28 days", 1)], "after 28 days"),
        ([(date(2025, 4, 8), "after 29 days", 1)], "not_asked"),
        ([(date(2025, 2, 1), "not known yet", 900)], "not_asked"),
        ([], "not_asked"),
    ],
)
def test_the_answer_that_counts_is_the_one_at_entry(world, answers, value):
    world.attend("p", "A", SPRING)
    for day, text, later in answers:
        recorded_at = datetime.combine(day, datetime.min.time(), UTC) + timedelta(days=later)
        world.answer("p", "gender", text, day, recorded_at=recorded_at)
    (row,) = counted(world).breakdown("gender")
    assert row.value == value
