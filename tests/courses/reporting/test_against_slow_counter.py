"""Random worlds, counted twice: by the product, and by the rules read aloud."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courses.reporting.ages import parse_bands
from courses.reporting.counting import Count, count, programme_totals
from courses.reporting.dimensions import BUILT_IN, EDITION_LEVEL
from courses.reporting.measures import THE_SEVEN
from courses.reporting.periods import Period
from courses.reporting.report import Question, report
from tests.courses.reporting.random_worlds import RandomWorld
from tests.courses.reporting.slow_counter import SlowCounter
from tests.courses.reporting.worlds import Settled

pytestmark = pytest.mark.django_db

PERIODS = (
    (date(2025, 1, 1), date(2025, 6, 30)),
    (date(2025, 7, 1), date(2025, 12, 31)),
    (date(2025, 1, 1), date(2026, 12, 31)),
    (date(2024, 1, 1), date(2025, 3, 3)),
)
MOMENTS = tuple(datetime(*day, 12, tzinfo=UTC) for day in ((2025, 4, 1), (2025, 10, 1), (2030, 1, 1)))
DIMENSIONS = (*BUILT_IN, "language")
worlds = st.builds(
    RandomWorld,
    st.integers(min_value=0, max_value=10**9),
    persons=st.integers(min_value=1, max_value=6),
    editions=st.integers(min_value=1, max_value=5),
)
often = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


class settled:  # noqa: N801
    """A world as rows for the length of a block."""

    def __init__(self, world: RandomWorld, *, order: random.Random | None = None) -> None:
        self.world, self.order = world, order

    def __enter__(self) -> Settled:
        self.block = transaction.atomic()
        self.block.__enter__()
        return Settled(self.world.lines, order=self.order)

    def __exit__(self, *problem: Any) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(*problem)


def counted(rows: Settled, period: tuple[date, date], moment: datetime, grant: str = "G1") -> Count:
    return count(rows.rows["grant", grant], period=Period(*period), as_of=moment)


@often
@given(world=worlds, period=st.sampled_from(PERIODS), moment=st.sampled_from(MOMENTS))
def test_the_measures_and_the_waterfall_are_those_of_the_slow_counter(world, period, moment):
    with settled(world) as rows:
        for grant in ("G1", "G2"):
            fast, slow = counted(rows, period, moment, grant), SlowCounter(world.lines, [grant], *period, moment)
            assert fast.measures == slow.measures()
            assert len(fast.not_attended) == slow.not_attended()
            fall = fast.waterfall
            by_reason = {reason: len(ids) for reason, ids in fall.excluded.items() if ids}
            assert (fall.start, by_reason, fall.remains) == slow.waterfall()
        union = SlowCounter(world.lines, ["G1", "G2"], *period, moment)
        assert programme_totals("P", period=Period(*period), as_of=moment) == union.measures()


@often
@given(
    world=worlds,
    period=st.sampled_from(PERIODS),
    moment=st.sampled_from(MOMENTS),
    dimensions=st.sets(st.sampled_from(DIMENSIONS), min_size=2, max_size=4),
)
def test_the_breakdowns_are_those_of_the_slow_counter(world, period, moment, dimensions):
    with settled(world) as rows:
        if "language" not in {line.get("dimension") for line in world.lines}:
            dimensions = dimensions - {"language"}
        fast, slow = counted(rows, period, moment), SlowCounter(world.lines, ["G1"], *period, moment)
        key_of = {rows.rows["edition", line["id"]].pk: line["id"] for line in world.lines if line["type"] == "edition"}
        for dimension in dimensions:
            table = {row.value: row.figures for row in fast.breakdown(dimension)}
            if dimension == "edition":
                table = {key_of[value]: figures for value, figures in table.items()}
            assert table == slow.rows(dimension), dimension


@often
@given(world=worlds, moment=st.sampled_from(MOMENTS), cut=st.dates(date(2025, 1, 1), date(2025, 12, 1)))
def test_new_persons_over_adjoining_periods_add_up_to_the_cumulative(world, moment, cut):
    with settled(world) as rows:
        first, last = rows.rows["grant", "G1"].first_day, date(2025, 12, 31)
        if not first < cut < rows.rows["grant", "G1"].last_day:
            return
        before, after = (first, cut), (date.fromordinal(cut.toordinal() + 1), last)
        halves = [counted(rows, period, moment) for period in (before, after)]
        assert sum(half.measures["new_persons"] for half in halves) == halves[1].measures["cumulative_persons"]


@often
@given(world=worlds, period=st.sampled_from(PERIODS), moment=st.sampled_from(MOMENTS))
def test_what_must_always_hold(world, period, moment):
    with settled(world) as rows:
        fast = counted(rows, period, moment)
        figures = fast.measures
        assert figures["active_persons"] <= figures["contacts"]
        assert figures["new_completers"] <= figures["completions"]
        for dimension in ("gender", "age"):
            table = fast.breakdown(dimension)
            assert {m: sum(row.figures[m] for row in table) for m in THE_SEVEN} == {m: figures[m] for m in THE_SEVEN}
        for dimension in EDITION_LEVEL:
            for measure in ("cumulative_persons", "active_persons"):
                column = [row.figures[measure] for row in fast.breakdown(dimension)]
                assert max(column, default=0) <= figures[measure] <= sum(column)
        fall = fast.waterfall
        assert fall.start - sum(len(ids) for ids in fall.excluded.values()) == fall.remains
        assert fall.remains == figures["cumulative_persons"]


@often
@given(world=worlds, period=st.sampled_from(PERIODS))
def test_a_merge_never_raises_how_many_people_there_are(world, period):
    with settled(world) as rows:
        people = [line["id"] for line in world.lines if line["type"] == "person"]
        known = {line["person"] for line in world.lines if line["type"] in ("merge", "split")}
        free = [key for key in people if key not in known]
        if len(free) < 2:
            return
        before, between = datetime(2029, 1, 1, tzinfo=UTC), datetime(2029, 6, 1, tzinfo=UTC)
        rows.merge({"person": free[0], "into": free[1], "recorded_at": between})
        apart, joined = (counted(rows, period, moment).measures for moment in (before, MOMENTS[-1]))
        for measure in ("new_persons", "cumulative_persons", "active_persons", "deployed_persons"):
            assert joined[measure] <= apart[measure]


@often
@given(world=worlds, period=st.sampled_from(PERIODS), seed=st.integers(min_value=0, max_value=10**6))
def test_the_order_in_which_facts_were_typed_in_never_matters(world, period, seed):
    answers = []
    for order in (None, random.Random(seed)):
        with settled(world, order=order) as rows:
            question = Question(
                rows.rows["grant", "G1"],
                Period(*period),
                MOMENTS[1],
                by=tuple(d for d in BUILT_IN if d != "edition"),
                bands=parse_bands(),
            )
            answers.append(report(question))
    assert answers[0] == answers[1]
