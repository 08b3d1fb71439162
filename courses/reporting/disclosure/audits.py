"""The proof that goes with published tables: how many values each hidden figure can still have."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from courses.reporting.disclosure.attacks import MANY, WHOLE, Attack
from courses.reporting.disclosure.systems import System

# With more hidden figures than this, each is proved to have values enough, but they are not counted to the last one.
COUNTED_EXACTLY = 1_500


@dataclass(frozen=True)
class Audit:
    """Per hidden column the number of values that are possible (a lower bound where that is said to be proved only)."""

    possible: dict[int, int]
    unproved: list[int]

    @property
    def least_values(self) -> int | None:
        """The fewest values that any hidden figure leaves possible; nothing where nothing is hidden."""
        return min(self.possible.values()) if self.possible else None


def audit(system: System, hidden: Collection[int]) -> Audit:
    """Attack every hidden figure with all that is published; only witnessed values are counted."""
    if not hidden:
        return Audit({}, [])
    if len(hidden) > COUNTED_EXACTLY:
        attack = Attack(system, hidden, reach=2 * max(system.least))
        list(attack.failing())
        possible = {column: attack.spread(column) for column in hidden}
    else:
        attack = Attack(system, hidden)
        possible = {column: _count(attack, column) for column in sorted(hidden)}
    if not attack.is_network:
        _complete(attack, system)
    return Audit(possible, attack.unproved())


def _count(attack: Attack, column: int) -> int:
    """From the lowest to the highest value; both are found in whole numbers."""
    bounds = attack.extremes(column)
    if any(abs(bound - round(bound)) > WHOLE for bound in bounds):
        bounds = Attack(attack.system, attack.hidden, in_whole_numbers=True).extremes(column)
    lowest, highest = map(round, bounds)
    return min(highest - lowest + 1, MANY)


def _complete(attack: Attack, system: System) -> None:
    """Outside a network a value between two possible ones may be impossible: look for as many as are needed."""
    left = attack.unproved()
    if not left:
        return
    whole = Attack(system, attack.hidden, reach=8 * max(system.least), in_whole_numbers=True)
    whole.seen = attack.seen
    for column in left:
        whole.extremes(column)
        needed = system.least[column]
        for move in range(-min(system.numbers[column], needed), needed + 1):
            if whole.spread(column) >= needed:
                break
            if move not in whole.seen[column]:
                whole.try_value(column, move)
