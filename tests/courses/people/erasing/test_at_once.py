"""Two who erase at the same moment: one does, the other is told, and neither breaks."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from courses.models import Attendance, Person
from courses.people.erasing.erasing import Plan, erase_person
from courses.people.erasing.errors import ErasureRefused
from courses.people.merging import merge
from courses.people.models import Merge
from courses.reporting.projections.rebuilding import differences
from tests.factories import AttendanceFactory, EditionFundingFactory, GrantFactory, PersonFactory

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def attended(person: Person) -> None:
    mark = AttendanceFactory(person=person, enrolment__person=person)
    EditionFundingFactory(edition=mark.session.edition, grant=GrantFactory(keep_until=None))


def erase(person: Person) -> Any:
    return erase_person(Person.objects.get(pk=person.pk), by=None, moment=datetime(2070, 1, 1, tzinfo=UTC))


def test_the_same_person_and_two_records_of_one(at_once):
    alone, one, other = (PersonFactory(name="Wis Mij Nu") for _ in range(3))
    merge(one, other, by=None)
    for person in (alone, one, other):
        attended(person)
    for first, second in ((alone, alone), (one, other)):
        answers = at_once(lambda: erase(first), lambda: erase(second))  # noqa: B023
        assert {type(answer) for answer in answers} == {Plan, ErasureRefused}, answers
    assert not Person.objects.exclude(name="").exists()
    assert not Attendance.objects.exists()
    assert differences() == []


def test_a_joining_while_one_of_the_two_is_erased(at_once):
    one, other = (PersonFactory(name="Wis Mij Nu") for _ in range(2))
    for person in (one, other):
        attended(person)
    answers = at_once(lambda: erase(one), lambda: merge(Person.objects.get(pk=one.pk), other, by=None))
    assert isinstance(answers[0], Plan), answers
    one.refresh_from_db()
    assert one.name == ""
    assert Merge.objects.count() == isinstance(answers[1], Merge)
    assert differences() == []
