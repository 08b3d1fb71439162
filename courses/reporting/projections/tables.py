"""Tables of now by what enrolments and groups are: each row measured as if its facts were the only ones."""

from __future__ import annotations

from typing import Any

from courses.reporting.dimensions import NONE, OF_EDITION
from courses.reporting.measures import MEASURES
from courses.reporting.projections.dialects import dialect, rows_of
from courses.reporting.projections.reading import Asked, Figures
from courses.reporting.projections.recipes import table
from courses.reporting.projections.rooms import rooms_of


def groups_by(asked: Asked, dimension: str) -> dict[Any, Figures]:
    """All measures by an edition-level dimension; one query. Rows with nothing in them are left out."""
    rows = rows_of(_measured(asked, dimension))
    found: dict[Any, Figures] = {}
    for value, measure, number in rows:
        figures = found.setdefault(value, dict.fromkeys(MEASURES, 0))
        figures[measure] = round(int(number) / 3600, 2) if measure == "hours" else int(number)
    return {value: figures for value, figures in found.items() if any(figures.values())}


def _keys(dimension: str) -> str:
    """A SELECT of (enrolment_id or edition_id, value)."""
    named = f"COALESCE(NULLIF(o.name, ''), '{NONE}') AS value"
    organisation = f"LEFT JOIN {table('Organisation')} o ON o.id = r.organisation_id"
    enrolments, editions = f"{table('Enrolment')} r", f"{table('Edition')} r"
    return {
        "role": f"SELECT r.id, r.role AS value FROM {enrolments}",
        "function": f"SELECT r.id, COALESCE(NULLIF(r.function, ''), '{NONE}') AS value FROM {enrolments}",
        "home_organisation": f"SELECT r.id, {named} FROM {enrolments} {organisation}",
        "kind": f"SELECT r.id, r.kind AS value FROM {editions}",
        "organisation": f"SELECT r.id, {named} FROM {editions} {organisation}",
        "edition": f"SELECT r.id, r.id AS value FROM {editions}",
        "theme": dialect().themes(editions, NONE),
    }[dimension]


def _measured(asked: Asked, dimension: str) -> str:
    """Rows of (value, measure, number)."""
    key = "edition_id" if dimension in OF_EDITION else "enrolment_id"
    grant = f"grant_id = {asked.grant.pk}"
    rooms = rooms_of(asked.grant, asked.period)
    of_rooms = f"SELECT k.value, r.* FROM ({rooms}) r JOIN k ON k.id = r.edition_id"
    return f"""
        WITH k AS ({_keys(dimension)}),
        visits AS (
            SELECT k.value, c.* FROM {table("PersonSession")} c JOIN k ON k.id = c.{key}
            WHERE c.{grant} AND {asked.within("c.day")}),
        pairs AS (
            SELECT k.value, e.person_id, e.edition_id, MIN(e.first_day) AS began_on,
                CASE WHEN MAX(CASE WHEN e.first_day IS NOT NULL OR e.stands_in THEN 1 ELSE 0 END) = 1
                    THEN MIN(e.completed_on) END AS finished_on
            FROM {table("PersonEdition")} e JOIN k ON k.id = e.{key}
            WHERE e.{grant} GROUP BY k.value, e.person_id, e.edition_id),
        persons AS (
            SELECT value, person_id, MIN(began_on) AS entry, MIN(finished_on) AS finished_on
            FROM pairs GROUP BY value, person_id),
        contacts AS (
            SELECT value, person_id, session_id, edition_id, MAX(seconds) AS seconds FROM visits WHERE NOT deployed
            GROUP BY value, person_id, session_id, edition_id),
        rooms AS ({of_rooms if dimension in OF_EDITION else f"SELECT k.value, r.* FROM ({rooms}) r JOIN k ON 1 = 0"}),
        held AS (
            SELECT value, session_id, edition_id, SUM(people) AS people, MAX(headcount) AS headcount,
                MAX(unnamed) AS unnamed
            FROM (
                SELECT value, session_id, edition_id, 1 AS people, NULL AS headcount, 0 AS unnamed FROM contacts
                UNION ALL SELECT value, session_id, edition_id, 0, headcount, unnamed FROM rooms
                UNION ALL SELECT value, session_id, edition_id, 0, NULL, 0 FROM visits WHERE deployed AND NOT self_paced
            ) parts
            GROUP BY value, session_id, edition_id),
        reached AS (
            SELECT value, MAX(COALESCE(headcount, people + unnamed)) AS people FROM held GROUP BY value, edition_id)
        {" UNION ALL ".join(_parts(asked))}"""


def _parts(asked: Asked) -> list[str]:
    within = asked.within
    number, of = "COUNT(*)", {}
    of["new_persons"] = number, f"persons WHERE {within('entry')}"
    of["cumulative_persons"] = number, f"persons WHERE entry <= '{asked.period.last_day}'"
    of["active_persons"] = number, "(SELECT DISTINCT value, person_id FROM contacts) active"
    of["participations"] = number, f"pairs WHERE {within('began_on')}"
    of["contacts"] = number, "contacts"
    of["completions"] = number, f"pairs WHERE {within('finished_on')}"
    of["new_completers"] = number, f"persons WHERE {within('finished_on')}"
    of["activities"] = number, "reached"
    of["sessions"] = number, "held"
    of["deployments"] = number, "(SELECT DISTINCT value, person_id, edition_id FROM visits WHERE deployed) at_work"
    of["deployed_persons"] = number, "(SELECT DISTINCT value, person_id FROM visits WHERE deployed) workers"
    of["reach"] = "SUM(people)", "reached"
    of["hours"] = "SUM(seconds)", "contacts"
    return [f"SELECT value, '{name}', {what} FROM {rows} GROUP BY value" for name, (what, rows) in of.items()]
