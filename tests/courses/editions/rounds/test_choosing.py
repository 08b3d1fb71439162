"""One breakout a round, never two at a time, as long as there are places; who waits moves up."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from courses.editions.enrolling import withdraw
from courses.editions.errors import BreakoutFull, ChoiceRefused, ChoosingClosed, RoundsClash
from courses.editions.expected import expected_at
from courses.editions.rounds.choosing import (
    choose,
    choose_breakouts,
    hand_over_choices,
    stop_waiting,
    unchoose,
    wait_for,
)
from courses.editions.signals import choices_changed
from courses.models import Choice, ChoiceWaiting, Enrolment, Session
from tests.factories import EnrolmentFactory
from tests.factories_editions import BreakoutFactory, ChoiceFactory, RoundFactory


@pytest.fixture
def told():
    """What was told by the signal, a list of choices a time."""
    heard = []

    def hear(choices, **kwargs):
        heard.append(choices)

    choices_changed.connect(hear)
    yield heard
    choices_changed.disconnect(hear)


def people(round_, count):
    return EnrolmentFactory.create_batch(count, edition=round_.edition)


def chosen_by(enrolment):
    return set(Choice.objects.filter(enrolment=enrolment).values_list("session", flat=True))


@pytest.mark.django_db
def test_a_second_choice_in_a_round_takes_the_place_of_the_first_and_says_so_once(told):
    one = RoundFactory()
    first, second = BreakoutFactory.create_batch(2, round=one)
    (somebody,) = people(one, 1)
    choose(somebody, first, by=None)
    choose(somebody, second, by=None)
    choose(somebody, second, by=None)
    assert chosen_by(somebody) == {second.pk}
    assert [len(choices) for choices in told] == [1, 1]
    assert list(expected_at(second)) == [somebody]
    assert not expected_at(first)


@pytest.mark.django_db
def test_two_choices_in_one_round_are_impossible_in_the_database():
    choice = ChoiceFactory()
    other = BreakoutFactory(round=choice.round)
    with pytest.raises(IntegrityError), transaction.atomic():
        Choice.objects.create(enrolment=choice.enrolment, round=choice.round, session=other)


@pytest.mark.django_db
def test_rooms_at_one_time_are_refused_with_a_sentence_and_back_to_back_is_fine():
    one = RoundFactory()
    overlapping = RoundFactory(edition=one.edition, starts_at=one.starts_at + timedelta(minutes=49))
    following = RoundFactory(edition=one.edition, starts_at=one.ends_at)
    first, clash, fine = (BreakoutFactory(round=r) for r in (one, overlapping, following))
    (somebody,) = people(one, 1)
    choose(somebody, first, by=None)
    with pytest.raises(RoundsClash, match=first.title):
        choose(somebody, clash, by=None)
    choose(somebody, fine, by=None)
    assert chosen_by(somebody) == {first.pk, fine.pk}


@pytest.mark.django_db
def test_what_is_given_up_makes_room_in_the_same_form_and_a_refusal_leaves_the_rest_alone():
    one = RoundFactory()
    overlapping = RoundFactory(edition=one.edition, starts_at=one.starts_at)
    third = RoundFactory(edition=one.edition, number=3)
    first, second = BreakoutFactory(round=one), BreakoutFactory(round=overlapping)
    full = BreakoutFactory(round=third, capacity=1)
    somebody, other = people(one, 2)
    choose(somebody, first, by=None)
    choose(other, full, by=None)
    outcome = choose_breakouts(somebody, {overlapping.pk: second, one.pk: None, third.pk: full}, by=None)
    assert chosen_by(somebody) == {second.pk}
    assert list(outcome.refused) == [third.pk]


@pytest.mark.django_db
def test_after_the_deadline_only_a_coordinator_changes():
    one = RoundFactory(choose_until=timezone.now() - timedelta(minutes=1))
    breakout = BreakoutFactory(round=one)
    (somebody,) = people(one, 1)
    with pytest.raises(ChoosingClosed):
        choose(somebody, breakout, by=None)
    choose(somebody, breakout, by=None, past_deadline=True)
    with pytest.raises(ChoosingClosed):
        unchoose(somebody, breakout, by=None)
    unchoose(somebody, breakout, by=None, past_deadline=True)
    assert not chosen_by(somebody)


@pytest.mark.django_db
@pytest.mark.parametrize("fields", [{"state": "waiting"}, {"state": "stopped"}, {"role": "trainer"}])
def test_only_who_has_a_place_and_takes_part_chooses(fields):
    breakout = BreakoutFactory()
    with pytest.raises(ChoiceRefused):
        choose(EnrolmentFactory(edition=breakout.edition, **fields), breakout, by=None)


@pytest.mark.django_db
def test_a_breakout_of_another_group_or_none_is_refused():
    somebody = EnrolmentFactory()
    for session in (BreakoutFactory(), BreakoutFactory(round=None, edition=somebody.edition,
                    starts_at=timezone.now(), ends_at=timezone.now() + timedelta(hours=1))):  # fmt: skip
        with pytest.raises(ChoiceRefused):
            choose(somebody, session, by=None)


@pytest.mark.django_db
def test_who_waits_keeps_what_they_chose_and_moves_up_when_a_place_comes_free(told):
    one = RoundFactory()
    wanted, other = BreakoutFactory(round=one, capacity=1), BreakoutFactory(round=one, capacity=1)
    there, waiting, third = people(one, 3)
    choose(there, wanted, by=None)
    choose(waiting, other, by=None)
    with pytest.raises(BreakoutFull) as refusal:
        choose(waiting, wanted, by=None)
    assert refusal.value.session == wanted
    wait_for(waiting, wanted, by=None)
    wait_for(third, other, by=None)
    told.clear()
    unchoose(there, wanted, by=None)
    assert (chosen_by(there), chosen_by(waiting), chosen_by(third)) == (set(), {wanted.pk}, {other.pk})
    assert not ChoiceWaiting.objects.exists()
    assert [{choice.enrolment_id for choice in choices if choice.moved_up} for choices in told] == [
        {waiting.pk, third.pk}
    ]


@pytest.mark.django_db
def test_who_stopped_waiting_or_is_elsewhere_then_is_passed_over():
    one = RoundFactory()
    overlapping = RoundFactory(edition=one.edition, starts_at=one.starts_at)
    wanted, elsewhere = BreakoutFactory(round=one, capacity=1), BreakoutFactory(round=overlapping)
    there, no_more, busy, last = people(one, 4)
    choose(there, wanted, by=None)
    for somebody in (no_more, busy, last):
        wait_for(somebody, wanted, by=None)
    stop_waiting(no_more, wanted, by=None)
    choose(busy, elsewhere, by=None)
    unchoose(there, wanted, by=None)
    assert list(expected_at(wanted)) == [last]
    assert ChoiceWaiting.objects.get().enrolment == busy
    unchoose(last, wanted, by=None)
    assert not expected_at(wanted)
    unchoose(busy, elsewhere, by=None)
    assert list(expected_at(wanted)) == [busy]


@pytest.mark.django_db
def test_waiting_for_what_has_a_place_after_all_chooses_it():
    breakout = BreakoutFactory(capacity=1)
    (somebody,) = people(breakout, 1)
    assert isinstance(wait_for(somebody, breakout, by=None), Choice)


@pytest.mark.django_db
def test_who_leaves_the_group_frees_their_places(told):
    breakout = BreakoutFactory(capacity=1)
    leaving, waiting = people(breakout, 2)
    choose(leaving, breakout, by=None)
    wait_for(waiting, breakout, by=None)
    withdraw([leaving], by=None)
    assert list(expected_at(breakout)) == [waiting]
    assert len(told) == 2


@pytest.mark.django_db
def test_a_substitute_has_what_was_chosen():
    breakout = BreakoutFactory(capacity=1)
    away, substitute, other = people(breakout, 3)
    choose(away, breakout, by=None)
    wait_for(other, breakout, by=None)
    hand_over_choices(away, substitute, by=None)
    withdraw([away], by=None)
    assert list(expected_at(breakout)) == [substitute]


def test_the_last_place_goes_to_one_and_the_others_hear_that_it_is_full(at_once):
    breakout = BreakoutFactory(capacity=1)
    rows = people(breakout, 6)
    answers = at_once(*(partial(choose, row, breakout, by=None) for row in rows))
    assert sum(isinstance(answer, Choice) for answer in answers) == 1
    assert sum(isinstance(answer, BreakoutFull) for answer in answers) == 5


def test_leaving_and_choosing_at_once_neither_waits_for_ever_nor_loses_a_place(at_once):
    breakout = BreakoutFactory(capacity=2)
    other = BreakoutFactory(round=breakout.round)
    rows = people(breakout, 6)
    for row in rows[:2]:
        choose(row, breakout, by=None)
    for row in rows[2:4]:
        wait_for(row, breakout, by=None)
    answers = at_once(
        *(partial(withdraw, [row], by=None) for row in rows[:2]),
        *(partial(choose, row, other, by=None) for row in rows[:2]),
        *(partial(choose, row, breakout, by=None) for row in rows[4:]),
    )
    assert not [a for a in answers if isinstance(a, Exception) and not isinstance(a, ChoiceRefused)]
    assert not Choice.objects.filter(enrolment__state=Enrolment.State.STOPPED).exists()
    assert Choice.objects.filter(session=breakout).count() == 2


class NoClash(TestCase):
    """Whatever is chosen, given up, waited for and left, in whatever order."""

    @settings(max_examples=25)
    @given(
        lengths=st.lists(st.tuples(st.integers(0, 120), st.integers(10, 90)), min_size=1, max_size=4),
        acts=st.lists(
            st.tuples(st.sampled_from(["choose", "unchoose", "wait", "leave"]), st.integers(0, 3), st.integers(0, 7)),
            max_size=25,
        ),
    )
    def test_nobody_is_in_two_rooms_and_no_room_is_too_full(self, lengths, acts):
        edition = RoundFactory().edition
        begin = RoundFactory.build(edition=None).starts_at
        rounds = [
            RoundFactory(
                edition=edition,
                starts_at=begin + timedelta(minutes=start),
                ends_at=begin + timedelta(minutes=start + minutes),
            )
            for start, minutes in lengths
        ]
        rooms = [BreakoutFactory(round=one, capacity=1) for one in rounds for _ in range(2)]
        rows = people(rounds[0], 4)
        verbs = {"choose": choose, "unchoose": unchoose, "wait": wait_for}
        for act, who, where in acts:
            room = rooms[where % len(rooms)]
            try:
                if act == "leave":
                    withdraw([rows[who]], by=None)
                else:
                    verbs[act](rows[who], room, by=None)
            except ChoiceRefused:
                pass
        self.check(rooms)

    def check(self, rooms):
        for row in Enrolment.objects.all():
            held = [c.round for c in Choice.objects.filter(enrolment=row).select_related("round")]
            assert not any(a.overlaps(b) for a in held for b in held if a.pk < b.pk)
            assert not held or row.state == "placed"
        for room in Session.objects.filter(pk__in=[room.pk for room in rooms]):
            taken = Choice.objects.filter(session=room).count()
            assert taken <= 1
            waiting = ChoiceWaiting.objects.filter(session=room)
            assert taken or not [w for w in waiting if not _busy(w)]


def _busy(waiting):
    held = Choice.objects.filter(enrolment=waiting.enrolment).exclude(round=waiting.round)
    return any(choice.round.overlaps(waiting.round) for choice in held.select_related("round"))
