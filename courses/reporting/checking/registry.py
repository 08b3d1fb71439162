"""What is looked at before a report goes out: a registry of checks, each over all projects of an account at once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise

if TYPE_CHECKING:
    from courses.reporting.checking.ground import Ground


@dataclass(frozen=True)
class Doubt:
    """One thing to look at in one project, about no person by name.

    `url` is where it is mended, "" where this account may not go; `keeper` is then who can. `subject` says what it is about
    (`session-12`) and `told` what is known of it: an accepted doubt comes back when that changes.
    """

    kind: str
    sentence: str
    url: str
    count: int = 1
    grant: int = 0
    subject: str = ""
    told: str = ""
    keeper: str = ""

    @property
    def facts(self) -> str:
        return hashlib.sha256(self.told.encode()).hexdigest()

    @property
    def key(self) -> tuple[int, str, str]:
        return self.grant, self.kind, self.subject


@dataclass(frozen=True)
class Check:
    """`find` answers the doubts of all projects on the ground, in a number of queries that doesn't depend on how many.

    `text` says why it matters and how it is mended. What is decided on a page of its own can't be accepted here. One that
    `counts` works out figures project by project, which is too much for a home page.
    """

    kind: str
    title: str | Promise
    text: str | Promise
    find: Callable[[Ground], Iterable[Doubt]]
    can_be_accepted: bool = True
    counts: bool = False


_checks: dict[str, tuple[int, Check]] = {}


def register(check: Check, *, order: int = 100) -> None:
    """Add a check; registering the same kind again replaces it."""
    _checks[check.kind] = (order, check)


def checks() -> list[Check]:
    """All checks, in order."""
    return [check for _, check in sorted(_checks.values(), key=lambda pair: (pair[0], pair[1].kind))]
