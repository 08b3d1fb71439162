"""The published tables of a question: what `report` answers for the public, suppressed as one publication."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from courses.reporting.ages import AgeBand
from courses.reporting.counting import Count
from courses.reporting.crosses import Axis, Cross, axis_of, combinations
from courses.reporting.dimensions import ERASED, OF_EDITION, Value
from courses.reporting.disclosure.domains import possible_values
from courses.reporting.disclosure.sensitive import LEAST, least_values_for
from courses.reporting.disclosure.suppressing import Suppressed, suppress
from courses.reporting.disclosure.tables import TOTAL, Figure, Publication, figure

HIDDEN = {"hidden": True}
Shown = int | dict[str, bool]


def published_tables(
    counted: Count,
    *,
    by: Sequence[str],
    cross: Sequence[Cross],
    bands: Sequence[AgeBand],
    also: Collection[Figure] = (),
) -> dict[str, Any]:
    """`measures`, `exclusions`, `breakdowns`, `crosses` and `audit` as the public may have them.

    `also` names figures that are hidden whatever their number.
    """
    axes, publication = publication_of(counted, by=by, cross=cross, bands=bands)
    return laid_out(suppress(publication, also=also), axes, by=by, cross=cross)


def publication_of(
    counted: Count, *, by: Sequence[str], cross: Sequence[Cross], bands: Sequence[AgeBand]
) -> tuple[dict[str, Axis], Publication]:
    """All that is published together, with the labels of its rows."""
    dimensions = sorted({*by, *(dimension for pair in cross for dimension in pair)})
    persons = combinations(counted, dimensions, bands)
    axes = {
        dimension: axis_of(
            counted,
            dimension,
            {*(values[side] for values in persons), *possible_values(counted, dimension, bands)},
            bands,
        )
        for side, dimension in enumerate(dimensions)
    }
    # People whose facts are gone are no part of what is published.
    persons -= Counter({(ERASED,) * len(dimensions): int(counted.erased.figures["new_persons"])})
    publication = Publication.of(
        {dimension: axis.values for dimension, axis in axes.items()},
        cross,
        persons,
        {dimension: least_values_for(dimension) for dimension in dimensions},
        LEAST,
        known_beforehand(counted, axes),
    )
    return axes, publication


def known_beforehand(counted: Count, axes: Mapping[str, Axis]) -> dict[Cross, dict[Value, Value]]:
    """Who gives a group, of which kind it is and on what theme is no secret, so a group's row says it of theirs too."""
    if "edition" not in axes:
        return {}
    editions = counted.editions
    return {
        ("edition", dimension): {pk: OF_EDITION[dimension](editions[int(pk)])[0] for pk in axes["edition"].values}
        for dimension in axes
        if dimension in OF_EDITION and dimension != "edition"
    }


def laid_out(
    suppressed: Suppressed, axes: Mapping[str, Axis], *, by: Sequence[str], cross: Sequence[Cross]
) -> dict[str, Any]:
    """The tables in the order they were asked for; a hidden figure is `{"hidden": true}` and keeps its place."""

    def shown(of: Figure) -> Shown:
        return as_published(suppressed.shown(of))

    answer = {
        "measures": {"new_persons": shown(TOTAL)},
        "exclusions": [],
        "breakdowns": {
            dimension: [
                {"value": value, "label": label, "new_persons": shown(figure((dimension, value)))}
                for value, label in axes[dimension].labels.items()
            ]
            for dimension in by
        },
        "crosses": [
            {
                "by": [rows, columns],
                "cells": [
                    {"row": row, "column": column, "new_persons": shown(figure(*parts))}
                    for row, column, parts in _cells(axes[rows], axes[columns])
                ],
            }
            for rows, columns in cross
        ],
    }
    return {**answer, "audit": audit_of(answer, suppressed.least_values)}


def as_published(number: int | None) -> Shown:
    return dict(HIDDEN) if number is None else number


def _cells(rows: Axis, columns: Axis) -> Iterator[tuple[Any, Any, list[tuple[str, Any]]]]:
    for row in [*rows.values, None]:
        for column in [*columns.values, None]:
            parts = [(rows.dimension, row), (columns.dimension, column)]
            yield row, column, [part for part in parts if part[1] is not None]


def audit_of(answer: Mapping[str, Any], least_values: int | None) -> dict[str, int | None]:
    """How many figures of the answer are hidden and shown, and the fewest values that a hidden one can still have."""
    figures = list(figures_of(answer))
    hidden = sum(isinstance(number, dict) for _where, number in figures)
    return {"hidden": hidden, "shown": len(figures) - hidden, "least_values": least_values}


def figures_of(answer: Mapping[str, Any]) -> Iterator[tuple[tuple[Any, ...], Shown]]:
    """Every figure of a published answer with the place where it stands, tables in the order they are printed."""
    yield ("measures",), answer["measures"]["new_persons"]
    for dimension, rows in answer["breakdowns"].items():
        for row in rows:
            yield ("breakdowns", dimension, row["value"]), row["new_persons"]
    for cross in answer["crosses"]:
        for cell in cross["cells"]:
            yield ("crosses", *cross["by"], cell["row"], cell["column"]), cell["new_persons"]
