"""The worked cases of the counting rules, each cell as it stands there: first half of 2025 / second half."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from courses.reporting.ages import parse_bands
from courses.reporting.counting import Count, count, programme_totals
from courses.reporting.measures import THE_SEVEN
from courses.reporting.periods import Period
from tests.courses.reporting.worlds import Settled, T, World, at

pytestmark = pytest.mark.django_db

P1 = Period(date(2025, 1, 1), date(2025, 6, 30))
P2 = Period(date(2025, 7, 1), date(2025, 12, 31))
SPRING, MAY, AUTUMN = at(2025, 3, 10), at(2025, 5, 12), at(2025, 9, 8)


def c01(world: World) -> None:
    world.complete(world.attend("p", "A", SPRING, MAY), date(2025, 5, 12))


def c02(world: World) -> None:
    for number, day in ((1, SPRING), (2, MAY)):
        world.add("organisation", f"O{number}", name=f"Partner {number}")
        world.complete(world.attend("p", f"E{number}", day, organisation=f"O{number}"), day.date())


def c03(world: World) -> None:
    world.attend("p", "A", SPRING)
    world.attend("p", "B", AUTUMN)


def c04(world: World) -> None:
    world.attend("p", "A", SPRING)
    world.person("p-again")
    world.attend("p-again", "B", MAY)


def c05(world: World) -> None:
    c04(world)
    world.merge("p-again", "p", at(2025, 10, 1))


def c06(world: World) -> None:
    world.edition("A")
    enrolment = world.enrol("p", "A", enrolled_on=date(2025, 6, 1))
    world.mark(enrolment, world.session("A", AUTUMN))
    world.complete(enrolment, AUTUMN.date())


def c08(world: World) -> None:
    world.edition("A")
    enrolment = world.enrol("p", "A", withdrawn_on=date(2025, 4, 1))
    world.mark(enrolment, world.session("A", SPRING))
    world.session("A", MAY)


def c09(world: World) -> None:
    world.edition("A")
    absent = world.enrol("p", "A")
    world.person("q")
    world.enrol("q", "A", withdrawn_on=date(2025, 3, 9))
    for day in (SPRING, MAY):
        world.mark(absent, world.session("A", day), "absent")


def c10(world: World) -> None:
    world.edition("A")
    enrolment = world.enrol("p", "A")
    world.mark(enrolment, world.session("A", SPRING), "absent")
    world.complete(enrolment, SPRING.date())


def c13(world: World) -> None:
    world.edition("A")
    recorded_at = datetime(2025, 8, 15, 9, tzinfo=UTC)
    world.mark(world.enrol("p", "A"), world.session("A", MAY), recorded_at=recorded_at)


def c16(world: World) -> None:
    world.attend("p", "A", SPRING, grants=["G1", "G2"])


def c17(world: World) -> None:
    for key, role, day in (("A", "role_model", SPRING), ("B", "professional", MAY)):
        world.complete(world.attend("p", key, day, role=role), day.date())


def c20(world: World) -> None:
    world.attend("p", "A", at(2024, 12, 18), at(2025, 1, 15))


def c21(world: World) -> None:
    world.attend("p", "A", SPRING, role="trainer")


def c25(world: World) -> None:
    world.attend("p", "A", at(2025, 6, 30, 23, 30))
    world.person("q")
    world.attend("q", "B", at(2025, 7, 1, 0, 15))


# new, cumulative, active, participations, contacts, completions, new completers
TABLE: list[tuple[Callable[[World], None], str]] = [
    (c01, "1/0 1/1 1/0 1/0 2/0 1/0 1/0"),
    (c02, "1/0 1/1 1/0 2/0 2/0 2/0 1/0"),
    (c03, "1/0 1/1 1/1 1/1 1/1 0/0 0/0"),
    (c04, "2/0 2/2 2/0 2/0 2/0 0/0 0/0"),
    (c06, "0/1 0/1 0/1 0/1 0/1 0/1 0/1"),
    (c08, "1/0 1/1 1/0 1/0 1/0 0/0 0/0"),
    (c09, "0/0 0/0 0/0 0/0 0/0 0/0 0/0"),
    (c10, "0/0 0/0 0/0 0/0 0/0 0/0 0/0"),
    (c13, "1/0 1/1 1/0 1/0 1/0 0/0 0/0"),
    (c16, "1/0 1/1 1/0 1/0 1/0 0/0 0/0"),
    (c17, "1/0 1/1 1/0 2/0 2/0 2/0 1/0"),
    (c20, "1/0 1/1 1/0 1/0 1/0 0/0 0/0"),
    (c21, "0/0 0/0 0/0 0/0 0/0 0/0 0/0"),
    (c25, "1/1 1/2 1/1 1/1 1/1 0/0 0/0"),
]


def new_world() -> World:
    world = World()
    world.grant("G1", programme="Together")
    world.grant("G2", programme="Together")
    world.person("p")
    return world


def settle(*cases: Callable[[World], None]) -> Settled:
    world = new_world()
    for case in cases:
        case(world)
    return Settled(world.lines)


def counted(rows: Settled, period: Period = P1, as_of: datetime = T, grant: str = "G1") -> Count:
    return count(rows.rows["grant", grant], period=period, as_of=as_of)


def table(rows: Settled, dimension: str, measure: str = "new_persons") -> dict[object, float]:
    return {row.value: row.figures[measure] for row in counted(rows).breakdown(dimension)}


@pytest.mark.parametrize(("case", "cells"), TABLE, ids=[case.__name__ for case, _ in TABLE])
def test_a_worked_case(case, cells):
    rows = settle(case)
    first, second = counted(rows, P1).measures, counted(rows, P2).measures
    assert [f"{first[measure]}/{second[measure]}" for measure in THE_SEVEN] == cells.split()


def test_c02_by_organisation_each_row_has_one_and_so_has_the_total():
    rows = settle(c02)
    assert table(rows, "organisation") == {"Partner 1": 1, "Partner 2": 1}
    assert counted(rows).measures["new_persons"] == 1


def test_c05_a_merge_counts_from_when_it_was_known():
    rows = settle(c05)
    assert [counted(rows, period).measures["new_persons"] for period in (P1, P2)] == [1, 0]
    assert [counted(rows, period).measures["cumulative_persons"] for period in (P1, P2)] == [1, 1]
    earlier = counted(rows, P1, datetime(2025, 9, 1, tzinfo=UTC)).measures
    assert (earlier["new_persons"], earlier["cumulative_persons"]) == (2, 2)


def test_c05_split_again_they_are_two():
    world = new_world()
    c05(world)
    world.split("p-again", "p", at(2025, 11, 1))
    rows = Settled(world.lines)
    assert counted(rows).measures["new_persons"] == 2
    assert counted(rows, as_of=at(2025, 10, 15)).measures["new_persons"] == 1


def test_c09_each_has_one_reason():
    exclusions = counted(settle(c09)).waterfall.exclusions
    assert exclusions == [{"reason": "withdrawn_before_start", "count": 1}, {"reason": "absent", "count": 1}]


def test_c10_the_completion_stands_apart():
    count_ = counted(settle(c10))
    assert count_.waterfall.exclusions == [{"reason": "absent", "count": 1}]
    assert len(count_.not_attended) == 1


def test_c11_who_declines_is_counted():
    world = new_world()
    world.attend("p", "A", SPRING)
    world.answer("p", "gender", "declined", date(2025, 3, 1))
    rows = Settled(world.lines)
    assert counted(rows).measures["new_persons"] == 1
    assert table(rows, "gender") == {"declined": 1}
    assert table(rows, "education") == {"not_asked": 1}


@pytest.mark.parametrize(
    ("born", "entry", "age"),
    [
        (date(1995, 6, 15), date(2025, 6, 14), 29),
        (date(1995, 6, 15), date(2025, 6, 15), 30),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
    ],
)
def test_c12_age_is_that_of_the_entry_day(born, entry, age):
    world = World()
    world.grant("G1")
    world.person("p", birth_date=born)
    day = at(entry.year, entry.month, entry.day)
    world.attend("p", "A", day)
    world.attend("p", "B", day + timedelta(days=60))
    rows = Settled(world.lines)
    until = Period(date(2025, 1, 1), date(2026, 12, 31))
    bands = parse_bands(f"0-{age - 1},{age}-{age},{age + 1}+")
    (row,) = counted(rows, until, T + timedelta(days=365)).breakdown("age", bands)
    assert row.value == f"{age}-{age}"


def test_c13_was_not_known_in_july():
    assert counted(settle(c13), as_of=datetime(2025, 7, 20, tzinfo=UTC)).measures["new_persons"] == 0


def test_c16_counts_in_each_project_and_once_in_the_programme():
    rows = settle(c16)
    assert counted(rows, grant="G2").measures["new_persons"] == 1
    assert programme_totals("Together", period=P1, as_of=T)["new_persons"] == 1


def test_c16_primary_only_counts_in_the_first():
    world = new_world()
    world.attend("p", "A", SPRING, grants=["G1", "G2"], counting="primary_only")
    rows = Settled(world.lines)
    assert counted(rows).measures["new_persons"] == 1
    second = counted(rows, grant="G2")
    assert second.measures["new_persons"] == 0
    assert second.waterfall.exclusions == [{"reason": "counted_in_other_grant", "count": 1}]
    assert programme_totals("Together", period=P1, as_of=T)["new_persons"] == 1


def test_c17_by_role_one_and_one_total_one():
    rows = settle(c17)
    assert table(rows, "role") == {"role_model": 1, "professional": 1}
    assert counted(rows).measures["new_persons"] == 1


def test_c22_a_head_count_holds_those_who_signed_in():
    world = new_world()
    world.edition("open", kind="event")
    evening = world.session("open", at(2025, 4, 3, 20), headcount=120)
    for number in range(3):
        world.person(f"guest-{number}")
        world.mark(world.enrol(f"guest-{number}", "open"), evening)
    figures = counted(Settled(world.lines)).measures
    assert (figures["reach"], figures["new_persons"], figures["activities"]) == (120, 3, 1)


def test_people_without_a_name_are_in_the_room_beside_those_known_by_name():
    world = new_world()
    world.edition("closing", kind="event")
    event = world.session("closing", at(2025, 4, 3, 13), unnamed=4)
    for number in range(129):
        world.person(f"guest-{number}")
        world.mark(world.enrol(f"guest-{number}", "closing"), event)
    figures = counted(Settled(world.lines)).measures
    assert (figures["reach"], figures["new_persons"], figures["activities"]) == (133, 129, 1)


def test_a_room_where_nobody_is_known_by_name_took_place_and_reached_people():
    world = new_world()
    world.edition("street", kind="outreach")
    world.session("street", at(2025, 4, 3, 13), unnamed=7)
    figures = counted(Settled(world.lines)).measures
    assert (figures["reach"], figures["sessions"], figures["new_persons"]) == (7, 1, 0)


def test_a_mark_after_leaving_counts_and_one_at_one_s_own_pace_has_its_own_day():
    world = new_world()
    world.edition("A")
    own_pace = world.session("A", at(2025, 1, 6), ends_at=at(2025, 12, 31), self_paced=True)
    enrolment = world.enrol("p", "A", withdrawn_on=date(2025, 4, 1))
    world.mark(enrolment, own_pace, on=date(2025, 8, 2), minutes=45, evidence="self", recorded_at=at(2025, 8, 2, 12))
    rows = Settled(world.lines)
    assert counted(rows, P1).measures["sessions"] == 0
    second = counted(rows, P2).measures
    assert [second[name] for name in ("contacts", "sessions", "reach", "hours")] == [1, 1, 1, 0.75]


def test_a_trajectory_is_completed_by_who_was_at_its_parts():
    world = new_world()
    world.edition("whole", kind="trajectory")
    whole = world.enrol("p", "whole", "role_model")
    part = world.attend("p", "part", SPRING, role="role_model")
    world.of("enrolment", part)["parent"] = whole
    world.complete(whole, MAY.date())
    rows = Settled(world.lines)
    figures = counted(rows).measures
    assert [figures[name] for name in ("participations", "completions", "new_completers")] == [1, 1, 1]
    assert table(rows, "kind", "completions") == {"training": 0, "trajectory": 1}


def test_role_models_at_work_are_deployed_and_no_participants():
    world = new_world()
    world.edition("lesson", kind="outreach")
    lesson = world.session("lesson", MAY)
    world.mark(world.enrol("p", "lesson", "deployed"), lesson)
    count_ = counted(Settled(world.lines))
    figures = count_.measures
    assert [figures[name] for name in ("deployments", "deployed_persons", "activities", "reach")] == [1, 1, 1, 0]
    assert figures["new_persons"] == 0
    assert count_.waterfall.exclusions == [{"reason": "staff", "count": 1}]
