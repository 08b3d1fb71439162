"""Rounds are written whole; nobody loses a place by a smaller room; a planned session can be held in parts."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from courses.editions.errors import EditionError
from courses.editions.marking import Mark, mark_session
from courses.editions.planning import Meeting, cancel_session, change_session
from courses.editions.rounds.choosing import choose, wait_for
from courses.editions.rounds.planning import (
    Breakout,
    RoundPlan,
    change_round,
    overbooked_sentence,
    plan_round,
    remove_round,
    split_session,
)
from courses.editions.signals import choices_changed, sessions_changed
from courses.models import Choice, Round, Session
from tests.factories import EditionFactory, EnrolmentFactory, SessionFactory
from tests.factories_editions import BreakoutFactory, RoundFactory

pytestmark = pytest.mark.django_db
BEGIN = RoundFactory.build(edition=None).starts_at
PLAN = RoundPlan("Ronde 1", BEGIN, BEGIN + timedelta(minutes=50))


@pytest.fixture
def told():
    heard = {"sessions": [], "choices": []}

    def hear_sessions(sessions, **kwargs):
        heard["sessions"].append(sessions)

    def hear_choices(choices, **kwargs):
        heard["choices"].append(choices)

    sessions_changed.connect(hear_sessions)
    choices_changed.connect(hear_choices)
    yield heard
    sessions_changed.disconnect(hear_sessions)
    choices_changed.disconnect(hear_choices)


def plan_of(one, *breakouts):
    return RoundPlan(one.title, one.starts_at, one.ends_at, breakouts)


def test_a_round_is_planned_with_its_breakouts_and_told_once(told):
    breakouts = [Breakout(f"Deel {n}", label="Aan de slag", place=f"Zaal {n}", capacity=20) for n in range(4)]
    one = plan_round(EditionFactory(), replace(PLAN, breakouts=breakouts), by=None)
    rows = list(one.breakouts.order_by("pk"))
    assert [(r.title, r.starts_at, r.ends_at, r.capacity) for r in rows] == [
        (f"Deel {n}", one.starts_at, one.ends_at, 20) for n in range(4)
    ]
    assert [len(sessions) for sessions in told["sessions"]] == [4]


@pytest.mark.parametrize(
    "wrong",
    [
        {"ends_at": BEGIN},
        {"choose_until": BEGIN + timedelta(minutes=1)},
        {"breakouts": [Breakout("Klein", capacity=0)]},
    ],
)
def test_what_cannot_be_is_refused_and_nothing_written(wrong):
    with pytest.raises(EditionError):
        plan_round(EditionFactory(), replace(PLAN, **wrong), by=None)
    assert not Round.objects.exists()


def test_a_round_that_moves_takes_its_breakouts_along_unless_somebody_would_be_in_two_rooms():
    one = RoundFactory()
    other = RoundFactory(edition=one.edition, number=2)
    first, second = BreakoutFactory(round=one), BreakoutFactory(round=other)
    somebody = EnrolmentFactory(edition=one.edition)
    for session in (first, second):
        choose(somebody, session, by=None)
    kept = Breakout(second.title, session=second)
    with pytest.raises(EditionError, match="1"):
        change_round(other, RoundPlan("Ronde 2", one.starts_at, one.ends_at, [kept]), by=None)
    change_round(other, RoundPlan("Ronde 2", one.ends_at, one.ends_at + timedelta(hours=1), [kept]), by=None)
    second.refresh_from_db()
    assert second.starts_at == one.ends_at


def test_a_smaller_room_takes_no_place_away_and_a_larger_one_lets_in_who_waits(told):
    room = BreakoutFactory(capacity=2)
    rows = EnrolmentFactory.create_batch(3, edition=room.edition)
    for row in rows[:2]:
        choose(row, room, by=None)
    wait_for(rows[2], room, by=None)
    change_round(room.round, plan_of(room.round, Breakout(room.title, capacity=1, session=room)), by=None)
    room.refresh_from_db()
    assert Choice.objects.filter(session=room).count() == 2
    assert "2" in overbooked_sentence(room, 2)
    assert overbooked_sentence(room, 1) == ""
    told["choices"].clear()
    change_round(room.round, plan_of(room.round, Breakout(room.title, capacity=3, session=room)), by=None)
    assert [[choice.enrolment for choice in choices] for choices in told["choices"]] == [[rows[2]]]


def test_a_breakout_that_is_left_out_goes_with_what_was_chosen_but_not_once_it_was_marked(told):
    one = RoundFactory()
    kept, gone, held = BreakoutFactory.create_batch(3, round=one)
    somebody = EnrolmentFactory(edition=one.edition)
    choose(somebody, gone, by=None)
    told["choices"].clear()
    change_round(one, plan_of(one, *(Breakout(s.title, session=s) for s in (kept, held))), by=None)
    assert set(one.breakouts.all()) == {kept, held}
    assert [len(choices) for choices in told["choices"]] == [1]
    mark_session(held, [Mark(somebody, "present")], by=None)
    with pytest.raises(EditionError):
        change_round(one, plan_of(one, Breakout(kept.title, session=kept)), by=None)
    with pytest.raises(EditionError):
        remove_round(one, by=None)
    assert set(one.breakouts.all()) == {kept, held}


def test_a_round_off_the_plan_frees_everybody_and_says_so(told):
    room = BreakoutFactory()
    choose(EnrolmentFactory(edition=room.edition), room, by=None)
    told["choices"].clear()
    remove_round(room.round, by=None)
    assert not Session.objects.exists()
    assert not Choice.objects.exists()
    assert len(told["choices"]) == 1


def test_a_breakout_is_moved_with_its_round_only_and_taken_off_with_its_choices(told):
    room = BreakoutFactory()
    choose(EnrolmentFactory(edition=room.edition), room, by=None)
    with pytest.raises(EditionError):
        change_session(room, Meeting(room.starts_at, room.ends_at), by=None)
    told["choices"].clear()
    cancel_session(room, by=None)
    assert len(told["choices"]) == 1


def test_split_in_two_keeps_the_row_and_again_moves_later_parts_on():
    held = SessionFactory(unit_key="u2", title="Sessie 2")
    later = held.starts_at + timedelta(days=7)

    def at(moment, title):
        return Meeting(moment, moment + timedelta(hours=1), title, "Elders")

    first, second = split_session(held, [at(held.starts_at, "deel 1"), at(later, "deel 2")], by=None)
    assert (first.pk, first.part, second.part, second.unit_key) == (held.pk, 1, 2, "u2")
    split_session(first, [at(held.starts_at, "1a"), at(held.starts_at + timedelta(hours=3), "1b")], by=None)
    parts = Session.objects.filter(unit_key="u2").order_by("part")
    assert [(s.part, s.title) for s in parts] == [(1, "1a"), (2, "1b"), (3, "deel 2")]


def test_what_was_marked_or_holds_nothing_is_not_split():
    somebody = EnrolmentFactory()
    marked = SessionFactory(edition=somebody.edition, unit_key="u")
    mark_session(marked, [Mark(somebody, "present")], by=None)
    for session in (marked, SessionFactory()):
        with pytest.raises(EditionError):
            split_session(session, [Meeting(session.starts_at, session.ends_at)] * 2, by=None)
