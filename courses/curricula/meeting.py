"""Whether a rule can be met at all by the units it stands over."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from courses.curricula.contract import CompletionRule, UnitKind


def can_be_met(rule: CompletionRule, units: Iterable[Any]) -> bool:
    """Whether somebody could complete by this rule; one that asks for nothing leaves it to people, and is no mistake."""
    asked = [
        *([any(unit.required for unit in units)] if rule.all_required else []),
        *([any(unit.kind == UnitKind.TEST for unit in units)] if rule.test_percentage is not None else []),
        *([True] if rule.sessions_present else []),
    ]
    return any(asked) or not asked
