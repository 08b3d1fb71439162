"""Counting again from what was frozen: the same measures, tables and waterfall, over a ledger that no longer changes."""

from __future__ import annotations

from collections import Counter
from typing import Any

from courses.reporting.ages import AgeBand, parse_bands
from courses.reporting.breakdowns import Row, in_order, rows_by
from courses.reporting.counting import Count
from courses.reporting.crosses import cross_of, one_value_each
from courses.reporting.freezing.models import FrozenReport
from courses.reporting.ledger import Ledger

Cell = tuple[str, ...]


def bands_of(frozen: FrozenReport) -> tuple[AgeBand, ...]:
    return parse_bands(frozen.asked["age_bands"])


def count_of(ledger: Ledger, frozen: FrozenReport) -> Count:
    return Count(ledger, frozen.period)


def recount(counted: Count, asked: dict[str, Any], bands: tuple[AgeBand, ...]) -> dict[str, Any]:
    """The figures of an answer, without what is said around them; labels are those of the active language."""
    return {
        "measures": counted.measures,
        "exclusions": counted.waterfall.exclusions,
        "breakdowns": {
            dimension: [
                {"value": row.value, "label": row.label, **row.figures} for row in _rows(counted, dimension, bands)
            ]
            for dimension in asked["by"]
        },
        "crosses": [cross_of(counted, (one, other), bands) for one, other in asked["cross"]],
    }


def _rows(counted: Count, dimension: str, bands: tuple[AgeBand, ...]) -> list[Row]:
    """As `Count.breakdown`, also by what nobody answers any more."""
    rows = rows_by(counted.ledger, counted.evidence, counted.period, dimension, bands)
    if not counted.erased:
        return rows
    return in_order(counted.erased.add_to_rows(rows, dimension, counted.ledger.editions), dimension, bands)


def recount_published(counted: Count, asked: dict[str, Any], bands: tuple[AgeBand, ...]) -> dict[str, Any]:
    """As `recount`, of a publication: new persons alone, everybody in one row of each table."""
    tables = {}
    for dimension in asked["by"]:
        numbers = Counter(one_value_each(counted, dimension, bands).values())
        tables[dimension] = [{"value": value, "new_persons": number} for value, number in numbers.items()]
    return {
        "measures": {"new_persons": counted.measures["new_persons"]},
        "exclusions": [],
        "breakdowns": tables,
        "crosses": [cross_of(counted, (one, other), bands) for one, other in asked["cross"]],
    }


def figures_in(answer: dict[str, Any]) -> dict[Cell, int | float | None]:
    """Every cell that isn't zero, by section, dimension, row, column and measure; a hidden one is None."""
    cells: dict[Cell, int | float | None] = {}
    for measure, number in answer["measures"].items():
        cells["measures", "", "", "", measure] = shown(number)
    for exclusion in answer["exclusions"]:
        cells["exclusions", "", exclusion["reason"], "", "enrolments"] = exclusion["count"]
    for dimension, rows in answer["breakdowns"].items():
        for row in rows:
            for measure, number in row.items():
                if measure not in ("value", "label"):
                    cells["breakdowns", dimension, str(row["value"]), "", measure] = shown(number)
    for cross in answer["crosses"]:
        for cell in cross["cells"]:
            place = [TOTAL if cell[side] is None else str(cell[side]) for side in ("row", "column")]
            cells["crosses", ",".join(cross["by"]), *place, "new_persons"] = shown(cell["new_persons"])
    return {cell: number for cell, number in cells.items() if number != 0}


# How a total is named in a cross; no value of a dimension holds such a sign.
TOTAL = "\x00"


def shown(number: Any) -> int | float | None:
    """A figure as it can be read, None where it is hidden."""
    return None if isinstance(number, dict) else number
