"""Sums stay true: what a report said before people were erased it says afterwards, whatever the period."""

from __future__ import annotations

import io
import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone, translation
from openpyxl import load_workbook

from courses.completion.models import Completion
from courses.editions.models import Attendance, Edition, Enrolment
from courses.grants.models import Grant
from courses.people.erasing.erasing import erase_person
from courses.people.models import Merge, Person
from courses.reporting.counting import programme_totals
from courses.reporting.dimensions import ERASED
from courses.reporting.erased.models import ErasedTally
from courses.reporting.indicators.keeping import add_indicator
from courses.reporting.indicators.recipes import Basis, Event, Recipe, Scope, Unit
from courses.reporting.indicators.results import results_of
from courses.reporting.indicators.showing import shown
from courses.reporting.measures import THE_SEVEN
from courses.reporting.outputs.formats import FORMATS
from courses.reporting.outputs.material import gather
from courses.reporting.periods import Period
from courses.reporting.report import Question, report
from tests.courses.reporting.random_worlds import RandomWorld
from tests.courses.reporting.worlds import Settled, World, at
from tests.factories import UserFactory
from tests.factories_indicators import PEOPLE

pytestmark = pytest.mark.django_db

AFTER = datetime(2050, 1, 1, tzinfo=UTC)
KEPT_TABLES = ("role", "kind", "organisation", "edition", "theme")
LOST_TABLES = ("gender", "age", "function", "home_organisation")
PERIODS = (
    (date(2024, 12, 1), date(2027, 1, 31)),
    (date(2025, 1, 1), date(2025, 6, 30)),
    (date(2025, 4, 12), date(2025, 9, 3)),
    (date(2025, 7, 1), date(2026, 12, 31)),
)


def answers(organisations: tuple[int, ...] | None = None, as_of: datetime | None = None) -> dict[Any, dict[str, Any]]:
    now = as_of or timezone.now()
    found: dict[Any, dict[str, Any]] = {}
    for grant in Grant.objects.order_by("pk"):
        for days in PERIODS:
            if days[1] >= grant.first_day and days[0] <= grant.last_day:
                question = Question(
                    grant, Period(*days), now, by=KEPT_TABLES + LOST_TABLES, organisations=organisations,
                    cross=(("gender", "role"), ("kind", "theme")),
                )  # fmt: skip
                found[grant.code, days] = report(question)
    return found


def programmes() -> list[Any]:
    return [programme_totals("P", period=Period(*days)) for days in PERIODS]


def rows(answer: dict[str, Any], dimension: str) -> dict[Any, Any]:
    return {row["value"]: row for row in answer["breakdowns"][dimension]}


def differences(was: dict[Any, Any], now: dict[Any, Any]) -> list[Any]:
    """Every figure that is not what it was; a row that is all zero may be left out."""
    names = {(value, name) for table in (was, now) for value, row in table.items() for name in row}
    pairs = ((value, name, was.get(value, {}).get(name, 0), now.get(value, {}).get(name, 0)) for value, name in names)
    return sorted((pair for pair in pairs if pair[1] not in ("value", "label") and pair[2] != pair[3]), key=str)


def check(before: dict[Any, dict[str, Any]], after: dict[Any, dict[str, Any]]) -> None:
    for key, was in before.items():
        now = after[key]
        assert now["measures"] == was["measures"], key
        assert now["exclusions"] == was["exclusions"], key
        for dimension in KEPT_TABLES:
            assert differences(rows(was, dimension), rows(now, dimension)) == [], (key, dimension)
        for dimension in ("gender", "age"):
            for measure in THE_SEVEN:
                total = sum(row[measure] for row in now["breakdowns"][dimension])
                assert total == now["measures"][measure], (key, dimension, measure)
        for cross in now["crosses"]:
            cells = {(cell["row"], cell["column"]): cell["new_persons"] for cell in cross["cells"]}
            assert sum(n for (row, column), n in cells.items() if None not in (row, column)) == cells[None, None]


@pytest.mark.parametrize("seed", [0, 4, 9, 11])
def test_no_total_moves_whoever_is_erased_in_whatever_order(seed: int) -> None:
    world = RandomWorld(seed, persons=6, editions=5)
    Settled(world.lines)
    dice = random.Random(seed)
    whole, united = answers(), programmes()
    persons = list(Person.objects.order_by("pk"))
    for person in dice.sample(persons, 4):
        person.refresh_from_db()
        if person.erased_at is None:
            erase_person(person, by=None, moment=AFTER)
            check(whole, answers())
            assert programmes() == united


@pytest.mark.parametrize("seed", [2])
def test_as_known_at_any_earlier_hour_no_total_moves_either(seed: int) -> None:
    """What was typed in later, corrected or joined comes in its time; the slow counter proves the figures of before."""
    Settled(RandomWorld(seed, persons=6, editions=5).lines)
    recorded = [
        moment
        for facts in (Attendance, Completion, Merge)
        for moment in facts.objects.values_list("recorded_at", flat=True)
    ]
    hours = sorted({moment.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1) for moment in recorded})
    asked = [*hours[:: max(1, len(hours) // 5)], hours[0] - timedelta(days=1)]
    before = {moment: answers(as_of=moment) for moment in asked}
    assert len({str(one) for one in before.values()}) > 3
    for person in Person.objects.order_by("pk")[:3]:
        person.refresh_from_db()
        if person.erased_at is None:
            erase_person(person, by=None, moment=AFTER)
    for moment in asked:
        check(before[moment], answers(as_of=moment))
    known = set(ErasedTally.objects.exclude(known_at=None).values_list("known_at", flat=True))
    assert not {moment for moment in known if moment.minute or moment.second or moment.microsecond}


@pytest.mark.parametrize("seed", [13, 15])
def test_no_total_moves_while_one_project_still_keeps_its_evidence(seed: int) -> None:
    Settled(RandomWorld(seed, persons=6, editions=5).lines)
    Grant.objects.filter(code="G1").update(keep_until=date(2060, 1, 1), keep_reason="Agreed")
    whole, united = answers(), programmes()
    for person in Person.objects.order_by("pk")[:3]:
        person.refresh_from_db()
        if person.erased_at is None:
            erase_person(person, by=None, moment=AFTER)
    for key, was in whole.items():
        assert answers()[key]["measures"] == was["measures"], key
    assert programmes() == united
    for person in Person.objects.exclude(erased_at=None):
        if Attendance.objects.filter(person=person).exists():
            erase_person(person, by=None, moment=datetime(2061, 1, 1, tzinfo=UTC))
    check(whole, answers())
    assert programmes() == united


PROMISES = (
    replace(PEOPLE, dimensions=("gender", "role")),
    replace(PEOPLE, basis=Basis.FIRST, roles=("participant",), dimensions=("kind",)),
    replace(PEOPLE, basis=Basis.PERIOD, kinds=("training", "event"), evidence="signed"),
    Recipe(Unit.PARTICIPATIONS, Event.ATTENDANCE, Scope.EDITION, Basis.PERIOD, dimensions=("organisation",)),
    Recipe(Unit.PERSONS, Event.SHARE, Scope.PROJECT, Basis.SO_FAR, minimum_share=60),
    Recipe(Unit.COMPLETIONS, Event.COMPLETION, Scope.EDITION, Basis.FIRST, dimensions=("theme",)),
    Recipe(Unit.DEPLOYED_PERSONS, Event.DEPLOYMENT, Scope.PROJECT, Basis.SO_FAR),
    Recipe(Unit.ACTIVITIES, Event.HELD, Scope.NONE, Basis.SO_FAR, kinds=("training",)),
    Recipe(Unit.HOURS, Event.ATTENDANCE, Scope.NONE, Basis.PERIOD),
)


def promises() -> dict[Any, Any]:
    """Per project, period and indicator the figure, and its rows by what a group is and by role that aren't empty."""
    found = {}
    for grant in Grant.objects.all():
        for days in PERIODS:
            if days[1] >= grant.first_day and days[0] <= grant.last_day:
                for one in results_of(grant, period=Period(*days)):
                    rows = {name: rows for name, rows in one.rows.items() if name != "gender"}
                    kept = {name: {str(row.value): row.number for row in found} for name, found in rows.items()}
                    found[grant.code, days, one.code] = one.reached, kept
    return found


@pytest.mark.parametrize("seed", [4])
def test_no_indicator_moves_either(seed: int) -> None:
    Settled(RandomWorld(seed, persons=6, editions=5).lines)
    for grant in Grant.objects.all():
        for number, recipe in enumerate(PROMISES):
            add_indicator(grant, code=f"I{number}", name="N", recipe=recipe, target=1, baseline=0, active=True, by=None)
    before = promises()
    assert sum(1 for reached, _rows in before.values() if reached) > 20
    for person in Person.objects.order_by("pk")[:4]:
        person.refresh_from_db()
        if person.erased_at is None:
            erase_person(person, by=None, moment=AFTER)
    after = promises()
    assert {key: one for key, one in after.items() if one != before[key]} == {}
    whole = next(iter(results_of(Grant.objects.order_by("pk")[0], period=Period(*PERIODS[0]))))
    assert ERASED in {row.value for row in whole.rows["gender"]}
    with translation.override("en"):
        said = [one.said for one in shown(Grant.objects.order_by("pk")[0], UserFactory(is_superuser=True))]
    assert any(", of which " in sentence for sentence in said)


def small() -> World:
    world = World()
    world.grant("G1", programme="P")
    for name in ("p1", "p2", "p3"):
        world.person(name, birth_date=date(1990, 1, 1))
        world.answer(name, "gender", "female", date(2025, 1, 1))
    world.edition("E1")
    first, second = world.session("E1", at(2025, 3, 3)), world.session("E1", at(2025, 8, 4))
    for name in ("p1", "p2", "p3"):
        enrolment = world.enrol(name, "E1")
        world.mark(enrolment, first)
        world.mark(enrolment, second)
    return world


def ask(*days: date, **more: Any) -> dict[str, Any]:
    grant = Grant.objects.get()
    return report(Question(grant, Period(*days), timezone.now(), **more))


def test_a_report_says_how_many_were_erased_and_has_a_row_for_them() -> None:
    rows_of = Settled(small().lines).rows
    assert "erased" not in ask(date(2025, 1, 1), date(2025, 12, 31))
    Grant.objects.update(keep_until=date(2040, 1, 1), keep_reason="Agreed")
    for locked, moment in ((True, timezone.now()), (False, AFTER)):
        erase_person(rows_of["person", "p1"], by=None, moment=moment)
        answer = ask(date(2025, 1, 1), date(2025, 12, 31), by=("gender", "role"))
        assert answer["measures"]["cumulative_persons"] == 3
        assert answer["erased"]["cumulative_persons"] == 1
        assert answer["erased"]["contacts"] == 2
        assert {row["value"]: row["new_persons"] for row in answer["breakdowns"]["gender"]} == {"female": 2, ERASED: 1}
        assert [row["new_persons"] for row in answer["breakdowns"]["role"]] == [3]
        assert Attendance.objects.filter(person=rows_of["person", "p1"]).exists() is locked


def test_the_tally_leads_to_nobody() -> None:
    rows_of = Settled(small().lines).rows
    for name in ("p1", "p2"):
        erase_person(rows_of["person", name], by=None, moment=AFTER)
    relations = {field.related_model for field in ErasedTally._meta.get_fields() if field.is_relation}
    assert not relations & {Person, Enrolment, Attendance, Completion}
    tallied = ErasedTally.objects.filter(dimension="", what="person", grant__isnull=False, organisation=None)
    assert {(row.day, row.after): row.number for row in tallied} == {
        (date(2025, 3, 3), None): 2,
        (date(2025, 8, 4), date(2025, 3, 3)): 2,
    }
    # Rows stand in the order of what they say, not of whom they came from.
    told = list(
        ErasedTally.objects.filter(grant__isnull=False).order_by("pk").values_list("dimension", "value", "what")
    )
    assert told == sorted(told)
    check_later = ask(date(2025, 7, 1), date(2025, 12, 31))["measures"]
    assert (check_later["active_persons"], check_later["new_persons"]) == (3, 0)


def test_a_partners_own_part_an_earlier_moment_and_the_answer_as_a_file_know_of_who_was_erased() -> None:
    """“3, of which 1 erased”, whoever asks and as known at whatever moment after their facts were recorded."""
    world = small()
    world.add("organisation", "O1", name="Invented Partner")
    settled = Settled(world.lines).rows
    partner = settled["organisation", "O1"]
    Edition.objects.update(organisation=partner)
    before = timezone.now()
    erase_person(settled["person", "p1"], by=None, moment=AFTER)
    days = (date(2025, 1, 1), date(2025, 12, 31))
    for asked in ({}, {"organisations": (partner.pk,)}):
        for moment in (before, timezone.now()):
            question = Question(Grant.objects.get(), Period(*days), moment, by=("organisation",), **asked)
            answer = report(question)
            assert (answer["measures"]["cumulative_persons"], answer["erased"]["cumulative_persons"]) == (3, 1), asked
            assert '"erased"' in FORMATS["json"].write(gather(question, whole=False)).decode()
            assert ",erased,,,,cumulative_persons,1," in FORMATS["csv"].write(gather(question, whole=False)).decode()
            book = load_workbook(io.BytesIO(FORMATS["xlsx"].write(gather(question, whole=True))))
            cells = [row for row in book.worksheets[0].iter_rows(values_only=True) if row[2:4] == (3, 1)]
            assert any("3" in str(row[4]) and "1" in str(row[4]) for row in cells), asked
