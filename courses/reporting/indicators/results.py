"""What a project's active indicators say over a period: target, reached, unknown, and rows."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone

from courses.editions.models import Edition
from courses.grants.models import Grant
from courses.reporting.ages import parse_bands
from courses.reporting.breakdowns import deal_by_edition
from courses.reporting.dimensions import EDITION_LEVEL, UNKNOWN, Value
from courses.reporting.forms import half_years
from courses.reporting.indicators.counting import World, members, narrowed, number_of, person_of, unknown_people
from courses.reporting.indicators.gone import gone_in, locked_among
from courses.reporting.indicators.loading import Values, load_world
from courses.reporting.indicators.models import Indicator, IndicatorVersion
from courses.reporting.indicators.recipes import Recipe, Unknowns
from courses.reporting.indicators.sentences import sentence_of
from courses.reporting.labels import label_of, position_of
from courses.reporting.periods import Period, check_within

Number = int | float


@dataclass(frozen=True)
class ResultRow:
    """One row of a dimension. `of` is what a percentage is taken of; None where rows overlap or nothing is known."""

    value: Value
    label: str
    number: Number
    of: Number | None = None


@dataclass(frozen=True)
class Counted:
    """A recipe's answer: the figure, how many people in it (or kept out of it) have an answer that isn't known, rows.

    `erased` of the figure are erased people, or what they did, where that can be told.
    """

    reached: Number
    unknown: int
    rows: dict[str, list[ResultRow]]
    members: Mapping[Any, Any] = field(default_factory=dict, repr=False, compare=False)
    erased: Number = 0


@dataclass(frozen=True)
class Result:
    """An indicator over a period. `sentence` is its definition in the active language; the numbers are as counted."""

    indicator: int
    code: str
    name: str
    sentence: str
    version: int
    hash: str
    unit: str
    baseline: Number | None
    target: Number | None
    reached: Number
    unknown: int
    rows: dict[str, list[ResultRow]]


def results_of(
    grant: Grant,
    *,
    period: Period,
    as_of: datetime | None = None,
    organisations: Collection[int] | None = None,
) -> list[Result]:
    """The active indicators of a project, counted together. With `organisations` as if theirs were the only groups."""
    check_within(period, grant)
    versions = current_versions(grant, states=[Indicator.State.ACTIVE])
    if not versions:
        return []
    recipes = [version.recipe for version in versions]
    answers = counted_together(grant, recipes, period=period, as_of=as_of, organisations=organisations)
    return results_from(versions, answers)


def results_from(versions: Sequence[IndicatorVersion], answers: Sequence[Counted]) -> list[Result]:
    """These versions with what they counted, their sentences in the active language."""
    recipes = [version.recipe for version in versions]
    titles = titles_of(recipes)
    return [
        Result(
            indicator=version.indicator_id,
            code=version.indicator.code,
            name=version.indicator.name,
            sentence=sentence_of(recipe, titles),
            version=version.number,
            hash=version.hash,
            unit=str(recipe.unit),
            baseline=plain(version.indicator.baseline),
            target=plain(version.indicator.target),
            reached=answer.reached,
            unknown=answer.unknown,
            rows=answer.rows,
        )
        for version, recipe, answer in zip(versions, recipes, answers, strict=True)
    ]


def current_versions(grant: Grant, *, states: Collection[str]) -> list[IndicatorVersion]:
    """The latest version of each indicator in one of these states, in the order in which they were added."""
    rows = IndicatorVersion.objects.filter(indicator__grant=grant, indicator__state__in=states)
    latest: dict[int, IndicatorVersion] = {}
    for version in rows.select_related("indicator").order_by("indicator", "number"):
        latest[version.indicator_id] = version
    return list(latest.values())


def counted_together(
    grant: Grant,
    recipes: list[Recipe],
    *,
    period: Period,
    as_of: datetime | None = None,
    organisations: Collection[int] | None = None,
) -> list[Counted]:
    """Each recipe's answer over a period, out of facts that are read once."""
    world = load_world(grant, recipes, as_of=as_of or timezone.now(), organisations=organisations)
    values = Values.of(world, recipes)
    return [counted(recipe, world, values, period) for recipe in recipes]


def previewed(
    grant: Grant, recipe: Recipe, *, organisations: Collection[int] | None = None
) -> list[tuple[str, Number]]:
    """What a recipe would have said in the half-years so far and over the whole project, the newest first."""
    world = load_world(grant, [recipe], as_of=timezone.now(), organisations=organisations)
    values = Values.of(world, [recipe])
    return [(name, counted(recipe, world, values, period).reached) for name, period in half_years(grant)]


def counted(recipe: Recipe, world: World, values: Values, period: Period) -> Counted:
    evidence = narrowed(recipe, world)
    found = members(recipe, evidence, world, period)
    bands = parse_bands(recipe.age_bands)
    of_persons = {name: values.at_entry(name, bands) for name in recipe.dimensions if name not in EDITION_LEVEL}
    unknown = unknown_people(recipe, of_persons)
    without = sum(person_of(recipe, key) in unknown for key in found) if unknown else 0
    if recipe.unknowns == Unknowns.REFUSED:
        found = {key: value for key, value in found.items() if person_of(recipe, key) not in unknown}
    rows = {}
    gone = gone_in(recipe, world, period)
    if of_persons and recipe.unknowns != Unknowns.REFUSED:
        without += int(gone.number)
    for dimension in recipe.data["dimensions"]:
        if dimension in of_persons:
            numbers = _by_person(recipe, found, of_persons[dimension])
            _add(numbers, gone.rows.get(dimension, {}))
            base = sum(numbers.values()) if recipe.unknowns == Unknowns.DENOMINATOR else _known(numbers)
            rows[dimension] = _rows(world, dimension, numbers, recipe, base)
        else:
            numbers = _by_edition(recipe, world, period, dimension, found)
            _add(numbers, gone.rows.get(dimension, {}))
            rows[dimension] = _rows(world, dimension, numbers, recipe)
    erased = gone.number + locked_among(recipe, found, world)
    return Counted(round(number_of(recipe, found) + gone.number, 2), without, rows, found, erased)


def _add(numbers: dict[Value, Number], more: Mapping[Value, Number]) -> None:
    for value, number in more.items():
        numbers[value] = numbers.get(value, 0) + number


def members_by_row(
    recipe: Recipe, world: World, values: Values, period: Period
) -> dict[tuple[str, Value], dict[Any, Any]]:
    """Whom or what stands in the figure (`"", ""`) and in each row of its tables, by dimension and value."""
    found = counted(recipe, world, values, period).members
    rows: dict[tuple[str, Value], dict[Any, Any]] = {("", ""): dict(found)}
    bands = parse_bands(recipe.age_bands)
    refused = recipe.unknowns == Unknowns.REFUSED
    for dimension in recipe.data["dimensions"]:
        if dimension in EDITION_LEVEL:
            for value, part in deal_by_edition(world.ledger, narrowed(recipe, world), dimension).items():
                row = members(recipe, part, world, period)
                people = {person_of(recipe, key) for key in found} if refused else set()
                rows[dimension, value] = {
                    key: one for key, one in row.items() if not refused or person_of(recipe, key) in people
                }
        else:
            at_entry = values.at_entry(dimension, bands)
            for key, one in found.items():
                rows.setdefault((dimension, at_entry[person_of(recipe, key)]), {})[key] = one
    return rows


def _by_person(recipe: Recipe, found: Mapping[Any, Any], values: dict[int, str]) -> dict[Value, Number]:
    numbers: dict[Value, Number] = {}
    for key in found:
        value = values[person_of(recipe, key)]
        numbers[value] = numbers.get(value, 0) + 1
    return numbers


def _known(numbers: dict[Value, Number]) -> Number:
    return sum(number for value, number in numbers.items() if value not in UNKNOWN)


def _by_edition(
    recipe: Recipe, world: World, period: Period, dimension: str, found: Mapping[Any, Any]
) -> dict[Value, Number]:
    """Each row counted as if its evidence were all there is, so rows may overlap; of who counts at all."""
    numbers = {}
    refused = recipe.unknowns == Unknowns.REFUSED
    people = {person_of(recipe, key) for key in found} if refused else set()
    for value, part in deal_by_edition(world.ledger, narrowed(recipe, world), dimension).items():
        row = members(recipe, part, world, period)
        if refused:
            row = {key: one for key, one in row.items() if person_of(recipe, key) in people}
        numbers[value] = number_of(recipe, row)
    return numbers


def _rows(
    world: World, dimension: str, numbers: dict[Value, Number], recipe: Recipe, base: Number | None = None
) -> list[ResultRow]:
    bands = parse_bands(recipe.age_bands)
    rows = [
        ResultRow(
            value,
            label_of(dimension, value, world.ledger.editions),
            number,
            base if value not in UNKNOWN or recipe.unknowns == Unknowns.DENOMINATOR else None,
        )
        for value, number in numbers.items()
        if number
    ]
    return sorted(
        rows, key=lambda row: (position_of(dimension, row.value, bands), row.label.casefold(), str(row.value))
    )


def titles_of(recipes: Collection[Recipe]) -> dict[int, str]:
    """The titles of the groups that recipes name."""
    named = {pk for recipe in recipes for pk in recipe.editions}
    return dict(Edition.objects.filter(pk__in=named).values_list("pk", "title")) if named else {}


def plain(number: Any) -> Number | None:
    """A stored target as a number: whole where it is whole."""
    if number is None:
        return None
    return int(number) if number == int(number) else float(number)
