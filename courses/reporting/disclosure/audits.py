"""The proof that goes with published tables: how many values the most exposed hidden figure can still have."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from courses.reporting.disclosure.attacks import MANY, WHOLE, Attack
from courses.reporting.disclosure.systems import System


@dataclass(frozen=True)
class Audit:
    """`least_values` is the fewest values that any hidden figure leaves possible, none where nothing is hidden.

    `unproved` are the columns for which too few values were found.
    """

    least_values: int | None
    unproved: list[int]


def audit(system: System, hidden: Collection[int]) -> Audit:
    """Attack the hidden figures with all that is published; only witnessed values count.

    A figure that was seen to have more values than another one has in all is not looked at further.
    """
    if not hidden:
        return Audit(None, [])
    attack = Attack(system, hidden)
    attack.guess(everything=True)
    least = MANY
    for column in sorted(hidden, key=lambda column: (attack.spread(column), column)):
        if attack.spread(column) < max(least, system.least[column]):
            least = min(least, _count(attack, column))
    if not attack.is_network:
        _complete(attack, system)
    return Audit(least, attack.unproved())


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
