"""Who forgets what. Each room that holds personal data registers one eraser, and says which of its tables hold any.

Registration belongs in an `AppConfig.ready()`. A module with `plan` and `erase` is an eraser.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Protocol

Persons = frozenset[int]


class Outcome(StrEnum):
    GOES = "goes"
    STAYS = "stays"
    LOCKED = "locked"


@dataclass(frozen=True)
class Line:
    """So many of something, what happens to them, and why where they don't simply go."""

    what: str
    number: int
    outcome: Outcome
    why: str = ""


@dataclass(frozen=True)
class Term:
    """That a project's evidence has to be kept until a day, inclusive; `source` is the project's number."""

    until: date
    project: str
    reason: str
    source: int


class Eraser(Protocol):
    """`persons` are the ids of all records that are one human being, at `moment`.

    `plan` only reads. `erase` is called inside the transaction of `erase_person`, again when a term has ended, and does
    nothing where all is gone; files are deleted on commit. Neither ever logs or answers a name.
    """

    def plan(self, persons: Persons, moment: datetime) -> list[Line]: ...

    def erase(self, persons: Persons, *, by: Any, moment: datetime) -> None: ...


TermsOf = Callable[[Persons, datetime], list[Term]]

# The order in which rooms forget: what counts takes its sums first, then what points at others; texts that name somebody
# are looked through while the name is still known, and the person is last.
FIGURES, PROOFS, FACTS, AROUND, GROUPS, TRACES, PERSON = range(0, 70, 10)

_erasers: list[tuple[int, Eraser]] = []
_terms: list[TermsOf] = []


def register(eraser: Eraser, *, order: int = AROUND) -> None:
    """Add an eraser; registering the same one again changes nothing."""
    if all(known is not eraser for _, known in _erasers):
        _erasers.append((order, eraser))
        _erasers.sort(key=lambda pair: pair[0])


def register_terms(terms_of: TermsOf) -> None:
    """Add who knows which evidence of some persons still has to be kept at a moment."""
    if terms_of not in _terms:
        _terms.append(terms_of)


def erasers() -> list[Eraser]:
    return [eraser for _, eraser in _erasers]


def terms_of(persons: Persons, moment: datetime) -> list[Term]:
    """The terms that still run, the one that runs longest first."""
    terms = {term for source in _terms for term in source(persons, moment)}
    return sorted(terms, key=lambda term: (-term.until.toordinal(), term.project))
