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


def reasons_of(frozen: models.FrozenReport) -> set[str]:
    return {reason for _was, _is, reasons in changed(frozen).values() for reason in reasons}


def joined(person: models.Person, into: models.Person, moment: datetime) -> None:
    models.Merge.objects.create(kind="merge", person=person, other=into, recorded_at=moment)


def test_a_merge_through_a_record_outside_the_project_is_a_merge(rows):
    """p was joined with somebody unknown to the project, who turns out to be q: nothing was taken apart."""
    outside = models.Person.objects.create(name="Invented elsewhere")
    joined(rows.rows["person", "p"], outside, datetime(2025, 10, 1, tzinfo=UTC))
    version(rows)
    joined(outside, rows.rows["person", "q"], datetime(2026, 2, 1, tzinfo=UTC))
    second = version(rows, datetime(2026, 3, 1, tzinfo=UTC))
    assert changed(second)["measures", "", "", "", "new_persons"] == (3, 2, {"merge": 1})
    assert reasons_of(second) == {"merge"}


def test_a_group_that_is_paid_since_brings_no_merge_along(rows):
    """Those in it were one person long before; the project only hears of them now."""
    later = World()
    later.person("y")
    later.person("z")
    for person, day in (("y", at(2025, 4, 1)), ("z", at(2025, 4, 2))):
        later.attend(person, f"of {person}", day, grants=[])
    y, z = (row for (kind, _id), row in Settled(later.lines).rows.items() if kind == "person")
    joined(y, z, datetime(2025, 10, 1, tzinfo=UTC))
    version(rows)
    for person in ("y", "z"):
        edition = models.Edition.objects.get(code=f"of {person}")
        models.EditionFunding.objects.create(edition=edition, grant=models.Grant.objects.get(), position=0)
    second = version(rows, datetime(2026, 3, 1, tzinfo=UTC))
    assert changed(second)["measures", "", "", "", "new_persons"] == (3, 4, {"funding_changed": 1})
    assert reasons_of(second) == {"funding_changed"}


def test_an_answer_that_holds_on_another_entry_day_is_neither_taken_back_nor_late(rows):
    """p came a week later than was written down, and had declined to say in between: only the mark was corrected."""
    p = rows.rows["person", "p"]
    models.Answer.objects.create(
        person=p, dimension="gender", value="declined", valid_from=date(2025, 3, 12), recorded_at=at(2025, 3, 12)
    )
    version(rows)
    wrong = models.Attendance.objects.get(person=p, session=rows.rows["session", "s1"])
    moment = datetime(2026, 2, 1, tzinfo=UTC)
    models.Attendance.objects.create(
        person=p, enrolment=wrong.enrolment, session=wrong.session, status="absent", recorded_at=moment
    )
    models.Attendance.objects.filter(pk=wrong.pk).update(superseded_at=moment)
    second = version(rows, datetime(2026, 3, 1, tzinfo=UTC))
    assert changed(second)["breakdowns", "gender", "declined", "", "new_persons"] == (0, 1, {"corrected": 1})
    assert reasons_of(second) == {"corrected"}


def test_what_was_answered_under_a_record_that_is_joined_since_came_by_the_merge(rows):
    outside = models.Person.objects.create(name="Invented elsewhere")
    models.Answer.objects.create(
        person=outside, dimension="gender", value="declined", valid_from=date(2025, 2, 1), recorded_at=at(2025, 2, 1)
    )
    version(rows)
    joined(outside, rows.rows["person", "p"], datetime(2026, 2, 1, tzinfo=UTC))
    second = version(rows, datetime(2026, 3, 1, tzinfo=UTC))
    assert changed(second)["breakdowns", "gender", "declined", "", "new_persons"] == (0, 1, {"merge": 1})
    assert reasons_of(second) == {"merge"}
