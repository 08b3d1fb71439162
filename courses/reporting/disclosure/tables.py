"""What is published together: one- and two-way tables of persons, with every figure named once wherever it appears."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product

Value = str | int
Pair = tuple[str, str]
# What a figure counts: the total is `()`, a margin has one part, a cell two, in the order of their dimensions' names.
Figure = tuple[tuple[str, Value], ...]
TOTAL: Figure = ()


def figure(*parts: tuple[str, Value]) -> Figure:
    """The figure of these parts, whichever way round a table has them."""
    return tuple(sorted(parts, key=lambda part: part[0]))


@dataclass(frozen=True)
class Publication:
    """All tables of one report; the order in which they were asked for makes no difference.

    `axes` holds the values of each dimension (also those that nobody has), `persons` how many people have each
    combination of values in the order of `axes`, and `least` the number of values that a hidden figure of a dimension
    must leave possible; `least_of_all` holds for every figure. `inside` tells what everybody knows beforehand of a finer
    and a coarser dimension, such as which organisation gives each group: the coarser value of each finer one.
    """

    axes: Mapping[str, Sequence[Value]]
    pairs: tuple[Pair, ...]
    persons: Mapping[tuple[Value, ...], int]
    least: Mapping[str, int]
    least_of_all: int = 5
    inside: Mapping[Pair, Mapping[Value, Value]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        axes: Mapping[str, Sequence[Value]],
        pairs: Iterable[Pair],
        persons: Mapping[tuple[Value, ...], int],
        least: Mapping[str, int] | None = None,
        least_of_all: int = 5,
        inside: Mapping[Pair, Mapping[Value, Value]] | None = None,
    ) -> Publication:
        """With dimensions and pairs in one fixed order; `persons` has its values in the order of `axes` as given."""
        given = list(axes)
        order = sorted(given)
        moved = [given.index(dimension) for dimension in order]
        counted: Counter[tuple[Value, ...]] = Counter()
        for values, number in persons.items():
            counted[tuple(values[index] for index in moved)] += number
        unordered = sorted({(min(pair), max(pair)) for pair in pairs})
        by_name = {dimension: tuple(axes[dimension]) for dimension in order}
        return cls(by_name, tuple(unordered), counted, dict(least or {}), least_of_all, dict(inside or {}))

    @cached_property
    def dimensions(self) -> tuple[str, ...]:
        return tuple(self.axes)

    @cached_property
    def margins(self) -> list[Figure]:
        return [((dimension, value),) for dimension, values in self.axes.items() for value in values]

    @cached_property
    def cells(self) -> list[Figure]:
        return [
            ((one, row), (other, column))
            for one, other in self.pairs
            for row, column in product(self.axes[one], self.axes[other])
        ]

    @cached_property
    def numbers(self) -> Counter[Figure]:
        """How many persons each figure counts."""
        place = {dimension: index for index, dimension in enumerate(self.dimensions)}
        numbers: Counter[Figure] = Counter()
        for values, number in self.persons.items():
            numbers[TOTAL] += number
            for dimension, index in place.items():
                numbers[((dimension, values[index]),)] += number
            for one, other in self.pairs:
                numbers[(one, values[place[one]]), (other, values[place[other]])] += number
        return numbers

    def least_values(self, of: Figure) -> int:
        """The number of values that must stay possible for this figure where it is hidden; below it, it is hidden."""
        return max([self.least_of_all, *(self.least.get(dimension, 0) for dimension, _value in of)])

    def is_possible(self, parts: Mapping[str, Value]) -> bool:
        """Whether values can go together at all, by what everybody knows beforehand."""
        return all(
            known.get(parts[finer]) == parts[coarser]
            for (finer, coarser), known in self.inside.items()
            if finer in parts and coarser in parts
        )

    def is_small(self, of: Figure) -> bool:
        return 0 < self.numbers[of] < self.least_values(of)

    def persons_over(self, dimensions: Sequence[str]) -> Counter[tuple[Value, ...]]:
        """How many people have each combination of values in some of the dimensions."""
        places = [self.dimensions.index(dimension) for dimension in dimensions]
        counted: Counter[tuple[Value, ...]] = Counter()
        for values, number in self.persons.items():
            counted[tuple(values[place] for place in places)] += number
        return counted
