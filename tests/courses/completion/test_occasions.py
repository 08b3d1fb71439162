"""Three planned sessions held in four meetings, and an event with rounds: what counts as one for a rule."""

from __future__ import annotations

from datetime import timedelta

import pytest

from courses.completion.overview import lines_of
from courses.editions.marking import Mark, mark_session
from courses.editions.occasions import count_occasions, minutes_held
from courses.editions.planning import Meeting
from courses.editions.rounds.choosing import choose
from courses.editions.rounds.planning import split_session
from courses.models import Attendance, Completion, Session
from tests.factories import (
    CurriculumVersionFactory,
    EditionFactory,
    EnrolmentFactory,
    PlannedSessionUnitFactory,
    SessionFactory,
    rule,
)
from tests.factories_editions import BreakoutFactory, RoundFactory

pytestmark = pytest.mark.django_db


def on_site():
    """S3: three planned sessions, the second split in two half-days; the rule asks all that is required."""
    version = CurriculumVersionFactory(rule=rule(sessions_present=3))
    units = PlannedSessionUnitFactory.create_batch(3, version=version)
    edition = EditionFactory(version=version)
    held = [SessionFactory(edition=edition, unit_key=unit.key, days=7 * n) for n, unit in enumerate(units)]
    begin = held[1].starts_at
    halves = [
        Meeting(begin + timedelta(days=n), begin + timedelta(days=n, hours=1), f"Sessie 2, deel {n + 1}")
        for n in (0, 1)
    ]
    held[1:2] = split_session(held[1], halves, by=None)
    return edition, held


def test_three_planned_sessions_in_four_meetings_make_31_visits_and_half_of_one_is_not_it():
    edition, held = on_site()
    rows = EnrolmentFactory.create_batch(8, edition=edition)
    for session, there in zip(held, (8, 7, 8, 8), strict=True):
        marks = [Mark(row, "present" if n < there else "absent") for n, row in enumerate(rows)]
        mark_session(session, marks, by=None)
    assert Attendance.objects.effective().filter(status="present").count() == 31
    assert count_occasions(Session.objects.filter(edition=edition)) == 3
    assert set(Completion.objects.effective().values_list("enrolment", flat=True)) == {row.pk for row in rows[:7]}


def test_the_line_names_both_parts_and_a_half_done_session_is_not_done():
    edition, held = on_site()
    row = EnrolmentFactory(edition=edition)
    mark_session(held[1], [Mark(row, "present")], by=None)
    (progress,) = lines_of([row])
    steps = [(step.title, step.state) for step in progress.line.steps]
    assert steps[1:3] == [("Sessie 2, deel 1", "done"), ("Sessie 2, deel 2", "ahead")]
    assert len(steps) == 4
    assert len(progress.missing) == 4
    mark_session(held[2], [Mark(row, "late")], by=None)
    assert len(lines_of([row])[0].missing) == 3


def test_of_a_round_any_breakout_is_one_meeting_lunch_is_none_and_only_ones_own_is_on_the_line():
    edition = EditionFactory(version=CurriculumVersionFactory(rule=rule(all_required=False, sessions_present=2)))
    SessionFactory(edition=edition, is_break=True, title="Lunch")
    plenary = SessionFactory(edition=edition, title="Plenair")
    one = RoundFactory(edition=edition)
    chosen, visited, _other = BreakoutFactory.create_batch(3, round=one)
    assert count_occasions(Session.objects.filter(edition=edition)) == 2
    assert minutes_held(Session.objects.filter(edition=edition)) == 120 + 50
    row = EnrolmentFactory(edition=edition)
    choose(row, chosen, by=None)
    assert chosen.title in [step.title for step in lines_of([row])[0].line.steps]
    for breakout in (chosen, visited):
        mark_session(breakout, [Mark(row, "present")], by=None)
    assert not Completion.objects.exists()
    mark_session(plenary, [Mark(row, "present")], by=None)
    assert Completion.objects.effective().get().enrolment == row
    titles = [step.title for step in lines_of([row])[0].line.steps]
    assert set(titles) == {plenary.title, chosen.title, visited.title}
