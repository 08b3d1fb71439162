"""The versions of what was counted: who reads a report later sees by which rules."""

from __future__ import annotations

from typing import Any

from courses.reporting.measures import MEASURES

# Raised when a rule of `courses.reporting` changes what a measure counts; texts around it don't count.
RULES = 1
MEASURE_VERSIONS = dict.fromkeys(MEASURES, 1)


def definitions() -> dict[str, Any]:
    return {"rules": RULES, "measures": MEASURE_VERSIONS}
