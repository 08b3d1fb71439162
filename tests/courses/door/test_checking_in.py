"""Checking in, undoing, walking in: the marks, and what stands in the log about them."""

from __future__ import annotations

import uuid

import pytest
from wagtail.models import ModelLogEntry

from courses.door.checking_in import check_in, counts, undo
from courses.door.errors import DoorError, ElsewhereOnTheList, NotOnTheList
from courses.door.finding import alike
from courses.door.walking_in import add_walk_in
from courses.editions.heads import add_unnamed
from courses.editions.marking import Mark, mark_session
from courses.models import Attendance, Enrolment, Person, Session, WalkIn
from tests import factories as f
from tests.courses.door.hall import hall
from tests.factories_editions import BreakoutFactory, ChoiceFactory

pytestmark = pytest.mark.django_db


def holding(enrolment):
    return Attendance.objects.effective().get(person=enrolment.person_id)


def test_checking_in_marks_once_with_its_evidence_and_the_door_in_the_log():
    here = hall()
    guest = here.guest()
    first = check_in(here.door, guest.pk, evidence="code")
    again = check_in(here.door, guest.pk, evidence="trainer")
    assert (first.already, again.already) == (False, True)
    assert first.at == again.at
    mark = Attendance.objects.get()
    assert (mark.status, mark.evidence, mark.recorded_by, mark.session) == ("present", "code", None, here.session)
    entry = ModelLogEntry.objects.get(action="leerlijn.mark")
    assert entry.data == {"door": here.door.pk, "marks": 1}
    assert entry.user is None


@pytest.mark.parametrize("status", ["late", "partial"])
def test_who_a_trainer_marked_as_there_is_in_already(status):
    here = hall()
    guest = here.guest()
    mark_session(here.session, [Mark(guest, status, minutes=10)], by=f.UserFactory())
    assert check_in(here.door, guest.pk).already
    assert holding(guest).status == status
    with pytest.raises(DoorError):
        undo(here.door, guest.pk)
    assert holding(guest).status == status


def test_undoing_brings_back_what_was_marked_before():
    here = hall()
    excused, plain = here.guest(), here.guest("Bo")
    mark_session(here.session, [Mark(excused, "excused")], by=f.UserFactory())
    for guest in (excused, plain):
        assert not check_in(here.door, guest.pk).already
        undo(here.door, guest.pk)
        undo(here.door, guest.pk)
    assert (holding(excused).status, holding(plain).status) == ("excused", "void")
    assert counts(here.session).named == 0
    assert not check_in(here.door, plain.pk).already


def test_nobody_from_another_list_is_let_in():
    here, elsewhere = hall(), hall()
    for other in (
        elsewhere.guest(),
        here.guest(state="waiting"),
        here.guest(state="stopped"),
        here.guest(role="staff"),
    ):
        with pytest.raises(NotOnTheList):
            check_in(here.door, other.pk)
    with pytest.raises(NotOnTheList):
        undo(here.door, elsewhere.guest().pk)
    assert not Attendance.objects.exists()


def test_a_walk_in_gets_a_place_past_the_capacity_once():
    here = hall(capacity=0)
    key = uuid.uuid4()
    checked = [
        add_walk_in(here.door, key=key, name=" Wout  Inloper", organisation="Buurthuis", email="WOUT@example.org")
        for _ in range(2)
    ]
    assert [one.already for one in checked] == [False, True]
    person = Person.objects.get()
    assert (person.name, person.email, person.keeper) == ("Wout Inloper", "wout@example.org", here.edition.organisation)
    enrolment = Enrolment.objects.get()
    assert (enrolment.state, enrolment.source, enrolment.organisation.name) == ("placed", "", "Buurthuis")
    assert enrolment.organisation.keeper == here.edition.organisation
    assert WalkIn.objects.get().door == here.door
    assert holding(enrolment).status == "present"
    assert ModelLogEntry.objects.get(action="leerlijn.walk_in").data == {"door": here.door.pk}


def test_undoing_a_walk_in_ends_it():
    here = hall()
    enrolment = add_walk_in(here.door, key=uuid.uuid4(), name="Wout").enrolment
    undo(here.door, enrolment.pk)
    enrolment.refresh_from_db()
    assert enrolment.state == "stopped"
    assert counts(here.session).named == 0


def test_the_closing_event_counts_129_names_and_133_heads():
    here = hall()
    guests = [here.guest(f"Gast {n}") for n in range(131)]
    for n, guest in enumerate(guests[:118]):
        check_in(here.door, guest.pk, evidence=("code", "trainer")[n % 2])
    for n in range(11):
        add_walk_in(here.door, key=uuid.uuid4(), name=f"Inloper {n}")
    for _ in range(4):
        add_unnamed(here.session, 1, by=None)
    here.session.refresh_from_db()
    now = counts(here.session)
    assert (now.named, now.walk_ins, now.unnamed, now.inside) == (129, 11, 4, 133)


def test_a_check_in_costs_as_much_with_a_long_list(django_assert_max_num_queries, django_assert_num_queries):
    here = hall()
    check_in(here.door, here.guest("Eerst").pk)
    first = here.guest()
    with django_assert_max_num_queries(32) as counted:
        check_in(here.door, first.pk)
    guests = [here.guest(f"Gast {n}") for n in range(25)]
    mark_session(here.session, [Mark(guest, "present") for guest in guests[:20]], by=None)
    with django_assert_num_queries(len(counted.captured_queries)):
        check_in(here.door, guests[-1].pk)


def test_the_count_of_a_meeting_is_of_that_meeting():
    here = hall()
    other = f.DoorFactory(session=f.SessionFactory(edition=here.edition, days=10_000))
    guest = here.guest()
    check_in(other, guest.pk)
    assert counts(Session.objects.get(pk=here.session.pk)).named == 0
    assert not check_in(here.door, guest.pk).already


def test_at_a_breakout_who_chose_another_one_is_let_in_only_knowingly():
    here = hall()
    breakout = BreakoutFactory(round__edition=here.edition)
    chose, other = here.guest("Anna"), here.guest("Bo")
    ChoiceFactory(enrolment=chose, session=breakout)
    door = f.DoorFactory(session=breakout, name="Zaal 2")
    assert not check_in(door, chose.pk).already
    with pytest.raises(ElsewhereOnTheList):
        check_in(door, other.pk)
    assert not check_in(door, other.pk, anyway=True).already
    with pytest.raises(NotOnTheList):
        check_in(door, hall().guest().pk, anyway=True)
    assert [one.name for one in alike(breakout, "bo")] == ["Bo"]
    assert (counts(breakout).named, counts(breakout).expected, counts(here.session).named) == (2, 1, 0)
    assert not add_walk_in(door, key=uuid.uuid4(), name="Wout").already
