"""Recipes that contradict themselves, each refused with a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from courses.curricula.contract import CurriculumKind
from courses.editions.models import Attendance, Enrolment
from courses.reporting.ages import parse_bands
from courses.reporting.dimensions import EDITION_LEVEL, OF_EDITION
from courses.reporting.errors import ReportRefused
from courses.reporting.indicators.recipes import Basis, Event, Recipe, Scope, Unit, Unknowns
from courses.reporting.indicators.words import BASES, EVENTS, UNITS

EVENTS_OF = {
    Unit.PERSONS: (Event.ATTENDANCE, Event.COMPLETION, Event.SHARE),
    Unit.PARTICIPATIONS: (Event.ATTENDANCE, Event.SHARE),
    Unit.CONTACTS: (Event.ATTENDANCE,),
    Unit.COMPLETIONS: (Event.COMPLETION,),
    Unit.HOURS: (Event.ATTENDANCE,),
    Unit.ACTIVITIES: (Event.HELD,),
    Unit.SESSIONS: (Event.HELD,),
    Unit.REACH: (Event.HELD,),
    Unit.DEPLOYMENTS: (Event.DEPLOYMENT,),
    Unit.DEPLOYED_PERSONS: (Event.DEPLOYMENT,),
}
SCOPE_OF = {
    Unit.PERSONS: Scope.PROJECT,
    Unit.DEPLOYED_PERSONS: Scope.PROJECT,
    Unit.PARTICIPATIONS: Scope.EDITION,
    Unit.COMPLETIONS: Scope.EDITION,
    Unit.DEPLOYMENTS: Scope.EDITION,
    Unit.CONTACTS: Scope.NONE,
    Unit.HOURS: Scope.NONE,
    Unit.ACTIVITIES: Scope.NONE,
    Unit.SESSIONS: Scope.NONE,
    Unit.REACH: Scope.NONE,
}
# What happens once by its nature, or grows: it has no first time.
WITHOUT_A_FIRST = (Unit.CONTACTS, Unit.HOURS, Unit.SESSIONS, Unit.REACH)
OF_PEOPLE = (Unit.PERSONS, Unit.PARTICIPATIONS, Unit.CONTACTS, Unit.COMPLETIONS)
OF_ROOMS = (Unit.ACTIVITIES, Unit.SESSIONS, Unit.REACH)
DEPLOYED = (Unit.DEPLOYMENTS, Unit.DEPLOYED_PERSONS)


class RecipeRefused(ReportRefused):
    """A recipe that contradicts itself; `field` is the one to mend."""

    def __init__(self, sentence: str, field: str) -> None:
        super().__init__(sentence)
        self.field = field


def check_recipe(recipe: Recipe) -> None:
    """Refuse the first contradiction."""
    for field, sentence in contradictions(recipe):
        raise RecipeRefused(sentence, field)


def contradictions(recipe: Recipe) -> Iterator[tuple[str, str]]:
    """(field, sentence) of all that can't be counted as asked."""
    yield from _of_unit(recipe)
    yield from _of_filters(recipe)
    yield from _of_dimensions(recipe)


def _of_unit(recipe: Recipe) -> Iterator[tuple[str, str]]:
    unit = str(UNITS[recipe.unit])
    if recipe.event not in EVENTS_OF[recipe.unit]:
        known = " / ".join(str(EVENTS[event]) for event in EVENTS_OF[recipe.unit])
        yield (
            "event",
            _("“%(unit)s” can't be counted by “%(event)s”. Choose: %(known)s.")
            % {"unit": unit, "event": EVENTS[recipe.event], "known": known},
        )
    if recipe.scope != SCOPE_OF[recipe.unit]:
        yield "scope", _scope_sentence(recipe, unit)
    if recipe.basis == Basis.FIRST and recipe.unit in WITHOUT_A_FIRST:
        yield (
            "basis",
            _("“%(unit)s” has no first time. Choose “%(period)s” or “%(so_far)s”.")
            % {"unit": unit, "period": BASES[Basis.PERIOD], "so_far": BASES[Basis.SO_FAR]},
        )
    if recipe.event == Event.SHARE and recipe.minimum_share is None:
        yield "minimum_share", _("Say how much of the meetings is enough, as a percentage.")
    if recipe.event != Event.SHARE and recipe.minimum_share is not None:
        yield (
            "minimum_share",
            _("A share of the meetings belongs to “%(share)s”. Choose that, or leave the share empty.")
            % {"share": EVENTS[Event.SHARE]},
        )
    if recipe.minimum_share is not None and not 1 <= recipe.minimum_share <= 100:
        yield "minimum_share", _("A share of the meetings is a whole number from 1 to 100.")


def _scope_sentence(recipe: Recipe, unit: str) -> str:
    if SCOPE_OF[recipe.unit] == Scope.NONE:
        return _("“%(unit)s” is no number of people, so nobody can be counted once in it.") % {"unit": unit}
    if SCOPE_OF[recipe.unit] == Scope.PROJECT:
        return _("“%(unit)s” counts everybody once in the project. For once in each group, choose another unit.") % {
            "unit": unit
        }
    return _("“%(unit)s” counts everybody once in each group. For once in the project, choose another unit.") % {
        "unit": unit
    }


def _of_filters(recipe: Recipe) -> Iterator[tuple[str, str]]:
    unit = str(UNITS[recipe.unit])
    if any(role not in Enrolment.Role.values for role in recipe.roles):
        yield "roles", _("That is not a role.")
    elif recipe.roles and recipe.unit in OF_ROOMS:
        yield (
            "roles",
            _("“%(unit)s” is about rooms and not about who was in them. Leave the roles empty.") % {"unit": unit},
        )
    elif recipe.roles and recipe.unit in DEPLOYED:
        yield "roles", _("Who is deployed has the role “deployed” there. Leave the roles empty.")
    elif any(role in Enrolment.MAKING_IT_HAPPEN for role in recipe.roles):
        yield (
            "roles",
            _("Trainers, staff and people deployed don't take part, so they are in no figure of participants."),
        )
    if any(kind not in CurriculumKind.values for kind in recipe.kinds):
        yield "kinds", _("That is not a kind of group.")
    if recipe.evidence and recipe.evidence not in Attendance.Evidence.values:
        yield "evidence", _("That is not a level of evidence.")
    elif recipe.evidence and recipe.unit in OF_ROOMS:
        yield (
            "evidence",
            _("Evidence belongs to somebody's attendance. “%(unit)s” counts head counts too, so it can't ask for it.")
            % {"unit": unit},
        )


def _of_dimensions(recipe: Recipe) -> Iterator[tuple[str, str]]:
    of_persons = [name for name in recipe.dimensions if name not in EDITION_LEVEL]
    unit = str(UNITS[recipe.unit])
    if of_persons and recipe.unit not in OF_PEOPLE:
        yield (
            "dimensions",
            _("“%(unit)s” can't be broken down by what people answered: that is known of participants only.")
            % {"unit": unit},
        )
    if recipe.unit in OF_ROOMS and any(name in EDITION_LEVEL and name not in OF_EDITION for name in recipe.dimensions):
        yield (
            "dimensions",
            _(
                "“%(unit)s” is about rooms and not about who was in them, so role, function and organisation have no rows."
            )
            % {"unit": unit},
        )
    if recipe.unknowns != Unknowns.APART and not of_persons:
        yield "unknowns", _("Nothing is asked of people here, so nothing can be unknown. Choose “shown apart”.")
    if "age" in recipe.dimensions:
        try:
            parse_bands(recipe.age_bands)
        except ReportRefused as refusal:
            yield "age_bands", str(refusal)
