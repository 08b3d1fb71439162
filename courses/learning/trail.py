"""What somebody did so far in one enrolment, as plain data: the line is drawn from it, and completion judges it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from courses.curricula.contract import UnitKind
from courses.editions.models import Attendance


@dataclass(frozen=True)
class Mark:
    """The effective attendance at one of the edition's sessions. `day` is local; `unit_key` the unit the session holds.

    `part` is the part of the unit it holds (None: the whole), `round` the round it is a breakout of.
    """

    session: int
    unit_key: str
    status: str
    day: date
    part: int | None = None
    round: int | None = None

    @property
    def counted(self) -> bool:
        return self.status in Attendance.COUNTED

    @property
    def done(self) -> bool:
        """Whether it fulfils what asks to be present: who was there in part has not done the meeting."""
        return self.status in Attendance.DONE


@dataclass(frozen=True)
class Trail:
    """Days are local days of the edition.

    `finished`: unit key → day. `positions`: unit key → where the reader was. `visited`: unit key → last visit. `scores`:
    test key → (day, percentage) in the order handed in. `meetings`: how many meetings the edition has, as its rule counts
    them. `parts`: unit key → the parts it is held in, where it is. `children`: key of a curriculum → day on which the
    enrolment in it was completed. `chosen`: the breakouts (session ids) somebody goes to.
    """

    finished: dict[str, date] = field(default_factory=dict)
    positions: dict[str, str] = field(default_factory=dict)
    visited: dict[str, datetime] = field(default_factory=dict)
    scores: dict[str, list[tuple[date, Decimal]]] = field(default_factory=dict)
    marks: list[Mark] = field(default_factory=list)
    meetings: int = 0
    parts: dict[str, frozenset[int]] = field(default_factory=dict)
    children: dict[str, date] = field(default_factory=dict)
    chosen: frozenset[int] = frozenset()

    def done_on(self, unit: Any) -> date | None:
        """The day from which a unit is done: finished or confirmed, met at a session that held it, or completed."""
        if unit.kind == UnitKind.PLANNED_SESSION:
            here = [mark for mark in self.marks if mark.done and mark.unit_key == unit.key]
            whole = [mark.day for mark in here if mark.part is None]
            parts = self._all_parts_on(unit.key)
            return min(whole if parts is None else [*whole, parts], default=None)
        if unit.kind == UnitKind.CURRICULUM:
            return self.children.get(unit.key)
        return self.finished.get(unit.key)

    def met_on(self) -> list[date]:
        """The days of the meetings somebody was at, in order: a round is one, and a unit held in parts is one."""
        days: dict[tuple[str, int], date] = {}
        for mark in self.marks:
            if mark.done and mark.part is None:
                key = ("session", mark.session) if mark.round is None else ("round", mark.round)
                days[key] = min(mark.day, days.get(key, mark.day))
        parts = (self._all_parts_on(key) for key in self.parts)
        return sorted([*days.values(), *(day for day in parts if day is not None)])

    def _all_parts_on(self, unit_key: str) -> date | None:
        """The day on which the last part of a unit was met; None while one is missing."""
        met: dict[int, date] = {}
        for mark in self.marks:
            if mark.done and mark.unit_key == unit_key and mark.part is not None:
                met[mark.part] = min(mark.day, met.get(mark.part, mark.day))
        parts = self.parts.get(unit_key, frozenset())
        return max(met.values()) if parts and parts <= met.keys() else None

    def best_score(self, key: str) -> Decimal | None:
        return max((percentage for _, percentage in self.scores.get(key, ())), default=None)


def units_for(units: Iterable[Any], function: str) -> list[Any]:
    """The units on the line of somebody in a function; without one, all. A part of a module goes with its module."""
    mine = [unit for unit in units if not unit.functions or not function or function in unit.functions]
    keys = {unit.key for unit in mine}
    known = {unit.key for unit in units}
    return [unit for unit in mine if unit.parent not in known or unit.parent in keys]
