"""The reasons that only some changes have: a definition that changed, and an answer that was taken back."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from courses import models
from courses.people.answering import write_answers
from courses.people.consenting import record_consent
from courses.reporting.freezing.freezing import freeze
from courses.reporting.freezing.sealing import as_stored, canonical, hash_of_report, hashed
from courses.reporting.freezing.verifying import problems_of
from courses.reporting.indicators.keeping import add_indicator, change_recipe
from courses.reporting.indicators.recipes import Basis, Event, Recipe, Scope, Unit
from courses.reporting.periods import Period
from courses.reporting.report import Question
from tests.courses.reporting.worlds import Settled, World, at

pytestmark = pytest.mark.django_db
DAYS = Period(date(2025, 1, 1), date(2025, 6, 30))
PEOPLE = Recipe(Unit.PERSONS, Event.ATTENDANCE, Scope.PROJECT, Basis.FIRST, dimensions=("gender",))


@pytest.fixture
def rows() -> Settled:
    """Three women in a training of two meetings; one was at both, and one came to the second only."""
    world = World()
    world.grant("G1")
    for person in ("p", "q", "r"):
        world.person(person)
        world.answer(person, "gender", "female", date(2025, 1, 5), recorded_at=at(2025, 1, 5))
    world.attend("p", "A", at(2025, 3, 10), at(2025, 3, 17))
    world.mark(world.enrol("q", "A"), "s1")
    world.mark(world.enrol("r", "A"), "s2")
    return Settled(world.lines)


def version(rows: Settled, moment: datetime = datetime(2026, 1, 1, tzinfo=UTC)) -> models.FrozenReport:
    question = Question(rows.rows["grant", "G1"], DAYS, moment, by=("gender",))
    frozen = freeze(question, by=None, operator=True)
    assert problems_of(frozen) == []
    return frozen


def changed(frozen: models.FrozenReport) -> dict[tuple[str, ...], tuple[int, int, dict[str, int]]]:
    return {tuple(one["cell"]): (one["before"], one["after"], one["reasons"]) for one in json.loads(frozen.changes)}


def indicator(rows: Settled, recipe: Recipe = PEOPLE) -> models.Indicator:
    grant = rows.rows["grant", "G1"]
    return add_indicator(grant, code="I", name="Trained", recipe=recipe, target=3, baseline=0, active=True, by=None)


def test_another_recipe_is_another_definition_and_other_facts_are_not(rows):
    """Counted at first: everybody present. Then: who was at all meetings. Meanwhile q was marked at the second, late."""
    kept = indicator(rows)
    version(rows)
    q = models.Enrolment.objects.get(person=rows.rows["person", "q"])
    models.Attendance.objects.create(
        person=q.person, enrolment=q, session=rows.rows["session", "s2"], status="present",
        recorded_at=datetime(2026, 2, 1, tzinfo=UTC),
    )  # fmt: skip
    change_recipe(kept, replace(PEOPLE, event=Event.SHARE, minimum_share=100), seen=1, by=None)
    second = version(rows, datetime(2026, 3, 1, tzinfo=UTC))
    found = changed(second)
    # Who was at both stays; r, who was at one, no longer counts by the new definition alone.
    assert found["indicators", "I", "", "", "persons"] == (3, 2, {"definition_changed": 1})
    assert found["indicators", "I", "gender", "female", "persons"] == (3, 2, {"definition_changed": 1})
    assert found["measures", "", "", "", "contacts"][2] == {"late_entry": 1}


def test_what_an_earlier_rule_counted_otherwise_is_a_definition_that_changed(rows):
    """As a site finds it that is newer than its report: the rules have another version, and the figure differs by them."""
    first = version(rows)
    answer = first.answer
    answer["measures"]["new_persons"] = 4
    first.cells = as_stored(answer)
    first.cells_hash = hashed(first.cells)
    first.definitions = canonical({**json.loads(first.definitions), "rules": 0})
    first.hash = hash_of_report(first)
    first.save()
    assert problems_of(first) == []
    assert changed(version(rows)) == {("measures", "", "", "", "new_persons"): (4, 3, {"definition_changed": 1})}


def test_an_answer_that_somebody_takes_back_is_gone_from_the_next_version(rows):
    indicator(rows)
    version(rows)
    person = rows.rows["person", "r"]
    write_answers(person, {"gender": "declined"}, by=None)
    assert models.Answer.objects.filter(person=person, valid_from=date(2025, 1, 5), value="declined").count() == 1
    second = version(rows, datetime(2031, 1, 1, tzinfo=UTC))
    found = changed(second)
    for cell in (
        ("breakdowns", "gender", "declined", "", "new_persons"),
        ("indicators", "I", "gender", "declined", "persons"),
    ):
        assert found[cell] == (0, 1, {"consent_withdrawn": 1}), cell
    assert {reason for _was, _is, reasons in found.values() for reason in reasons} == {"consent_withdrawn"}
    assert second.answer["measures"]["new_persons"] == 3


def test_an_answer_that_was_wrong_is_corrected_and_not_taken_back(rows):
    version(rows)
    models.Answer.objects.create(
        person=rows.rows["person", "r"], dimension="gender", value="male", valid_from=date(2025, 1, 5)
    )
    found = changed(version(rows, datetime(2031, 1, 1, tzinfo=UTC)))
    assert found["breakdowns", "gender", "male", "", "new_persons"] == (0, 1, {"corrected": 1})


def test_marks_that_go_after_consent_was_taken_back_say_so(rows):
    version(rows)
    person: Any = rows.rows["person", "r"]
    for said in ("given", "withdrawn"):
        record_consent(person, said, how="spoken", by=None)
    mark = models.Attendance.objects.get(person=person)
    mark.pk, mark.status, mark.recorded_at = None, "void", datetime(2027, 1, 1, tzinfo=UTC)
    mark.save(force_insert=True)
    models.Attendance.objects.filter(person=person).exclude(pk=mark.pk).update(superseded_at=mark.recorded_at)
    found = changed(version(rows, datetime(2031, 1, 1, tzinfo=UTC)))
    assert found["measures", "", "", "", "new_persons"] == (3, 2, {"consent_withdrawn": 1})
