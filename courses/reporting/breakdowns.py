"""Tables: the evidence dealt out over rows, and each row measured as if its evidence were all there is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from courses.reporting.ages import AgeBand
from courses.reporting.dimensions import EDITION_LEVEL, OF_EDITION, OF_ENROLMENT, Value, values_at_entry
from courses.reporting.evidence import Evidence
from courses.reporting.labels import label_of, position_of
from courses.reporting.ledger import EditionRow, Ledger
from courses.reporting.measures import MEASURES, THE_SEVEN, entries, measured
from courses.reporting.periods import Period


@dataclass(frozen=True)
class Row:
    value: Value
    label: str
    figures: dict[str, int | float]


def rows_by(ledger: Ledger, evidence: Evidence, period: Period, dimension: str, bands: Sequence[AgeBand]) -> list[Row]:
    """The rows of one table, in their natural order; rows that are all zero are left out."""
    if dimension in EDITION_LEVEL:
        parts, measures = deal_by_edition(ledger, evidence, dimension), tuple(MEASURES)
    else:
        values = values_at_entry(ledger, entries(evidence), dimension, bands)
        parts, measures = deal_by_person(evidence, values), THE_SEVEN
    figures = {value: measured(part, period, measures) for value, part in parts.items()}
    return labelled(figures, dimension, ledger.editions, bands)


def labelled(
    figures: Mapping[Value, dict[str, int | float]],
    dimension: str,
    editions: Mapping[int, EditionRow],
    bands: Sequence[AgeBand],
) -> list[Row]:
    """Figures per value as rows in their natural order, without those that are all zero."""
    rows = [Row(value, label_of(dimension, value, editions), of) for value, of in figures.items() if any(of.values())]
    return in_order(rows, dimension, bands)


def in_order(rows: Iterable[Row], dimension: str, bands: Sequence[AgeBand]) -> list[Row]:
    return sorted(
        rows, key=lambda row: (position_of(dimension, row.value, bands), row.label.casefold(), str(row.value))
    )


def deal_by_person(evidence: Evidence, values: dict[int, str]) -> dict[Value, Evidence]:
    """Each person's evidence in the row of their one value; who never entered has none, and counts in no measure."""
    parts: dict[Value, Evidence] = defaultdict(Evidence)
    for presence in evidence.counted:
        parts[values[presence.person]].counted.append(presence)
    for stand_in in evidence.stand_ins:
        parts[values[stand_in.person]].stand_ins.append(stand_in)
    for done in evidence.completed:
        if done.person in values:
            parts[values[done.person]].completed.append(done)
    return parts


def deal_by_edition(ledger: Ledger, evidence: Evidence, dimension: str) -> dict[Value, Evidence]:
    """Evidence by its own enrolment or edition; with several themes an edition's goes to each.

    A head count is a fact of the edition and of nobody's enrolment, so it belongs to rows of editions only.
    """
    parts: dict[Value, Evidence] = defaultdict(Evidence)
    rows_of = _rows_of(ledger, dimension)
    for presence in evidence.counted:
        for value in rows_of[presence.enrolment]:
            parts[value].counted.append(presence)
    for presence in evidence.deployed:
        for value in rows_of[presence.enrolment]:
            parts[value].deployed.append(presence)
    for stand_in in evidence.stand_ins:
        for value in rows_of[stand_in.enrolment]:
            parts[value].stand_ins.append(stand_in)
    for done in evidence.completed:
        for value in rows_of.get(done.enrolment, ()):
            parts[value].completed.append(done)
    for room in evidence.rooms if dimension in OF_EDITION else ():
        for value in OF_EDITION[dimension](ledger.editions[room.edition]):
            parts[value].rooms.append(room)
    return parts


def _rows_of(ledger: Ledger, dimension: str) -> dict[int, Sequence[Value]]:
    """Per enrolment the rows of its facts."""
    if dimension in OF_ENROLMENT:
        rule = OF_ENROLMENT[dimension]
        return {enrolment.id: (rule(enrolment),) for enrolment in ledger.enrolments.values()}
    values = {edition.id: OF_EDITION[dimension](edition) for edition in ledger.editions.values()}
    return {enrolment.id: values[enrolment.edition] for enrolment in ledger.enrolments.values()}
