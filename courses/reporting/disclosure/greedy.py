"""A safe choice built up step by step, for tables that are too large to choose the best one."""

from __future__ import annotations

from collections.abc import Collection
from math import log2
from typing import Any

from courses.reporting.disclosure.attacks import WHOLE, Attack, Cut, quiet_highs
from courses.reporting.disclosure.systems import System

STEPS_AT_ONCE = 40
LARGEST_TIDIED = 400


def reach_of(system: System) -> int:
    """How far an attack looks while choosing: in a network as far as any figure has to move, else somewhat further."""
    return (max(system.least) - 1) * (1 if system.is_network else 4)


def exposed(system: System, hidden: Collection[int], enough: int | None = None) -> list[Cut]:
    """The hidden columns that can be narrowed too far, each with what would have to be hidden besides."""
    return list(Attack(system, hidden, reach=reach_of(system)).failing(enough))


def loss_of(number: int) -> float:
    """What hiding a figure loses beyond its being one more: large ones say most. A zero is hidden last of all, since who
    knows the field often knows that there is nobody.
    """
    return log2(1 + number) if number else 40.0


def greedily(system: System, forced: set[int], free: Collection[int]) -> set[int]:
    """Hide, for one exposed figure after the other, what lets it move at the least price; then show what isn't missed."""
    hidden = set(forced)
    while cuts := exposed(system, hidden, STEPS_AT_ONCE):
        moves = Moves(system, hidden | set(free), hidden)
        before = len(hidden)
        for cut in cuts:
            hidden |= moves.companions(cut.column)
        if len(hidden) == before:
            return hidden | set(free)
    extra = hidden - forced
    if len(extra) <= LARGEST_TIDIED:
        for column in sorted(extra, key=lambda column: (-loss_of(system.numbers[column]), column)):
            if not exposed(system, hidden - {column}, 1):
                hidden.discard(column)
    return hidden


class Moves:
    """Two tables that agree with the sums, one with a figure higher and one with it lower, at the least price.

    What moves has to be hidden. What is hidden already, and cells that nobody publishes, move for nearly nothing.
    """

    def __init__(self, system: System, may_move: Collection[int], hidden: Collection[int]) -> None:
        self.system = system
        self.columns = [*sorted(may_move), *range(len(system.figures), len(system))]
        self.place = {column: index for index, column in enumerate(self.columns)}
        self.hidden = set(hidden)
        self.model = self._model()

    def _model(self) -> Any:
        """For each column four variables: up and down in the higher table, up and down in the lower one."""
        import highspy
        import numpy

        count, reach = len(self.columns), reach_of(self.system)
        falls = [min(self.system.numbers[column], reach) for column in self.columns]
        upper = numpy.array([reach] * count + falls + [reach] * count + falls, dtype=float)
        starts, indices, values = [0], [], []
        for start in (0, 2 * count):
            for equation in self.system.equations:
                for column, factor in equation:
                    if column in self.place:
                        indices += [start + self.place[column], start + count + self.place[column]]
                        values += [factor, -factor]
                starts.append(len(indices))
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = 4 * count, len(starts) - 1
        model.col_cost_ = numpy.array([self.price_of(column) for column in self.columns] * 4)
        model.col_lower_, model.col_upper_ = numpy.zeros(4 * count), upper
        model.row_lower_ = model.row_upper_ = numpy.zeros(len(starts) - 1)
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = numpy.array(starts)
        model.a_matrix_.index_ = numpy.array(indices, dtype=int)
        model.a_matrix_.value_ = numpy.array(values, dtype=float)
        highs = quiet_highs()
        highs.passModel(model)
        self.system.effort.made(highs)
        return highs

    def price_of(self, column: int) -> float:
        if column in self.hidden or column >= len(self.system.figures):
            return 0.001
        return 1 + loss_of(self.system.numbers[column]) / 10

    def companions(self, column: int) -> set[int]:
        """The columns that move when this one has as many values as it needs."""
        import numpy

        count, place = len(self.columns), self.place[column]
        needed = float(self.system.least[column] - 1)
        parts = numpy.array([place, count + place, 2 * count + place, 3 * count + place], dtype=numpy.int32)
        self.model.addRow(needed, needed, 4, parts, numpy.array([1.0, -1.0, -1.0, 1.0]))
        self.system.effort.run(self.model)
        found = list(self.model.getSolution().col_value)
        self.model.deleteRows(1, numpy.array([self.model.getNumRow() - 1], dtype=numpy.int32))
        moved = {
            one
            for index, one in enumerate(self.columns)
            if one < len(self.system.figures) and any(found[start * count + index] > WHOLE for start in range(4))
        }
        for one in moved - self.hidden:
            for start in range(4):
                self.model.changeColCost(start * count + self.place[one], 0.001)
        self.hidden |= moved
        return moved
