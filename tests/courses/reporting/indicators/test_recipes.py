"""Recipes as data: contradictions each with their sentence, hashes, definitions, versions and targets."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from courses.reporting.indicators import keeping
from courses.reporting.indicators.checking import EVENTS_OF, SCOPE_OF, RecipeRefused, check_recipe
from courses.reporting.indicators.keeping import IndicatorRefused
from courses.reporting.indicators.models import Indicator
from courses.reporting.indicators.presets import PRESETS
from courses.reporting.indicators.recipes import Basis, Event, Recipe, Scope, Unit, Unknowns, recipe_of
from courses.reporting.indicators.sentences import sentences_of
from tests import factories

PEOPLE = Recipe(Unit.PERSONS, Event.ATTENDANCE, Scope.PROJECT, Basis.SO_FAR)
ROOMS = Recipe(Unit.REACH, Event.HELD, Scope.NONE, Basis.PERIOD)
CONTRADICTIONS = [
    (replace(PEOPLE, unit=Unit.COMPLETIONS, scope=Scope.EDITION), "event"),
    (replace(PEOPLE, unit=Unit.HOURS), "scope"),
    (replace(PEOPLE, scope=Scope.EDITION), "scope"),
    (replace(PEOPLE, unit=Unit.PARTICIPATIONS), "scope"),
    (replace(ROOMS, basis=Basis.FIRST), "basis"),
    (replace(PEOPLE, event=Event.SHARE), "minimum_share"),
    (replace(PEOPLE, minimum_share=80), "minimum_share"),
    (replace(PEOPLE, event=Event.SHARE, minimum_share=0), "minimum_share"),
    (replace(PEOPLE, event=Event.SHARE, minimum_share=101), "minimum_share"),
    (replace(PEOPLE, roles=("trainer",)), "roles"),
    (replace(PEOPLE, roles=("king",)), "roles"),
    (replace(ROOMS, roles=("participant",)), "roles"),
    (replace(PEOPLE, unit=Unit.DEPLOYED_PERSONS, event=Event.DEPLOYMENT, roles=("participant",)), "roles"),
    (replace(PEOPLE, kinds=("party",)), "kinds"),
    (replace(PEOPLE, evidence="hearsay"), "evidence"),
    (replace(ROOMS, evidence="signed"), "evidence"),
    (replace(ROOMS, dimensions=("gender",)), "dimensions"),
    (replace(ROOMS, dimensions=("function",)), "dimensions"),
    (replace(PEOPLE, unknowns=Unknowns.REFUSED), "unknowns"),
    (replace(PEOPLE, dimensions=("age",), age_bands="0-17,17+"), "age_bands"),
]


@pytest.mark.parametrize(("recipe", "field"), CONTRADICTIONS)
def test_a_recipe_that_contradicts_itself_is_refused_with_a_sentence(recipe: Recipe, field: str) -> None:
    with pytest.raises(RecipeRefused) as refusal:
        check_recipe(recipe)
    assert refusal.value.field == field
    assert str(refusal.value).endswith(".")


def test_the_hash_is_of_what_counts_and_not_of_how_it_was_typed() -> None:
    one = replace(PEOPLE, roles=("role_model", "professional"), dimensions=("gender", "region"), age_bands="0-9")
    other = replace(PEOPLE, roles=("professional", "role_model", "role_model"), dimensions=("region", "gender"))
    assert one.hash == other.hash
    assert one.hash != replace(one, evidence="code").hash
    assert recipe_of(one.data).hash == one.hash
    # A stored hash means this recipe for ever: this one may not change by accident.
    assert PEOPLE.hash == "ca42df1f64706f3a3fb7dd16a6301126732143d0837cd2e153d863be230e0ae9"


def test_every_recipe_that_makes_sense_has_its_sentence_in_both_languages() -> None:
    seen = set()
    for unit in Unit:
        for event in EVENTS_OF[unit]:
            share = 80 if event == Event.SHARE else None
            recipe = Recipe(unit, event, SCOPE_OF[unit], Basis.PERIOD, minimum_share=share)
            check_recipe(recipe)
            said = sentences_of(recipe)
            assert said["nl"] != said["en"]
            assert "%" not in said["nl"].replace("80%", "")
            seen.add(said["nl"])
    assert len(seen) == sum(map(len, EVENTS_OF.values()))
    for preset in PRESETS:
        check_recipe(preset.recipe)
        assert sentences_of(preset.recipe)["nl"].endswith(".")


@pytest.fixture
def grant(db: None) -> Any:
    return factories.GrantFactory()


def added(grant: Any, **fields: Any) -> Indicator:
    return keeping.add_indicator(grant, **{"code": "I1", "name": "Name", "recipe": PEOPLE, "by": None, **fields})


@pytest.mark.parametrize("numbers", [{"target": -3}, {"baseline": -1}, {"target": 10**10}])
def test_a_target_of_minus_three_is_refused(grant: Any, numbers: dict[str, int]) -> None:
    with pytest.raises(IndicatorRefused) as refusal:
        added(grant, **numbers)
    assert refusal.value.field in numbers


def test_in_use_it_needs_a_target_and_a_baseline(grant: Any) -> None:
    indicator = added(grant, target=60)
    with pytest.raises(IndicatorRefused) as refusal:
        keeping.activate(indicator, by=None)
    assert refusal.value.field == "baseline"
    keeping.set_target(indicator, name="Name", target=60, baseline=0, by=None)
    assert keeping.activate(indicator, by=None).state == "active"
    with pytest.raises(IndicatorRefused):
        keeping.set_target(indicator, name="Name", target=None, baseline=0, by=None)
    with pytest.raises(IndicatorRefused):
        keeping.remove_draft(indicator, by=None)
    assert keeping.end(indicator, by=None).state == "ended"
    for act in (keeping.activate, lambda one, by: keeping.change_recipe(one, PEOPLE, seen=1, by=by)):
        with pytest.raises(IndicatorRefused):
            act(indicator, by=None)


def test_an_edit_in_use_makes_a_version_and_the_old_one_stays(grant: Any) -> None:
    indicator = added(grant, target=1, baseline=0)
    once = replace(PEOPLE, roles=("professional",))
    assert keeping.change_recipe(indicator, once, seen=1, by=None).number == 1
    keeping.activate(indicator, by=None)
    assert keeping.change_recipe(indicator, once, seen=1, by=None).number == 1
    assert keeping.change_recipe(indicator, PEOPLE, seen=1, by=None).number == 2
    with pytest.raises(IndicatorRefused):
        keeping.change_recipe(indicator, once, seen=1, by=None)
    assert [version.hash for version in indicator.versions.order_by("number")] == [once.hash, PEOPLE.hash]


def test_codes_are_of_one_indicator_and_groups_of_this_project(grant: Any) -> None:
    added(grant)
    with pytest.raises(IndicatorRefused):
        added(grant)
    with pytest.raises(RecipeRefused):
        added(grant, code="I2", recipe=replace(PEOPLE, editions=(factories.EditionFactory().pk,)))
    talk = factories.EditionFundingFactory(grant=grant, edition__kind="outreach", edition__themes=["work"]).edition
    for never in ({"kinds": ("training",)}, {"themes": ("school",)}, {"kinds": ("outreach",), "themes": ("school",)}):
        with pytest.raises(RecipeRefused) as refusal:
            added(grant, code="I2", recipe=replace(PEOPLE, editions=(talk.pk,), **never))
        assert refusal.value.field == "editions"
    sound = replace(PEOPLE, editions=(talk.pk,), kinds=("outreach", "event"), themes=("work",))
    keeping.remove_draft(added(grant, code="I2", recipe=sound), by=None)
    keeping.remove_draft(Indicator.objects.get(), by=None)
    assert not Indicator.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_add_one_code_at_once_one_gets_a_sentence(at_once: Any) -> None:
    grant = factories.GrantFactory()
    found = at_once(lambda: added(grant), lambda: added(grant))
    assert sorted(type(one).__name__ for one in found) == ["Indicator", "IndicatorRefused"]
