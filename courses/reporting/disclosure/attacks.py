"""How far a hidden figure can be narrowed by somebody who knows every published one: bounds by linear programmes.

HiGHS finds, for a hidden figure, the tables with its lowest and highest value that agree with everything published. Such
a table is a proof that can be checked by adding up; what is called proved here rests on tables of whole numbers only.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

from courses.reporting.disclosure.systems import System

# More possible values than anybody needs to tell apart; where nothing limits a figure, this stands for no limit.
MANY = 1_000_000
WHOLE = 1e-6
GUESSES = 6
STEPS = 20
NODES = 1_000


@dataclass(frozen=True)
class Cut:
    """What must be hidden besides: the columns' weights add up to `least` or more, or `column` isn't hidden."""

    column: int
    weights: dict[int, float]
    least: float


@dataclass
class Attack:
    """The published system with some columns hidden, as differences from the true values.

    With `reach` no column moves further than that from its true value: an attack that is cheaper and finds less.
    """

    system: System
    hidden: Collection[int]
    reach: int | None = None
    in_whole_numbers: bool = False
    seen: dict[int, set[int]] = field(default_factory=dict)
    highs: Any = None

    def __post_init__(self) -> None:
        import highspy
        import numpy

        seen_figures = len(self.system.figures)
        unseen = range(seen_figures, len(self.system))
        self.columns = [*sorted(self.hidden), *unseen]
        self.place = {column: index for index, column in enumerate(self.columns)}
        self.seen = {column: {0} for column in self.hidden}
        rows = [
            (number, [(self.place[column], factor) for column, factor in equation if column in self.place])
            for number, equation in enumerate(self.system.equations)
        ]
        rows = [(number, terms) for number, terms in rows if terms]
        self.equation_of_row = [number for number, _terms in rows]
        far = self.reach or 2 * MANY + max(self.system.numbers)
        self.down = numpy.array([self.fall_of(column) for column in self.columns], dtype=numpy.int64)
        self.up = numpy.full(len(self.columns), far, dtype=numpy.int64)
        self.lowest = numpy.zeros(len(self.columns), dtype=numpy.int64)
        self.highest = self.lowest.copy()
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(self.columns), len(rows)
        model.col_cost_ = numpy.zeros(len(self.columns))
        model.col_lower_, model.col_upper_ = -self.down.astype(float), self.up.astype(float)
        model.row_lower_ = model.row_upper_ = numpy.zeros(len(rows))
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        ends = numpy.cumsum([0, *(len(row) for _number, row in rows)])
        self.starts = ends[:-1]
        self.terms = numpy.array([column for _number, row in rows for column, _factor in row], dtype=numpy.int64)
        self.factors = numpy.array([factor for _number, row in rows for _column, factor in row], dtype=numpy.int64)
        model.a_matrix_.start_, model.a_matrix_.index_ = ends, self.terms
        model.a_matrix_.value_ = self.factors.astype(float)
        if self.in_whole_numbers:
            model.integrality_ = [highspy.HighsVarType.kInteger] * len(self.columns)
        self.highs = quiet_highs()
        self.highs.setOptionValue("mip_max_nodes", NODES)
        self.highs.passModel(model)
        self.system.effort.made(self.highs)

    def fall_of(self, column: int) -> int:
        number = self.system.numbers[column]
        return number if self.reach is None else min(number, self.reach)

    @property
    def is_network(self) -> bool:
        """Whether every whole value between two possible ones is possible, and a programme's corners are whole."""
        return self.system.is_network and (self.system.is_one_group or 0 not in self.place)

    def solve(self, costs: dict[int, float]) -> list[float]:
        """The differences of the cheapest table; what it shows of hidden figures is remembered."""
        places = [self.place[column] for column in costs]
        for place, cost in zip(places, costs.values(), strict=True):
            self.highs.changeColCost(place, cost)
        self.system.effort.run(self.highs)
        # A search in whole numbers that was cut short may have found no table; the true one always agrees.
        found = list(self.highs.getSolution().col_value) or [0.0] * len(self.columns)
        for place in places:
            self.highs.changeColCost(place, 0.0)
        self.remember(found)
        return found

    def remember(self, found: list[float]) -> None:
        """Keep a table of whole numbers as a witness, with all whole tables on the line to the true one."""
        import numpy

        whole = numpy.rint(numpy.array(found)).astype(numpy.int64)
        if not len(whole) or numpy.abs(whole - found).max() > WHOLE or not self.agrees(whole):
            return
        numpy.minimum(self.lowest, whole, out=self.lowest)
        numpy.maximum(self.highest, whole, out=self.highest)
        if not self.is_network:
            steps = int(numpy.gcd.reduce(whole))
            for column in self.hidden:
                if move := int(whole[self.place[column]]):
                    self.seen[column].update(move // steps * step for step in range(1, min(steps, STEPS) + 1))
                    self.seen[column].add(move)

    def agrees(self, whole: Any) -> bool:
        """Whether these whole differences really keep every published figure, added up without rounding."""
        import numpy

        if (whole < -self.down).any() or (whole > self.up).any():
            return False
        return not self.starts.size or not numpy.add.reduceat(self.factors * whole[self.terms], self.starts).any()

    def spread(self, column: int) -> int:
        """How many values were shown to be possible so far; in a network also those between them."""
        if self.is_network:
            place = self.place[column]
            return int(self.highest[place] - self.lowest[place]) + 1
        return len(self.seen[column])

    def unproved(self) -> list[int]:
        return [column for column in sorted(self.hidden) if self.spread(column) < self.system.least[column]]

    def guess(self, *, everything: bool = False) -> None:
        """Some tables that differ much from the true one in many figures at once, before any is looked at by itself."""
        random = Random(5)
        for _attempt in range(GUESSES):
            left = sorted(self.hidden) if everything else self.unproved()
            if not left:
                return
            self.solve({column: random.choice((-1.0, 1.0)) * (1 + random.random()) for column in left})

    def extremes(self, column: int) -> tuple[float, float]:
        lowest = self.solve({column: 1.0})[self.place[column]]
        highest = self.solve({column: -1.0})[self.place[column]]
        return lowest, highest

    def try_value(self, column: int, move: int) -> None:
        """Look for a table in which a figure differs by just this much."""
        place = self.place[column]
        self.highs.changeColBounds(place, float(move), float(move))
        self.system.effort.run(self.highs)
        if self.highs.getInfo().primal_solution_status == 2:  # feasible
            self.remember(list(self.highs.getSolution().col_value))
        self.highs.changeColBounds(place, float(-self.down[place]), float(self.up[place]))

    def failing(self, enough: int | None = None) -> Iterator[Cut]:
        """What must be hidden besides, for each hidden figure that can be narrowed too far; at most `enough` of them."""
        self.guess()
        found = 0
        for column in self.unproved():
            if self.spread(column) >= self.system.least[column]:
                continue
            cut = self.cut_of(column)
            if cut is not None:
                yield cut
                found += 1
                if found == enough:
                    return

    def cut_of(self, column: int) -> Cut | None:
        """By duality a bound on what any choice of hidden figures lets this one move; none where it moves enough."""
        weights: dict[int, float] = {}
        moved = fixed = 0.0
        for cost in (1.0, -1.0):
            moved -= cost * self.solve({column: cost})[self.place[column]]
            for other, price in self.prices(column, cost):
                number = self.system.numbers[other]
                reach = self.reach or 0
                weight = price * min(number, reach) if price > 0 else -price * reach
                if other >= len(self.system.figures):
                    fixed += weight
                else:
                    weights[other] = weights.get(other, 0.0) + weight
        least = self.system.least[column] - 1
        if moved > least - WHOLE:
            return None
        rest = least - fixed
        return Cut(column, {other: min(weight, rest) for other, weight in weights.items() if weight > WHOLE}, rest)

    def prices(self, column: int, cost: float) -> Iterator[tuple[int, float]]:
        """The reduced cost of every column of the system, hidden or not, at the last solution."""
        duals = list(self.highs.getSolution().row_dual)
        prices: dict[int, float] = {column: cost}
        for row, dual in enumerate(duals):
            if abs(dual) > WHOLE:
                for other, factor in self.system.equations[self.equation_of_row[row]]:
                    prices[other] = prices.get(other, 0.0) - dual * factor
        return ((other, price) for other, price in prices.items() if abs(price) > WHOLE)


def quiet_highs() -> Any:
    """A solver that says nothing and does the same thing every time."""
    import highspy

    highs = highspy.Highs()
    for option, value in (("output_flag", False), ("threads", 1), ("random_seed", 7), ("parallel", "off")):
        highs.setOptionValue(option, value)
    return highs
