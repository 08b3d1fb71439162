"""Writing and reading the members of a frozen report: many rows, in as few statements as the database takes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db import connection

from courses.reporting.freezing.models import FrozenMember, FrozenReport
from courses.reporting.freezing.picture import rebuild
from courses.reporting.freezing.sealing import fresh_salts, salted
from courses.reporting.freezing.writing import Besides, parts_of
from courses.reporting.ledger import Ledger

CHUNK = 5_000


class Sealed(NamedTuple):
    """A member as it is stored."""

    kind: str
    subject: int
    salt: str
    payload: str
    hash: str


def seal(ledger: Ledger, besides: Besides | None = None) -> list[Sealed]:
    return [
        Sealed(kind, subject, salt, payload, salted(salt, payload))
        for (kind, subject, payload), salt in zip(parts_of(ledger, besides or {}), fresh_salts(), strict=False)
    ]


def keep_members(report: FrozenReport, members: list[Sealed]) -> None:
    """In plain SQL: there may be a hundred thousand, and a model instance for each takes longer than all the rest."""
    table = connection.ops.quote_name(FrozenMember._meta.db_table)
    into = f"INSERT INTO {table} (report_id, {', '.join(Sealed._fields)})"
    with connection.cursor() as cursor:
        for start in range(0, len(members), CHUNK):
            chunk = members[start : start + CHUNK]
            if connection.vendor == "postgresql":
                columns = [list(column) for column in zip(*chunk, strict=True)]
                taken = "unnest(%s::text[], %s::bigint[], %s::text[], %s::text[], %s::text[])"
                cursor.execute(f"{into} SELECT %s, taken.* FROM {taken} taken", [report.pk, *columns])
            else:
                cursor.executemany(f"{into} VALUES (%s, %s, %s, %s, %s, %s)", [(report.pk, *one) for one in chunk])


def payloads_of(report: FrozenReport) -> Iterator[dict[str, Any]]:
    """What is left of the members, in the order in which they were written."""
    rows = FrozenMember.objects.filter(report=report, payload__isnull=False).order_by("pk")
    for payload in rows.values_list("payload", flat=True).iterator(chunk_size=CHUNK):
        yield json.loads(payload or "")


def payloads_in(members: list[Sealed]) -> list[dict[str, Any]]:
    """What these members hold, before they are written."""
    return [json.loads(member.payload) for member in members]


def ledger_of(report: FrozenReport, *, organisations: frozenset[int] | None = None) -> Ledger:
    """The ledger as it was frozen, less the persons that were erased since."""
    return rebuild(payloads_of(report), organisations=organisations)
