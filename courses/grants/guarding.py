"""Higher floors may refuse a change of a project's days: what was reported over them would no longer be true.

A guard is asked before the change is written, inside its transaction, and raises `GrantRefused` to refuse.
Registration belongs in an `AppConfig.ready()`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from courses.grants.models import Grant


@dataclass(frozen=True)
class ProjectDays:
    """The days of a project, both inclusive, and the time zone in which they are local."""

    first_day: date
    last_day: date
    time_zone: str

    @classmethod
    def of(cls, grant: Grant) -> ProjectDays:
        return cls(grant.first_day, grant.last_day, grant.time_zone)


# The project as it stands in the database, and the days it would get.
Guard = Callable[[Grant, ProjectDays], None]
_guards: list[Guard] = []


def register(guard: Guard) -> None:
    """Ask this guard too; registering the same one again changes nothing."""
    if guard not in _guards:
        _guards.append(guard)


def check_days(grant: Grant, wanted: ProjectDays) -> None:
    """Raise what the first guard has against giving this stored project these days."""
    if ProjectDays.of(grant) != wanted:
        for guard in _guards:
            guard(grant, wanted)
