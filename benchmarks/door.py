"""How fast a hall fills: 500 check-ins by 8 helpers at once against bare inserts of the same rows in the same manner.

Each helper is a thread with a connection of its own; each check-in a transaction, as at the door. The baseline writes one
attendance row a transaction, with the same eight threads, and nothing around it: no lock, no log, no completion.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

from benchmarks.results import Result

GUESTS, HELPERS = 500, 8


def measure() -> list[Result]:
    from courses.door.checking_in import check_in, counts
    from courses.models import Attendance

    session, door, guests = _event("BENCH-DOOR")
    rate, slow = _run(guests, lambda guest: check_in(door, guest.pk))
    marks = Attendance.objects.filter(session=session)
    assert marks.count() == marks.values("enrolment").distinct().count() == counts(session).named == GUESTS

    other, _door, theirs = _event("BENCH-DOOR-BARE")
    bare, bare_slow = _run(
        theirs,
        lambda guest: Attendance.objects.create(
            person_id=guest.person_id, session=other, enrolment=guest, status="present", evidence="trainer"
        ),
    )
    return [
        Result(f"{GUESTS} check-ins by {HELPERS} helpers", rate, "check-ins/s", bare, "none lost, none twice"),
        Result("slowest of twenty of those check-ins", slow * 1000, "ms (p95)", bare_slow * 1000, "at most 1,000 ms"),
    ]


def _event(code: str) -> tuple[Any, Any, list[Any]]:
    from django.utils import timezone

    from courses.door.opening import make_door
    from courses.models import Edition, Enrolment, Person, Session

    now = timezone.now()
    edition = Edition.objects.create(title="A full hall", code=code, kind="event")
    session = Session.objects.create(edition=edition, starts_at=now, ends_at=now + timedelta(hours=3))
    people = Person.objects.bulk_create(Person(name=f"Invented Guest {n}") for n in range(GUESTS))
    guests = Enrolment.objects.bulk_create(
        Enrolment(person=person, edition=edition, enrolled_on=now.date(), placed_on=now.date()) for person in people
    )
    return session, make_door(session, name="entrance", by=None), guests


def _run(guests: list[Any], act: Callable[[Any], object]) -> tuple[float, float]:
    """How many a second, and the time in seconds within which 95 of 100 were done."""
    from django.db import connections

    def helper(number: int) -> list[float]:
        took = []
        for guest in guests[number::HELPERS]:
            began = time.perf_counter()
            act(guest)
            took.append(time.perf_counter() - began)
        connections.close_all()
        return took

    began = time.perf_counter()
    with ThreadPoolExecutor(HELPERS) as threads:
        took = [one for several in threads.map(helper, range(HELPERS)) for one in several]
    return len(guests) / (time.perf_counter() - began), statistics.quantiles(took, n=20)[-1]
