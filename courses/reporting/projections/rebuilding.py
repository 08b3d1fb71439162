"""Making all projections again from the facts, and telling what was otherwise."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db import connection, models, transaction
from django.utils import timezone

from courses.reporting.projections.keeping import catch_up, make, note_awaited, resolve_records
from courses.reporting.projections.models import SurvivingRecord
from courses.reporting.projections.recipes import COLUMNS, RECIPES, table

COMPARED: dict[type[models.Model], tuple[str, ...]] = {SurvivingRecord: ("record_id", "survivor_id"), **COLUMNS}


class Difference(NamedTuple):
    """A row that was kept and shouldn't be there, or (`kept` is false) one that was missing."""

    projection: str
    kept: bool
    row: dict[str, Any]


def rebuild() -> dict[str, int]:
    """Make everything again; answers how many rows there are of each projection."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            # Nobody records a fact meanwhile that the new rows would miss.
            with connection.cursor() as cursor:
                cursor.execute(f"LOCK TABLE {table('PersonProject')}, {table('PersonSession')} IN EXCLUSIVE MODE")
        now = timezone.now()
        resolve_records()
        make(None, now)
        note_awaited(now)
    _analyse()
    return {model.__name__: model._default_manager.count() for model in RECIPES}


def differences() -> list[Difference]:
    """What a rebuild would change, but for facts that were awaited. Changes nothing, but other writers wait for it."""
    with transaction.atomic():
        catch_up()
        with connection.cursor() as cursor:
            for model, columns in COMPARED.items():
                kept, source = _copy(model), table(model.__name__)
                cursor.execute(f"CREATE TEMPORARY TABLE {kept} AS SELECT {', '.join(columns)} FROM {source}")
        resolve_records()
        make(None, timezone.now())
        found = [difference for model in COMPARED for difference in _compare(model)]
        transaction.set_rollback(True)
    return found


def _copy(model: type[models.Model]) -> str:
    return f'"kept_{model.__name__.lower()}"'


def _compare(model: type[models.Model]) -> Iterator[Difference]:
    columns = COMPARED[model]
    listed, kept, made = ", ".join(columns), _copy(model), table(model.__name__)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {listed} FROM {kept} EXCEPT SELECT {listed} FROM {made}")
        too_much = [_readable(columns, row) for row in cursor.fetchall()]
        cursor.execute(f"SELECT {listed} FROM {made} EXCEPT SELECT {listed} FROM {kept}")
        missing = [_readable(columns, row) for row in cursor.fetchall()]
    for row in too_much:
        if row not in missing:
            yield Difference(model.__name__, True, row)
    for row in missing:
        if row not in too_much:
            yield Difference(model.__name__, False, row)


def _readable(columns: tuple[str, ...], row: tuple[Any, ...]) -> dict[str, Any]:
    """A row by name; SQLite writes the same answers in different orders."""
    read = dict(zip(columns, row, strict=True))
    if isinstance(read.get("answers"), str):
        read["answers"] = json.loads(read["answers"])
    return {name: value if isinstance(value, (int, dict, bool)) else str(value or "") for name, value in read.items()}


def _analyse() -> None:
    """Let the database look at the sizes, on which the speed of a report depends, and put away what was thrown away."""
    put_away = connection.vendor == "postgresql" and not connection.in_atomic_block
    with connection.cursor() as cursor:
        for model in COMPARED:
            cursor.execute(f"{'VACUUM (ANALYZE)' if put_away else 'ANALYZE'} {table(model.__name__)}")
