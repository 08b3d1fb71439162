"""What an indicator said before somebody was erased it says in the next version too."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from courses.editions.models import Attendance, Enrolment
from courses.people.erasing.erasing import erase_person
from courses.reporting.freezing.freezing import freeze
from courses.reporting.freezing.models import FrozenReport
from courses.reporting.freezing.verifying import problems_of
from courses.reporting.indicators.keeping import add_indicator
from courses.reporting.indicators.recipes import Basis, Event, Recipe, Scope, Unit
from courses.reporting.periods import Period
from courses.reporting.report import Question
from tests.courses.reporting.worlds import Settled, World, at

PEOPLE = Recipe(Unit.PERSONS, Event.ATTENDANCE, Scope.PROJECT, Basis.SO_FAR, dimensions=("kind",))


@pytest.mark.django_db
def test_beside_who_was_erased_only_what_changed_has_a_reason() -> None:
    """Of three people one is erased, and of the two left one's presence turns out to be a mistake."""
    world = World()
    world.grant("G1")
    for person in ("p", "q", "r"):
        world.person(person)
        world.attend(person, f"of {person}", at(2025, 3, 10))
    rows = Settled(world.lines).rows
    grant = rows["grant", "G1"]
    add_indicator(grant, code="I", name="Reached", recipe=PEOPLE, target=5, baseline=0, active=True, by=None)

    def version() -> FrozenReport:
        return freeze(Question(grant, Period(date(2025, 1, 1), date(2025, 12, 31))), by=None, operator=True)

    first = version()
    erase_person(rows["person", "p"], by=None, moment=datetime(2050, 1, 1, tzinfo=UTC))
    second = version()
    assert json.loads(second.changes) == []
    mark = Attendance.objects.get(person=rows["person", "q"])
    Enrolment.objects.filter(pk=mark.enrolment_id).update(role="staff")
    third = version()
    assert [json.loads(one.indicators)[0]["reached"] for one in (first, second, third)] == [3, 3, 2]
    changes = {tuple(one["cell"]): one for one in json.loads(third.changes)}
    for row in (("", ""), ("kind", "training")):
        change = changes["indicators", "I", *row, "persons"]
        assert (change["before"], change["after"], change["reasons"]) == (3, 2, {"corrected": 1})
    assert [problems_of(one) for one in (first, second, third)] == [[], [], []]
