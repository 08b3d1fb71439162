"""Writing and reading the members of a frozen report: many rows, in as few statements as the database takes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from courses.reporting.freezing.models import FrozenMember, FrozenReport
from courses.reporting.freezing.picture import parts_of, rebuild
from courses.reporting.freezing.sealing import canonical, salted, salts
from courses.reporting.ledger import Ledger

CHUNK = 5_000


class Sealed(NamedTuple):
    """A member as it is stored."""

    kind: str
    subject: int
    salt: str
    payload: str
    hash: str


def seal(ledger: Ledger) -> list[Sealed]:
    parts = list(parts_of(ledger))
    sealed = []
    for (kind, subject, content), salt in zip(parts, salts(len(parts)), strict=True):
        payload = canonical(content)
        sealed.append(Sealed(kind, subject, salt, payload, salted(salt, payload)))
    return sealed


def keep_members(report: FrozenReport, members: list[Sealed]) -> None:
    for start in range(0, len(members), CHUNK):
        FrozenMember.objects.bulk_create(
            [FrozenMember(report=report, **member._asdict()) for member in members[start : start + CHUNK]]
        )


def payloads_of(report: FrozenReport) -> Iterator[dict[str, Any]]:
    """What is left of the members, in the order in which they were written."""
    rows = FrozenMember.objects.filter(report=report, payload__isnull=False).order_by("pk")
    for payload in rows.values_list("payload", flat=True).iterator(chunk_size=CHUNK):
        yield json.loads(payload or "")


def ledger_of(report: FrozenReport, *, organisations: frozenset[int] | None = None) -> Ledger:
    """The ledger as it was frozen, less the persons that were erased since."""
    return rebuild(payloads_of(report), organisations=organisations)
