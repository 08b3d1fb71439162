"""What recipes count from, loaded in a number of queries that doesn't depend on how many recipes there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from courses.curricula.models import CurriculumUnit
from courses.editions.models import Attendance, Edition, Session
from courses.editions.same import kept_sessions
from courses.grants.models import Grant
from courses.reporting.ages import AgeBand, band_of
from courses.reporting.dimensions import AGE, EDITION_LEVEL, FEW, NOT_ASKED, ages_at_entry, answers_at_entry
from courses.reporting.evidence import gather
from courses.reporting.indicators.counting import LEVELS, Pair, World
from courses.reporting.indicators.recipes import Event, Recipe
from courses.reporting.ledger import Ledger, load
from courses.reporting.measures import entries
from courses.reporting.periods import local_day


def load_world(
    grant: Grant, recipes: Iterable[Recipe], *, as_of: datetime, organisations: Collection[int] | None = None
) -> World:
    """The evidence of a project as known at a moment, with what these recipes ask besides."""
    return world_of(load([grant], as_of=as_of, organisations=organisations), recipes)


def world_of(ledger: Ledger, recipes: Iterable[Recipe]) -> World:
    """The same of a ledger that was read already, of one project."""
    recipes, (grant,) = list(recipes), ledger.grants
    return World(
        ledger=ledger,
        evidence=gather(ledger),
        levels=_levels(grant, ledger) if any(recipe.evidence for recipe in recipes) else {},
        slots=_slots(grant, ledger) if any(recipe.event == Event.SHARE for recipe in recipes) else {},
    )


def _paid(grant: Grant) -> QuerySet[Edition]:
    return Edition.objects.filter(funding__grant=grant).order_by().values("pk")


def _levels(grant: Grant, ledger: Ledger) -> dict[Pair, int]:
    """Per enrolment and session the rank of the evidence; a mark that doesn't say is one's own statement."""
    marks = Attendance.objects.effective(ledger.as_of).filter(status__in=Attendance.COUNTED)
    kept = kept_sessions()
    editions = Edition.objects.filter(pk__in=_paid(grant)) | Edition.objects.filter(same_as__in=_paid(grant))
    found: dict[Pair, int] = {}
    rows = marks.filter(session__edition__in=editions.order_by().values("pk"))
    if len(ledger.enrolments) <= FEW:
        rows = rows.filter(enrolment__in=list(ledger.enrolments))
    for enrolment, session, level in rows.values_list("enrolment", "session", "evidence"):
        key = (enrolment, kept.get(session, session))
        found[key] = max(LEVELS.index(level) if level else 0, found.get(key, 0))
    return found


def _slots(grant: Grant, ledger: Ledger) -> dict[int, list[frozenset[int]]]:
    """Per edition what has to be attended on the project's days.

    Breakouts of one round, and meetings that each hold the same unit as a whole, are one; breaks and units that aren't
    required are none.
    """
    optional = set(
        CurriculumUnit.objects.filter(required=False, version__editions__in=_paid(grant)).values_list("version", "key")
    )
    sessions = Session.objects.filter(edition__in=_paid(grant), is_break=False).order_by("starts_at", "pk")
    fields = ("pk", "edition", "edition__version", "round", "unit_key", "part")
    slots: dict[int, dict[object, set[int]]] = defaultdict(lambda: defaultdict(set))
    for pk, edition, version, round_id, unit, part in sessions.values_list(*fields):
        row = ledger.sessions.get(pk)
        if row is None or (version, unit) in optional:
            continue
        if not row.self_paced and not grant.covers(local_day(row.starts_at, grant.zone)):
            continue
        key = ("round", round_id) if round_id else ("unit", unit, part) if unit else ("session", pk)
        slots[edition][key].add(pk)
    return {edition: [frozenset(slot) for slot in found.values()] for edition, found in slots.items()}


@dataclass
class Values:
    """What people answered at their entry, for all recipes together; one query for answers, one for birth dates."""

    answers: dict[str, dict[int, str]]
    ages: dict[int, int]
    persons: Collection[int]

    @classmethod
    def of(cls, world: World, recipes: Iterable[Recipe]) -> Values:
        asked = {name for recipe in recipes for name in recipe.dimensions if name not in EDITION_LEVEL}
        entered = entries(world.evidence)
        return cls(
            answers_at_entry(world.ledger, entered, asked - {AGE}) if asked - {AGE} else {},
            ages_at_entry(world.ledger, entered) if AGE in asked else {},
            entered.keys(),
        )

    def at_entry(self, dimension: str, bands: Sequence[AgeBand]) -> dict[int, str]:
        if dimension != AGE:
            return self.answers[dimension]
        return {pk: band_of(self.ages[pk], bands) if pk in self.ages else NOT_ASKED for pk in self.persons}
