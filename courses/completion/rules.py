"""Whether what somebody did meets the rule of their curriculum, and since which day. No database, no clock.

Each part of a rule counts only when it is set, and asks only for units on the line of that person's function:

- all required: every required unit is done;
- test at least p %: the best score of every required test is at least p (of every test, where none is required);
- present at n meetings: present or late at n of the edition's meetings, or at all where it has fewer. A round is one
  meeting, whichever breakout somebody was at; a planned session held in parts is one, for who was at every part; a break
  is none.

Who was partly there was there, but has not done the meeting: a coordinator may decide otherwise by hand.

A rule that asks for nothing at all is met by nobody. The day is that of the latest fact that was needed: for each thing
asked the first day on which it was there, of those the last.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from courses.curricula.contract import CompletionRule, UnitKind
from courses.learning.trail import Trail, units_for


class Asked(StrEnum):
    UNIT = "unit"
    TEST = "test"
    MEETINGS = "meetings"
    PLANS = "plans"


@dataclass(frozen=True)
class Missing:
    """One thing still to do. `asked` and `have` are a percentage (have None: not tried yet) or a number of meetings."""

    what: Asked
    unit: Any = None
    asked: int = 0
    have: Decimal | int | None = None


@dataclass(frozen=True)
class Verdict:
    """`day` is None as long as something is missing, or where the rule asks for nothing."""

    day: date | None
    missing: tuple[Missing, ...]


def judge(rule: CompletionRule, units: Iterable[Any], function: str, trail: Trail) -> Verdict:
    """Judge a trail by a rule over the units of a version."""
    mine = units_for(list(units), function)
    results: list[date | Missing] = []
    if rule.all_required:
        results += [trail.done_on(unit) or Missing(Asked.UNIT, unit) for unit in mine if unit.required]
    if rule.test_percentage is not None:
        results += [_tested(test, rule.test_percentage, trail) for test in _tests(mine)]
    if rule.sessions_present:
        results.append(_met(rule.sessions_present, trail))
    missing = tuple(result for result in results if isinstance(result, Missing))
    days = [result for result in results if isinstance(result, date)]
    return Verdict(day=None if missing else max(days, default=None), missing=missing)


def meetings_asked(rule: CompletionRule, trail: Trail) -> int | None:
    """At how many meetings somebody has to be present, in an edition with as many as this one."""
    return min(rule.sessions_present, trail.meetings) if rule.sessions_present else None


def _tests(units: Sequence[Any]) -> list[Any]:
    tests = [unit for unit in units if unit.kind == UnitKind.TEST]
    return [test for test in tests if test.required] or tests


def _tested(test: Any, percentage: int, trail: Trail) -> date | Missing:
    enough = [day for day, score in trail.scores.get(test.key, ()) if score >= percentage]
    return min(enough) if enough else Missing(Asked.TEST, test, percentage, trail.best_score(test.key))


def _met(asked: int, trail: Trail) -> date | Missing:
    needed = min(asked, trail.meetings)
    days = trail.met_on()
    if not needed:
        return Missing(Asked.PLANS, asked=asked, have=0)
    if len(days) < needed:
        return Missing(Asked.MEETINGS, asked=needed, have=len(days))
    return days[needed - 1]
