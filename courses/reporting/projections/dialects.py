"""The few expressions that PostgreSQL and SQLite write differently."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.db import connection


class PostgreSQL:
    true, false = "TRUE", "FALSE"
    json_object = "jsonb_object_agg"
    empty_object = "'{}'::jsonb"
    text_order = 'COLLATE "C"'

    # One pass makes all tables.
    read_often = "NOT MATERIALIZED"

    @staticmethod
    def tables(rows: str, columns: Sequence[Sequence[str]], sums: str) -> str:
        """(number of the table, the value in each column of all tables, sums) of each table with these columns."""
        number = " ".join(f"WHEN GROUPING({table[0]}) = 0 THEN {n}" for n, table in enumerate(columns))
        sets = ", ".join(f"({', '.join(table)})" for table in columns)
        every = ", ".join(name for table in columns for name in table)
        return f"SELECT CASE {number} END, {every}, {sums} FROM {rows} GROUP BY GROUPING SETS ({sets})"

    @staticmethod
    def ids(keys: Collection[int]) -> str:
        listed = ",".join(map(str, sorted(keys)))
        return f"SELECT unnest('{{{listed}}}'::bigint[]) AS id"

    @staticmethod
    def local_day(moment: str, zone: str) -> str:
        """As `periods.local_day`: what leaves the calendar stays on its last or first day."""
        day = f"({moment} AT TIME ZONE {zone})::date"
        return f"GREATEST(LEAST({day}, DATE '9999-12-31'), DATE '0001-01-01')"

    @staticmethod
    def seconds(start: str, end: str) -> str:
        return f"ROUND(EXTRACT(EPOCH FROM ({end} - {start}))::double precision)::bigint"

    @staticmethod
    def days_from(first: str, second: str) -> str:
        return f"({second} - {first})"

    @staticmethod
    def themes(editions: str, without: str) -> str:
        """(id, value) for each theme of these editions once, and one row for an edition without."""
        listed = "jsonb_array_elements_text(CASE jsonb_typeof(r.themes) WHEN 'array' THEN r.themes ELSE '[]' END)"
        return f"""
            SELECT DISTINCT r.id, COALESCE(t.value, '{without}') AS value
            FROM {editions} LEFT JOIN LATERAL {listed} AS t(value) ON TRUE"""

    @staticmethod
    def age(born: str, day: str) -> str:
        years = f"EXTRACT(YEAR FROM {day})::int - EXTRACT(YEAR FROM {born})::int"
        return f"({years} - (TO_CHAR({day}, 'MM-DD') < TO_CHAR({born}, 'MM-DD'))::int)"


class SQLite:
    true, false = "1", "0"
    json_object = "json_group_object"
    empty_object = "'{}'"
    text_order = ""

    read_often = "MATERIALIZED"

    @staticmethod
    def tables(rows: str, columns: Sequence[Sequence[str]], sums: str) -> str:
        """(number of the table, the value in each column of all tables, sums) of each table with these columns."""
        parts = []
        for number, table in enumerate(columns):
            every = ", ".join(name if one is table else "NULL" for one in columns for name in one)
            parts.append(f"SELECT {number}, {every}, {sums} FROM {rows} GROUP BY {', '.join(table)}")
        return " UNION ALL ".join(parts)

    @staticmethod
    def ids(keys: Collection[int]) -> str:
        return f"SELECT value AS id FROM json_each('{json.dumps(sorted(keys))}')"

    @staticmethod
    def local_day(moment: str, zone: str) -> str:
        """By the function that Django's own `TruncDate` uses; at the ends of the calendar it would overflow."""
        at_the_ends = f"{moment} >= '9999-12-31' OR {moment} < '0001-01-02'"
        day = f"django_datetime_cast_date({moment}, {zone}, 'UTC')"
        return f"CASE WHEN {at_the_ends} THEN SUBSTR({moment}, 1, 10) ELSE {day} END"

    @staticmethod
    def seconds(start: str, end: str) -> str:
        return f"CAST(ROUND(django_timestamp_diff({end}, {start}) / 1000000.0) AS INTEGER)"

    @staticmethod
    def days_from(first: str, second: str) -> str:
        return f"CAST(ROUND(julianday({second}) - julianday({first})) AS INTEGER)"

    @staticmethod
    def themes(editions: str, without: str) -> str:
        """(id, value) for each theme of these editions once, and one row for an edition without."""
        listed = "json_each(CASE json_type(r.themes) WHEN 'array' THEN r.themes ELSE '[]' END)"
        return f"""
            SELECT DISTINCT r.id, COALESCE(t.value, '{without}') AS value
            FROM {editions} LEFT JOIN {listed} AS t"""

    @staticmethod
    def age(born: str, day: str) -> str:
        years = f"CAST(SUBSTR({day}, 1, 4) AS INTEGER) - CAST(SUBSTR({born}, 1, 4) AS INTEGER)"
        return f"({years} - (SUBSTR({day}, 6) < SUBSTR({born}, 6)))"


def dialect() -> type[PostgreSQL] | type[SQLite]:
    return PostgreSQL if connection.vendor == "postgresql" else SQLite


def execute(cursor: Any, statement: str, now: datetime | None = None) -> None:
    """Run one statement, in which each `%s` is the moment that is now.

    PostgreSQL would compile the longer ones to machine code, which takes seconds where running them takes a fraction of
    one; it is told not to in the same round trip, for this transaction.
    """
    if now is not None:
        statement = statement.replace("%s", f"'{connection.ops.adapt_datetimefield_value(now)}'")
    if connection.vendor == "postgresql":
        cursor.execute(f"SET LOCAL jit = off; {statement}")
        cursor.nextset()
    else:
        cursor.execute(statement)


def rows_of(select: str, now: datetime | None = None) -> list[tuple[Any, ...]]:
    """What a SELECT answers, as `execute` runs it."""
    with connection.cursor() as cursor:
        execute(cursor, select, now)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
