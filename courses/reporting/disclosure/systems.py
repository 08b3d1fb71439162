"""What everybody knows about published tables: which figures add up to which, as equations over whole numbers.

Rows, columns and the total are sums. Where tables share dimensions in a circle (A by B, B by C, A by C) they are sides of
one larger table that nobody published, and a reader may use that it exists: its cells stand in the equations too. Without
a circle any tables whose shared margins agree are sides of a larger table, so that nothing is known beyond the sums. What
everybody knows beforehand (which organisation gives which group) adds up too, and closes a circle as a table does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product
from math import prod

from django.utils.translation import gettext as _

from courses.reporting.disclosure.effort import Effort
from courses.reporting.disclosure.tables import TOTAL, Figure, Pair, Publication
from courses.reporting.errors import ReportRefused

LARGEST_UNSEEN = 20_000


@dataclass(frozen=True)
class System:
    """Columns are the figures, then the cells of unseen larger tables; the terms of each equation add up to nothing.

    `numbers` is the true value of each column, which solves every equation. `is_network` says that every column stands in
    two equations at most, but for the total where several groups of tables share it. In a network whatever lies between
    two values that a figure can have, in whole numbers, is possible too. `effort` is the work that is left for proving it.
    """

    figures: tuple[Figure, ...]
    numbers: tuple[int, ...]
    least: tuple[int, ...]
    equations: tuple[tuple[tuple[int, int], ...], ...]
    never_hidden: frozenset[int]
    is_network: bool
    is_one_group: bool
    effort: Effort = field(default_factory=Effort, compare=False)

    def __len__(self) -> int:
        return len(self.numbers)


def system_of(publication: Publication, *, cells: bool = True, effort: Effort | None = None) -> System:
    """The equations of a publication; without `cells` those of its margins and total only."""
    pairs = publication.pairs if cells else ()
    figures = [TOTAL, *publication.margins, *(publication.cells if cells else ())]
    place = {one: index for index, one in enumerate(figures)}
    numbers = [publication.numbers[one] for one in figures]
    equations = [*_sums(publication, pairs, place), *_inside(publication, place)]
    circles = list(_circles({*pairs, *((min(known), max(known)) for known in publication.inside)} if cells else ()))
    never_hidden = {place[one] for one in figures if len(one) == 2 and not publication.is_possible(dict(one))}
    for dimensions in circles:
        inside = [pair for pair in pairs if set(pair) <= dimensions]
        never_hidden |= {
            place[cell] for cell in publication.cells if not numbers[place[cell]] and _pair(cell) in inside
        }
        unseen, sides = _unseen(publication, sorted(dimensions), inside, place, len(numbers))
        numbers += unseen
        equations += sides
    return System(
        figures=tuple(figures),
        numbers=tuple(numbers),
        least=tuple(map(publication.least_values, figures)),
        equations=tuple(equations),
        never_hidden=frozenset(never_hidden),
        is_network=not circles and not publication.inside and _meet_at_most_twice(pairs),
        is_one_group=_is_one_group(publication, pairs),
        effort=effort or Effort(),
    )


def _pair(cell: Figure) -> Pair:
    return cell[0][0], cell[1][0]


def _sums(
    publication: Publication, pairs: Iterable[Pair], place: dict[Figure, int]
) -> Iterator[tuple[tuple[int, int], ...]]:
    for dimension, values in publication.axes.items():
        yield (*((place[((dimension, value),)], 1) for value in values), (place[TOTAL], -1))
    for one, other in pairs:
        for row in publication.axes[one]:
            cells = ((place[(one, row), (other, column)], 1) for column in publication.axes[other])
            yield (*cells, (place[((one, row),)], -1))
        for column in publication.axes[other]:
            cells = ((place[(one, row), (other, column)], 1) for row in publication.axes[one])
            yield (*cells, (place[((other, column),)], -1))


def _inside(publication: Publication, place: dict[Figure, int]) -> Iterator[tuple[tuple[int, int], ...]]:
    """What finer values add up to, by what everybody knows of them."""
    for (finer, coarser), known in publication.inside.items():
        for value in publication.axes[coarser]:
            parts = [((finer, one),) for one in publication.axes[finer] if known.get(one) == value]
            yield (*((place[part], 1) for part in parts), (place[((coarser, value),)], -1))


def _circles(pairs: Iterable[Pair]) -> Iterator[set[str]]:
    """Dimensions that hang together by pairs of which no single one can be missed."""
    pairs = list(pairs)
    inside = [pair for pair in pairs if pair[1] in _reach(pair[0], [other for other in pairs if other != pair])]
    left = {dimension for pair in inside for dimension in pair}
    while left:
        together = _reach(min(left), inside)
        left -= together
        yield together


def _reach(start: str, pairs: Iterable[Pair]) -> set[str]:
    reached = {start}
    pairs = list(pairs)
    while new := {end for pair in pairs for end in pair if reached & set(pair)} - reached:
        reached |= new
    return reached


def _meet_at_most_twice(pairs: Iterable[Pair]) -> bool:
    ends = [dimension for pair in pairs for dimension in pair]
    return all(ends.count(dimension) <= 2 for dimension in ends)


def _is_one_group(publication: Publication, pairs: Iterable[Pair]) -> bool:
    return not publication.axes or _reach(min(publication.axes), pairs) >= set(publication.axes)


def _unseen(
    publication: Publication, dimensions: list[str], pairs: list[Pair], place: dict[Figure, int], start: int
) -> tuple[list[int], list[tuple[tuple[int, int], ...]]]:
    """The cells of the larger table that can hold anybody, and each published cell as their sum.

    Cells of which a published zero is a side are nobody's: zeros are always shown there.
    """
    if prod(len(publication.axes[dimension]) for dimension in dimensions) > LARGEST_UNSEEN * 50:
        raise ReportRefused(_too_many(dimensions))
    persons = publication.persons_over(dimensions)
    sums: dict[Figure, list[tuple[int, int]]] = {}
    numbers: list[int] = []
    for values in product(*(publication.axes[dimension] for dimension in dimensions)):
        parts = dict(zip(dimensions, values, strict=True))
        sides: list[Figure] = [((one, parts[one]), (other, parts[other])) for one, other in pairs]
        if publication.is_possible(parts) and all(publication.numbers[side] for side in sides):
            for side in sides:
                sums.setdefault(side, []).append((start + len(numbers), 1))
            numbers.append(persons[values])
    if len(numbers) > LARGEST_UNSEEN:
        raise ReportRefused(_too_many(dimensions))
    return numbers, [(*cells, (place[side], -1)) for side, cells in sums.items()]


def _too_many(dimensions: list[str]) -> str:
    return _(
        "The tables over %(dimensions)s hang together in a circle that is too large to prove safe. Leave one of them out."
    ) % {"dimensions": ", ".join(dimensions)}
