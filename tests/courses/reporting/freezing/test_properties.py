"""Random worlds, frozen, changed and frozen again."""

from __future__ import annotations

import json
import logging
import os
import random
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings as site
from django.utils import timezone, translation
from hypothesis import given, settings
from hypothesis import strategies as st

from courses import models
from courses.facts.appending import append_facts
from courses.people.merging import merge, merged_into, split
from courses.reporting.counting import Count
from courses.reporting.freezing.answering import frozen_answer
from courses.reporting.freezing.causes import REASONS
from courses.reporting.freezing.differing import cells_of, difference
from courses.reporting.freezing.freezing import freeze
from courses.reporting.freezing.keeping import ledger_of, payloads_of
from courses.reporting.freezing.recounting import bands_of, figures_in, recount
from courses.reporting.freezing.sealing import canonical
from courses.reporting.freezing.verifying import problems_of
from courses.reporting.indicators.keeping import add_indicator, change_recipe
from courses.reporting.indicators.results import results_of
from courses.reporting.periods import Period
from courses.reporting.report import Question, report
from tests.courses.reporting.indicators.test_results import random_recipe
from tests.courses.reporting.test_against_slow_counter import MOMENTS, PERIODS, often, settled, worlds

pytestmark = pytest.mark.django_db
seldom = settings(often, max_examples=int(os.environ.get("FREEZING_EXAMPLES", 10)))
BY = ("gender", "age", "role", "organisation", "theme")
CROSS = (("gender", "age"), ("kind", "gender"))


def asked(rows: Any, period: tuple[date, date], moment: datetime) -> Question:
    return Question(rows.rows["grant", "G1"], Period(*period), moment, by=BY, cross=CROSS)


@pytest.fixture(autouse=True, scope="module")
def no_change_without_a_reason():
    """The product says "corrected" and complains in its log; here that is a failure."""

    class Complaint(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            raise AssertionError(record.getMessage())

    logger, complaint = logging.getLogger("courses.reporting.freezing.differing"), Complaint()
    logger.addHandler(complaint)
    # What is frozen is called as the site calls it, in whatever language somebody was reading before.
    with translation.override(site.LANGUAGE_CODE):
        yield
    logger.removeHandler(complaint)


@seldom
@given(world=worlds, period=st.sampled_from(PERIODS), moment=st.sampled_from(MOMENTS))
def test_the_frozen_cells_are_a_recount_of_the_frozen_members(world, period, moment):
    with settled(world) as rows:
        question = asked(rows, period, moment)
        frozen = freeze(question, by=None)
        assert frozen_answer(frozen) == json.loads(json.dumps(report(question)))
        again = recount(Count(ledger_of(frozen), frozen.period), frozen.asked, bands_of(frozen))
        assert figures_in(json.loads(json.dumps(again))) == figures_in(frozen.answer)
        assert problems_of(frozen) == []
        for payload in frozen.members.values_list("payload", flat=True):
            assert canonical(json.loads(payload)) == payload


@seldom
@given(world=worlds, period=st.sampled_from(PERIODS), moment=st.sampled_from(MOMENTS[:2]), seed=st.integers(0, 10**6))
def test_every_changed_cell_has_a_reason_and_adds_up(world, period, moment, seed):
    with settled(world) as rows:
        question = asked(rows, period, moment)
        first = freeze(question, by=None)
        meddle(rows, random.Random(seed))
        second = freeze(asked(rows, period, datetime(2031, 1, 1, tzinfo=UTC)), by=None)
        ledgers = [ledger_of(frozen) for frozen in (first, second)]
        before, after = (
            cells_of(Count(ledger, frozen.period), list(BY), list(CROSS), bands_of(frozen))
            for ledger, frozen in zip(ledgers, (first, second), strict=True)
        )
        changes = difference(first, second, list(payloads_of(second)))
        assert [change.as_json() for change in changes] == json.loads(second.changes)
        for change in changes:
            assert change.reasons, change
            assert set(change.reasons) <= set(REASONS), change
            assert change.after - change.before == change.added - change.removed
            assert change.before == sum(before.get(change.cell, {}).values())
            assert change.after == sum(after.get(change.cell, {}).values())
        told = {change.cell for change in changes}
        for cell in {*before, *after} - told:
            assert {k: v for k, v in before.get(cell, {}).items() if v} == (
                {k: v for k, v in after.get(cell, {}).items() if v}
            )
        assert problems_of(second) == []


def meddle(rows: Any, dice: random.Random) -> None:
    """Anything that may happen to records between two versions, several times over."""
    tricks = (
        late_mark,
        correction,
        role,
        moved,
        paid_otherwise,
        born,
        days,
        joined,
        late_answer,
        headcount,
        organiser,
        left,
    )
    for trick in dice.sample(tricks, dice.randrange(1, 6)):
        trick(rows, dice)


def some(model: Any, dice: random.Random, **having: Any) -> Any:
    found = list(model.objects.filter(**having).order_by("pk"))
    return dice.choice(found) if found else None


def mark(enrolment: Any, session: Any, status: str) -> None:
    on = session.starts_at.date() if session.self_paced else None
    append_facts(
        [
            models.Attendance(
                person_id=enrolment.person_id, session=session, enrolment=enrolment, status=status, on=on,
                recorded_at=datetime(2030, 6, 1, tzinfo=UTC),
            )
        ]
    )  # fmt: skip


def late_mark(rows: Any, dice: random.Random) -> None:
    session = some(models.Session, dice)
    enrolment = session and some(models.Enrolment, dice, edition=session.edition)
    if enrolment:
        mark(enrolment, session, "present")


def correction(rows: Any, dice: random.Random) -> None:
    if known := some(models.Attendance, dice):
        mark(known.enrolment, known.session, dice.choice(("void", "present", "absent")))


def role(rows: Any, dice: random.Random) -> None:
    if row := some(models.Enrolment, dice):
        row.role = dice.choice(("participant", "staff", "deployed"))
        row.save()


def left(rows: Any, dice: random.Random) -> None:
    if row := some(models.Enrolment, dice):
        row.withdrawn_on = row.enrolled_on
        row.save()


def moved(rows: Any, dice: random.Random) -> None:
    if row := some(models.Session, dice):
        by = timedelta(days=dice.choice((-200, -1, 1, 200)))
        row.starts_at, row.ends_at = row.starts_at + by, row.ends_at + by
        row.save()


def headcount(rows: Any, dice: random.Random) -> None:
    if row := some(models.Session, dice):
        row.headcount = dice.choice((None, 0, 44))
        row.save()


def organiser(rows: Any, dice: random.Random) -> None:
    if row := some(models.Edition, dice):
        row.organisation = some(models.Organisation, dice)
        row.themes = dice.choice(([], ["b"]))
        row.save()


def paid_otherwise(rows: Any, dice: random.Random) -> None:
    row = some(models.Edition, dice)
    models.EditionFunding.objects.filter(edition=row).delete()
    grants = dice.choice((["G1"], ["G2"], ["G2", "G1"]))
    for position, grant in enumerate(grants):
        models.EditionFunding.objects.create(edition=row, grant=rows.rows["grant", grant], position=position)
    row.counting = dice.choice(("full", "primary_only"))
    row.save()


def born(rows: Any, dice: random.Random) -> None:
    row = some(models.Person, dice)
    row.birth_date = dice.choice((None, date(1950, 1, 1), date(2010, 1, 1)))
    row.save()


def days(rows: Any, dice: random.Random) -> None:
    grant = rows.rows["grant", "G1"]
    grant.first_day = dice.choice((date(2025, 1, 1), date(2025, 3, 1)))
    grant.time_zone = dice.choice(("Europe/Amsterdam", "Pacific/Kiritimati"))
    grant.save()


def joined(rows: Any, dice: random.Random) -> None:
    steps = merged_into()
    moment = datetime(2030, 7, 1, tzinfo=UTC)
    if steps and dice.random() < 0.5:
        person = dice.choice(sorted(steps))
        pair = [models.Person.objects.get(pk=pk) for pk in (person, steps[person])]
        split(*pair, by=None, at=moment)
        return
    one, other = some(models.Person, dice), some(models.Person, dice)
    if one.pk not in steps and one.pk != other.pk and one.pk not in steps.values():
        merge(one, other, by=None, at=moment)


def late_answer(rows: Any, dice: random.Random) -> None:
    models.Answer.objects.create(
        person=some(models.Person, dice),
        dimension="gender",
        value=dice.choice(("a", "z")),
        valid_from=date(2024, 1, 1),
        recorded_at=timezone.now(),
    )


@seldom
@given(world=worlds, period=st.sampled_from(PERIODS), moment=st.sampled_from(MOMENTS[:2]), seed=st.integers(0, 10**6))
def test_indicators_are_counted_again_from_the_members_and_every_change_of_theirs_has_a_reason(
    world, period, moment, seed
):
    """Two random recipes, of which one is changed too; what both versions hold differs by members with reasons."""
    with settled(world) as rows:
        grant = rows.rows["grant", "G1"]
        for number in range(2):
            recipe = random_recipe(seed + number)
            add_indicator(
                grant, code=f"I{number}", name="Test", recipe=recipe, by=None, target=1, baseline=0, active=True
            )
        first = freeze(asked(rows, period, moment), by=None)
        assert problems_of(first) == []
        reached = {result.code: result.reached for result in results_of(grant, period=first.period, as_of=moment)}
        assert {one["code"]: one["reached"] for one in json.loads(first.indicators)} == reached
        meddle(rows, random.Random(seed))
        change_recipe(grant.indicators.get(code="I1"), random_recipe(seed + 7), seen=1, by=None)
        second = freeze(asked(rows, period, datetime(2031, 1, 1, tzinfo=UTC)), by=None)
        assert problems_of(second) == []
        changes = difference(first, second, list(payloads_of(second)))
        assert [change.as_json() for change in changes] == json.loads(second.changes)
        of_promises = {change.cell: change for change in changes if change.cell[0] == "indicators"}
        for change in of_promises.values():
            assert set(change.reasons) <= set(REASONS)
            assert change.after - change.before == change.added - change.removed
            assert change.cell[1] != "I0" or "definition_changed" not in change.reasons
        was, now = (
            {one["code"]: one["reached"] for one in json.loads(frozen.indicators)} for frozen in (first, second)
        )
        for code in was:
            if was[code] != now[code]:
                assert {cell[1] for cell in of_promises} >= {code}
