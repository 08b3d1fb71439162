"""How long a funder waits: `funder_report` over 100,000 attendances.

Without tables, and with one by each kind of dimension.
"""

from __future__ import annotations

import io
import resource
import time
from datetime import UTC, date, datetime, timedelta
from typing import Any

from benchmarks.results import Result

PERSONS, EDITIONS, PLACES, MEETINGS = 20_000, 1_250, 20, 4
CODE = "BENCHMARK"
DAYS = ("--from", "2025-01-01", "--until", "2025-12-31")
TABLES = ("gender", "age", "role", "kind", "organisation", "edition", "theme")


def fill() -> int:
    """A project with 1,250 groups of 20 people, each four times present. Returns the number of attendances."""
    from courses import models
    from courses.reporting.projections.rebuilding import rebuild

    funder = models.Funder.objects.create(name="Benchmark Fund")
    days = {"first_day": date(2025, 1, 1), "last_day": date(2026, 12, 31)}
    grant = models.Grant.objects.create(code=CODE, title="Benchmark", funder=funder, **days)
    organisations = [models.Organisation.objects.create(name=f"Benchmark {number}") for number in range(10)]
    persons = models.Person.objects.bulk_create(
        [models.Person(name=f"Invented {n}", birth_date=date(1960 + n % 45, 1, 1)) for n in range(PERSONS)], 5_000
    )
    answers = [_answer(models, person, number) for number, person in enumerate(persons)]
    models.Answer.objects.bulk_create(answers, batch_size=5_000)
    editions = models.Edition.objects.bulk_create(
        [_edition(models, number, organisations[number % 10]) for number in range(EDITIONS)], batch_size=1_000
    )
    models.EditionFunding.objects.bulk_create([models.EditionFunding(edition=e, grant=grant) for e in editions])
    attendances = [row for number, edition in enumerate(editions) for row in _group(models, number, edition, persons)]
    models.Attendance.objects.bulk_create(attendances, batch_size=5_000)
    rebuild()
    return len(attendances)


def _answer(models: Any, person: Any, number: int) -> Any:
    value = ("female", "male")[number % 2]
    return models.Answer(person=person, dimension="gender", value=value, valid_from=date(2025, 1, 1))


def _edition(models: Any, number: int, organisation: Any) -> Any:
    themes = ["dialogue", "conflict"][: number % 3]
    return models.Edition(
        title=f"Group {number}", code=f"B{number}", kind="training", organisation=organisation, themes=themes
    )


def _group(models: Any, number: int, edition: Any, persons: list[Any]) -> list[Any]:
    first = datetime(2025, 1, 10, 9, tzinfo=UTC) + timedelta(days=number % 600)
    starts = [first + timedelta(weeks=week) for week in range(MEETINGS)]
    sessions = models.Session.objects.bulk_create(
        [models.Session(edition=edition, starts_at=start, ends_at=start + timedelta(hours=3)) for start in starts]
    )
    enrolments = models.Enrolment.objects.bulk_create(
        [
            models.Enrolment(
                person=persons[(number * PLACES + place) % PERSONS],
                edition=edition,
                role=("participant", "professional")[place % 2],
                enrolled_on=date(2025, 1, 1),
                placed_on=date(2025, 1, 1),
            )
            for place in range(PLACES)
        ]
    )
    day = starts[-1].date()
    models.Completion.objects.bulk_create(
        [models.Completion(person_id=e.person_id, edition=edition, enrolment=e, completed_on=day) for e in enrolments]
    )
    return [
        models.Attendance(person_id=e.person_id, session=session, enrolment=e, status="present")
        for e in enrolments
        for session in sessions
    ]


def seconds(*arguments: str) -> float:
    """The best of three runs of the command."""
    from django.core.management import call_command

    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        call_command("funder_report", CODE, *DAYS, *arguments, stdout=io.StringIO())
        best = min(best, time.perf_counter() - start)
    return best


def measure() -> list[Result]:
    """Fills the database with a project, and asks for its report."""
    attendances = fill()
    by = [part for dimension in TABLES for part in ("--by", dimension)]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [
        Result(f"funder_report at {attendances:,} attendances", seconds(), "seconds"),
        Result(f"funder_report with {len(TABLES)} tables", seconds(*by), "seconds"),
        Result("memory of the process", memory, "MB"),
    ]
