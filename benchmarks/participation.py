"""What counting costs: a project's report with five tables of people, against SQL that somebody would write by hand.

On SQLite and PostgreSQL, unless DATABASE_URL names the one to measure. What is compared is run in turns, and of each the
fastest counts, so that what else the machine does weighs little.
By hand is one statement per table over the rows of person and project. `the whole report` is all that
`funder_report --json` prints: rooms, hours, deployments and the waterfall too.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.participation_data import FIRST, LAST, VALUES, fill, rows_of
from benchmarks.results import Result

SIZES = (10_000, 100_000, 1_000_000)
FIVE = ("age", *VALUES)
# Rounds, and the seconds after which there are no more.
FEWEST, MOST, LONG_ENOUGH = 5, 50, 3.0
# Where the measurements on PostgreSQL are handed over.
HANDED = "LEERLIJN_BENCH_COUNTING"


def measure() -> list[Result]:
    from django.db import connection

    name = "PostgreSQL" if connection.vendor == "postgresql" else "SQLite"
    results = [*_sizes(name), *_marks(name)]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    results.append(Result(f"counting, {name}: memory of the process", memory, "MB"))
    if HANDED in os.environ:
        Path(os.environ[HANDED]).write_text(json.dumps([vars(result) for result in results]))
    elif connection.vendor == "sqlite":
        results += _on_postgresql()
    return results


def _on_postgresql() -> list[Result]:
    """The same on a server of its own, in a process of its own."""
    from scripts.postgres import server

    with server() as address, tempfile.TemporaryDirectory() as folder:
        handed = f"{folder}/results"
        program = "import django; django.setup(); from benchmarks import __main__ as main; main._prepare(demo=False); "
        program += "from benchmarks.participation import measure; measure()"
        environment = {**os.environ, "DATABASE_URL": address, HANDED: handed}
        if subprocess.run([sys.executable, "-c", program], env=environment).returncode:
            print("Measuring on PostgreSQL failed; what was measured before is kept.", file=sys.stderr)
            return []
        return [Result(**row) for row in json.loads(Path(handed).read_text())]


def _sizes(name: str) -> list[Result]:
    from courses.reporting.projections.rebuilding import rebuild

    results: list[Result] = []
    former: dict[str, float] = {}
    marks: list[float] = []
    for size in SIZES:
        grant = fill(size)
        began = time.perf_counter()
        rebuild()
        took = {"rebuild": time.perf_counter() - began}
        label = f"counting, {name}, {size:,}"
        print(f"  {label}", file=sys.stderr)
        found = _reports(label, grant, took)
        results.append(Result(f"{label}: rebuild_participation", took["rebuild"], "seconds"))
        results += found
        marks.append(min(_mark(1)[1] for _ in range(5)))
        note = f"times a mark among {SIZES[0]:,}"
        results.append(Result(f"{label}: a mark", marks[-1] * 1000, "ms", marks[0] * 1000, note))
        for what, before in former.items():
            grown = f"{label}: {what}, growth"
            results.append(Result(grown, took[what] / before, "times", 10.0, "at most 1.00: no faster than the facts"))
        former = took
    return results


def _reports(label: str, grant: Any, took: dict[str, float]) -> list[Result]:
    from django.db import connection

    from courses.reporting.periods import Period
    from courses.reporting.projections.reading import Asked, persons_by
    from courses.reporting.report import Question, report

    results = []
    quarter = Period(date(2024, 4, 1), date(2024, 6, 30))
    for name, period in (("whole project", Period(FIRST, LAST)), ("one quarter", quarter)):
        runs = [
            lambda period=period: _by_hand(grant, period),
            lambda period=period: persons_by(Asked(grant, period), FIVE),
            lambda period=period: report(Question(grant, period, by=FIVE)),
        ]
        if connection.vendor == "postgresql":
            runs.append(lambda period=period: _over_raw_facts(grant, period))
        by_hand, seven, everything, *raw = in_turns(*runs)
        results += [
            Result(f"{label}, {name}: seven measures", seven * 1000, "ms", by_hand * 1000, "at most 2.00, by hand"),
            Result(f"{label}, {name}: the whole report", everything * 1000, "ms", by_hand * 1000, "by hand"),
        ]
        for seconds in raw:
            note = "at least 5.00: COUNT(DISTINCT) over the facts"
            results.append(Result(f"{label}, {name}: raw facts", seconds * 1000, "ms", seven * 1000, note))
        took[name] = everything
    tracemalloc.start()
    report(Question(grant, Period(FIRST, LAST), by=FIVE))
    peak = tracemalloc.get_traced_memory()[1] / 2**20
    tracemalloc.stop()
    return [*results, Result(f"{label}: memory of a report, at its peak", peak, "MB")]


def in_turns(*runs: Callable[[], Any]) -> list[float]:
    """Seconds of the fastest run of each, one after the other so that all meet the same load; of short ones more."""
    best = [float("inf")] * len(runs)
    began, rounds = time.perf_counter(), 0
    while rounds < FEWEST or (rounds < MOST and time.perf_counter() - began < LONG_ENOUGH):
        for number, run in enumerate(runs):
            start = time.perf_counter()
            run()
            best[number] = min(best[number], time.perf_counter() - start)
        rounds += 1
    return best


def _by_hand(grant: Any, period: Any) -> None:
    """One statement per dimension over the person × project rows."""
    within = f"BETWEEN '{period.first_day}' AND '{period.last_day}'"
    for dimension in FIVE:
        value = "age" if dimension == "age" else f"answers ->> '{dimension}'"
        rows_of(f"""
            SELECT {value}, COUNT(*), COUNT(CASE WHEN entry {within} THEN 1 END),
                COUNT(CASE WHEN first_finished_on {within} THEN 1 END)
            FROM leerlijn_courses_personproject WHERE grant_id = {grant.pk} GROUP BY 1""")


def _over_raw_facts(grant: Any, period: Any) -> None:
    """How many different people were there, per dimension, over attendance as it was recorded."""
    within = f"BETWEEN '{period.first_day}' AND '{period.last_day}'"
    for dimension in FIVE:
        value = "p.birth_date" if dimension == "age" else "q.value"
        join = f"LEFT JOIN leerlijn_courses_answer q ON q.person_id = p.id AND q.dimension = '{dimension}'"
        rows_of(f"""
            SELECT {value}, COUNT(DISTINCT a.person_id)
            FROM leerlijn_courses_attendance a
            JOIN leerlijn_courses_session s ON s.id = a.session_id
            JOIN leerlijn_courses_editionfunding f ON f.edition_id = s.edition_id
            JOIN leerlijn_courses_enrolment n ON n.id = a.enrolment_id
            JOIN leerlijn_courses_person p ON p.id = a.person_id {"" if dimension == "age" else join}
            WHERE f.grant_id = {grant.pk} AND a.status IN ('present', 'late', 'partial') AND a.superseded_at IS NULL
                AND n.role NOT IN ('trainer', 'staff', 'deployed')
                AND (s.starts_at AT TIME ZONE 'Europe/Amsterdam')::date {within}
            GROUP BY 1""")


def _marks(name: str) -> list[Result]:
    """What keeping the rows adds to a mark, among all that is there."""
    from courses.facts.changes import changed
    from courses.reporting.projections.receivers import after_changes

    _mark(1)
    one, _seconds = _mark(1)
    many, seconds_of_many = _mark(500)
    changed.disconnect(after_changes)
    try:
        without, _seconds = _mark(1)
    finally:
        changed.connect(after_changes)
    return [
        Result(f"counting, {name}: queries of a mark, above without", one - without, "queries", 8, "at most 1.00"),
        Result(f"counting, {name}: queries of 500 marks", many, "queries", one, "at most 1.00"),
        Result(f"counting, {name}: 500 marks among {max(SIZES):,}", seconds_of_many * 1000, "ms"),
    ]


def _mark(people: int) -> tuple[int, float]:
    """Queries and seconds; an INSERT that SQLite takes in parts is one."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from courses import models
    from courses.editions.marking import Mark, mark_session

    code = f"HALL-{models.Edition.objects.order_by('pk').last().pk}"
    edition = models.Edition.objects.create(title="A hall", code=code, kind="event")
    models.EditionFunding.objects.create(edition=edition, grant=models.Grant.objects.order_by("pk").last())
    start = datetime(2024, 5, 1, 10, tzinfo=UTC)
    session = models.Session.objects.create(edition=edition, starts_at=start, ends_at=start + timedelta(hours=2))
    persons = models.Person.objects.bulk_create([models.Person(name=f"Hall {n}") for n in range(people)])
    rows = models.Enrolment.objects.bulk_create(
        [models.Enrolment(person=one, edition=edition, enrolled_on=FIRST, placed_on=FIRST) for one in persons]
    )
    with CaptureQueriesContext(connection) as captured:
        began = time.perf_counter()
        mark_session(session, [Mark(row, "present") for row in rows], by=None)
        seconds = time.perf_counter() - began
    inserts = [one for one in captured if one["sql"].startswith('INSERT INTO "leerlijn_courses_attendance"')]
    return len(captured) - max(0, len(inserts) - 1), seconds
