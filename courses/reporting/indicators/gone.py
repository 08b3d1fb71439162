"""Erased people in indicators: what is kept of them when their facts go, and what that adds to a figure afterwards.

Kept is, for each recipe that the project had by then, on which days something of somebody counted by it: numbers that lead to
nobody, in the tally (`courses.reporting.erased`). A recipe made after that doesn't know of them. Hours, rooms and reach are
read from the tally as it is for the measures, so only where a recipe filters by at most one role, kind, theme or group.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from courses.reporting.ages import parse_bands
from courses.reporting.breakdowns import deal_by_edition
from courses.reporting.dimensions import EDITION_LEVEL, ERASED, Value
from courses.reporting.erased.adding import Erased
from courses.reporting.erased.records import DIMENSIONS, Record
from courses.reporting.indicators.counting import (
    World,
    days_of,
    narrowed,
    person_of,
    unknown_people,
    window_of,
)
from courses.reporting.indicators.loading import Values
from courses.reporting.indicators.recipes import Basis, Recipe, Unit, Unknowns
from courses.reporting.ledger import TallyRow
from courses.reporting.periods import Period

PROMISED = "promised"
WHOLE = "indicator"
BY_ROOM = (Unit.HOURS, Unit.ACTIVITIES, Unit.SESSIONS, Unit.REACH)
Told = tuple[str, str, Record]


@dataclass(frozen=True)
class Gone:
    """What erased people add to a figure, and to rows by dimension and value."""

    number: int | float = 0
    rows: dict[str, dict[Value, int | float]] = field(default_factory=dict)


def promised_records(recipes: Iterable[Recipe], world: World) -> Counter[Told]:
    """What counts by these recipes in a world, by day, whole and by rows of what a group is and of roles."""
    found: Counter[Told] = Counter()
    for recipe in recipes:
        if recipe.unit in BY_ROOM:
            continue
        evidence, out = narrowed(recipe, world), _left_out(recipe, world)
        found.update(_told(WHOLE, recipe.hash, _chains(recipe, days_of(recipe, evidence, world), out)))
        for dimension in set(recipe.dimensions).intersection(DIMENSIONS):
            for value, part in deal_by_edition(world.ledger, evidence, dimension).items():
                chains = _chains(recipe, days_of(recipe, part, world), out)
                found.update(_told(f"by.{dimension}", _row(recipe, value), chains))
    return found


def gone_in(recipe: Recipe, world: World, period: Period) -> Gone:
    """What erased people add to the answer of a recipe over a period; it reads no database."""
    tally = world.ledger.tally
    if not tally:
        return Gone()
    if recipe.unit in BY_ROOM:
        return _of_rooms(recipe, world, period)
    number = _counted(recipe, period, [row for row in tally if (row.dimension, row.value) == (WHOLE, recipe.hash)])
    return Gone(number, {dimension: _rows(recipe, dimension, number, period, tally) for dimension in recipe.dimensions})


def locked_among(recipe: Recipe, found: Collection[Any], world: World) -> int:
    """How many of the counted are erased people's whose facts a project's term still locks."""
    gone = {world.ledger.human(person) for person in world.ledger.erased}
    return sum(person_of(recipe, key) in gone for key in found) if gone and recipe.unit not in BY_ROOM else 0


def _rows(
    recipe: Recipe, dimension: str, number: int, period: Period, tally: tuple[TallyRow, ...]
) -> dict[Value, int | float]:
    if dimension not in DIMENSIONS:
        return {ERASED: number} if number else {}
    start = _row(recipe, "")
    by_value: dict[str, list[TallyRow]] = defaultdict(list)
    for row in tally:
        if row.dimension == f"by.{dimension}" and row.value.startswith(start):
            by_value[row.value.removeprefix(start)].append(row)
    return {
        int(value) if dimension == "edition" else value: _counted(recipe, period, rows)
        for value, rows in sorted(by_value.items())
    }


def _counted(recipe: Recipe, period: Period, rows: Iterable[TallyRow]) -> int:
    """As `counting.members` has it: by the first day ever, or by the first day within the window."""
    window = window_of(recipe, period)
    return sum(
        row.number
        for row in rows
        if row.day in window and (row.after is None or (recipe.basis == Basis.PERIOD and row.after < window.first_day))
    )


def _of_rooms(recipe: Recipe, world: World, period: Period) -> Gone:
    filters = [("role", recipe.roles), ("kind", recipe.kinds), ("theme", recipe.themes), ("edition", recipe.editions)]
    used = [(name, values) for name, values in filters if values]
    if recipe.evidence or len(used) > 1 or any(len(values) > 1 for _name, values in used):
        return Gone()
    erased = Erased(world.ledger.tally, window_of(recipe, period), rooms=lambda editions: world.ledger)
    name, value = (used[0][0], str(used[0][1][0])) if used else ("", "")
    number = erased.figures_of(name, value)[str(recipe.unit)]
    return Gone(number, {dimension: {ERASED: number} for dimension in recipe.dimensions if number})


def _left_out(recipe: Recipe, world: World) -> set[int]:
    """Whom the recipe refuses for an answer that isn't known."""
    asked = [name for name in recipe.dimensions if name not in EDITION_LEVEL]
    if recipe.unknowns != Unknowns.REFUSED or not asked:
        return set()
    values, bands = Values.of(world, [recipe]), parse_bands(recipe.age_bands)
    return unknown_people(recipe, {name: values.at_entry(name, bands) for name in asked})


def _chains(recipe: Recipe, days: Iterable[tuple[Hashable, date]], out: set[int]) -> Iterator[tuple[date, date | None]]:
    """Per counted key its days in order, each with the one before it."""
    of_key: dict[Hashable, set[date]] = defaultdict(set)
    for key, day in days:
        if person_of(recipe, key) not in out:
            of_key[key].add(day)
    for found in of_key.values():
        after = None
        for day in sorted(found):
            yield day, after
            after = day


def _told(dimension: str, value: str, chains: Iterable[tuple[date, date | None]]) -> Counter[Told]:
    return Counter((dimension, value, Record(PROMISED, day, after)) for day, after in chains)


def _row(recipe: Recipe, value: Value) -> str:
    return f"{recipe.hash[:32]}:{value}"[:300]
