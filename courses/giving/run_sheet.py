"""The minute plan of a meeting as its trainer holds it: with the hours of the day, where they are known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from courses.curricula.tools import tools_in
from courses.editions.models import Session


@dataclass(frozen=True)
class Row:
    """One part of a meeting. `starts_at` and `ends_at` are empty where nobody knows when the meeting is."""

    minutes: int
    title: str
    is_break: bool
    method: str
    material: str
    room: str
    note: str
    tool: UUID | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None


@dataclass(frozen=True)
class RunSheet:
    """Minutes: of all rows, of the breaks among them, and how many more (or fewer) they take than the meeting has."""

    rows: tuple[Row, ...]
    beyond: int = 0

    @property
    def minutes(self) -> int:
        return sum(row.minutes for row in self.rows)

    @property
    def breaks(self) -> int:
        return sum(row.minutes for row in self.rows if row.is_break)

    @property
    def net(self) -> int:
        return self.minutes - self.breaks

    @property
    def short(self) -> int:
        return -self.beyond

    @property
    def materials(self) -> list[str]:
        """What to bring along, each once, in the order in which it is needed."""
        return list(dict.fromkeys(row.material for row in self.rows if row.material))


def run_sheet_of(definition: Mapping[str, Any], language: str, session: Session | None = None) -> RunSheet:
    """The plan in a pinned definition, in a language where it has it.

    It gets hours of the day when the session holds the whole of it: of a meeting that holds a part nobody wrote down
    which rows those are.
    """
    whole = session is not None and session.part is None
    rows = tuple(_rows(definition, language, session.starts_at if session is not None and whole else None))
    planned = session.minutes if session is not None and whole and rows else None
    return RunSheet(rows, 0 if planned is None else sum(row.minutes for row in rows) - planned)


def _rows(definition: Mapping[str, Any], language: str, at: datetime | None) -> Iterator[Row]:
    plans = definition.get("plan") or {}
    plan: list[dict[str, Any]] = (
        plans.get(language) or plans.get(language.partition("-")[0]) or next(iter(plans.values()), [])
    )
    for row in plan:
        minutes = max(int(row.get("minutes") or 0), 0)
        after = at + timedelta(minutes=minutes) if at else None
        yield Row(
            minutes=minutes,
            title=row.get("title", ""),
            is_break=bool(row.get("break")),
            method=row.get("method", ""),
            material=row.get("material", ""),
            room=row.get("room", ""),
            note=row.get("note", ""),
            tool=next(tools_in({"plan": {"": [row]}}), None),
            starts_at=at,
            ends_at=after,
        )
        at = after
