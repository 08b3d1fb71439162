"""The projections are kept in the transaction of what changed, at a cost that doesn't depend on how much that is."""

from __future__ import annotations

import itertools

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from courses.editions.marking import Mark, mark_session
from courses.editions.models import Edition, EditionFunding
from courses.facts.changes import changed
from courses.reporting.projections.models import PersonProject
from courses.reporting.projections.receivers import after_changes
from tests.factories import EditionFundingFactory, EnrolmentFactory, GrantFactory, SessionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept():
    """Without it, nothing is kept for the length of a block."""

    class Off:
        def __enter__(self) -> None:
            changed.disconnect(after_changes)

        def __exit__(self, *problem: object) -> None:
            changed.connect(after_changes)

    return Off()


def queries_of_marking(people: int) -> int:
    session = SessionFactory()
    EditionFundingFactory(edition=session.edition, grant=GrantFactory())
    enrolments = EnrolmentFactory.create_batch(people, edition=session.edition)
    with CaptureQueriesContext(connection) as queries:
        mark_session(session, [Mark(enrolment, "present") for enrolment in enrolments], by=None)
    return sum(not query["sql"].startswith('INSERT INTO "leerlijn_courses_attendance"') for query in queries)


def test_a_mark_costs_at_most_eight_queries_more_and_many_no_more_than_one(kept):
    queries_of_marking(1)
    one = queries_of_marking(1)
    with kept:
        without = queries_of_marking(1)
    assert one - without <= 8
    assert queries_of_marking(500) == one
    assert PersonProject.objects.count() == 502


@pytest.mark.sqlite
def test_a_mark_takes_no_more_work_where_there_are_many_groups():
    """In the steps of SQLite's own machine, which no other program on this computer makes more or fewer."""
    steps_of_marking()
    before = steps_of_marking()
    grant = GrantFactory()
    groups = Edition.objects.bulk_create([Edition(title="Group", code=f"G{n}", kind="training") for n in range(2_000)])
    EditionFunding.objects.bulk_create([EditionFunding(edition=group, grant=grant) for group in groups])
    assert steps_of_marking() < before * 1.5


def steps_of_marking() -> int:
    session = SessionFactory()
    enrolments = EnrolmentFactory.create_batch(20, edition=session.edition)
    steps = itertools.count()
    connection.ensure_connection()
    connection.connection.set_progress_handler(lambda: next(steps) and None, 10)
    EditionFundingFactory(edition=session.edition, grant=GrantFactory())
    mark_session(session, [Mark(enrolment, "present") for enrolment in enrolments], by=None)
    connection.connection.set_progress_handler(None, 0)
    return next(steps)
