"""What looking at a project before reporting costs: all checks over 100,000 enrolments and as many marks."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from typing import Any

from benchmarks.results import Result

EDITIONS, PLACES, SEED_DAY = 5_000, 20, datetime(2025, 1, 6, 9, tzinfo=UTC)
CODE = "CHECKING"
QUESTIONS = ("gender", "age")


def fill() -> Any:
    """5,000 groups of 20 people with one meeting, of which each check finds something in a twentieth. Returns the project."""
    from courses import models
    from courses.reporting.projections.rebuilding import rebuild

    lead = models.Organisation.objects.create(name="Checking lead")
    days = {"first_day": date(2025, 1, 1), "last_day": date(2026, 6, 30)}
    funder = models.Funder.objects.create(name="Checking Fund")
    grant = models.Grant.objects.create(code=CODE, title="Checking", funder=funder, lead=lead, **days)
    number = EDITIONS * PLACES
    persons = models.Person.objects.bulk_create(
        [models.Person(name=f"Invented {n}", birth_date=date(1960 + n % 45, 2, 1), keeper=lead) for n in range(number)],
        batch_size=2_000,
    )
    models.Answer.objects.bulk_create(
        [
            models.Answer(
                person=person, dimension="gender", value=("female", "male")[n % 2], valid_from=date(2025, 1, 1)
            )
            for n, person in enumerate(persons)
            if n % 20
        ],
        batch_size=2_000,
    )
    editions = models.Edition.objects.bulk_create(
        [
            models.Edition(title=f"Group {n}", code=f"CHECK{n}", kind=_kind(n), organisation=lead)
            for n in range(EDITIONS)
        ],
        batch_size=1_000,
    )
    models.EditionFunding.objects.bulk_create([models.EditionFunding(edition=one, grant=grant) for one in editions])
    _meetings(models, editions, persons)
    models.PersonPair.objects.bulk_create(
        [
            models.PersonPair(first=one, second=other, score=55, reasons=["name_same"])
            for one, other in zip(persons[0:6_000:2], persons[1:6_000:2], strict=True)
        ],
        batch_size=2_000,
    )
    _indicators(models, grant)
    rebuild()
    return grant


def _kind(number: int) -> str:
    return "outreach" if number % 10 == 0 else "training"


def _meetings(models: Any, editions: list[Any], persons: list[Any]) -> None:
    starts = [SEED_DAY + timedelta(days=n % 540 if n % 20 else 700, hours=n % 8) for n in range(EDITIONS)]
    sessions = models.Session.objects.bulk_create(
        [
            models.Session(
                edition=edition,
                starts_at=start,
                ends_at=start + timedelta(hours=3),
                headcount=5 if n % 20 == 1 else None,
            )
            for n, (edition, start) in enumerate(zip(editions, starts, strict=True))
        ],
        batch_size=1_000,
    )
    models.Sheet.objects.bulk_create([models.Sheet(session=one, number=1) for one in sessions[2::20]])
    enrolled = {"enrolled_on": date(2025, 1, 1), "placed_on": date(2025, 1, 1)}
    enrolments = models.Enrolment.objects.bulk_create(
        [models.Enrolment(person=one, edition=editions[n // PLACES], **enrolled) for n, one in enumerate(persons)],
        batch_size=2_000,
    )
    models.Attendance.objects.bulk_create(
        [
            models.Attendance(
                person_id=one.person_id,
                session=sessions[n // PLACES],
                enrolment=one,
                status="late" if n // PLACES % 20 == 3 and n % PLACES == 0 else "present",
            )
            for n, one in enumerate(enrolments)
            if n // PLACES % 20 != 4
        ],
        batch_size=2_000,
    )
    models.Completion.objects.bulk_create(
        [
            models.Completion(
                person_id=one.person_id,
                edition_id=one.edition_id,
                enrolment=one,
                completed_on=starts[n // PLACES].date(),
            )
            for n, one in enumerate(enrolments)
            if n // PLACES % 20 in (4, 5)
        ],
        batch_size=2_000,
    )


def _indicators(models: Any, grant: Any) -> None:
    from dataclasses import replace

    from courses.reporting.indicators.recipes import Basis, Event, Recipe, Scope, Unit

    recipe = replace(Recipe(Unit.PERSONS, Event.ATTENDANCE, Scope.PROJECT, Basis.SO_FAR), dimensions=QUESTIONS)
    indicator = models.Indicator.objects.create(
        grant=grant, code="CHECKED", name="Checked", target=200_000, baseline=0, state="active"
    )
    models.IndicatorVersion.objects.create(indicator=indicator, number=1, data=recipe.data, hash=recipe.hash)


def measure() -> list[Result]:
    from django.contrib.auth import get_user_model
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    from courses.reporting.checking.ground import ground_of
    from courses.reporting.checking.registry import checks

    grant = fill()
    account = get_user_model().objects.create_superuser("checking@example.org", "")
    results = []
    for check in checks():
        with CaptureQueriesContext(connection) as queries:
            start = time.perf_counter()
            found = list(check.find(ground_of(account, grant=grant)))
            took = time.perf_counter() - start
        note = f"{len(found):,} found, {len(queries)} queries"
        results.append(Result(f"check {check.kind}", took, "seconds", note=note))
    client = Client(SERVER_NAME="localhost")
    client.force_login(account)
    for name, route, arguments in (("one project", "project", [grant.pk]), ("all projects", "overview", [])):
        with CaptureQueriesContext(connection) as queries:
            start = time.perf_counter()
            answer = client.get(reverse(f"leerlijn_checking:{route}", args=arguments))
            took = time.perf_counter() - start
        assert answer.status_code == 200
        results.append(Result(f"what to check, {name}", took, "seconds", note=f"{len(queries)} queries"))
    return results
