"""Eight helpers at once: no mark is lost, none is made twice."""

from __future__ import annotations

import uuid
from functools import partial

import pytest
from django.db import connection

from courses.door.checking_in import check_in, counts
from courses.door.tickets import ticket_code
from courses.door.walking_in import add_walk_in
from courses.editions.heads import add_unnamed
from courses.models import Attendance, Enrolment, Person, Session
from tests.courses.door.hall import hall

HELPERS = 8


def in_turn(door, guests, evidence):
    return [check_in(door, guest, evidence=evidence) for guest in guests]


def test_eight_helpers_check_everybody_in_once(at_once):
    here = hall()
    guests = [here.guest(f"Gast {n}").pk for n in range(160 if connection.vendor == "postgresql" else 48)]
    # Each guest is tried by two helpers, by name and by code, from the two ends of the list.
    answers = at_once(
        *(
            partial(in_turn, here.door, guests[n::4] if n < 4 else guests[n - 4 :: 4][::-1], ("code", "trainer")[n % 2])
            for n in range(HELPERS)
        )
    )
    assert not [answer for answer in answers if isinstance(answer, Exception)]
    fresh = [one for answer in answers for one in answer if not one.already]
    assert len(fresh) == len(guests) == Attendance.objects.count()
    assert set(Attendance.objects.values_list("enrolment", flat=True)) == set(guests)
    assert counts(here.session).named == len(guests)


def test_two_taps_on_the_same_walk_in_add_one_person(at_once):
    here = hall(capacity=1)
    key = uuid.uuid4()
    answers = at_once(*[partial(add_walk_in, here.door, key=key, name="Wout Inloper")] * 4)
    assert not [answer for answer in answers if isinstance(answer, Exception)]
    assert Person.objects.filter(name="Wout Inloper").count() == 1
    assert Enrolment.objects.count() == Attendance.objects.count() == 1


def test_the_unnamed_of_eight_helpers_are_all_counted(at_once):
    here = hall()
    at_once(*[partial(add_unnamed, here.session, 1, by=None)] * HELPERS)
    assert Session.objects.get(pk=here.session.pk).unnamed == HELPERS


@pytest.mark.django_db(transaction=True)
def test_a_ticket_asked_for_again_is_the_same(at_once):
    guest = hall().guest()
    assert ticket_code(guest) == ticket_code(guest)
