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
    now = timezone.now()
    numbers = dict(rows_of(_numbers(asked, persons), now))

    @cache
    def enrolments() -> dict[str, list[int]]:
        found: dict[str, list[int]] = {reason: [] for reason in REASONS}
        for enrolment, reason in rows_of(_excluded(asked), now):
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


def _numbers(asked: Asked, persons: int) -> str:
    """(reason, number). Who is counted by several enrolments falls out with each but one of them."""
    return f"""
        {_others(asked)}
        SELECT reason, COUNT(*) FROM fallen GROUP BY reason
        UNION ALL
        SELECT 'same_person', COUNT(*) - {persons} FROM {_counted(asked)}"""


def _excluded(asked: Asked) -> str:
    """(enrolment, reason) of every enrolment that isn't the one by which somebody is counted."""
    several = f"SELECT i.person_id FROM {_counted(asked)} GROUP BY i.person_id HAVING COUNT(*) > 1"
    return f"""
        {_others(asked)},
        again AS (
            SELECT n.id, ROW_NUMBER() OVER (
                PARTITION BY i.person_id ORDER BY CASE WHEN g.same_as_id IS NULL THEN 0 ELSE 1 END, n.id) AS position
            FROM ({several}) often
            JOIN {table("PersonEdition")} i ON i.grant_id = {asked.grant.pk} AND i.person_id = often.person_id
            JOIN {table("Enrolment")} n ON n.id = i.enrolment_id
            JOIN groups g ON g.id = n.edition_id
            WHERE i.first_day <= '{asked.period.last_day}')
        SELECT id, 'same_person' AS reason FROM again WHERE position > 1
        UNION ALL
        SELECT id, reason FROM fallen"""


def _counted(asked: Asked) -> str:
    """The enrolments `i` by which somebody is counted."""
    return (
        f"{table('PersonEdition')} i WHERE i.grant_id = {asked.grant.pk} AND i.first_day <= '{asked.period.last_day}'"
    )


def _others(asked: Asked) -> str:
    """What comes before a SELECT from `groups` and `fallen`: the enrolments by which nobody is counted, each with why.

    Most are counted, so those are set aside by index alone before anything is looked up of the others. What the others are
    found by is named twice, with IN: for a plain join SQLite would go through all enrolments of the site first.
    """
    grant, until = asked.grant, asked.period.last_day
    begins = dialect().local_day("MIN(s.starts_at)", f"'{escaped(grant.time_zone)}'")
    later = f"""
        SELECT 1 FROM {table("PersonEdition")} i
        WHERE i.grant_id = {grant.pk} AND i.first_day > '{until}' AND i.enrolment_id = x.id"""
    return f"""
        WITH kept AS MATERIALIZED (
            SELECT k.id, CASE WHEN {pays("k", "f")} THEN 1 ELSE 0 END AS counts_here
            FROM {table("EditionFunding")} f JOIN {table("Edition")} k ON k.id = f.edition_id
            WHERE f.grant_id = {grant.pk} AND k.same_as_id IS NULL),
        groups AS MATERIALIZED (
            SELECT k.id, k.id AS edition_id, NULL AS same_as_id, k.counts_here FROM kept k
            UNION ALL
            SELECT e.id, k.id, k.id, k.counts_here FROM {table("Edition")} e JOIN kept k ON k.id = e.same_as_id),
        others AS MATERIALIZED (
            SELECT n.id, g.edition_id, g.same_as_id, g.counts_here
            FROM {table("Enrolment")} n CROSS JOIN groups g
            WHERE n.edition_id IN (SELECT id FROM groups) AND g.id = n.edition_id
                AND NOT EXISTS (SELECT 1 FROM {_counted(asked)} AND i.enrolment_id = n.id)),
        starts AS MATERIALIZED (
            SELECT s.edition_id, {begins} AS day FROM {table("Session")} s
            WHERE s.edition_id IN (SELECT edition_id FROM others) GROUP BY s.edition_id),
        x AS (
            SELECT n.id, n.role, n.withdrawn_on, o.counts_here, o.same_as_id, b.day AS begins
            FROM {table("Enrolment")} n
            CROSS JOIN others o
            LEFT JOIN starts b ON b.edition_id = o.edition_id
            WHERE n.id IN (SELECT id FROM others) AND o.id = n.id
                AND (n.placed_on IS NOT NULL OR n.state = 'placed') AND n.enrolled_on <= '{until}'),
        fallen AS (
            SELECT x.id, CASE
                WHEN x.counts_here = 0 THEN 'counted_in_other_grant'
                WHEN x.role IN ('trainer', 'staff', 'deployed') THEN 'staff'
                WHEN x.withdrawn_on < x.begins THEN 'withdrawn_before_start'
                WHEN EXISTS ({later}) THEN 'later'
                ELSE COALESCE(({_by_marks()}), 'not_marked') END AS reason
            FROM x)"""


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
