"""The versions of what was counted: who reads a report later sees by which rules."""

from __future__ import annotations

from typing import Any

from django.utils import translation

from courses.reporting.indicators.results import Result, results_of
from courses.reporting.measures import MEASURES
from courses.reporting.report import PUBLIC, Question

# Raised when a rule of `courses.reporting` changes what a measure counts; texts around it don't count.
RULES = 1
MEASURE_VERSIONS = dict.fromkeys(MEASURES, 1)

LANGUAGES = ("nl", "en")


def definitions() -> dict[str, Any]:
    return {"rules": RULES, "measures": MEASURE_VERSIONS}


def indicators_of(question: Question) -> list[dict[str, Any]]:
    """The project's own indicators with target and reached, each with its version and its definition in both languages.

    None of them are in a publication: its tables hold new persons alone.
    """
    if question.audience == PUBLIC:
        return []
    spoken = {language: _results(question, language) for language in LANGUAGES}
    return [
        {
            "code": result.code,
            "version": result.version,
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


def _results(question: Question, language: str) -> list[Result]:
    with translation.override(language):
        return results_of(question.grant, period=question.period, as_of=question.as_of)
