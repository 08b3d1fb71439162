"""Which figures to hide: every small one, and as few others as keep each hidden one from being worked out.

A choice is a programme in whole numbers: as few hidden figures as possible, and of equally few those that say least. Its
conditions are found by attack: where a choice lets a hidden figure be narrowed too far, duality gives a condition that
this choice breaks and every safe choice meets. Large tables start from a choice that is built up greedily. Whatever was
chosen, it is attacked again before anything is published, and no choice depends on the clock.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from courses.reporting.disclosure.attacks import WHOLE, Cut, quiet_highs
from courses.reporting.disclosure.greedy import exposed, greedily, loss_of
from courses.reporting.disclosure.systems import System

ROUNDS = 60
CUTS_A_ROUND = 60
LARGEST_EXACT = 700
NODES = 3_000


class Unprotectable(Exception):
    """Even with all that may be hidden these columns can be narrowed too far."""

    def __init__(self, columns: list[int]) -> None:
        super().__init__(columns)
        self.columns = columns


def choose(system: System, *, forced: Collection[int], free: Collection[int]) -> set[int]:
    """The columns to hide: all forced ones and some of the free ones; the rest is shown."""
    forced, free = set(forced), sorted(set(free) - set(forced))
    if not forced or not exposed(system, forced, enough=1):
        return forced
    if left := exposed(system, forced | set(free)):
        raise Unprotectable([cut.column for cut in left])
    if len(free) <= LARGEST_EXACT:
        master = Master(system, forced, free)
        for _round in range(ROUNDS):
            hidden = master.choice()
            if hidden is None:
                break
            cuts = exposed(system, hidden, enough=CUTS_A_ROUND)
            if not cuts:
                return hidden
            master.add(cuts)
    return greedily(system, forced, free)


class Master:
    """The choice as a programme, with the conditions found so far."""

    def __init__(self, system: System, forced: set[int], free: list[int]) -> None:
        self.system, self.forced, self.free = system, forced, free
        self.place = {column: index for index, column in enumerate(free)}
        self.model = self._model()
        for cut in _plain_conditions(system, forced, set(free)):
            self.add([cut])

    def _model(self) -> Any:
        import highspy

        model = quiet_highs()
        model.setOptionValue("mip_max_nodes", NODES)
        model.setOptionValue("mip_rel_gap", 0.0)
        model.setOptionValue("mip_abs_gap", 1e-7)
        for column in self.free:
            model.addVar(0.0, 1.0)
            place = self.place[column]
            model.changeColCost(place, 1 + loss_of(self.system.numbers[column]) / (100 * len(self.free)))
            model.changeColIntegrality(place, highspy.HighsVarType.kInteger)
        return model

    def add(self, cuts: Iterable[Cut]) -> None:
        import numpy

        for cut in cuts:
            least = 0.0 if cut.column in self.place else cut.least
            terms: dict[int, float] = {}
            for column, weight in cut.weights.items():
                if column in self.place:
                    terms[self.place[column]] = terms.get(self.place[column], 0.0) + weight
                elif column in self.forced:
                    least -= weight
            if cut.column in self.place:
                place = self.place[cut.column]
                terms[place] = terms.get(place, 0.0) - cut.least
            self.model.addRow(
                least - WHOLE,
                float("inf"),
                len(terms),
                numpy.array(list(terms), dtype=numpy.int32),
                numpy.array(list(terms.values())),
            )

    def choice(self) -> set[int] | None:
        """The best choice under the conditions so far; none where the solver gave up."""
        self.system.effort.run(self.model)
        if self.model.getInfo().primal_solution_status != 2:  # feasible
            return None
        values = list(self.model.getSolution().col_value)
        return self.forced | {column for column, value in zip(self.free, values, strict=True) if value > 0.5}


def _plain_conditions(system: System, forced: set[int], free: set[int]) -> Iterable[Cut]:
    """What needs no attack: nobody hides alone in a sum, nor with too few others where the sum is shown."""
    for equation in system.equations:
        columns = [column for column, _factor in equation]
        hideable = [column for column in columns if column in forced or column in free]
        if any(column >= len(system.figures) for column in columns):
            continue
        *parts, (total, _minus) = equation
        total_may_hide = total in forced or total in free
        for column in hideable:
            others = {other: 1.0 for other in hideable if other != column}
            yield Cut(column, others, 1.0)
            if not total_may_hide and column != total:
                least = system.least[column] - 1
                weights = {part: float(min(system.numbers[part], least)) for part, _one in parts if part in hideable}
                yield Cut(column, weights, float(least))
