"""The waterfall of a project of now: which enrolments fall out, and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from django.utils import timezone

from courses.reporting.projections.dialects import dialect, rows_of
from courses.reporting.projections.reading import Asked
from courses.reporting.projections.recipes import COUNTED, KNOWN, pays, table
from courses.reporting.projections.rooms import escaped
from courses.reporting.waterfall import REASONS, Waterfall


def fall_now(asked: Asked, persons: int) -> Waterfall:
    """As `waterfall.fall`; `persons` is the number that remains. One query, and one more for who is behind a number."""
    select, now = _excluded(asked), timezone.now()
    numbers = dict(rows_of(f"SELECT reason, COUNT(*) FROM ({select}) AS x GROUP BY reason", now))

    @cache
    def enrolments() -> dict[str, list[int]]:
        found: dict[str, list[int]] = {reason: [] for reason in REASONS}
        for enrolment, reason in rows_of(select, now):
            found[reason].append(enrolment)
        return found

    excluded = {reason: LeftOut(reason, numbers.get(reason, 0), enrolments) for reason in REASONS}
    return Waterfall(persons + sum(numbers.values()), excluded, persons)


class LeftOut(Sequence[int]):
    """The enrolments that one reason takes away, of which the number is known and the rows are read when asked for."""

    def __init__(self, reason: str, number: int, rows: Callable[[], dict[str, list[int]]]) -> None:
        self._reason, self._number, self._rows = reason, number, rows

    def __len__(self) -> int:
        return self._number

    def __getitem__(self, index: Any) -> Any:
        return self._rows()[self._reason][index]


def _excluded(asked: Asked) -> str:
    """(enrolment, reason) of every enrolment that isn't the one by which somebody is counted.

    Most are, so those are set aside by index alone before anything is looked up of the others.
    """
    grant, until = asked.grant, asked.period.last_day
    begins = dialect().local_day("MIN(s.starts_at)", f"'{escaped(grant.time_zone)}'")
    own = f"SELECT %s FROM {table('PersonEdition')} i WHERE i.grant_id = {grant.pk} AND i.first_day "
    counted = own.replace("%s", "1") + f"<= '{until}' AND i.enrolment_id = n.id"
    several = own.replace("%s", "i.person_id") + f"<= '{until}' GROUP BY i.person_id HAVING COUNT(*) > 1"
    later = own.replace("%s", "1") + f"> '{until}' AND i.enrolment_id = x.id"
    return f"""
        WITH groups AS MATERIALIZED (
            SELECT e.id, k.id AS edition_id, e.same_as_id, CASE WHEN {pays("k", "f")} THEN 1 ELSE 0 END AS counts_here
            FROM {table("EditionFunding")} f
            JOIN {table("Edition")} k ON k.id = f.edition_id AND k.same_as_id IS NULL
            JOIN {table("Edition")} e ON e.id = k.id OR e.same_as_id = k.id
            WHERE f.grant_id = {grant.pk}),
        again AS (
            SELECT n.id, ROW_NUMBER() OVER (
                PARTITION BY i.person_id ORDER BY CASE WHEN g.same_as_id IS NULL THEN 0 ELSE 1 END, n.id) AS position
            FROM ({several}) often
            JOIN {table("PersonEdition")} i ON i.grant_id = {grant.pk} AND i.person_id = often.person_id
            JOIN {table("Enrolment")} n ON n.id = i.enrolment_id
            JOIN groups g ON g.id = n.edition_id
            WHERE i.first_day <= '{until}'),
        others AS MATERIALIZED (
            SELECT n.id, g.edition_id, g.same_as_id, g.counts_here
            FROM groups g JOIN {table("Enrolment")} n ON n.edition_id = g.id
            WHERE NOT EXISTS ({counted})),
        starts AS MATERIALIZED (
            SELECT s.edition_id, {begins} AS day FROM {table("Session")} s
            WHERE s.edition_id IN (SELECT edition_id FROM others) GROUP BY s.edition_id),
        x AS (
            SELECT n.id, n.role, n.withdrawn_on, o.counts_here, o.same_as_id, b.day AS begins
            FROM others o
            JOIN {table("Enrolment")} n ON n.id = o.id
            LEFT JOIN starts b ON b.edition_id = o.edition_id
            WHERE (n.placed_on IS NOT NULL OR n.state = 'placed') AND n.enrolled_on <= '{until}')
        SELECT id, 'same_person' AS reason FROM again WHERE position > 1
        UNION ALL
        SELECT x.id, CASE
            WHEN x.counts_here = 0 THEN 'counted_in_other_grant'
            WHEN x.role IN ('trainer', 'staff', 'deployed') THEN 'staff'
            WHEN x.withdrawn_on < x.begins THEN 'withdrawn_before_start'
            WHEN EXISTS ({later}) THEN 'later'
            ELSE COALESCE(({_by_marks()}), 'not_marked') END
        FROM x"""


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
