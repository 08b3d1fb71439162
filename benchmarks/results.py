"""What a measurement says: a name, a value in a unit, and where there is one, the value it stands against."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Result:
    """`ratio` is value by baseline, where that isn't nought; what it must be at least or at most stands in the note."""

    name: str
    value: float
    unit: str
    baseline: float | None = None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        return round(self.value / self.baseline, 3) if self.baseline else None


def show(results: Sequence[Result]) -> None:
    print(f"{'':<44} {'value':>10} {'unit':<12} {'baseline':>10} {'ratio':>7}")
    for result in results:
        baseline = "" if result.baseline is None else f"{result.baseline:.2f}"
        ratio = "" if result.ratio is None else f"{result.ratio:.2f}"
        print(f"{result.name:<44} {result.value:>10.2f} {result.unit:<12} {baseline:>10} {ratio:>7}  {result.note}")


def keep(results: Sequence[Result], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = [{**asdict(result), "ratio": result.ratio} for result in results]
    for row in rows:
        del row["note"]
    path.write_text(json.dumps(rows, indent=2) + "\n")
