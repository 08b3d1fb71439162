"""How many values a hidden figure must leave possible: more where a dimension is nobody's business."""

from __future__ import annotations

from courses.people.questions import is_sensitive

LEAST = 5
LEAST_SENSITIVE = 10


def least_values_for(dimension: str) -> int:
    """Figures below this are hidden in tables by this dimension."""
    return LEAST_SENSITIVE if is_sensitive(dimension) else LEAST
