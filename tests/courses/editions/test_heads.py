"""People without a name: counted, taken off again, never below nobody, and the same number on every screen."""

from __future__ import annotations

import json

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from courses.editions.errors import MarkRefused
from courses.editions.heads import MOST, add_unnamed, known_by_name, with_the_unnamed
from courses.editions.marking import set_headcount
from courses.interchange.exporting import export_participation
from courses.models import Session
from courses.people.merging import merge
from tests.factories import (
    AttendanceFactory,
    EditionFactory,
    EnrolmentFactory,
    PersonFactory,
    SessionFactory,
    SuperuserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    return SessionFactory()


def there(session, status="present", role="participant", person=None):
    enrolment = EnrolmentFactory(edition=session.edition, person=person or PersonFactory(), role=role)
    minutes = 30 if status == "partial" else None
    return AttendanceFactory(session=session, enrolment=enrolment, status=status, minutes=minutes)


def everybody(session):
    return with_the_unnamed(Session.objects.filter(pk=session.pk)).get(session.pk)


def test_they_are_added_and_taken_off_again_but_never_below_nobody(session):
    assert add_unnamed(session, 3, by=None).unnamed == 3
    assert add_unnamed(session, -2, by=None).unnamed == 1
    with pytest.raises(MarkRefused):
        add_unnamed(session, -2, by=None)
    session.refresh_from_db()
    assert session.unnamed == 1
    entries = ModelLogEntry.objects.filter(action="leerlijn.unnamed").order_by("pk")
    assert [entry.data["added"] for entry in entries] == [3, -2]


def test_two_who_count_from_the_same_page_are_both_counted(session):
    seen_by_one, seen_by_other = (Session.objects.get(pk=session.pk) for _ in range(2))
    add_unnamed(seen_by_one, 1, by=None)
    assert add_unnamed(seen_by_other, 1, by=None).unnamed == 2


def test_eight_who_count_at_the_same_moment_are_all_counted(at_once):
    session = SessionFactory()
    at_once(*[lambda: add_unnamed(session, 1, by=None)] * 8)
    session.refresh_from_db()
    assert session.unnamed == 8


@pytest.mark.parametrize("number", [1_001, -1_001, 10**30])
def test_more_than_a_room_holds_is_refused(session, number):
    with pytest.raises(MarkRefused):
        add_unnamed(session, number, by=None)


def test_the_sum_has_an_end_too(session):
    Session.objects.filter(pk=session.pk).update(unnamed=MOST)
    with pytest.raises(MarkRefused):
        add_unnamed(session, 1, by=None)


def test_at_ones_own_pace_there_is_no_room(session):
    with pytest.raises(MarkRefused):
        add_unnamed(SessionFactory(self_paced=True), 1, by=None)


def test_by_name_are_those_who_take_part_and_were_there_each_human_once(session):
    first, again = PersonFactory(), PersonFactory()
    merge(again, first, by=None)
    for person in (first, again):
        there(session, person=person)
    there(session, "late")
    there(session, "partial")
    there(session, "absent")
    there(session, "excused")
    there(session, role="trainer")
    there(session, role="deployed")
    assert known_by_name(Session.objects.all()) == {session.pk: 3}
    assert everybody(session) is None
    add_unnamed(session, 4, by=None)
    assert everybody(session) == 7
    set_headcount(session, 20, by=None)
    assert everybody(session) is None


def test_the_groups_page_and_the_export_say_the_same(session, client):
    there(session)
    add_unnamed(session, 4, by=None)
    client.force_login(SuperuserFactory())
    shown = client.get(reverse("leerlijn_editions:edition", args=[session.edition_id])).content.decode()
    assert "5 in de ruimte, van wie 4 zonder naam" in shown or "5 in the room, 4 of them without a name" in shown
    assert exported_headcounts() == [5]
    set_headcount(session, 9, by=None)
    assert exported_headcounts() == [9]


def exported_headcounts():
    lines = map(json.loads, export_participation(by=None))
    return [line["headcount"] for line in lines if line["type"] == "session"]


def test_it_costs_the_same_for_many_as_for_few(django_assert_num_queries):
    edition = EditionFactory()
    for number in (1, 12):
        for _ in range(number):
            there(add_unnamed(SessionFactory(edition=edition), 1, by=None))
        with django_assert_num_queries(3):
            with_the_unnamed(Session.objects.filter(edition=edition))
