"""Drawing rows for an audit so that anybody can draw the same ones again.

Each member of a figure has a key, made of the numbers of what it counts. The rows drawn are the first ones when the members
are sorted by the SHA-256 of the seed, a colon and their key. So it matters neither in which order members are stored nor
what they are, nobody can choose them beforehand, and one line in any language repeats it.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable


def new_seed() -> str:
    """128 random bits, as they are recorded and shown."""
    return secrets.token_hex(16)


def key_of(member: int | tuple[int, ...]) -> str:
    """`12` for a person, group or meeting; `12-5` for a pair."""
    return "-".join(map(str, member)) if isinstance(member, tuple) else str(member)


def numbers_in(key: str) -> tuple[int, ...]:
    return tuple(map(int, key.split("-")))


def drawn(keys: Iterable[str], *, seed: str, number: int) -> list[str]:
    """The rows drawn, in the order in which they are drawn; all where there are no more."""
    return sorted(keys, key=lambda key: (_lot(seed, key), key))[:number]


def fingerprint(keys: Iterable[str]) -> str:
    """SHA-256 over all keys, sorted as text, one a line: what was drawn from."""
    return hashlib.sha256("".join(f"{key}\n" for key in sorted(keys)).encode()).hexdigest()


def _lot(seed: str, key: str) -> str:
    return hashlib.sha256(f"{seed}:{key}".encode()).hexdigest()
