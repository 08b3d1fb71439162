"""Two-way tables of new persons, in which everybody has exactly one value per dimension, so that cells add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from courses.reporting.ages import AgeBand
from courses.reporting.counting import Count
from courses.reporting.dimensions import (
    EDITION_LEVEL,
    ERASED,
    OF_EDITION,
    OF_ENROLMENT,
    Value,
    check_dimension,
    values_at_entry,
)
from courses.reporting.errors import ReportRefused
from courses.reporting.evidence import Presence
from courses.reporting.labels import label_of, position_of
from courses.reporting.ledger import Ledger
from courses.reporting.measures import new_persons
from courses.reporting.periods import quoted

Cross = tuple[str, str]


@dataclass(frozen=True)
class Axis:
    """A dimension as a table's side: its values in their natural order, each with its label."""

    dimension: str
    labels: dict[Value, str]

    @property
    def values(self) -> list[Value]:
        return list(self.labels)


def parse_cross(text: str) -> Cross:
    """Two dimensions with a comma between them, such as `gender,age`."""
    parts = [part.strip() for part in text.split(",")]
    if len(parts) != 2 or not all(parts):
        raise ReportRefused(
            _("%(text)s doesn't name two dimensions. Write them with a comma, like gender,age.")
            % {"text": quoted(text)}
        )
    return parts[0], parts[1]


def check_cross(cross: Cross) -> None:
    for dimension in cross:
        check_dimension(dimension)
    if cross[0] == cross[1]:
        raise ReportRefused(
            _("A table of %(dimension)s by itself says nothing more than its rows. Choose two different dimensions.")
            % {"dimension": quoted(cross[0])}
        )


def one_value_each(counted: Count, dimension: str, bands: Sequence[AgeBand]) -> dict[int, Value]:
    """The one value of each new person of the period.

    Of an edition-level dimension it is that of the enrolment and edition of the first counted attendance in the project;
    of equals the session that starts first, then the lower id; of several themes the first.
    """
    entered = new_persons(counted.evidence, counted.period)
    nobody: dict[int, Value] = dict.fromkeys(_gone(counted), ERASED)
    if dimension not in EDITION_LEVEL:
        return nobody | values_at_entry(counted.ledger, entered, dimension, bands)
    firsts = _first_presences(counted)
    return nobody | {person: _value_of(counted.ledger, firsts[person], dimension) for person in entered}


def combinations(counted: Count, dimensions: Sequence[str], bands: Sequence[AgeBand]) -> Counter[tuple[Value, ...]]:
    """How many new persons of the period have which values together, those included of whom only the number is left."""
    if counted.live and all(map(counted.live.reads, dimensions)):
        return counted.live.combinations(dimensions, bands)
    sides = [one_value_each(counted, dimension, bands) for dimension in dimensions]
    everybody = [*_gone(counted), *new_persons(counted.evidence, counted.period)]
    return Counter(tuple(side[person] for side in sides) for person in everybody)


def _gone(counted: Count) -> range:
    """Stand-ins for people whose facts are gone: only their number is left, and they have a row and column of their own."""
    return range(-int(counted.erased.figures["new_persons"]), 0)


def _first_presences(counted: Count) -> dict[int, Presence]:
    sessions = counted.ledger.sessions
    firsts: dict[int, tuple[tuple[object, ...], Presence]] = {}
    for presence in counted.evidence.counted:
        rank = (presence.day, sessions[presence.session].starts_at, presence.session, presence.enrolment)
        known = firsts.get(presence.person)
        if known is None or rank < known[0]:
            firsts[presence.person] = rank, presence
    return {person: presence for person, (_rank, presence) in firsts.items()}


def _value_of(ledger: Ledger, presence: Presence, dimension: str) -> Value:
    if dimension in OF_ENROLMENT:
        return OF_ENROLMENT[dimension](ledger.enrolments[presence.enrolment])
    return OF_EDITION[dimension](ledger.editions[presence.edition])[0]


def axis_of(counted: Count, dimension: str, values: Iterable[Value], bands: Sequence[AgeBand]) -> Axis:
    labelled = {value: label_of(dimension, value, counted.editions) for value in set(values)}
    ordered = sorted(
        labelled.items(), key=lambda item: (position_of(dimension, item[0], bands), item[1].casefold(), str(item[0]))
    )
    return Axis(dimension, dict(ordered))


def cross_of(counted: Count, cross: Cross, bands: Sequence[AgeBand]) -> dict[str, object]:
    """One exact table; zeros stand in it too, and `null` is the total."""
    persons = combinations(counted, cross, bands)
    rows, columns = (
        axis_of(counted, dimension, [values[side] for values in persons], bands).values
        for side, dimension in enumerate(cross)
    )
    numbers = cell_counts(persons)
    return {
        "by": list(cross),
        "cells": [
            {"row": row, "column": column, "new_persons": numbers[row, column]}
            for row in [*rows, None]
            for column in [*columns, None]
        ],
    }


def cell_counts(persons: Mapping[tuple[Value, ...], int]) -> Counter[tuple[Value | None, Value | None]]:
    """Persons per cell and per margin; `None` stands for the total."""
    numbers: Counter[tuple[Value | None, Value | None]] = Counter()
    for (row, column), number in persons.items():
        for cell in ((row, column), (row, None), (None, column), (None, None)):
            numbers[cell] += number
    return numbers
