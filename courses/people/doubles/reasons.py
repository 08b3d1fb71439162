"""Why two records are joined, or taken apart, only now: asked where a higher floor says that it changes what was reported.

Who registers answers a form with `said` and `may_go_on()`, such as `courses.editions.closed.WhyForm`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from courses.people.models import Person


class Why(Protocol):
    @property
    def said(self) -> str: ...

    def may_go_on(self) -> bool: ...


Asking = Callable[[Any, Sequence[Person]], Why]
_asking: list[Asking] = []


def register(asking: Asking) -> None:
    """Let this one ask; the last that registers does."""
    _asking[:] = [asking]


def why_now(data: Any, persons: Sequence[Person]) -> Why | None:
    """The form with what was sent; None where nobody asks."""
    return _asking[0](data, persons) if _asking else None
