"""Which of somebody's enrolments in one edition a fact belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol, TypeVar


class Attempt(Protocol):
    """What is asked of an enrolment here; an imported line that isn't a row yet answers too."""

    @property
    def enrolled_on(self) -> date: ...
    @property
    def withdrawn_on(self) -> date | None: ...
    @property
    def role(self) -> str: ...
    @property
    def function(self) -> str: ...


A = TypeVar("A", bound=Attempt)


def attempt_on(day: date, attempts: Sequence[A]) -> A:
    """The enrolment that was open on a day (until and with the day of withdrawing), else the latest one.

    Where that leaves several, the latest enrolled; of equals the one that lasts longest, then by role and function, so
    that the order in which they were written down never matters.
    """
    if len(attempts) == 1:
        return attempts[0]
    open_then = [one for one in attempts if one.enrolled_on <= day <= (one.withdrawn_on or date.max)]
    return max(open_then or attempts, key=_latest)


def _latest(attempt: Attempt) -> tuple[date, date, str, str]:
    return attempt.enrolled_on, attempt.withdrawn_on or date.max, attempt.role, attempt.function
