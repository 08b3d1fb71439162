"""The waterfall of a project of now: which enrolments fall out, and why."""

from __future__ import annotations

from django.db import connection
from django.utils import timezone

from courses.reporting.projections.dialects import as_parameter, dialect
from courses.reporting.projections.reading import Asked
from courses.reporting.projections.recipes import COUNTED, KNOWN, paid, table
from courses.reporting.projections.rooms import escaped
from courses.reporting.waterfall import REASONS, Waterfall


def fall_now(asked: Asked, persons: int) -> Waterfall:
    """As `waterfall.fall`; `persons` is the number that remains. One query."""
    select = _excluded(asked)
    with connection.cursor() as cursor:
        cursor.execute(select, [as_parameter(timezone.now())] * select.count("%s"))
        rows = cursor.fetchall()
    excluded: dict[str, list[int]] = {reason: [] for reason in REASONS}
    for enrolment, reason in rows:
        excluded[reason].append(enrolment)
    return Waterfall(persons + len(rows), excluded, persons)


def _excluded(asked: Asked) -> str:
    """(enrolment, reason) of every enrolment that isn't the one by which somebody is counted."""
    grant, until = asked.grant, asked.period.last_day
    begins = dialect().local_day("MIN(s.starts_at)", f"'{escaped(grant.time_zone)}'")
    counted = f"x.first_day IS NOT NULL AND x.first_day <= '{until}'"
    return f"""
        WITH paid AS ({paid()}),
        groups AS (
            SELECT e.id, COALESCE(e.same_as_id, e.id) AS edition_id, e.same_as_id,
                CASE WHEN p.grant_id IS NULL THEN 0 ELSE 1 END AS counts_here
            FROM {table("Edition")} e
            JOIN {table("EditionFunding")} f ON f.edition_id = COALESCE(e.same_as_id, e.id) AND f.grant_id = {grant.pk}
            JOIN {table("Edition")} k ON k.id = COALESCE(e.same_as_id, e.id) AND k.same_as_id IS NULL
            LEFT JOIN paid p ON p.edition_id = k.id AND p.grant_id = {grant.pk}),
        starts AS (
            SELECT s.edition_id, {begins} AS day FROM {table("Session")} s
            WHERE s.edition_id IN (SELECT edition_id FROM groups) GROUP BY s.edition_id),
        x AS (
            SELECT n.id, n.role, n.withdrawn_on, g.counts_here, g.same_as_id, i.first_day, i.person_id, b.day AS begins
            FROM {table("Enrolment")} n
            JOIN groups g ON g.id = n.edition_id
            LEFT JOIN starts b ON b.edition_id = g.edition_id
            LEFT JOIN {table("PersonEdition")} i
                ON i.grant_id = {grant.pk} AND i.enrolment_id = n.id AND i.first_day IS NOT NULL
            WHERE i.first_day <= '{until}'
                OR ((n.placed_on IS NOT NULL OR n.state = 'placed') AND n.enrolled_on <= '{until}')),
        judged AS (
            SELECT x.id, CASE
                WHEN {counted} THEN CASE WHEN ROW_NUMBER() OVER (
                    PARTITION BY CASE WHEN {counted} THEN x.person_id ELSE -x.id END
                    ORDER BY CASE WHEN x.same_as_id IS NULL THEN 0 ELSE 1 END, x.id) > 1 THEN 'same_person' END
                WHEN x.counts_here = 0 THEN 'counted_in_other_grant'
                WHEN x.role IN ('trainer', 'staff', 'deployed') THEN 'staff'
                WHEN x.withdrawn_on < x.begins THEN 'withdrawn_before_start'
                WHEN x.first_day IS NOT NULL THEN 'later'
                ELSE COALESCE(({_by_marks()}), 'not_marked') END AS reason
            FROM x)
        SELECT id, reason FROM judged WHERE reason IS NOT NULL"""


def _by_marks() -> str:
    """What the marks of an enrolment that isn't counted say of it; nothing without marks."""
    first = f"SELECT h.id FROM {table('Session')} h WHERE h.edition_id = x.same_as_id"
    return f"""
        SELECT CASE MAX(CASE WHEN a.status IN ({COUNTED}) THEN 3 WHEN a.status = 'absent' THEN 1 ELSE 2 END)
            WHEN 3 THEN 'outside_grant' WHEN 2 THEN 'excused' WHEN 1 THEN 'absent' END
        FROM {table("Attendance")} a
        WHERE a.enrolment_id = x.id AND a.status <> 'void' AND {KNOWN.format(fact="a")}
            AND (x.same_as_id IS NULL OR (EXISTS ({first}) AND NOT EXISTS (
                SELECT 1 FROM {table("Attendance")} t JOIN {table("Session")} ts ON ts.id = t.session_id
                WHERE ts.edition_id = x.same_as_id AND t.person_id = a.person_id)))"""
