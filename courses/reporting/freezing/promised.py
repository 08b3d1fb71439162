"""Indicators inside a frozen report: counted from its picture, kept with its members, and counted again from those.

Beside what measures need, recipes ask for how well marks were proved, which meetings of a group had to be attended, and
answers and ages at entry. That is kept with the members it is about, as far as a recipe asks for it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from courses.reporting.dimensions import AGE, NOT_ASKED
from courses.reporting.evidence import gather
from courses.reporting.freezing.models import FrozenMember
from courses.reporting.freezing.writing import Besides
from courses.reporting.indicators.counting import World
from courses.reporting.indicators.loading import Values, world_of
from courses.reporting.indicators.recipes import Recipe
from courses.reporting.indicators.results import Counted, counted
from courses.reporting.ledger import Ledger
from courses.reporting.measures import entries
from courses.reporting.periods import Period


@dataclass(frozen=True)
class Promised:
    """All that the recipes of a report are counted from."""

    world: World
    values: Values

    def count(self, recipe: Recipe, period: Period) -> Counted:
        return counted(recipe, self.world, self.values, period)

    @property
    def answers(self) -> dict[str, dict[int, str]]:
        """Per dimension what was known of each person at entry; ages in years, since each recipe has bands of its own."""
        ages = {AGE: {person: str(years) for person, years in self.values.ages.items()}}
        return {**self.values.answers, **(ages if self.values.ages else {})}


def promised_in(ledger: Ledger, recipes: Collection[Recipe]) -> Promised:
    """Read for a picture that was just taken."""
    world = world_of(ledger, recipes)
    return Promised(world, Values.of(world, recipes))


def kept_with(promised: Promised) -> Besides:
    """What has to be kept so that `promised_from` gives the same again."""
    world, values = promised.world, promised.values
    besides: Besides = {}

    def beside(kind: str, subject: int) -> dict[str, Any]:
        return besides.setdefault((kind, subject), {})

    for edition, slots in world.slots.items():
        beside(FrozenMember.EDITION, edition)["slots"] = [sorted(slot) for slot in slots]
    for (enrolment, session), rank in sorted(world.levels.items()):
        row = world.ledger.enrolments.get(enrolment)
        if row is not None:
            beside(FrozenMember.PERSON, row.person).setdefault("levels", []).append([enrolment, session, rank])
    for dimension, known in values.answers.items():
        for person, value in known.items():
            if value != NOT_ASKED:
                beside(FrozenMember.PERSON, person).setdefault("said", {})[dimension] = value
    for person, years in values.ages.items():
        beside(FrozenMember.PERSON, person)["years"] = years
    return besides


def promised_from(payloads: Iterable[Mapping[str, Any]], ledger: Ledger, recipes: Collection[Recipe]) -> Promised:
    """The same from what is left of the members, and the ledger that was rebuilt from them; it reads no database."""
    evidence = gather(ledger)
    entered = entries(evidence)
    asked = {name for recipe in recipes for name in recipe.dimensions} - {AGE}
    answers = {name: dict.fromkeys(entered, NOT_ASKED) for name in asked}
    levels, slots, ages = {}, {}, {}
    for payload in payloads:
        if "slots" in payload:
            slots[payload["edition"][0]] = [frozenset(slot) for slot in payload["slots"]]
        for enrolment, session, rank in payload.get("levels", ()):
            levels[enrolment, session] = rank
        for dimension, value in payload.get("said", {}).items():
            answers.setdefault(dimension, {})[payload["person"]] = value
        if "years" in payload:
            ages[payload["person"]] = payload["years"]
    return Promised(World(ledger, evidence, levels, slots), Values(answers, ages, entered.keys()))
