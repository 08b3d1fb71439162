"""How many people who entered a project have which values together, when each has one value per dimension."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from courses.reporting.dimensions import NONE
from courses.reporting.projections.dialects import rows_of
from courses.reporting.projections.reading import Asked, value_at_entry
from courses.reporting.projections.recipes import table

# Of an edition-level dimension it is that of the enrolment and group by which somebody entered; of several themes the first.
OF_ENTRY = {
    "role": "n.role",
    "function": f"COALESCE(NULLIF(n.function, ''), '{NONE}')",
    "home_organisation": f"COALESCE(NULLIF(h.name, ''), '{NONE}')",
    "kind": "e.kind",
    "organisation": f"COALESCE(NULLIF(o.name, ''), '{NONE}')",
    "edition": "p.edition_id",
    "theme": f"COALESCE(e.themes ->> 0, '{NONE}')",
}


def combined(asked: Asked, dimensions: Sequence[str]) -> list[tuple[Any, ...]]:
    """Rows of (a value per dimension, new persons of the period); one query."""
    columns = {f"d{number}": OF_ENTRY.get(name) or value_at_entry(name) for number, name in enumerate(dimensions)}
    values = "".join(f"{what} AS {name}, " for name, what in columns.items())
    grouped = f"GROUP BY {', '.join(columns)}" if columns else ""
    return rows_of(f"""
        SELECT {"".join(f"{name}, " for name in columns)}COUNT(*) FROM (
            SELECT {values}p.person_id FROM {table("PersonProject")} p {_joined(dimensions)}
            WHERE p.grant_id = {asked.grant.pk} AND {asked.within("p.entry")}) entered {grouped}""")


def _joined(dimensions: Sequence[str]) -> str:
    """Only what some value is read from."""
    values = " ".join(OF_ENTRY.get(name, "") for name in dimensions)
    joins = {
        "n.": f"JOIN {table('Enrolment')} n ON n.id = p.enrolment_id",
        "h.": f"JOIN {table('Enrolment')} m ON m.id = p.enrolment_id "
        f"LEFT JOIN {table('Organisation')} h ON h.id = m.organisation_id",
        "e.": f"JOIN {table('Edition')} e ON e.id = p.edition_id",
        "o.": f"JOIN {table('Edition')} g ON g.id = p.edition_id "
        f"LEFT JOIN {table('Organisation')} o ON o.id = g.organisation_id",
    }
    return " ".join(join for alias, join in joins.items() if alias in values)


def given(asked: Asked, dimension: str) -> set[Any]:
    """Every value at entry of a person-level dimension in the project, whenever somebody entered; one query."""
    rows = f"{table('PersonProject')} p WHERE p.grant_id = {asked.grant.pk}"
    return {value for (value,) in rows_of(f"SELECT DISTINCT {value_at_entry(dimension)} FROM {rows}")}
