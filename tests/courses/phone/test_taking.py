"""Taps: each once, the last moment holds in whatever order they come, a wrong one stops no other."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courses.editions.heads import add_unnamed
from courses.editions.marking import Mark, effective_marks, mark_session
from courses.models import Attendance, Session, Tap
from courses.phone.listing import listed
from courses.phone.taking import NEWER, REFUSED, TAKEN, Tapped, take_taps
from tests.factories import EnrolmentFactory, SessionFactory, UserFactory

pytestmark = pytest.mark.django_db
START = datetime(2026, 3, 5, 13, 30, tzinfo=UTC)


@pytest.fixture
def session():
    return SessionFactory()


@pytest.fixture
def enrolment(session):
    return EnrolmentFactory(edition=session.edition)


def tap(enrolment, status="present", minutes=None, *, after=0, key=None):
    moment = START + timedelta(seconds=after)
    return Tapped(key or uuid4(), moment, enrolment=enrolment.pk, status=status, minutes=minutes)


def plus(number=1, *, after=0):
    return Tapped(uuid4(), START + timedelta(seconds=after), add=number)


def states(answers):
    return [answer.state for answer in answers]


def holds(session):
    marks = effective_marks(session).values()
    return {mark.enrolment_id: (mark.status, mark.minutes) for mark in marks if mark.status != "void"}


def test_a_tap_that_comes_again_does_nothing(session, enrolment):
    once = tap(enrolment)
    for _ in range(3):
        assert states(take_taps(session, [once, once], by=None)) == [TAKEN, TAKEN]
    assert Attendance.objects.count() == Tap.objects.count() == 1


def test_the_last_tap_of_a_queue_holds_and_is_recorded_now(session, enrolment):
    before = datetime.now(UTC)
    queue = [tap(enrolment, "partial", 90, after=2), tap(enrolment, "late", after=1), tap(enrolment)]
    assert states(take_taps(session, queue, by=None)) == [TAKEN] * 3
    mark = Attendance.objects.get()
    assert (mark.status, mark.minutes) == ("partial", 90)
    assert mark.recorded_at >= before


def test_what_somebody_else_set_right_since_stays_and_the_answer_says_so(session, enrolment):
    sanne, phone = UserFactory(name="Sanne Voorbeeld"), UserFactory()
    mark_session(session, [Mark(enrolment, "absent")], by=sanne)
    answer = take_taps(session, [tap(enrolment)], by=phone)[0]
    assert answer.state == NEWER
    assert "Sanne" in answer.sentence
    assert holds(session) == {enrolment.pk: ("absent", None)}
    again = take_taps(session, [tap(enrolment, after=10**8)], by=phone)
    assert states(again) == [TAKEN]


def test_an_overtaken_tap_stays_overtaken_when_it_comes_again(session, enrolment):
    mark_session(session, [Mark(enrolment, "absent")], by=None)
    old = tap(enrolment)
    assert states(take_taps(session, [old], by=None)) == [NEWER]
    assert states(take_taps(session, [old], by=None)) == [NEWER]


def test_of_two_phones_the_later_finger_holds_whichever_arrives_first(session, enrolment):
    take_taps(session, [tap(enrolment, "late", after=5)], by=None)
    assert states(take_taps(session, [tap(enrolment, "absent", after=3)], by=None)) == [NEWER]
    assert states(take_taps(session, [tap(enrolment, "excused", after=7)], by=None)) == [TAKEN]
    assert holds(session) == {enrolment.pk: ("excused", None)}


def test_saying_once_more_what_holds_makes_it_newer_and_adds_no_mark(session, enrolment):
    take_taps(session, [tap(enrolment)], by=None)
    take_taps(session, [tap(enrolment, after=9)], by=None)
    assert states(take_taps(session, [tap(enrolment, "absent", after=5)], by=None)) == [NEWER]
    assert Attendance.objects.count() == 1


def test_a_signed_list_stays_signed(session, enrolment):
    mark_session(session, [Mark(enrolment, "present")], by=None, evidence="signed")
    take_taps(session, [tap(enrolment, after=10**9)], by=None)
    assert Attendance.objects.effective().get().evidence == "signed"


def test_clearing_leaves_nothing_marked(session, enrolment):
    take_taps(session, [tap(enrolment), tap(enrolment, "void", after=1)], by=None)
    assert holds(session) == {}
    assert [row.status for row in listed(session)] == [""]


def test_a_key_that_comes_back_with_something_else_is_refused(session, enrolment):
    once = tap(enrolment)
    take_taps(session, [once], by=None)
    other = tap(enrolment, "absent", key=once.key, after=9)
    assert states(take_taps(session, [other], by=None)) == [REFUSED]
    assert states(take_taps(SessionFactory(edition=session.edition), [once], by=None)) == [REFUSED]
    assert holds(session) == {enrolment.pk: ("present", None)}
    twice = uuid4()
    queue = [tap(enrolment, "late", key=twice, after=20), tap(enrolment, "absent", key=twice, after=21)]
    assert states(take_taps(session, queue, by=None)) == [TAKEN, REFUSED]
    assert holds(session) == {enrolment.pk: ("late", None)}


def test_a_wrong_one_stops_no_other(session, enrolment):
    stranger = EnrolmentFactory()
    queue = [
        tap(stranger),
        tap(enrolment, "partial"),
        tap(enrolment, "partial", 100_000),
        tap(enrolment, "there"),
        plus(-1),
        tap(enrolment, "late"),
        plus(1, after=3),
    ]
    answers = take_taps(session, queue, by=None)
    assert states(answers) == [REFUSED] * 5 + [TAKEN] * 2
    assert all(answer.sentence for answer in answers[:5])
    assert holds(session) == {enrolment.pk: ("late", None)}
    session.refresh_from_db()
    assert session.unnamed == 1


def test_people_without_a_name_are_added_up_once(session):
    queue = [plus(after=n) for n in range(5)] + [plus(-1, after=6)]
    for _ in range(2):
        assert states(take_taps(session, queue, by=None)) == [TAKEN] * 6
    add_unnamed(session, 1, by=None)
    session.refresh_from_db()
    assert session.unnamed == 5


def test_a_clock_that_runs_fast_keeps_the_order_and_no_head_start(session, enrolment):
    ahead = 60 * 60 * 24 * 365 * 50
    take_taps(session, [tap(enrolment, "late", after=ahead + 1), tap(enrolment, after=ahead)], by=None)
    assert holds(session) == {enrolment.pk: ("late", None)}
    mark_session(session, [Mark(enrolment, "absent")], by=None)
    assert states(take_taps(session, [tap(enrolment, "excused", after=ahead + 2)], by=None)) == [TAKEN]


def test_a_full_hall_costs_no_more_queries_than_a_table(session, django_assert_num_queries):
    few = EnrolmentFactory.create_batch(5, edition=session.edition)
    take_taps(SessionFactory(edition=session.edition), [tap(few[0])], by=None)
    with django_assert_num_queries(1000, exact=False) as counted:
        take_taps(session, [tap(one, after=n) for n, one in enumerate(few)], by=None)
    big = SessionFactory()
    many = EnrolmentFactory.create_batch(500, edition=big.edition)
    # SQLite takes so many values a statement that two INSERTs become a few; that is all that may differ.
    most = connection.features.max_query_params
    inserts = sum(-(-500 * columns // most) if most else 1 for columns in (12, len(Tap._meta.concrete_fields)))
    with django_assert_num_queries(len(counted) - 2 + inserts):
        take_taps(big, [tap(one, after=n) for n, one in enumerate(many)], by=None)
    assert Attendance.objects.filter(session=big).count() == 500


# A moment is said once: a phone never gives the same one twice.
taps_of_people = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from([("present", None), ("late", None), ("partial", 20), ("absent", None), ("void", None)]),
        st.integers(0, 2),
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(said=taps_of_people, data=st.data())
def test_any_order_repetition_and_loss_on_the_way_gives_what_the_fingers_said(said, data):
    """Three phones; what is lost on the way stays in its queue and is sent again; the end is the sequence of taps."""
    with transaction.atomic():
        session = SessionFactory()
        people = EnrolmentFactory.create_batch(3, edition=session.edition)
        taps = [
            tap(people[person], *what, after=number, key=UUID(int=number))
            for number, (person, what, _) in enumerate(said)
        ]
        waiting = {phone: [t for t, (_, _, by) in zip(taps, said, strict=True) if by == phone] for phone in range(3)}
        for _ in range(data.draw(st.integers(0, 6))):
            sent = data.draw(st.lists(st.sampled_from(taps), max_size=6))
            take_taps(session, sent, by=None)
        for phone in data.draw(st.permutations(range(3))):
            take_taps(session, data.draw(st.permutations(waiting[phone])), by=None)
        expected = {people[person].pk: what for person, what, _ in said}
        expected = {pk: what for pk, what in expected.items() if what[0] != "void"}
        assert holds(session) == expected
        transaction.set_rollback(True)


def test_two_phones_at_the_same_moment_lose_and_double_nothing(at_once):
    session = SessionFactory()
    people = EnrolmentFactory.create_batch(6, edition=session.edition)
    one = [tap(person, after=n) for n, person in enumerate(people)] + [plus(after=30)]
    other = [tap(person, "late", after=n + 10) for n, person in enumerate(people[:3])] + [plus(after=31)]
    answers = at_once(*[partial(take_taps, Session.objects.get(pk=session.pk), one, by=None)] * 3,
                      *[partial(take_taps, Session.objects.get(pk=session.pk), other, by=None)] * 3)  # fmt: skip
    assert not [answer for answer in answers if isinstance(answer, Exception)]
    assert holds(session) == {p.pk: ("late" if p in people[:3] else "present", None) for p in people}
    session.refresh_from_db()
    assert session.unnamed == 2
    assert Tap.objects.count() == 11
