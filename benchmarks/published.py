"""What tables for the public cost: 200 rows by 30 columns with many small counts, linked to a third dimension or alone.

Each is hidden, proved and, where it can't be proved with the work that is allowed, refused with a sentence.
"""

from __future__ import annotations

import time
from collections import Counter
from itertools import accumulate
from random import Random
from typing import Any

from benchmarks.results import Result

# Values per dimension, people, how uneven they are spread (Zipf's exponent), which tables, and a seed.
TABLES: tuple[tuple[str, tuple[int, ...], int, float, str, int], ...] = (
    ("sparse", (200, 30), 600, 1.3, "ab", 1),
    ("uneven", (200, 30), 2_000, 1.3, "ab", 2),
    ("full of small counts", (200, 30), 5_000, 0.0, "ab", 3),
    ("large", (200, 30), 60_000, 0.0, "ab", 4),
    ("two linked tables", (200, 30, 12), 5_000, 1.3, "ab bc", 5),
    ("a circle of three", (20, 10, 5), 2_000, 1.3, "ab bc ac", 6),
    ("a large circle", (200, 30, 12), 20_000, 1.3, "ab bc ac", 7),
)


def publication(sizes: tuple[int, ...], people: int, uneven: float, tables: str, seed: int) -> Any:
    """The same counts each time."""
    from courses.reporting.disclosure.tables import Publication

    random = Random(seed)
    axes = {name: tuple(range(size)) for name, size in zip("abc", sizes, strict=False)}
    sides = []
    for values in axes.values():
        weights = list(accumulate(1 / (place + 1) ** uneven for place in values))
        sides.append(random.choices(values, cum_weights=weights, k=people))
    return Publication.of(axes, [(one, other) for one, other in tables.split()], Counter(zip(*sides, strict=True)))


def measure() -> list[Result]:
    return [_measured(*table) for table in TABLES]


def _measured(name: str, sizes: tuple[int, ...], people: int, uneven: float, tables: str, seed: int) -> Result:
    from courses.reporting.disclosure.effort import TooLaborious
    from courses.reporting.disclosure.suppressing import suppress

    published = publication(sizes, people, uneven, tables, seed)
    start = time.perf_counter()
    try:
        done = suppress(published)
        said = f"{len(done.hidden):,} hidden, each with {done.least_values} values or more"
    except TooLaborious:
        said = "refused with a sentence"
    return Result(f"published tables, {name}", time.perf_counter() - start, "seconds", note=said)
