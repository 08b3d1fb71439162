"""How fast a long list of people is enrolled: 10,000 rows of a file against one bare bulk insert of the same rows."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from datetime import date
from typing import Any

from benchmarks.results import Result

PEOPLE = 10_000


def measure() -> list[Result]:
    from django.contrib.auth import get_user_model

    from courses.interchange.enrolment_files import enrol_from_file
    from courses.models import Edition, Enrolment, Organisation, Person

    by = get_user_model().objects.filter(is_superuser=True).first()
    keeper = Organisation.objects.create(name="Benchmark of lists")

    def group(code: str) -> Any:
        return Edition.objects.create(title="A long list", code=code, kind="training", organisation=keeper)

    def insert(edition: Any, named: str) -> None:
        persons = Person.objects.bulk_create(
            [Person(name=f"{named} {n}", email=f"{named}-{n}@example.org", keeper=keeper) for n in range(PEOPLE)]
        )
        today = date.today()  # noqa: DTZ011
        Enrolment.objects.bulk_create(
            [
                Enrolment(person=person, edition=edition, role="participant", enrolled_on=today, placed_on=today)
                for person in persons
            ]
        )

    lines = [f"Invented Person {n},invented-{n}@example.org" for n in range(PEOPLE)]
    raw = "\n".join(["naam,e-mail", *lines]).encode()
    bare = _seconds(lambda: insert(group("BENCH-BARE"), "bare"))
    ours = _seconds(lambda: enrol_from_file(raw, group("BENCH-FILE"), by=by, keeper=keeper))
    assert Enrolment.objects.filter(edition__code="BENCH-FILE").count() == PEOPLE
    return [Result(f"{PEOPLE:,} enrolments from a file", ours, "seconds", bare, "at most 10")]


def _seconds(act: Callable[[], object]) -> float:
    from django.db import transaction

    gc.collect()
    began = time.perf_counter()
    with transaction.atomic():
        act()
    return time.perf_counter() - began
