"""Canonical JSON and its hashes: equal content gives equal bytes, and equal bytes give an equal hash."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from datetime import UTC
from hashlib import sha256
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from courses.reporting.freezing.models import FrozenReport

SALT_BYTES = 16

# Keys sorted, no spaces, no escapes: the one way to write an object down.
canonical = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False).encode


def as_stored(answer: Any) -> str:
    """As `canonical`, with keys in the order they were given: the order in which they are printed again."""
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def hashed(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def fresh_salts() -> Iterator[str]:
    """As many as are asked for. The system is asked for many at once, since asking takes longer than making one."""
    while True:
        random = os.urandom(SALT_BYTES * 1_024).hex()
        yield from (random[start : start + SALT_BYTES * 2] for start in range(0, len(random), SALT_BYTES * 2))


def salted(salt: str, payload: str) -> str:
    """Without its salt, a hash says nothing about a payload that somebody could guess."""
    return sha256(f"{salt}.{payload}".encode()).hexdigest()


def hash_of_members(hashes: Iterable[str]) -> str:
    return hashed("\n".join(sorted(hashes)))


def hash_of_report(report: FrozenReport) -> str:
    """The one hash over everything that may not change."""
    return hashed(
        canonical(
            {
                "as_of": report.as_of.astimezone(UTC).isoformat(),
                "audience": report.audience,
                "cells": report.cells_hash,
                "changes": hashed(report.changes),
                "definitions": hashed(report.definitions),
                "first_day": report.first_day.isoformat(),
                "frozen_at": report.frozen_at.astimezone(UTC).isoformat(),
                "grant": report.grant_id,
                "indicators": hashed(report.indicators),
                "last_day": report.last_day.isoformat(),
                "members": report.members_hash,
                "number": report.members_number,
                "previous": report.previous_hash,
                "question": hashed(report.question),
                "version": report.version,
            }
        )
    )
