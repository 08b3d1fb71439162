"""A correction reaches every version in which that part of the programme asks the same, and no other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Locale

from courses.completion.rules import judge
from courses.curricula.carrying import parts_of
from courses.curricula.contract import CompletionRule, Curriculum, CurriculumKind, Unit, UnitKind
from courses.curricula.meeting import can_be_met
from courses.curricula.models import PagePin
from courses.curricula.pinning import CurriculumRefused, pin_version
from courses.learning.trail import Mark, Trail
from tests.courses.curricula.test_pinning import Offering
from tests.factories import EditionFactory, PageFactory, definition_of_test

pytestmark = pytest.mark.django_db


class World:
    """A programme of two modules and a meeting, whose pages are published one after the other."""

    def __init__(self) -> None:
        self.page, self.a, self.b = (PageFactory(title=title) for title in ("P", "A", "B"))
        self.revisions = {page.pk: page.save_revision().pk for page in (self.page, self.a, self.b)}
        a, b = (Unit(str(page.translation_key), UnitKind.MODULE, {"nl": page.title}) for page in (self.a, self.b))
        test = Unit(f"{a.key}:t", UnitKind.TEST, {"nl": "T"}, parent=a.key, definition=definition_of_test())
        self.units = [a, test, b, Unit("m", UnitKind.PLANNED_SESSION, {"nl": "Dag"}, minutes=60)]

    def publish(self, *pages, rule=None, titles=None):
        for page in pages:
            self.revisions[page.pk] = page.save_revision().pk
        curriculum = Curriculum(
            CurriculumKind.TRAINING,
            titles or {"nl": "P"},
            tuple(self.units),
            rule or CompletionRule(),
            pages=dict(self.revisions),
        )
        return pin_version(Offering(self.page, curriculum), by=None)

    def say(self, number, **changes):
        self.units[number] = replace(self.units[number], **changes)

    def shown(self, version, page):
        return PagePin.objects.get(version=version, page=page).revision_id


@pytest.fixture(autouse=True)
def in_english():
    """Refusals are read here."""
    with override("en"):
        yield


@pytest.fixture
def world():
    return World()


def test_a_typo_in_one_module_reaches_a_group_that_waits_with_a_change_elsewhere(world):
    first = world.publish()
    EditionFactory(version=first)
    world.say(2, definition={"version": 1, "exercises": ["e"]}, titles={"nl": "B met oefening"})
    second = world.publish(world.b)
    assert (first.number, second.number) == (1, 2)
    world.say(0, titles={"nl": "A zonder tikfout"})
    assert world.publish(world.a) == second
    assert world.shown(first, world.a) == world.revisions[world.a.pk]
    assert world.shown(first, world.b) != world.revisions[world.b.pk]
    assert [unit.titles["nl"] for unit in first.units.all()] == ["A zonder tikfout", "T", "B", "Dag"]


def test_a_typo_beside_a_new_exercise_on_the_same_page_waits_with_it(world):
    first = world.publish()
    EditionFactory(version=first)
    world.say(0, definition={"version": 1, "exercises": ["e"]})
    world.publish(world.a)
    world.say(0, titles={"nl": "A zonder tikfout"})
    world.publish(world.a)
    assert world.shown(first, world.a) != world.revisions[world.a.pk]
    assert first.units.get(key=world.units[0].key).titles == {"nl": "A"}


def test_wording_of_a_test_a_meeting_and_a_later_translation_reach_earlier_versions_and_minutes_never(world):
    first = world.publish()
    EditionFactory(version=first)
    world.units.append(Unit("late", UnitKind.COACHING, {"nl": "Gesprek"}))
    world.publish()
    better = definition_of_test()
    better["questions"][0]["text"] = {"nl": "<p>Beter gevraagd</p>"}
    world.say(1, definition=better)
    world.say(3, titles={"nl": "Dag", "en": "Day"}, minutes=90)
    english = Locale.objects.get_or_create(language_code="en")[0]
    translated = world.a.copy_for_translation(english, copy_parents=True)
    world.publish(translated)
    assert first.units.get(kind="test").definition == better
    assert (first.units.get(key="m").titles["en"], first.units.get(key="m").minutes) == ("Day", 60)
    assert world.shown(first, translated) == world.revisions[translated.pk]


def test_the_programmes_own_words_go_where_its_rule_and_outline_are_the_same(world):
    first = world.publish()
    EditionFactory(version=first)
    world.say(2, definition={"version": 1, "exercises": ["e"]})
    second = world.publish(world.b, titles={"nl": "Programma"})
    EditionFactory(version=second)
    first.refresh_from_db()
    assert first.titles == {"nl": "Programma"}
    world.publish(world.page, rule=CompletionRule(test_percentage=80), titles={"nl": "Anders"})
    second.refresh_from_db()
    assert second.titles == {"nl": "Programma"}
    assert world.shown(second, world.page) != world.revisions[world.page.pk]


def test_versions_and_groups_cost_no_queries(world):
    def versions(count):
        for _number in range(count):
            world.units.append(Unit(f"u{len(world.units)}", UnitKind.COACHING, {"nl": "G"}))
            EditionFactory(version=world.publish())

    def cost():
        world.say(0, titles={"nl": f"A {len(world.units)}"})
        with CaptureQueriesContext(connection) as seen:
            world.publish(world.a)
        return len(seen)

    versions(2)
    few = cost()
    versions(6)
    assert cost() == few


def test_what_nobody_can_ever_meet_is_not_pinned(world):
    for number in range(4):
        world.say(number, required=False)
    with pytest.raises(CurriculumRefused, match="ever complete"):
        world.publish()


RULES = st.builds(CompletionRule, st.booleans(), st.none() | st.just(70), st.none() | st.just(2))
UNITS = st.lists(
    st.builds(Unit, st.uuids().map(str), st.sampled_from(UnitKind), st.just({}), st.just(5), st.booleans())
)


@given(RULES, UNITS)
def test_a_rule_that_someone_meets_can_be_met(rule, units):
    """Whoever did everything completes, wherever `can_be_met` says that somebody can."""
    day = date(2025, 1, 1)
    trail = Trail(
        finished={unit.key: day for unit in units},
        scores={unit.key: [(day, Decimal(100))] for unit in units},
        marks=[Mark(n, key, "present", day) for n, key in enumerate(["", "", *(unit.key for unit in units)])],
        meetings=len(units) + 2,
        children={unit.key: day for unit in units},
    )
    asks = rule.all_required or rule.test_percentage is not None or rule.sessions_present
    assert (judge(rule, units, "", trail).day is not None) == (can_be_met(rule, units) and bool(asks))


@given(UNITS)
def test_parts_are_the_same_as_themselves_and_lose_no_unit(units):
    parts = parts_of(units, {})
    assert all(parts.same(key, parts) for key in parts.asked)
    assert sum(len(rows) for rows in parts.units.values()) == len(units)
