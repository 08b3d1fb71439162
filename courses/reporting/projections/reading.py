"""A project's figures of now, out of the projections: a number of queries that depends on the question alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Min
from django.utils import timezone

from courses.grants.models import Grant
from courses.reporting.dimensions import AGE
from courses.reporting.measures import THE_SEVEN
from courses.reporting.periods import Period
from courses.reporting.projections.dialects import dialect, rows_of
from courses.reporting.projections.models import PersonEdition
from courses.reporting.projections.recipes import table
from courses.reporting.projections.rooms import rooms_of

Figures = dict[str, int | float]
TOTAL = ""
# Dimensions as a JSON path can name them; a stranger one is read from the facts.
PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,59}")


def says_all(grant: Grant) -> bool:
    """Whether the projections hold all that is known now of a project; else the facts must be read.

    They don't while a fact is awaited, nor of people who were erased.
    """
    gone = f"""
        SELECT COALESCE(v.survivor_id, p.id) AS id FROM {table("Person")} p
        LEFT JOIN {table("SurvivingRecord")} v ON v.record_id = p.id WHERE p.erased_at IS NOT NULL"""
    rows = " OR ".join(
        f"EXISTS (SELECT 1 FROM ({gone}) gone JOIN {table(name)} e ON e.person_id = gone.id "
        f"WHERE e.grant_id = {grant.pk})"
        for name in ("PersonSession", "PersonEdition")
    )
    select = f"""
        SELECT EXISTS (SELECT 1 FROM {table("AwaitedFact")} WHERE moment <= %s)
            OR EXISTS (SELECT 1 FROM {table("ErasedTally")} WHERE grant_id = {grant.pk}) OR {rows}"""
    return not rows_of(select, timezone.now())[0][0]


def is_plain(dimension: str) -> bool:
    return PLAIN.fullmatch(dimension) is not None


@dataclass(frozen=True)
class Asked:
    """One project over one period, as parts of an SQL statement."""

    grant: Grant
    period: Period

    def within(self, column: str) -> str:
        return f"{column} BETWEEN '{self.period.first_day}' AND '{self.period.last_day}'"

    @property
    def first_of_pair(self) -> str:
        """Of several counted attendances of a person in a session the first within the period; a day, else."""
        first = self.period.first_day
        return f"{self.within('day')} AND (previous_day IS NULL OR previous_day < '{first}')"

    @property
    def all_within(self) -> str:
        """Whether a person `p` came to this project within the period alone."""
        return f"p.entry >= '{self.period.first_day}' AND p.last_day <= '{self.period.last_day}'"

    @property
    def partly_within(self) -> str:
        """Whether a person `p` came outside the period too, and perhaps within."""
        first, last = self.period.first_day, self.period.last_day
        return f"p.entry <= '{last}' AND p.last_day >= '{first}' AND (p.entry < '{first}' OR p.last_day > '{last}')"


def persons_by(asked: Asked, dimensions: Sequence[str]) -> dict[str, dict[Any, Figures]]:
    """The seven measures by each of these person-level dimensions, and under `TOTAL` of everybody; one query.

    Values are those at entry, None where there is none; of `age` it is the number of completed years.
    """
    columns = {dimension: f"d{number}" for number, dimension in enumerate(dimensions)}
    pairs = _in_pairs(dimensions)
    sums = ", ".join(f"SUM({name})" for name in THE_SEVEN)
    each = _each_person(asked, {name: value_at_entry(dimension) for dimension, name in columns.items()})
    tables: dict[str, dict[Any, Figures]] = {name: {} for name in (TOTAL, *dimensions)}
    if not dimensions:
        _add(tables[TOTAL], None, rows_of(f"WITH {each} SELECT {sums} FROM each_person")[0])
        return tables
    select = dialect().tables("each_person", [[columns[dimension] for dimension in pair] for pair in pairs], sums)
    order = [dimension for pair in pairs for dimension in pair]
    tables[TOTAL][None] = dict.fromkeys(THE_SEVEN, 0)
    for number, *row in rows_of(f"WITH {each} {select}"):
        values, figures = dict(zip(order, row, strict=False)), row[len(order) :]
        for dimension in pairs[number]:
            _add(tables[dimension], values[dimension], figures)
        if number == 0:
            _add(tables[TOTAL], None, figures)
    return tables


def _in_pairs(dimensions: Sequence[str]) -> list[tuple[str, ...]]:
    """What is counted together: two dimensions of few values at a time, which halves the work, and ages by themselves."""
    answered = [dimension for dimension in dimensions if dimension != AGE]
    return [(AGE,)] * (AGE in dimensions) + [tuple(answered[n : n + 2]) for n in range(0, len(answered), 2)]


def _add(rows: dict[Any, Figures], value: Any, figures: Sequence[Any]) -> None:
    row = rows.setdefault(value, dict.fromkeys(THE_SEVEN, 0))
    for measure, number in zip(THE_SEVEN, figures, strict=True):
        row[measure] += int(number or 0)


def value_at_entry(dimension: str) -> str:
    """Of a row `p` of person and project; none where nothing is known, and of `age` the number of completed years."""
    return "p.age" if dimension == AGE else f"p.answers ->> '{dimension}'"


def _each_person(asked: Asked, columns: dict[str, str]) -> str:
    """What each person adds to each measure, with their values at entry."""
    values = "".join(f"{what} AS {name}, " for name, what in columns.items())
    grant = f"grant_id = {asked.grant.pk}"
    entered = "CASE WHEN {} THEN 1 ELSE 0 END AS {}"
    return f"""
        visits AS (
            SELECT p.person_id, COUNT(*) AS contacts
            FROM {table("PersonProject")} p
            JOIN {table("PersonSession")} s ON s.{grant} AND s.person_id = p.person_id
            WHERE p.{grant} AND {asked.partly_within} AND NOT s.deployed AND {asked.first_of_pair}
            GROUP BY p.person_id),
        pairs AS (
            SELECT person_id, COUNT(CASE WHEN {asked.within("began_on")} THEN 1 END) AS participations,
                COUNT(CASE WHEN {asked.within("finished_on")} THEN 1 END) AS completions
            FROM {table("PersonEdition")}
            WHERE {grant} AND ({asked.within("began_on")} OR {asked.within("finished_on")}) GROUP BY person_id),
        each_person AS {dialect().read_often} (
            SELECT {values}
                {entered.format(asked.within("p.entry"), "new_persons")},
                {entered.format(f"p.entry <= '{asked.period.last_day}'", "cumulative_persons")},
                {entered.format(f"v.person_id IS NOT NULL OR ({asked.all_within})", "active_persons")},
                COALESCE(e.participations, 0) AS participations,
                CASE WHEN {asked.all_within} THEN p.contacts ELSE COALESCE(v.contacts, 0) END AS contacts,
                COALESCE(e.completions, 0) AS completions,
                {entered.format(asked.within("p.first_finished_on"), "new_completers")}
            FROM {table("PersonProject")} p
            LEFT JOIN visits v ON v.person_id = p.person_id
            LEFT JOIN pairs e ON e.person_id = p.person_id
            WHERE p.{grant})"""


def grouped(rows: dict[Any, Figures], value_of: Callable[[Any], Any]) -> dict[Any, Figures]:
    """A table with some of its rows taken together."""
    together: dict[Any, Figures] = {}
    for value, figures in rows.items():
        there = together.setdefault(value_of(value), dict.fromkeys(figures, 0))
        for name, number in figures.items():
            there[name] += number
    return together


def others(asked: Asked) -> Figures:
    """The measures of rooms, hours and deployments; one query."""
    grant = f"grant_id = {asked.grant.pk}"
    visits = f"{table('PersonSession')} WHERE {grant}"
    select = f"""
        WITH rooms AS ({rooms_of(asked.grant, asked.period)}),
        known AS (
            SELECT session_id, edition_id, COUNT(*) AS people,
                SUM(CASE WHEN repeated THEN 0 ELSE seconds END) AS seconds
            FROM {visits} AND NOT deployed AND {asked.first_of_pair} GROUP BY session_id, edition_id),
        again AS (
            SELECT MAX(seconds) AS seconds FROM {visits} AND repeated AND NOT deployed AND {asked.within("day")}
            GROUP BY person_id, session_id),
        at_work AS (SELECT person_id, edition_id, session_id, self_paced FROM {visits} AND deployed
            AND {asked.within("day")}),
        held AS (
            SELECT session_id, edition_id, MAX(people) AS people, MAX(headcount) AS headcount, MAX(unnamed) AS unnamed
            FROM (
                SELECT session_id, edition_id, people, NULL AS headcount, 0 AS unnamed FROM known
                UNION ALL SELECT session_id, edition_id, 0, headcount, unnamed FROM rooms
                UNION ALL SELECT session_id, edition_id, 0, NULL, 0 FROM at_work WHERE NOT self_paced) parts
            GROUP BY session_id, edition_id),
        reached AS (SELECT MAX(COALESCE(headcount, people + unnamed)) AS people FROM held GROUP BY edition_id)
        SELECT (SELECT COUNT(*) FROM reached), (SELECT COUNT(*) FROM held),
            (SELECT COUNT(*) FROM (SELECT DISTINCT person_id, edition_id FROM at_work) pairs),
            (SELECT COUNT(DISTINCT person_id) FROM at_work),
            COALESCE((SELECT SUM(people) FROM reached), 0),
            COALESCE((SELECT SUM(seconds) FROM known), 0) + COALESCE((SELECT SUM(seconds) FROM again), 0)"""
    activities, sessions, deployments, deployed_persons, reach, seconds = map(int, rows_of(select)[0])
    return {
        "activities": activities,
        "sessions": sessions,
        "deployments": deployments,
        "deployed_persons": deployed_persons,
        "reach": reach,
        "hours": round(seconds / 3600, 2),
    }


def missing(asked: Asked) -> dict[tuple[int, int], date]:
    """Pairs of person and edition that were completed in the period by somebody who was never there; one query."""
    rows = PersonEdition.objects.filter(grant=asked.grant, attended=False, completed_on__isnull=False)
    days = rows.order_by().values_list("person", "edition").annotate(day=Min("completed_on"))
    within = days.filter(day__range=(asked.period.first_day, asked.period.last_day))
    return {(person, edition): day for person, edition, day in within}
