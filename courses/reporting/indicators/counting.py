"""A recipe applied to evidence: whom or what it counts, with the day that makes it count.

The rules are those of the measures: a filter leaves a part of the evidence, and the part is counted as if it were all
there is, as a row of a breakdown is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from courses.editions.models import Attendance
from courses.people.questions import is_sensitive
from courses.reporting.dimensions import UNKNOWN
from courses.reporting.evidence import Evidence, Presence, Room
from courses.reporting.indicators.recipes import Basis, Event, Recipe, Unit, Unknowns
from courses.reporting.ledger import Ledger
from courses.reporting.measures import dated_completions, earliest, figure, hours, reach, within
from courses.reporting.periods import Period

Pair = tuple[int, int]
LEVELS = [str(level) for level in Attendance.Evidence.values]


@dataclass(frozen=True)
class World:
    """All that recipes of one project count from.

    `levels`: per (enrolment, session) the rank of the evidence of the effective mark. `slots`: per edition what has to be
    attended, each as the sessions of which one will do.
    """

    ledger: Ledger
    evidence: Evidence
    levels: Mapping[Pair, int] = field(default_factory=dict)
    slots: Mapping[int, list[frozenset[int]]] = field(default_factory=dict)


def members(recipe: Recipe, evidence: Evidence, world: World, period: Period) -> Mapping[Any, Any]:
    """Keys are persons, (person, edition), (person, session), editions or sessions; values days, seconds or heads.

    `evidence` is already narrowed (`narrowed`), or a row of it.
    """
    window = window_of(recipe, period)
    if recipe.unit == Unit.HOURS:
        return hours(evidence, window)
    if recipe.unit == Unit.REACH:
        return reach(evidence, window)
    days = days_of(recipe, evidence, world)
    if recipe.basis == Basis.FIRST:
        return within(earliest(days), period)
    return earliest((key, day) for key, day in days if day in window)


def window_of(recipe: Recipe, period: Period) -> Period:
    """The days on which what counts over a period may lie."""
    return Period(date.min, period.last_day) if recipe.basis == Basis.SO_FAR else period


def person_of(recipe: Recipe, key: Any) -> int:
    """Whom a counted key is about, of what is counted of persons."""
    return key if recipe.unit in (Unit.PERSONS, Unit.DEPLOYED_PERSONS) else key[0]


def unknown_people(recipe: Recipe, of_persons: Mapping[str, Mapping[int, str]]) -> set[int]:
    """People with an answer that isn't known. Not answering a sensitive question keeps nobody out."""
    asked = of_persons
    if recipe.unknowns == Unknowns.REFUSED:
        asked = {name: values for name, values in of_persons.items() if not is_sensitive(name)}
    return {person for values in asked.values() for person, value in values.items() if value in UNKNOWN}


def number_of(recipe: Recipe, found: Mapping[Any, Any]) -> int | float:
    return figure(str(recipe.unit), found)


def narrowed(recipe: Recipe, world: World) -> Evidence:
    """The part of the evidence that the recipe's filters let through."""
    filters = _Filters(recipe, world)
    if not filters.narrow:
        return world.evidence
    whole = world.evidence
    return Evidence(
        counted=[one for one in whole.counted if filters.lets(one) and filters.is_proved(one.enrolment, one.session)],
        deployed=[one for one in whole.deployed if filters.lets(one) and filters.is_proved(one.enrolment, one.session)],
        # Attendance in a part stands in for the whole: what proves it is at the part, so a floor leaves it out.
        stand_ins=[] if recipe.evidence else [one for one in whole.stand_ins if filters.lets(one)],
        rooms=[one for one in whole.rooms if filters.has_edition(one.edition)],
        completed=[one for one in whole.completed if filters.lets(one)],
    )


class _Filters:
    def __init__(self, recipe: Recipe, world: World) -> None:
        self.world = world
        self.roles, self.kinds = frozenset(recipe.roles), frozenset(recipe.kinds)
        self.themes, self.editions = frozenset(recipe.themes), frozenset(recipe.editions)
        self.floor = LEVELS.index(recipe.evidence) if recipe.evidence else None
        self.narrow = bool(self.roles or self.kinds or self.themes or self.editions) or self.floor is not None
        self.known: dict[int, bool] = {}

    def lets(self, one: Any) -> bool:
        role = self.world.ledger.enrolments[one.enrolment].role
        return (not self.roles or role in self.roles) and self.has_edition(one.edition)

    def has_edition(self, pk: int) -> bool:
        if pk not in self.known:
            edition = self.world.ledger.editions[pk]
            self.known[pk] = (
                (not self.kinds or edition.kind in self.kinds)
                and (not self.themes or not self.themes.isdisjoint(edition.themes))
                and (not self.editions or pk in self.editions)
            )
        return self.known[pk]

    def is_proved(self, enrolment: int, session: int) -> bool:
        return self.floor is None or self.world.levels.get((enrolment, session), -1) >= self.floor


def days_of(recipe: Recipe, evidence: Evidence, world: World) -> Iterable[tuple[Any, date]]:
    """Each event that counts: its key and its day."""
    pairs: Iterable[tuple[Pair, date]]
    if recipe.event == Event.HELD:
        return _held(evidence, of_edition=recipe.unit == Unit.ACTIVITIES)
    if recipe.event == Event.ATTENDANCE:
        if recipe.unit == Unit.CONTACTS:
            return (((one.person, one.session), one.day) for one in evidence.counted)
        pairs = (((one.person, one.edition), one.day) for one in evidence.counted)
    elif recipe.event == Event.DEPLOYMENT:
        pairs = (((one.person, one.edition), one.day) for one in evidence.deployed)
    elif recipe.event == Event.COMPLETION:
        pairs = dated_completions(evidence).items()
    else:
        pairs = _enough(evidence, world, recipe.minimum_share or 100)
    if recipe.unit in (Unit.PERSONS, Unit.DEPLOYED_PERSONS):
        return ((person, day) for (person, _), day in pairs)
    return pairs


def _held(evidence: Evidence, *, of_edition: bool) -> Iterator[tuple[int, date]]:
    """As in `measures.sessions`: one at one's own pace is held by a counted mark alone."""
    there: list[Presence | Room] = [*evidence.counted, *evidence.rooms]
    there += [one for one in evidence.deployed if not one.self_paced]
    for one in there:
        yield (one.edition if of_edition else one.session), one.day


def _enough(evidence: Evidence, world: World, share: int) -> Iterator[tuple[Pair, date]]:
    """Who was at so many percent of what had to be attended in an edition, on the day on which it was enough."""
    visits: dict[Pair, dict[int, date]] = defaultdict(dict)
    for one in evidence.counted:
        days = visits[one.person, one.edition]
        days[one.session] = min(one.day, days.get(one.session, one.day))
    for (person, edition), days in visits.items():
        slots = world.slots.get(edition, ())
        attended = sorted(min(days[pk] for pk in slot & days.keys()) for slot in slots if slot & days.keys())
        needed = -(-len(slots) * share // 100)
        if slots and len(attended) >= needed:
            yield (person, edition), attended[needed - 1]
