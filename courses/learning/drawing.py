"""Which questions somebody gets where a test draws them from a pool: no database, no chance that can't be repeated.

A definition holds the whole pool. What belongs to a draw says so, and the definition says how many each draw takes::

    {"draws": {"d1": 2}, "questions": [{"key": "q1", "draw": "d1", …}, {"key": "q2", "draw": "d1", …}, …]}

The same seed draws the same questions, in the same order, for ever: they are ordered by a hash of seed and key.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from courses.curricula.contract import structure_of

Definition = Mapping[str, Any]


def seed_of(enrolment: int, unit_key: str, number: int) -> str:
    """What somebody's go at a test is drawn by."""
    return f"{enrolment}:{unit_key}:{number}"


def draws_of(definition: Definition) -> dict[str, int]:
    """How many questions each draw takes; empty for a test that asks everybody the same."""
    return dict(definition.get("draws") or {})


def drawn(definition: Definition, seed: str) -> dict[str, Any]:
    """The test as one go asks it. Drawn questions stand where the first of their pool stood; a small pool is all of it."""
    draws = draws_of(definition)
    if not draws:
        return dict(definition)
    pools: dict[str, list[Any]] = {}
    for question in definition.get("questions", ()):
        pools.setdefault(question.get("draw") or "", []).append(question)
    questions: list[Any] = []
    done: set[str] = set()
    for question in definition.get("questions", ()):
        draw = question.get("draw") or ""
        if draw not in draws:
            questions.append(question)
        elif draw not in done:
            done.add(draw)
            questions += sorted(pools[draw], key=lambda one: _lot(seed, one["key"]))[: draws[draw]]
    return {**{key: value for key, value in definition.items() if key != "draws"}, "questions": questions}


def mark_of(definition: Definition) -> str:
    """By which a form says which questions it was made for; other words are the same questions."""
    canonical = json.dumps(structure_of(definition), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:16]


def _lot(seed: str, key: str) -> bytes:
    return hashlib.sha256(f"{seed}|{key}".encode()).digest()
