"""What indicators say: the worked case, and random recipes over random worlds beside an independent slow count."""

from __future__ import annotations

import random
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.reporting.counting import count
from courses.reporting.indicators.checking import EVENTS_OF, OF_PEOPLE, SCOPE_OF, contradictions
from courses.reporting.indicators.keeping import activate, add_indicator
from courses.reporting.indicators.presets import BY_KEY
from courses.reporting.indicators.recipes import Basis, Event, Recipe, Scope, Unit, Unknowns
from courses.reporting.indicators.results import counted_together, results_of
from courses.reporting.measures import MEASURES
from courses.reporting.periods import Period
from tests import factories_editions
from tests.courses.reporting.indicators.slow_indicators import LEVELS, SlowIndicator
from tests.courses.reporting.random_worlds import RandomWorld
from tests.courses.reporting.test_against_slow_counter import MOMENTS, PERIODS, often, settled
from tests.courses.reporting.worlds import Settled, T, World, at

pytestmark = pytest.mark.django_db

P1 = Period(date(2025, 1, 1), date(2025, 6, 30))
P2 = Period(date(2025, 7, 1), date(2025, 12, 31))
# Each world is counted by several recipes.
some = settings(often, max_examples=12)
TRAINED = Recipe(Unit.PERSONS, Event.SHARE, Scope.PROJECT, Basis.FIRST, minimum_share=80)


def random_recipe(seed: int) -> Recipe:
    """One of those that make sense, with filters often."""
    dice = random.Random(seed)
    while True:
        unit = dice.choice(list(Unit))
        event = dice.choice(EVENTS_OF[unit])
        recipe = Recipe(
            unit,
            event,
            SCOPE_OF[unit],
            dice.choice(list(Basis)),
            roles=dice.choice(((), (), ("professional",), ("participant", "role_model"))),
            kinds=dice.choice(((), (), ("training", "outreach"))),
            themes=dice.choice(((), (), ("b",))),
            minimum_share=dice.choice((1, 50, 66, 80, 100)) if event == Event.SHARE else None,
            evidence=dice.choice(("", "", *LEVELS)),
            dimensions=dice.choice(((), ("gender", "age"))) if unit in OF_PEOPLE else (),
        )
        if not list(contradictions(recipe)):
            return recipe


class ProvedWorld(RandomWorld):
    """A random world whose marks say how well they are proved."""

    def mark(self, enrolment: str, session: str, status: str = "present", **fields: Any) -> str:
        return super().mark(enrolment, session, status, evidence=LEVELS[len(self.lines) % 5], **fields)


@some
@given(
    seed=st.integers(min_value=0, max_value=10**9),
    period=st.sampled_from(PERIODS),
    moment=st.sampled_from(MOMENTS),
)
def test_random_recipes_say_what_the_slow_count_says(seed: int, period: tuple[date, date], moment: datetime) -> None:
    world = ProvedWorld(seed, persons=5, editions=4)
    with settled(world) as rows:
        recipes = [random_recipe(seed + number) for number in range(8)]
        answers = counted_together(rows.rows["grant", "G1"], recipes, period=Period(*period), as_of=moment)
        for recipe, answer in zip(recipes, answers, strict=True):
            slow = SlowIndicator(world.lines, ["G1"], *period, moment).with_recipe(asdict(recipe))
            assert answer.reached == slow.reached(), recipe
            for dimension in recipe.dimensions:
                assert {row.value: row.number for row in answer.rows[dimension]} == slow.by_answer(dimension), recipe


@some
@given(seed=st.integers(min_value=0, max_value=10**9), period=st.sampled_from(PERIODS))
def test_recipes_of_the_measures_say_what_the_measures_say(seed: int, period: tuple[date, date]) -> None:
    same = {
        "new_persons": (Unit.PERSONS, Event.ATTENDANCE, Basis.FIRST),
        "cumulative_persons": (Unit.PERSONS, Event.ATTENDANCE, Basis.SO_FAR),
        "active_persons": (Unit.PERSONS, Event.ATTENDANCE, Basis.PERIOD),
        "participations": (Unit.PARTICIPATIONS, Event.ATTENDANCE, Basis.FIRST),
        "contacts": (Unit.CONTACTS, Event.ATTENDANCE, Basis.PERIOD),
        "completions": (Unit.COMPLETIONS, Event.COMPLETION, Basis.PERIOD),
        "new_completers": (Unit.PERSONS, Event.COMPLETION, Basis.FIRST),
        "activities": (Unit.ACTIVITIES, Event.HELD, Basis.PERIOD),
        "sessions": (Unit.SESSIONS, Event.HELD, Basis.PERIOD),
        "deployments": (Unit.DEPLOYMENTS, Event.DEPLOYMENT, Basis.PERIOD),
        "deployed_persons": (Unit.DEPLOYED_PERSONS, Event.DEPLOYMENT, Basis.PERIOD),
        "reach": (Unit.REACH, Event.HELD, Basis.PERIOD),
        "hours": (Unit.HOURS, Event.ATTENDANCE, Basis.PERIOD),
    }
    assert set(same) == set(MEASURES)
    recipes = [Recipe(unit, event, SCOPE_OF[unit], basis) for unit, event, basis in same.values()]
    with settled(RandomWorld(seed)) as rows:
        grant = rows.rows["grant", "G1"]
        answers = counted_together(grant, recipes, period=Period(*period), as_of=MOMENTS[1])
        figures = count(grant, period=Period(*period), as_of=MOMENTS[1]).measures
        assert {name: answer.reached for name, answer in zip(same, answers, strict=True)} == figures


def five_meetings(attended: int) -> World:
    world = World()
    world.grant("G1")
    world.person("p")
    world.edition("A")
    enrolment = world.enrol("p", "A")
    sessions = [world.session("A", at(2025, month, 10)) for month in (2, 3, 4, 5, 7)]
    for session in sessions[:attended]:
        world.mark(enrolment, session)
    return world


@pytest.mark.parametrize(("attended", "trained"), [(3, (0, 0)), (4, (1, 0)), (5, (1, 0))])
def test_c23_trained_needs_four_of_five_meetings(attended: int, trained: tuple[int, int]) -> None:
    grant = Settled(five_meetings(attended).lines).rows["grant", "G1"]
    said = [counted_together(grant, [TRAINED], period=period, as_of=T)[0].reached for period in (P1, P2)]
    assert tuple(said) == trained
    assert count(grant, period=P1, as_of=T).measures["new_persons"] == 1


def test_all_meetings_are_reached_on_the_day_of_the_last() -> None:
    grant = Settled(five_meetings(5).lines).rows["grant", "G1"]
    everything = BY_KEY["eea-civ-007"].recipe
    period = Period(date(2025, 1, 1), date(2025, 7, 9))
    assert counted_together(grant, [everything], period=period, as_of=T)[0].reached == 0
    assert counted_together(grant, [everything], period=P2, as_of=T)[0].reached == 1


def test_of_breakouts_side_by_side_one_is_enough_and_lunch_counts_for_nothing() -> None:
    world = five_meetings(1)
    rows = Settled(world.lines).rows
    edition = rows["edition", "A"]
    first, second, third, fourth, fifth = edition.sessions.order_by("starts_at")
    round_ = factories_editions.RoundFactory(edition=edition)
    for session in (first, second):
        session.round = round_
        session.save()
    for session in (third, fourth, fifth):
        session.is_break = True
        session.save()
    everything = BY_KEY["eea-civ-007"].recipe
    assert counted_together(rows["grant", "G1"], [everything], period=P1, as_of=T)[0].reached == 1


def test_unknown_answers_stand_apart_or_keep_out_but_a_sensitive_one_never_does() -> None:
    world = World()
    world.grant("G1")
    for number, answer in enumerate(("female", "declined", None)):
        world.person(f"p{number}")
        world.attend(f"p{number}", f"E{number}", at(2025, 3, 10))
        if answer:
            world.answer(f"p{number}", "gender", answer, date(2025, 3, 1))
    grant = Settled(world.lines).rows["grant", "G1"]
    base: Any = {"unit": Unit.PERSONS, "event": Event.ATTENDANCE, "scope": Scope.PROJECT, "basis": Basis.FIRST}
    recipes = [
        Recipe(**base, dimensions=("gender",), unknowns=Unknowns.APART),
        Recipe(**base, dimensions=("gender",), unknowns=Unknowns.DENOMINATOR),
        Recipe(**base, dimensions=("gender",), unknowns=Unknowns.REFUSED),
        Recipe(**base, dimensions=("disability", "gender", "age"), unknowns=Unknowns.REFUSED),
        Recipe(**base, dimensions=("disability",), unknowns=Unknowns.REFUSED),
    ]
    apart, denominator, refused, several, sensitive = counted_together(grant, recipes, period=P1, as_of=T)
    assert (apart.reached, apart.unknown) == (3, 2)
    rows = [(row.value, row.number, row.of) for row in apart.rows["gender"]]
    assert rows == [("female", 1, 1), ("declined", 1, None), ("not_asked", 1, None)]
    assert {row.of for row in denominator.rows["gender"]} == {3}
    assert (refused.reached, refused.unknown) == (1, 2)
    assert several.reached == 0
    assert sensitive.reached == 3


def test_queries_do_not_grow_with_indicators(django_assert_max_num_queries: Any) -> None:
    grant = Settled(five_meetings(4).lines).rows["grant", "G1"]
    for number, preset in enumerate(BY_KEY.values()):
        indicator = add_indicator(
            grant, code=f"I{number}", name="Name", recipe=preset.recipe, target=5, baseline=0, by=None
        )
        activate(indicator, by=None)
    with django_assert_max_num_queries(30) as queries:
        results = results_of(grant, period=P1, as_of=T)
    once = len(queries)
    assert len(results) == len(BY_KEY)
    for number in range(10):
        recipe = Recipe(Unit.CONTACTS, Event.ATTENDANCE, Scope.NONE, Basis.PERIOD, dimensions=("region", "kind"))
        activate(
            add_indicator(grant, code=f"R{number}", name="Name", recipe=recipe, target=5, baseline=0, by=None), by=None
        )
    with django_assert_max_num_queries(once):
        assert len(results_of(grant, period=P1, as_of=T)) == len(BY_KEY) + 10
