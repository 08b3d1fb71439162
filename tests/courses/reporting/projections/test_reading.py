"""A report of now is the same, whether it is read from the projections or from the facts."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.reporting.ages import parse_bands
from courses.reporting.counting import count
from courses.reporting.dimensions import BUILT_IN
from courses.reporting.periods import Period
from courses.reporting.report import PUBLIC, Question, report
from tests.courses.reporting.slow_counter import SlowCounter
from tests.courses.reporting.test_against_slow_counter import PERIODS, often, settled, worlds

pytestmark = pytest.mark.django_db
DIMENSIONS = (*BUILT_IN, "language")
CROSSED = tuple(itertools.pairwise((*BUILT_IN, "gender")))
PUBLISHED = (("role", "theme"), ("age", "home_organisation"))
LATER = datetime(2030, 1, 1, 12, tzinfo=UTC)


def both(question: Question) -> tuple[dict[str, Any], dict[str, Any]]:
    """The answer from the projections and the one from the facts, as known at the same moment."""
    now = report(question)
    facts = report(replace(question, as_of=question.moment))
    return now, facts


@settings(often, max_examples=8)
@given(world=worlds, period=st.sampled_from(PERIODS))
def test_a_report_of_now_is_that_of_the_facts(world, period):
    with settled(world) as rows:
        known = DIMENSIONS if any(line.get("dimension") == "language" for line in world.lines) else BUILT_IN
        for code in ("G1", "G2"):
            grant = rows.rows["grant", code]
            question = Question(grant, Period(*period), by=tuple(known), bands=parse_bands(), cross=CROSSED)
            now, facts = both(question)
            assert now == facts
            now, facts = both(replace(question, by=("gender", "edition"), cross=PUBLISHED, audience=PUBLIC))
            assert now == facts
            live, slow = count(grant, period=Period(*period)), count(grant, period=Period(*period), as_of=LATER)
            assert live.not_attended == slow.not_attended
            assert {k: len(v) for k, v in live.waterfall.excluded.items()} == {
                k: len(v) for k, v in slow.waterfall.excluded.items()
            }
            assert live.waterfall.start == slow.waterfall.start
            assert live.measures == SlowCounter(world.lines, [code], *period, LATER).measures()
