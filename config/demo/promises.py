"""What the demo's projects promised: indicators with invented targets and baselines, in use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from courses.grants.models import Grant
from courses.reporting.indicators.keeping import add_indicator
from courses.reporting.indicators.models import Indicator
from courses.reporting.indicators.presets import BY_KEY
from courses.reporting.indicators.recipes import Basis, Event, Recipe, Scope, Unit

from .polrad_participation import CODE

NOTE = "Het document over dit project noemt in zijn titel een ander fonds. De projectcode bepaalt."


@dataclass(frozen=True)
class Promise:
    """One indicator of the project with this code; `preset` where it comes from one."""

    project: str
    code: str
    name: str
    recipe: Recipe
    target: int
    baseline: int
    preset: str = ""


def _of_polrad(key: str, target: int, baseline: int) -> Promise:
    preset = BY_KEY[key]
    return Promise(CODE, preset.code, str(preset.name), preset.recipe, target, baseline, key)


def promises() -> tuple[Promise, ...]:
    trained = Recipe(Unit.PERSONS, Event.SHARE, Scope.PROJECT, Basis.SO_FAR, minimum_share=80, dimensions=("function",))
    here = Recipe(Unit.PERSONS, Event.ATTENDANCE, Scope.PROJECT, Basis.SO_FAR, dimensions=("gender",))
    reach = Recipe(Unit.REACH, Event.HELD, Scope.NONE, Basis.SO_FAR)
    return (
        _of_polrad("polrad-role-models", 75, 0),
        _of_polrad("polrad-professionals", 60, 5),
        _of_polrad("polrad-activities", 90, 12),
        Promise("VNG-BUBBEL", "BUBBEL-1", "Bestuurders en ambtenaren getraind", trained, 40, 0),
        Promise("VNG-BUBBEL", "BUBBEL-2", "Deelnemers aan de masterclasses", here, 60, 0),
        Promise("RESPECTVOL-SAMENLEVEN", "RS-1", "Mensen in de zaal", reach, 120, 0),
    )


def make_promises(*, by: Any) -> None:
    """Add the indicators that a project doesn't have yet, and the note on POLRAD's fund; a project may not be there."""
    grants = Grant.objects.in_bulk([promise.project for promise in promises()], field_name="code")
    known = set(Indicator.objects.filter(grant__in=grants.values()).values_list("grant__code", "code"))
    for promise in promises():
        if promise.project in grants and (promise.project, promise.code) not in known:
            add_indicator(
                grants[promise.project],
                code=promise.code,
                name=promise.name,
                recipe=promise.recipe,
                target=promise.target,
                baseline=promise.baseline,
                preset=promise.preset,
                active=True,
                by=by,
            )
    Grant.objects.filter(code=CODE, note="").update(note=NOTE)
