"""What a full hall costs: a phone's queue of 500 taps against one of 5, in queries and in seconds."""

from __future__ import annotations

import time
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from benchmarks.results import Result

FEW, MANY = 5, 500


def measure() -> list[Result]:
    from django.contrib.auth import get_user_model
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from django.utils import timezone

    from courses.models import Attendance
    from courses.phone.taking import Tapped, take_taps

    by = get_user_model().objects.filter(is_superuser=True).first()
    began = timezone.now() - timedelta(hours=1)

    def take(size: int) -> tuple[int, float]:
        session, people = _hall(size)
        taps = [
            Tapped(uuid4(), began + timedelta(seconds=n), enrolment=pk, status="present") for n, pk in enumerate(people)
        ]
        with CaptureQueriesContext(connection) as queries:
            start = time.perf_counter()
            take_taps(session, taps, by=by)
            seconds = time.perf_counter() - start
        assert Attendance.objects.filter(session=session).count() == size
        return _statements(queries.captured_queries), seconds

    take(1)  # The first one fills caches.
    few, _seconds = take(FEW)
    many, seconds = take(MANY)
    return [
        Result(f"marking {MANY} by phone", many, "queries", few, f"the same as {FEW}: at most 1.00"),
        Result(f"marking {MANY} by phone", seconds, "seconds"),
    ]


def _hall(size: int) -> tuple[Any, list[int]]:
    from django.utils import timezone

    from courses.models import Edition, Enrolment, Organisation, Person, Session

    keeper, _made = Organisation.objects.get_or_create(name="Benchmark of halls")
    edition = Edition.objects.create(title="A hall", code=f"BENCH-HALL-{size}", kind="event", organisation=keeper)
    now = timezone.now()
    session = Session.objects.create(edition=edition, starts_at=now - timedelta(hours=1), ends_at=now)
    people = Person.objects.bulk_create([Person(name=f"Hall {n}", keeper=keeper) for n in range(size)])
    today = date.today()  # noqa: DTZ011
    rows = [Enrolment(person=p, edition=edition, enrolled_on=today, placed_on=today) for p in people]
    return session, [row.pk for row in Enrolment.objects.bulk_create(rows)]


def _statements(queries: list[dict[str, str]]) -> int:
    """One INSERT that SQLite takes in a few parts is one statement."""
    kinds: list[str] = []
    for query in queries:
        kind = " ".join(query["sql"].split()[:3])
        if not (kind.startswith("INSERT") and kinds and kinds[-1] == kind):
            kinds.append(kind)
    return len(kinds)
