"""What each projection holds, as one SELECT over the facts: the rules of `evidence`, `measures` and `dimensions` in sets.

With a `Scope` a SELECT answers the rows of some human beings alone. Each has one parameter, the moment that is now, as
often as `%s` stands in it.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.apps import apps
from django.db import models

from courses.reporting.projections.dialects import dialect
from courses.reporting.projections.models import PersonEdition, PersonProject, PersonSession

COLUMNS: dict[type[models.Model], tuple[str, ...]] = {
    PersonSession: (
        "grant_id",
        "attendance_id",
        "person_id",
        "edition_id",
        "session_id",
        "enrolment_id",
        "day",
        "seconds",
        "self_paced",
        "deployed",
        "repeated",
        "previous_day",
    ),
    PersonEdition: (
        "grant_id",
        "person_id",
        "edition_id",
        "enrolment_id",
        "role",
        "function",
        "home_organisation_id",
        "first_day",
        "completed_on",
        "stands_in",
        "attended",
        "began_on",
        "finished_on",
    ),
    PersonProject: (
        "grant_id",
        "person_id",
        "entry",
        "edition_id",
        "session_id",
        "enrolment_id",
        "age",
        "answers",
        "first_finished_on",
        "last_day",
        "contacts",
    ),
}
KNOWN = "{fact}.recorded_at <= %s AND ({fact}.superseded_at IS NULL OR {fact}.superseded_at > %s)"
COUNTED = "'present', 'late', 'partial'"


@dataclass(frozen=True)
class Scope:
    """Human beings by their surviving records, and all records that are one of them; each as a SELECT of ids."""

    humans: str
    records: str


def table(name: str) -> str:
    """The table of a model of this plugin, by its name."""
    return f'"{apps.get_model("leerlijn_courses", name)._meta.db_table}"'


EVERYBODY = Scope("", "")


def _asked(scope: Scope | None) -> Scope:
    return scope or EVERYBODY


def _within(column: str, ids: str) -> str:
    return f"AND {column} IN ({ids})" if ids else ""


def paid(grant: int | None = None) -> str:
    """Which editions count in which projects, or in this one; what was set aside as a double has no row of its own."""
    here = "" if grant is None else f"AND p.grant_id = {grant}"
    return f"""
        SELECT k.id AS edition_id, p.grant_id
        FROM {table("Edition")} k JOIN {table("EditionFunding")} p ON p.edition_id = k.id
        WHERE k.same_as_id IS NULL {here} AND {pays("k", "p")}"""


def pays(edition: str, funding: str) -> str:
    """Whether an edition counts in the project that funds it: in each, or only in the first of them."""
    return f"""({edition}.counting <> 'primary_only' OR {funding}.id = (
            SELECT o.id FROM {table("EditionFunding")} o
            WHERE o.edition_id = {edition}.id ORDER BY o.position, o.id LIMIT 1))"""


def person_sessions(scope: Scope | None) -> str:
    """Every effective mark of presence on a day of a project, at the session and edition as which it counts."""
    own, local_day = dialect(), dialect().local_day("h.starts_at", "g.time_zone")
    asked = ""
    if scope:
        marked = f"SELECT m.session_id FROM {table('Attendance')} m WHERE m.person_id IN ({scope.records})"
        asked = f"WHERE s.id IN ({marked})"
    pair = "PARTITION BY c.grant_id, c.person_id, c.session_id, c.deployed"
    day = 'CASE WHEN w.self_paced AND a."on" IS NOT NULL THEN a."on" ELSE w.day END'
    return f"""
        WITH paid AS ({paid()}),
        held AS MATERIALIZED (
            SELECT s.id AS marked_id, e.same_as_id, h.id AS session_id, h.edition_id, h.self_paced,
                {own.seconds("h.starts_at", "h.ends_at")} AS seconds,
                g.id AS grant_id, g.first_day, g.last_day, {local_day} AS day
            FROM {table("Session")} s
            JOIN {table("Edition")} e ON e.id = s.edition_id
            JOIN {table("Session")} h ON h.id = CASE WHEN e.same_as_id IS NULL THEN s.id ELSE (
                SELECT f.id FROM {table("Session")} f WHERE f.edition_id = e.same_as_id
                ORDER BY f.starts_at, f.id LIMIT 1) END
            JOIN paid ON paid.edition_id = h.edition_id
            JOIN {table("Grant")} g ON g.id = paid.grant_id
            {asked})
        SELECT c.*, COUNT(*) OVER ({pair}) > 1, LAG(c.day) OVER ({pair} ORDER BY c.day, c.attendance_id)
        FROM (
            SELECT w.grant_id, a.id AS attendance_id, COALESCE(v.survivor_id, a.person_id) AS person_id, w.edition_id,
                w.session_id, a.enrolment_id, {day} AS day,
                CASE WHEN a.minutes IS NULL THEN w.seconds ELSE a.minutes * 60 END AS seconds, w.self_paced,
                n.role = 'deployed' AS deployed
            FROM {table("Attendance")} a
            JOIN held w ON w.marked_id = a.session_id
            JOIN {table("Enrolment")} n ON n.id = a.enrolment_id
            LEFT JOIN {table("SurvivingRecord")} v ON v.record_id = a.person_id
            WHERE a.status IN ({COUNTED}) AND n.role NOT IN ('trainer', 'staff')
                AND {KNOWN.format(fact="a")}
                AND {day} BETWEEN w.first_day AND w.last_day
                AND (w.same_as_id IS NULL OR NOT EXISTS (
                    SELECT 1 FROM {table("Attendance")} t JOIN {table("Session")} ts ON ts.id = t.session_id
                    WHERE ts.edition_id = w.same_as_id AND t.person_id = a.person_id))
                {_within("a.person_id", _asked(scope).records)}) c"""


def person_editions(scope: Scope | None) -> str:
    """Every enrolment with a counted attendance, a part of a trajectory that was attended, or a completion.

    Of some human beings, editions are looked up one by one, in that order (SQLite holds to it for CROSS JOIN): however many
    the site has, a mark takes as long.
    """
    whole = "COALESCE(e.same_as_id, e.id)"
    climb = f"""
        CROSS JOIN {table("Edition")} e CROSS JOIN paid
        WHERE e.id = m.edition_id AND paid.edition_id = {whole} AND paid.grant_id = below.grant_id"""
    pair = "PARTITION BY r.grant_id, r.person_id, r.edition_id"
    attended = f"MAX(CASE WHEN r.first_day IS NOT NULL OR r.stands_in = 1 THEN 1 ELSE 0 END) OVER ({pair})"
    return f"""
        WITH RECURSIVE paid AS {"NOT MATERIALIZED" if scope else "MATERIALIZED"} ({paid()}),
        own AS (
            SELECT c.grant_id, c.person_id, c.edition_id, c.enrolment_id, MIN(c.day) AS first_day
            FROM {table("PersonSession")} c WHERE NOT c.deployed {_within("c.person_id", _asked(scope).humans)}
            GROUP BY c.grant_id, c.person_id, c.edition_id, c.enrolment_id),
        up AS (
            SELECT below.grant_id, below.person_id, {whole} AS edition_id, m.id AS enrolment_id, m.parent_id
            FROM own below CROSS JOIN {table("Enrolment")} n CROSS JOIN {table("Enrolment")} m {climb}
                AND n.id = below.enrolment_id AND m.id = n.parent_id
            UNION
            SELECT below.grant_id, below.person_id, {whole}, m.id, m.parent_id
            FROM up below CROSS JOIN {table("Enrolment")} m {climb} AND m.id = below.parent_id),
        done AS (
            SELECT paid.grant_id, COALESCE(v.survivor_id, f.person_id) AS person_id, f.edition_id, f.enrolment_id,
                MIN(f.completed_on) AS completed_on
            FROM {table("Completion")} f
            CROSS JOIN paid
            LEFT JOIN {table("SurvivingRecord")} v ON v.record_id = f.person_id
            WHERE paid.edition_id = f.edition_id AND NOT f.void AND {KNOWN.format(fact="f")}
                {_within("f.person_id", _asked(scope).records)}
            GROUP BY 1, 2, 3, 4),
        pieces AS (
            SELECT grant_id, person_id, edition_id, enrolment_id, first_day, NULL AS completed_on, 0 AS stands_in FROM own
            UNION ALL
            SELECT grant_id, person_id, edition_id, enrolment_id, NULL, completed_on, 0 FROM done
            UNION ALL
            SELECT grant_id, person_id, edition_id, enrolment_id, NULL, NULL, 1 FROM up),
        r AS (
            SELECT grant_id, person_id, edition_id, enrolment_id, MIN(first_day) AS first_day,
                MIN(completed_on) AS completed_on, MAX(stands_in) AS stands_in
            FROM pieces GROUP BY grant_id, person_id, edition_id, enrolment_id),
        placed AS (
            SELECT r.*, {attended} AS attended,
                ROW_NUMBER() OVER ({pair} ORDER BY r.first_day NULLS LAST, r.enrolment_id) AS by_start,
                ROW_NUMBER() OVER ({pair} ORDER BY r.completed_on NULLS LAST, r.enrolment_id) AS by_end
            FROM r)
        SELECT l.grant_id, l.person_id, l.edition_id, l.enrolment_id, n.role, n.function, n.organisation_id,
            l.first_day, l.completed_on, l.stands_in = 1, l.attended = 1,
            CASE WHEN l.by_start = 1 THEN l.first_day END,
            CASE WHEN l.by_end = 1 AND l.attended = 1 THEN l.completed_on END
        FROM placed l JOIN {table("Enrolment")} n ON n.id = l.enrolment_id"""


def person_projects(scope: Scope | None) -> str:
    """Everybody who entered a project, with their values at entry."""
    own = dialect()
    birth_of_others = f"""
        SELECT MIN(m.birth_date) FROM {table("SurvivingRecord")} v JOIN {table("Person")} m ON m.id = v.record_id
        WHERE v.survivor_id = f.person_id"""
    visits = f"""
        {table("PersonSession")} c WHERE c.grant_id = k.grant_id AND c.person_id = k.person_id AND NOT c.deployed"""
    return f"""
        WITH entered AS (
            SELECT grant_id, person_id, MIN(first_day) AS entry, MIN(finished_on) AS first_finished_on
            FROM {table("PersonEdition")} WHERE TRUE {_within("person_id", _asked(scope).humans)}
            GROUP BY grant_id, person_id HAVING MIN(first_day) IS NOT NULL),
        firsts AS (
            SELECT f.grant_id, f.person_id, f.entry, f.first_finished_on, c.edition_id, c.session_id, c.enrolment_id,
                ROW_NUMBER() OVER (
                    PARTITION BY f.grant_id, f.person_id ORDER BY s.starts_at, c.session_id, c.enrolment_id) AS position
            FROM entered f
            JOIN {table("PersonSession")} c
                ON c.person_id = f.person_id AND c.grant_id = f.grant_id AND c.day = f.entry AND NOT c.deployed
            JOIN {table("Session")} s ON s.id = c.session_id),
        known AS MATERIALIZED (
            SELECT f.*, COALESCE(p.birth_date, ({birth_of_others})) AS birth_date, ({_answers_at_entry()}) AS answers
            FROM firsts f LEFT JOIN {table("Person")} p ON p.id = f.person_id WHERE f.position = 1)
        SELECT k.grant_id, k.person_id, k.entry, k.edition_id, k.session_id, k.enrolment_id,
            CASE WHEN k.birth_date IS NOT NULL THEN {own.age("k.birth_date", "k.entry")} END,
            COALESCE(k.answers, {own.empty_object}), k.first_finished_on,
            (SELECT MAX(c.day) FROM {visits}), (SELECT COUNT(*) FROM {visits} AND c.previous_day IS NULL)
        FROM known k"""


def _answers_at_entry() -> str:
    """What person `f` had said on the day of entry, by dimension; looked up by person, of whom there are few at a time."""
    own = dialect()
    later = own.days_from("f.entry", "q.valid_from")
    return f"""
        SELECT {own.json_object}(best.dimension, best.value) FROM (
            SELECT q.dimension, q.value,
                ROW_NUMBER() OVER (
                    PARTITION BY q.dimension
                    ORDER BY CASE WHEN q.valid_from > f.entry THEN 1 ELSE 0 END, ABS({later}), q.recorded_at DESC,
                        q.value {own.text_order} DESC) AS position
            FROM (
                SELECT f.person_id AS id
                UNION ALL SELECT v.record_id FROM {table("SurvivingRecord")} v WHERE v.survivor_id = f.person_id) r
            JOIN {table("Answer")} q ON q.person_id = r.id
            WHERE q.recorded_at <= %s AND {later} <= 28
            ORDER BY q.dimension) best
        WHERE best.position = 1"""


# In the order in which one is made of the other.
RECIPES = {PersonSession: person_sessions, PersonEdition: person_editions, PersonProject: person_projects}
