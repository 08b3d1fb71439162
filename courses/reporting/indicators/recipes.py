"""The recipe of an indicator: what it counts, as plain data that can be checked, hashed and read aloud.

A recipe is pure: it knows no database. Its hash is the SHA-256 of its canonical JSON, so that two versions that count the
same have the same hash, whoever typed them and in whatever order.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from courses.reporting.ages import DEFAULT_BANDS

SCHEMA = 1


class Unit(StrEnum):
    """What one of the counted is."""

    PERSONS = "persons"
    PARTICIPATIONS = "participations"
    CONTACTS = "contacts"
    COMPLETIONS = "completions"
    HOURS = "hours"
    ACTIVITIES = "activities"
    SESSIONS = "sessions"
    REACH = "reach"
    DEPLOYMENTS = "deployments"
    DEPLOYED_PERSONS = "deployed_persons"


class Event(StrEnum):
    """What makes it count; each has a day."""

    ATTENDANCE = "attendance"
    COMPLETION = "completion"
    # Enough of a group's meetings, on the day of the meeting that made it enough.
    SHARE = "share"
    # A meeting at which somebody was present or deployed, or the room was counted.
    HELD = "held"
    DEPLOYMENT = "deployment"


class Scope(StrEnum):
    """Within what one person counts once."""

    PROJECT = "project"
    EDITION = "edition"
    NONE = "none"


class Basis(StrEnum):
    """Which day has to lie where: the first ever in the period, any in the period, or any up to its last day."""

    FIRST = "first"
    PERIOD = "period"
    SO_FAR = "so_far"


class Unknowns(StrEnum):
    """What becomes of people whose answers are not known.

    `apart`: they count, in rows of their own, and percentages are of the known. `denominator`: the same, and percentages
    are of everybody. `refused`: who lacks an answer that is not sensitive does not count.
    """

    APART = "apart"
    DENOMINATOR = "denominator"
    REFUSED = "refused"


@dataclass(frozen=True)
class Recipe:
    """One way to count. Empty filters let everything through; `editions` are ids; `evidence` is the weakest that will do.

    `minimum_share` is a percentage of the meetings of a group; `age_bands` matters where `age` is among the dimensions.
    """

    unit: Unit
    event: Event
    scope: Scope
    basis: Basis
    roles: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    editions: tuple[int, ...] = ()
    minimum_share: int | None = None
    evidence: str = ""
    dimensions: tuple[str, ...] = ()
    age_bands: str = DEFAULT_BANDS
    unknowns: Unknowns = Unknowns.APART

    @property
    def data(self) -> dict[str, Any]:
        """Plain data, with the order of choices settled and nothing in it that doesn't matter."""
        data = asdict(self) | {"schema": SCHEMA}
        for name in ("roles", "kinds", "themes", "editions", "dimensions"):
            data[name] = sorted(set(data[name]))
        if "age" not in data["dimensions"]:
            data["age_bands"] = ""
        return data

    @property
    def canonical(self) -> str:
        return json.dumps(self.data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @property
    def hash(self) -> str:
        return hashlib.sha256(self.canonical.encode()).hexdigest()


def recipe_of(data: Mapping[str, Any]) -> Recipe:
    """The recipe that was kept as data."""
    return Recipe(
        unit=Unit(data["unit"]),
        event=Event(data["event"]),
        scope=Scope(data["scope"]),
        basis=Basis(data["basis"]),
        roles=tuple(data["roles"]),
        kinds=tuple(data["kinds"]),
        themes=tuple(data["themes"]),
        editions=tuple(data["editions"]),
        minimum_share=data["minimum_share"],
        evidence=data["evidence"],
        dimensions=tuple(data["dimensions"]),
        age_bands=data["age_bands"] or DEFAULT_BANDS,
        unknowns=Unknowns(data["unknowns"]),
    )
