"""Numbers for people: one series a year, given out under a lock, so without a gap and without a double."""

from __future__ import annotations

from courses.editions.codes import reserve_in_series


def lock(year: int, prefix: str = "") -> str:
    """Hold the year's series until the transaction ends; whoever issues waits here for its turn."""
    name = f"certificate-{prefix}-{year}" if prefix else f"certificate-{year}"
    reserve_in_series(name, 0)
    return name


def take(name: str, count: int) -> list[str]:
    """The next serials of a locked series: "2026-000123", or with its prefix "POL-2026-000123"."""
    first = reserve_in_series(name, count)
    front = name.removeprefix("certificate-")
    return [f"{front}-{number:06}" for number in range(first, first + count)]
