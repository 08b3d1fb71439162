"""What is different between two versions of a report: per cell what came in, what went out, and why."""

from __future__ import annotations

import json
import logging
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from courses.reporting.ages import AgeBand
from courses.reporting.breakdowns import deal_by_edition, deal_by_person
from courses.reporting.counting import Count
from courses.reporting.crosses import one_value_each
from courses.reporting.dimensions import AGE, EDITION_LEVEL, values_at_entry
from courses.reporting.freezing.causes import DEFINITION, GONE, OTHERWISE, Causes, State
from courses.reporting.freezing.defining import recipes_of
from courses.reporting.freezing.keeping import payloads_of
from courses.reporting.freezing.models import FrozenMember, FrozenReport
from courses.reporting.freezing.picture import rebuild
from courses.reporting.freezing.promised import Promised, promised_from
from courses.reporting.freezing.recounting import TOTAL, Cell, bands_of, figures_in, recount
from courses.reporting.indicators.recipes import Recipe
from courses.reporting.indicators.results import members_by_row
from courses.reporting.measures import MEASURES, THE_SEVEN, entries
from courses.reporting.periods import Period
from courses.reporting.report import PUBLIC

SECTIONS = ("measures", "exclusions", "breakdowns", "crosses")
INDICATORS = "indicators"
logger = logging.getLogger(__name__)
# Whom or what a cell counts, each with what it adds: one, the people in a room, or seconds.
Weights = Mapping[Any, int]


@dataclass(frozen=True)
class CellChange:
    """One cell: `after` − `before` is `added` − `removed`. Hours are in seconds here, so that nothing is rounded.

    `reasons` says of how many members that came, went or weigh differently each was the cause.
    """

    cell: Cell
    before: int
    after: int
    added: int
    removed: int
    reasons: dict[str, int]

    @property
    def measure(self) -> str:
        return self.cell[-1]

    def as_json(self) -> dict[str, Any]:
        return {
            "cell": list(self.cell),
            "before": self.before,
            "after": self.after,
            "added": self.added,
            "removed": self.removed,
            "reasons": self.reasons,
        }

    @classmethod
    def of_json(cls, change: dict[str, Any]) -> CellChange:
        return cls(**{**change, "cell": tuple(change["cell"])})


def difference(old: FrozenReport, new: FrozenReport, payloads: Sequence[Mapping[str, Any]]) -> list[CellChange]:
    """From a frozen version to another one, whose members hold `payloads`, in the cells that both have."""
    kept = list(payloads_of(old))
    before = State(rebuild(kept), old.known_until, old.frozen_at, old.definitions)
    after = State(rebuild(payloads), new.as_of, new.frozen_at, new.definitions)
    dimensions, crosses = _shared(old.asked, new.asked)
    bands = bands_of(new)
    sides = [cells_of(Count(state.ledger, new.period), dimensions, crosses, bands) for state in (before, after)]
    if old.audience != PUBLIC:
        some_are_gone = FrozenMember.objects.filter(report=old, payload=None).exists()
        if some_are_gone or old.definitions != new.definitions:
            add_gone(sides[0], _asked_of_both(old, dimensions, crosses), GONE if some_are_gone else OTHERWISE)
    changes = changes_between(sides[0], sides[1], Causes(before, after))
    return changes + promised_changes(old, new, (before, kept), (after, payloads))


def promised_changes(
    old: FrozenReport,
    new: FrozenReport,
    before: tuple[State, Sequence[Mapping[str, Any]]],
    after: tuple[State, Sequence[Mapping[str, Any]]],
) -> list[CellChange]:
    """What differs in the indicators that both versions have, by their code.

    The recipe of before is counted over the facts of now too: what differs from before then is other facts, and what the
    recipe of now makes different from that is another definition.
    """
    was, now = recipes_of(old), recipes_of(new)
    shared = [code for code in was if code in now]
    if not shared:
        return []
    recipes = [*was.values(), *now.values()]
    sides = [promised_from(payloads, state.ledger, recipes) for state, payloads in (before, after)]
    states = [
        replace(state, ledger=replace(state.ledger, values=side.answers))
        for (state, _payloads), side in zip((before, after), sides, strict=True)
    ]
    causes = Causes(*states)
    causes.compare_promised(*(side.world for side in sides))
    changes = []
    some_are_gone = FrozenMember.objects.filter(report=old, payload=None).exists()
    for code in shared:
        cells = [
            _cells_of_promise(code, recipe, side, new.period)
            for recipe, side in ((was[code], sides[0]), (was[code], sides[1]), (now[code], sides[1]))
        ]
        if some_are_gone:
            add_gone(cells[0], _promised_then(old, code))
        changes += _changes_of_promise(cells, causes)
    return changes


def _promised_then(old: FrozenReport, code: str) -> dict[Cell, Any]:
    """An indicator as it was frozen: it still knows who was erased since."""
    one = next(one for one in json.loads(old.indicators) if one["code"] == code)
    rows = {(name, str(row["value"])): row["number"] for name, found in one["rows"].items() for row in found}
    return {
        (INDICATORS, code, *place, one["unit"]): number for place, number in ({("", ""): one["reached"]} | rows).items()
    }


def _cells_of_promise(code: str, recipe: Recipe, side: Promised, period: Period) -> dict[Cell, Weights]:
    rows, unit = members_by_row(recipe, side.world, side.values, period), str(recipe.unit)
    cells: dict[Cell, Weights] = {
        (INDICATORS, code, dimension, str(value), unit): weighed(unit, members)
        for (dimension, value), members in rows.items()
        if members
    }
    if side.world.ledger.tally:
        answer = side.count(recipe, period)
        told = {("", ""): answer.reached}
        told |= {(name, str(row.value)): row.number for name, found in answer.rows.items() for row in found}
        add_gone(cells, {(INDICATORS, code, *place, unit): number for place, number in told.items()})
    return cells


def _changes_of_promise(cells: Sequence[Mapping[Cell, Weights]], causes: Causes) -> list[CellChange]:
    """Of a figure and its rows; where the recipe counts in another unit now, its cells are others and both are named."""
    before, between, after = cells
    changes = []
    for cell in {**after, **before}:
        old, facts, new = (side.get(cell, {}) for side in (before, between, after))
        same_facts = {key for key in {**old, **new} if old.get(key, 0) == facts.get(key, 0)}
        change = _change(cell, old, new, causes, same_facts)
        if change.reasons:
            changes.append(change)
    return changes


def _asked_of_both(old: FrozenReport, dimensions: list[str], crosses: list[tuple[str, str]]) -> Mapping[Cell, Any]:
    """The figures as they were frozen, of the tables that are compared: they still know who was erased since."""
    tables = {"", *dimensions, *(",".join(cross) for cross in crosses)}
    return {cell: number for cell, number in figures_in(old.answer).items() if cell[1] in tables}


def _shared(old: dict[str, Any], new: dict[str, Any]) -> tuple[list[str], list[tuple[str, str]]]:
    """What both versions were asked for; ages only where both have the same bands."""
    same_bands = old["age_bands"] == new["age_bands"]
    dimensions = [d for d in new["by"] if d in old["by"] and (d != AGE or same_bands)]
    crosses = [(a, b) for a, b in new["cross"] if [a, b] in old["cross"] and (AGE not in (a, b) or same_bands)]
    return dimensions, crosses


def changes_between(before: Mapping[Cell, Weights], after: Mapping[Cell, Weights], causes: Causes) -> list[CellChange]:
    changes = []
    for cell in [*after, *(cell for cell in before if cell not in after)]:
        old, new = before.get(cell, {}), after.get(cell, {})
        change = _change(cell, old, new, causes)
        if change.reasons:
            changes.append(change)
    return sorted(changes, key=_place)


def _place(change: CellChange) -> tuple[Any, ...]:
    """Where a cell stands in a report, whatever order its members were read in."""
    section, *rest, measure = change.cell
    return SECTIONS.index(section), *rest[:1], order_of(measure), *rest[1:]


def order_of(measure: str) -> int:
    measures = list(MEASURES)
    return measures.index(measure) if measure in measures else len(measures)


def _change(
    cell: Cell, old: Weights, new: Weights, causes: Causes, redefined: Collection[Any] = frozenset()
) -> CellChange:
    """`redefined` are members of whom nothing but the definition can be the cause."""
    added = removed = 0
    reasons: Counter[str] = Counter()
    for key in {**old, **new}:
        more = new.get(key, 0) - old.get(key, 0)
        if not more:
            continue
        added, removed = added + max(more, 0), removed + max(-more, 0)
        reason = DEFINITION if key in redefined else causes.reason(cell, key)
        if not reason:
            logger.error("no reason for a change in %s", cell)
        reasons[reason or "corrected"] += 1
    return CellChange(cell, sum(old.values()), sum(new.values()), added, removed, dict(sorted(reasons.items())))


def cells_of(
    counted: Count, dimensions: list[str], crosses: list[tuple[str, str]], bands: tuple[AgeBand, ...]
) -> dict[Cell, Weights]:
    """Every cell that isn't empty, with its members."""
    cells: dict[Cell, Weights] = {}
    for measure in MEASURES:
        cells["measures", "", "", "", measure] = weighed(measure, counted.members[measure])
    for reason, enrolments in counted.waterfall.excluded.items():
        cells["exclusions", "", reason, "", "enrolments"] = dict.fromkeys(enrolments, 1)
    for dimension in dimensions:
        cells.update(_rows(counted, dimension, bands))
    for cross in crosses:
        cells.update(_cross(counted, cross, bands))
    if counted.erased:
        add_gone(cells, figures_in(recount(counted, {"by": dimensions, "cross": crosses}, bands)))
    return {cell: members for cell, members in cells.items() if members}


def add_gone(cells: dict[Cell, Weights], figures: Mapping[Cell, Any], member: str = GONE) -> None:
    """What people add of whom only a number is left, as one more member of each cell; hours are of whole minutes here.

    Or, as the member `OTHERWISE`, what an earlier rule counted otherwise.
    """
    for cell, number in figures.items():
        theirs = sum(cells.get(cell, {}).values())
        hours = cell[-1] == "hours"
        more = (round((number or 0) * 60) - round(theirs / 60)) * 60 if hours else int(number or 0) - theirs
        if more:
            cells[cell] = {**cells.get(cell, {}), member: more}


def weighed(measure: str, members: Mapping[Any, Any]) -> Weights:
    return dict(members) if measure in ("reach", "hours") else dict.fromkeys(members, 1)


def _rows(counted: Count, dimension: str, bands: tuple[AgeBand, ...]) -> Iterator[tuple[Cell, Weights]]:
    if dimension in EDITION_LEVEL:
        parts, measures = deal_by_edition(counted.ledger, counted.evidence, dimension), tuple(MEASURES)
    else:
        values = values_at_entry(counted.ledger, entries(counted.evidence), dimension, bands)
        parts, measures = deal_by_person(counted.evidence, values), THE_SEVEN
    for value, part in parts.items():
        for measure in measures:
            yield (
                ("breakdowns", dimension, str(value), "", measure),
                weighed(measure, MEASURES[measure](part, counted.period)),
            )


def _cross(counted: Count, cross: tuple[str, str], bands: tuple[AgeBand, ...]) -> Iterator[tuple[Cell, Weights]]:
    rows, columns = (one_value_each(counted, dimension, bands) for dimension in cross)
    cells: dict[Cell, dict[int, int]] = {}
    for person, row in rows.items():
        if person < 0:  # stands for somebody of whom only a number is left
            continue
        column = str(columns[person])
        for place in ((str(row), column), (str(row), TOTAL), (TOTAL, column), (TOTAL, TOTAL)):
            cells.setdefault(("crosses", ",".join(cross), *place, "new_persons"), {})[person] = 1
    yield from cells.items()
