"""Published tables as a screen shows them: a hidden figure is a sign and a word, and keeps its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.reporting.crosses import Axis
from courses.reporting.definitions import DEFINITIONS, written
from courses.reporting.disclosure.answering import as_published
from courses.reporting.disclosure.attacks import MANY
from courses.reporting.disclosure.partners import Whole
from courses.reporting.disclosure.tables import TOTAL
from courses.reporting.labels import dimension_label


@dataclass(frozen=True)
class Cell:
    column: str
    text: str
    hidden: bool


@dataclass(frozen=True)
class PublishedTable:
    title: str
    columns: list[str]
    rows: list[tuple[str, list[Cell]]]
    total: list[Cell]


def cell_of(number: Any, column: str = "") -> Cell:
    if isinstance(number, Mapping):
        return Cell(column, _("hidden"), hidden=True)
    return Cell(column, written(number), hidden=False)


def published_tables_shown(answer: Mapping[str, Any], axes: Mapping[str, Axis]) -> list[PublishedTable]:
    """One-way tables, then two-way ones, as they were asked for; rows and columns that say they are empty stay out."""
    total = answer["measures"]["new_persons"]
    tables = [one_way(dimension, rows, total) for dimension, rows in answer["breakdowns"].items()]
    return [*tables, *(_two_way(cross, axes) for cross in answer["crosses"])]


def one_way(dimension: str, rows: list[dict[str, Any]], total: Any) -> PublishedTable:
    column = str(DEFINITIONS["new_persons"].label)
    return PublishedTable(
        title=dimension_label(dimension),
        columns=[column],
        rows=[(row["label"], [cell_of(row["new_persons"], column)]) for row in rows if row["new_persons"] != 0],
        total=[cell_of(total, column)],
    )


def whole_shown(whole: Whole, by: Iterable[str]) -> dict[str, Any]:
    """The project's figures for a partner: the total, and the tables it asked for that are there."""
    total = cell_of(as_published(whole.shown(TOTAL)))
    tables = []
    for dimension in by:
        if dimension in whole.axes:
            rows = [{"label": label, "new_persons": as_published(number)} for label, number in whole.rows(dimension)]
            tables.append(one_way(dimension, rows, as_published(whole.shown(TOTAL))))
    hidden = total.hidden or any(cell.hidden for table in tables for _label, cells in table.rows for cell in cells)
    return {"total": total, "own": written(whole.own), "tables": tables, "is_any_hidden": hidden}


def _two_way(cross: Mapping[str, Any], axes: Mapping[str, Axis]) -> PublishedTable:
    one, other = cross["by"]
    numbers = {(cell["row"], cell["column"]): cell["new_persons"] for cell in cross["cells"]}
    seen = [(value, label) for value, label in axes[other].labels.items() if numbers[None, value] != 0]
    columns = [*seen, (None, _("Total"))]

    def line(row: Any) -> list[Cell]:
        return [cell_of(numbers[row, column], label) for column, label in columns]

    return PublishedTable(
        title=_("%(rows)s by %(columns)s") % {"rows": dimension_label(one), "columns": dimension_label(other).lower()},
        columns=[label for _value, label in columns],
        rows=[(label, line(row)) for row, label in axes[one].labels.items() if numbers[row, None] != 0],
        total=line(None),
    )


def audit_said(audit: Mapping[str, int | None]) -> str:
    """The proof in a sentence: how much is hidden, and how uncertain each hidden figure stays."""
    hidden, shown, least = audit["hidden"] or 0, audit["shown"] or 0, audit["least_values"]
    if not hidden:
        return _("Nothing has to be hidden: no figure is about fewer people than may be shown.")
    lost = ngettext(
        "%(hidden)s of %(all)s figures is hidden (%(share)s%%).",
        "%(hidden)s of %(all)s figures are hidden (%(share)s%%).",
        hidden,
    ) % {"hidden": hidden, "all": hidden + shown, "share": round(100 * hidden / (hidden + shown))}
    if least is None or least >= MANY:
        return lost + " " + _("Nothing that is shown says how large they are.")
    return (
        lost
        + " "
        + _("Each of them can still be one of at least %(least)s numbers, for whoever knows all the others.")
        % {"least": least}
    )
