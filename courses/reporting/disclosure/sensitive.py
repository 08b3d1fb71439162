"""How many values a hidden figure must leave possible: more where a dimension is nobody's business."""

from __future__ import annotations

LEAST = 5
LEAST_SENSITIVE = 10
# The special categories of article 9 of the GDPR, and what comes close.
SENSITIVE = frozenset(
    {"belief", "disability", "ethnicity", "health", "migration", "minority", "nationality", "origin", "orientation"}
    | {"politics", "religion", "union"}
)


def least_values_for(dimension: str) -> int:
    """Figures below this are hidden in tables by this dimension."""
    return LEAST_SENSITIVE if dimension in SENSITIVE else LEAST
