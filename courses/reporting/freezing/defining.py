"""The versions of what was counted: who reads a report later sees by which rules."""

from __future__ import annotations

import json
from typing import Any

from django.utils import translation

from courses.grants.models import Grant
from courses.reporting.freezing.models import FrozenReport
from courses.reporting.freezing.promised import Promised
from courses.reporting.indicators.models import Indicator, IndicatorVersion
from courses.reporting.indicators.recipes import Recipe, recipe_of
from courses.reporting.indicators.results import Result, current_versions, results_from
from courses.reporting.measures import MEASURES
from courses.reporting.periods import Period

# Raised when a rule of `courses.reporting` changes what a measure counts; texts around it don't count.
RULES = 1
MEASURE_VERSIONS = dict.fromkeys(MEASURES, 1)

LANGUAGES = ("nl", "en")


def definitions() -> dict[str, Any]:
    return {"rules": RULES, "measures": MEASURE_VERSIONS}


def versions_of(grant: Grant) -> list[IndicatorVersion]:
    """How the indicators in use count now."""
    return current_versions(grant, states=[Indicator.State.ACTIVE])


def indicators_of(versions: list[IndicatorVersion], promised: Promised, period: Period) -> list[dict[str, Any]]:
    """Each with target and reached, its recipe, its version, and its definition in both languages."""
    spoken = {language: _results(versions, promised, period, language) for language in LANGUAGES}
    return [
        {
            "code": result.code,
            "version": result.version,
            "recipe": versions[place].data,
            "hash": result.hash,
            "unit": str(result.unit),
            "baseline": result.baseline,
            "target": result.target,
            "reached": result.reached,
            "unknown": result.unknown,
            "name": {language: str(results[place].name) for language, results in spoken.items()},
            "sentence": {language: str(results[place].sentence) for language, results in spoken.items()},
            "rows": {
                dimension: [{"value": row.value, "label": row.label, "number": row.number} for row in rows]
                for dimension, rows in result.rows.items()
            },
        }
        for place, result in enumerate(spoken[LANGUAGES[0]])
    ]


def recipes_of(frozen: FrozenReport) -> dict[str, Recipe]:
    """By its code how each indicator in a report counted."""
    return {one["code"]: recipe_of(one["recipe"]) for one in json.loads(frozen.indicators) if "recipe" in one}


def _results(versions: list[IndicatorVersion], promised: Promised, period: Period, language: str) -> list[Result]:
    with translation.override(language):
        return results_from(versions, [promised.count(version.recipe, period) for version in versions])
