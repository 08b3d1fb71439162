"""Hiding small figures in tables that are published together, and as few others as make them safe.

A figure from 1 to k-1 is hidden. Then the margins are settled, all of the report at once, with the total only if there is
no other way; a margin is hidden in every table where it stands. Then the cells. What cells can't be protected while some
margin is shown takes that margin along, and the margins are settled again.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from courses.reporting.disclosure.audits import Audit, audit
from courses.reporting.disclosure.choosing import Unprotectable, choose
from courses.reporting.disclosure.effort import Effort
from courses.reporting.disclosure.systems import System, system_of
from courses.reporting.disclosure.tables import TOTAL, Figure, Publication

# In a larger report zeros are always shown: they would be half of what there is to choose from.
LARGEST_WITH_ZEROS = 700


@dataclass(frozen=True)
class Suppressed:
    """What is hidden, with its proof: `least_values` is the fewest values that a hidden figure still can have."""

    publication: Publication
    hidden: frozenset[Figure]
    proof: Audit

    @property
    def least_values(self) -> int | None:
        return self.proof.least_values

    def shown(self, figure: Figure) -> int | None:
        """The number as it is published; none where it is hidden."""
        return None if figure in self.hidden else self.publication.numbers[figure]


def suppress(publication: Publication, *, also: Collection[Figure] = ()) -> Suppressed:
    """The fewest figures to hide in a publication; `also` names some that must be hidden whatever their number.

    Raises TooLaborious where that takes more work than is allowed.
    """
    extra: set[Figure] = set()
    effort = Effort()
    while True:
        margins = _margins(publication, {*also, *extra}, effort)
        system = system_of(publication, effort=effort)
        try:
            columns = _cells(publication, system, margins, set(also))
        except Unprotectable as problem:
            extra.add(_in_the_way(publication, system, problem.columns, margins))
            continue
        proof = audit(system, columns)
        hidden = frozenset(system.figures[column] for column in columns)
        if not proof.unproved:
            return Suppressed(publication, hidden, proof)
        extra.add(_in_the_way(publication, system, proof.unproved, margins))


def _margins(publication: Publication, also: Collection[Figure], effort: Effort) -> set[Figure]:
    """The hidden margins, and the total if it must be."""
    system = system_of(publication, cells=False, effort=effort)
    place = {figure: column for column, figure in enumerate(system.figures)}
    forced = {column for figure, column in place.items() if publication.is_small(figure) or figure in also}
    nonzero = {column for figure, column in place.items() if publication.numbers[figure]}
    free = nonzero - {place[TOTAL]}
    for may_hide in (free, nonzero, set(place.values())):
        try:
            return {system.figures[column] for column in choose(system, forced=forced, free=may_hide)}
        except Unprotectable as problem:
            unprotected = problem
    raise unprotected


def _cells(publication: Publication, system: System, margins: Collection[Figure], also: Collection[Figure]) -> set[int]:
    """The hidden columns, with the margins as they were settled."""
    numbers = publication.numbers
    forced = {column for column, figure in enumerate(system.figures) if figure in margins}
    free: set[int] = set()
    zeros: set[int] = set()
    for column, figure in enumerate(system.figures):
        if len(figure) < 2:
            continue
        if publication.is_small(figure) or figure in also:
            forced.add(column)
        elif numbers[figure]:
            free.add(column)
        elif column not in system.never_hidden and all(numbers[(part,)] or (part,) in margins for part in figure):
            zeros.add(column)
    if len(free) + len(zeros) <= LARGEST_WITH_ZEROS:
        return choose(system, forced=forced, free=free | zeros)
    try:
        return choose(system, forced=forced, free=free)
    except Unprotectable:
        return choose(system, forced=forced, free=free | zeros)


def _in_the_way(
    publication: Publication, system: System, columns: Collection[int], margins: Collection[Figure]
) -> Figure:
    """The smallest shown margin that limits one of these columns; the total where there is none."""
    empty = [
        (part,)
        for column in columns
        if not system.numbers[column]
        for part in system.figures[column]
        if not publication.numbers[(part,)] and (part,) not in margins
    ]
    if empty:  # nobody can be hidden in a row that is shown to be empty
        return empty[0]
    around = {
        (part,) for column in columns for part in system.figures[column] if len(system.figures[column]) == 2
    } - set(margins)
    nonzero = [margin for margin in around if publication.numbers[margin]]
    if nonzero:
        return min(nonzero, key=lambda margin: (publication.numbers[margin], margin[0][0], str(margin[0][1])))
    if TOTAL not in margins:
        return TOTAL
    shown = [margin for margin in publication.margins if margin not in margins and publication.numbers[margin]]
    return min(shown, key=lambda margin: (publication.numbers[margin], margin[0][0], str(margin[0][1])))
