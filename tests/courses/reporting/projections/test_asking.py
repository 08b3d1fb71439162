"""A report of now takes as many queries for many as for one, and names nobody to count them."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from courses.editions.marking import Mark, mark_session
from courses.reporting.indicators.keeping import activate, add_indicator
from courses.reporting.indicators.presets import BY_KEY
from courses.reporting.members import members_of
from courses.reporting.periods import Period
from courses.reporting.report import Question, report
from tests.factories import EditionFundingFactory, EnrolmentFactory, GrantFactory, SessionFactory

pytestmark = pytest.mark.django_db
PERIOD = Period(date(2025, 1, 1), date(2025, 12, 31))
FIVE = ("age", "gender", "education", "employment", "region")


@pytest.fixture
def grant():
    grant = GrantFactory(first_day=date(2025, 1, 1), last_day=date(2025, 12, 31))
    grow(grant, groups=1, people=1)
    return grant


def grow(grant, *, groups: int, people: int) -> None:
    """Of each group half of the people came, and the others were never marked."""
    for _ in range(groups):
        session = SessionFactory()
        EditionFundingFactory(edition=session.edition, grant=grant)
        there = EnrolmentFactory.create_batch(people, edition=session.edition)
        EnrolmentFactory.create_batch(people, edition=session.edition)
        mark_session(session, [Mark(one, "present") for one in there], by=None)


def queries_of(grant, by: tuple[str, ...]) -> int:
    with CaptureQueriesContext(connection) as queries:
        report(Question(grant, PERIOD, by=by))
    return len(queries)


def test_queries_do_not_grow_with_people_groups_projects_indicators_or_dimensions(grant):
    once = queries_of(grant, FIVE)
    assert once <= 4
    assert queries_of(grant, FIVE[:1]) == once
    grow(grant, groups=3, people=8)
    for _ in range(3):
        grow(GrantFactory(), groups=1, people=2)
    for number, preset in enumerate(BY_KEY.values()):
        indicator = add_indicator(
            grant, code=f"I{number}", name="Name", recipe=preset.recipe, target=5, baseline=0, by=None
        )
        activate(indicator, by=None)
    assert queries_of(grant, FIVE) == once


def test_who_falls_out_is_read_only_when_somebody_asks(grant):
    grow(grant, groups=2, people=3)
    counted = Question(grant, PERIOD).count()
    fallen = counted.waterfall
    assert fallen.numbers == [("not_marked", 7)]
    assert (fallen.start, fallen.remains) == (14, 7)
    with CaptureQueriesContext(connection) as queries:
        assert len(set(fallen.excluded["not_marked"])) == 7
    assert len(queries) == 1
    assert len(members_of(counted, "not_marked")) == 7
