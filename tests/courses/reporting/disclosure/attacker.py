"""Somebody who knows every published figure of an answer and wants to know the hidden ones; written for the tests alone.

It reads the answer as it is printed, knows that tables add up, and knows nothing of how figures were hidden.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

import numpy
from scipy.optimize import Bounds, LinearConstraint, milp

from courses.reporting.crosses import Axis
from courses.reporting.disclosure.answering import laid_out
from courses.reporting.disclosure.suppressing import Suppressed, suppress
from courses.reporting.disclosure.tables import Publication

FAR = 20_000.0
Key = tuple[tuple[str, Any], ...]


def publication(
    axes: dict[str, int], pairs: Sequence[tuple[str, str]], persons: dict[tuple[int, ...], int], **more: Any
) -> Publication:
    """Dimensions with so many values each; `persons` per combination."""
    return Publication.of({name: list(range(size)) for name, size in axes.items()}, pairs, persons, **more)


def table(rows: Sequence[Sequence[int]], **more: Any) -> Publication:
    persons = {(i, j): number for i, row in enumerate(rows) for j, number in enumerate(row)}
    return publication({"a": len(rows), "b": len(rows[0])}, [("a", "b")], persons, **more)


def answer_of(public: Publication, suppressed: Suppressed | None = None) -> dict[str, Any]:
    axes = {name: Axis(name, {value: str(value) for value in values}) for name, values in public.axes.items()}
    return laid_out(suppressed or suppress(public), axes, by=list(public.axes), cross=public.pairs)


class Attacker:
    """`interval` gives the lowest and highest whole number that a hidden figure can be.

    With `joint` the attacker also uses that all tables are sides of one table over all dimensions.
    """

    def __init__(self, answer: dict[str, Any], *, joint: bool = False) -> None:
        self.figures: dict[Key, int | None] = {}
        self.values: dict[str, list[Any]] = {}
        self.pairs: list[tuple[str, str]] = []
        for key, number in self.read(answer):
            known = None if isinstance(number, dict) else number
            assert self.figures.setdefault(key, known) == known, f"{key} is hidden in one table and shown in another"
        self.place = {key: index for index, key in enumerate(self.figures)}
        self.sums: list[tuple[Key, list[Any]]] = list(self.add_up())
        self.cells = list(product(*self.values.values())) if joint else []
        self.constraints = self.matrix()

    def read(self, answer: dict[str, Any]) -> Iterator[tuple[Key, Any]]:
        yield (), answer["measures"]["new_persons"]
        for dimension, rows in answer["breakdowns"].items():
            self.values[dimension] = [row["value"] for row in rows]
            for row in rows:
                yield ((dimension, row["value"]),), row["new_persons"]
        for cross in answer["crosses"]:
            one, other = cross["by"]
            self.pairs.append((one, other))
            for name, side in ((one, "row"), (other, "column")):
                values = dict.fromkeys(cell[side] for cell in cross["cells"] if cell[side] is not None)
                assert self.values.setdefault(name, list(values)) == list(values)
            for cell in cross["cells"]:
                parts = [(one, cell["row"]), (other, cell["column"])]
                yield tuple(sorted(part for part in parts if part[1] is not None)), cell["new_persons"]

    def add_up(self) -> Iterator[tuple[Key, list[Key]]]:
        for dimension, values in self.values.items():
            yield (), [((dimension, value),) for value in values]
        for pair in self.pairs:
            for one, other in (pair, pair[::-1]):
                for value in self.values[one]:
                    parts = [((one, value), (other, column)) for column in self.values[other]]
                    yield ((one, value),), [tuple(sorted(part)) for part in parts]

    def matrix(self) -> LinearConstraint:
        rows = []
        width = len(self.place) + len(self.cells)
        for total, parts in self.sums:
            row = numpy.zeros(width)
            row[self.place[total]] -= 1
            for part in parts:
                row[self.place[part]] += 1
            rows.append(row)
        if self.cells:
            for key, index in self.place.items():
                row = numpy.zeros(width)
                row[index] = -1
                for number, cell in enumerate(self.cells):
                    named = dict(zip(self.values, cell, strict=True))
                    row[len(self.place) + number] = all(named[dimension] == value for dimension, value in key)
                rows.append(row)
        return LinearConstraint(numpy.array(rows), 0, 0)

    @property
    def hidden(self) -> list[Key]:
        return [key for key, number in self.figures.items() if number is None]

    def interval(self, key: Key) -> tuple[int, int]:
        known = [*self.figures.values()] + [None] * len(self.cells)
        lower = [0.0 if number is None else float(number) for number in known]
        upper = [FAR if number is None else float(number) for number in known]
        bounds = []
        for sign in (1.0, -1.0):
            costs = numpy.zeros(len(known))
            costs[self.place[key]] = sign
            found = milp(costs, constraints=self.constraints, bounds=Bounds(lower, upper), integrality=1)
            assert found.status == 0, found.message
            bounds.append(round(sign * found.fun))
        return bounds[0], bounds[1]

    def narrowest(self) -> int | None:
        """The fewest values that any hidden figure still can have."""
        widths = [high - low + 1 for low, high in map(self.interval, self.hidden)]
        return min(widths, default=None)


def possible_by_trying(answer: dict[str, Any], most: int) -> dict[Key, set[int]]:
    """Every value of every hidden figure, found by writing down every single table of a small two-way answer."""
    attacker = Attacker(answer)
    (pair,) = attacker.pairs
    rows, columns = (attacker.values[name] for name in pair)
    inner = [tuple(sorted(((pair[0], row), (pair[1], column)))) for row in rows for column in columns]
    seen: dict[Key, set[int]] = {key: set() for key in attacker.hidden}

    def fill(left: list[Key], counts: Counter[Key]) -> None:
        for key in {(), *(((part),) for cell in inner if cell not in left for part in cell)}:
            known = attacker.figures[key]
            if counts[key] > (most if known is None else known):
                return
        if not left:
            if all(number is None or counts[key] == number for key, number in attacker.figures.items()):
                for key in seen:
                    seen[key].add(counts[key])
            return
        cell, *rest = left
        known = attacker.figures[cell]
        for number in range(most + 1) if known is None else (known,):
            more = Counter(counts)
            for key in (cell, (cell[0],), (cell[1],), ()):
                more[key] += number
            fill(rest, more)

    fill(inner, Counter())
    return seen
