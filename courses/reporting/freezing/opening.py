"""A figure of a frozen report opens like a live one: its definition, and the rows that were frozen with it."""

from __future__ import annotations

from dataclasses import dataclass

from courses.reporting.counting import Count
from courses.reporting.drilling.parts import part_of
from courses.reporting.errors import ReportRefused
from courses.reporting.evidence import Evidence
from courses.reporting.freezing.keeping import ledger_of
from courses.reporting.freezing.models import FrozenReport
from courses.reporting.freezing.recounting import bands_of, count_of, figures_in
from courses.reporting.labels import dimension_label, label_of
from courses.reporting.members import Member, is_known, members_of
from courses.reporting.showing import definition_of

# Of these the number isn't the number of rows.
WEIGHED = ("reach", "hours")
# A dimension and a value.
Row = tuple[str, str]


@dataclass(frozen=True)
class Opened:
    """What stands behind one figure. `gone` rows are no longer there, because these people were erased."""

    name: str
    label: str
    said: str
    text: str
    counted: Count
    members: list[Member]
    row: str = ""
    gone: int = 0


def open_measure(
    frozen: FrozenReport, name: str, *, row: Row | None, organisations: frozenset[int] | None
) -> Opened | None:
    """The rows of a measure or of a reason of the waterfall, or of one row of a table; None if there is no such.

    With `organisations`, of their own groups alone, counted again as their part of the report is.
    """
    counted = count_of(ledger_of(frozen, organisations=organisations), frozen)
    if not is_known(name, counted):
        return None
    kept = None if organisations is not None else _frozen_number(frozen, name, row)
    if row:
        try:
            counted = part_of(counted, *row, bands_of(frozen))
        except ReportRefused:
            if not kept:
                return None
            counted = _nothing_of(counted)
    members = members_of(counted, name)
    number = counted.measures.get(name, len(members)) if kept is None else kept
    definition = definition_of(name)
    return Opened(
        name,
        str(definition.label),
        f"{definition.said(number)}.",
        str(definition.text),
        counted,
        members,
        _row_label(counted, row),
        _gone(name, number, members),
    )


def _frozen_number(frozen: FrozenReport, name: str, row: Row | None) -> int | float | None:
    """The figure as it was frozen; None where it stands in no cell of this report."""
    figures = figures_in(frozen.answer)
    if row:
        return figures.get(("breakdowns", row[0], row[1], "", name))
    return figures.get(("measures", "", "", "", name), figures.get(("exclusions", "", name, "", "enrolments")))


def _gone(name: str, number: int | float, members: list[Member]) -> int:
    return 0 if name in WEIGHED else max(0, int(number) - len(members))


def _nothing_of(counted: Count) -> Count:
    """A row of which nobody is left."""
    empty = Count(counted.ledger, counted.period)
    empty.__dict__["evidence"] = Evidence()
    return empty


def _row_label(counted: Count, row: Row | None) -> str:
    return f"{dimension_label(row[0])}: {label_of(row[0], row[1], counted.ledger.editions)}" if row else ""
