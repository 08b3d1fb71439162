"""What pinned versions cost, in queries and time: a module for its reader, and publishing while many are in the middle."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from datetime import date
from time import perf_counter
from typing import Any

from benchmarks.results import Result

FEW, MANY, PEOPLE = 5, 200, 10_000


def measure() -> list[Result]:
    """Needs a database with the demo in it."""
    small, large = _programme(FEW), _programme(MANY)
    few, many = _reading(small), _reading(large)
    alone = _publishing(large)
    _enrol(large, PEOPLE)
    crowded = _publishing(large)
    return [
        Result(f"queries for a module of {MANY} units as a participant", many[0], "queries", few[0], "at most 1"),
        Result(f"a module of {MANY} units as a participant", many[1], "ms", few[1], f"baseline: of {FEW} units"),
        Result(
            f"queries for publishing {MANY} units, {PEOPLE:,} enrolled", crowded[0], "queries", alone[0], "at most 2"
        ),
        Result(f"publishing {MANY} units, {PEOPLE:,} enrolled", crowded[1], "ms", alone[1], "at most 2"),
    ]


def _programme(units: int) -> Any:
    """A programme of so many units, every second one a module, published, with a group that waits and one that doesn't."""
    from cms.models import CataloguePage, ModulePage, TrainingPage
    from courses.curricula.pinning import latest_version
    from courses.editions.planning import start_edition

    catalogue = CataloguePage.objects.live().first()
    assert catalogue is not None
    meetings = [
        {
            "type": "planned_session",
            "id": str(uuid.uuid4()),
            "value": {"title": f"Meeting {n}", "minutes": 60, "required": True},
        }
        for n in range(units - units // 2)
    ]
    page = catalogue.add_child(
        instance=TrainingPage(
            title=f"Of {units} units", slug=f"bench-{units}", lead="-", for_whom="-", outline=json.dumps(meetings)
        )
    )
    body = json.dumps([{"type": "text", "value": "<p>Text.</p>", "id": str(uuid.uuid4())}])
    for n in range(units // 2):
        page.add_child(instance=ModulePage(title=f"Module {n}", slug=f"module-{n}", body=body))
    for title in ("Before", "After"):
        page = TrainingPage.objects.get(pk=page.pk)
        page.rule_sessions_present = 1 if title == "Before" else 2
        page.save_revision().publish()
        start_edition(latest_version(page), by=None, title=f"{title} {units}", organisation=None)
    return page


def _enrol(page: Any, people: int) -> None:
    from courses.models import Edition, Enrolment, Organisation, Person

    keeper = Organisation.objects.create(name=f"Benchmark of versions {uuid.uuid4()}")
    editions = list(Edition.objects.filter(version__translation_key=page.translation_key))
    persons = Person.objects.bulk_create([Person(name=f"Version {n}", keeper=keeper) for n in range(people)])
    Enrolment.objects.bulk_create(
        [
            Enrolment(
                person=person,
                edition=editions[n % len(editions)],
                enrolled_on=date(2026, 1, 5),
                placed_on=date(2026, 1, 5),
            )
            for n, person in enumerate(persons)
        ]
    )


def _publishing(page: Any) -> tuple[int, float]:
    """A typo in one module, by the author's whole path: what is foretold, publishing, what is told."""
    from cms.foretelling import effect_after, effect_of, mark_of
    from cms.models import ModulePage

    module = ModulePage.objects.child_of(page).first()
    assert module is not None

    def prepare() -> None:
        module.title += "."
        module.save_revision()

    def act() -> None:
        draft = ModulePage.objects.get(pk=module.pk).get_latest_revision_as_object()
        effect_of(draft)
        before = mark_of(page)
        draft.get_latest_revision().publish()
        effect_after(ModulePage.objects.get(pk=module.pk), before)

    return _cost(act, prepare)


def _reading(page: Any) -> tuple[int, float]:
    """The second visit of somebody to a module."""
    from django.contrib.auth import get_user_model
    from django.test import Client
    from django.urls import reverse

    from cms.models import ModulePage
    from courses.models import Enrolment, Person

    _enrol(page, 1)
    enrolment = Enrolment.objects.filter(edition__version__translation_key=page.translation_key).latest("pk")
    account = get_user_model().objects.create_user(email=f"{uuid.uuid4()}@example.org")
    Person.objects.filter(pk=enrolment.person_id).update(account=account)
    module = ModulePage.objects.child_of(page).first()
    assert module is not None
    client = Client(SERVER_NAME="localhost")
    client.force_login(account)
    address = reverse("leerlijn_courses:unit", args=[enrolment.pk, str(module.translation_key)])

    def look() -> None:
        assert client.get(address).status_code == 200

    look()
    return _cost(look)


def _cost(act: Callable[[], None], prepare: Callable[[], None] = lambda: None) -> tuple[int, float]:
    """Queries, and the milliseconds of the quickest of five times."""
    from django.db import connection, reset_queries
    from django.test.utils import CaptureQueriesContext

    prepare()
    # A request may empty the log, so it is counted from nought, and at once.
    reset_queries()
    with CaptureQueriesContext(connection) as seen:
        act()
    queries = len(seen)
    times = []
    for _time in range(5):
        prepare()
        begun = perf_counter()
        act()
        times.append(perf_counter() - begun)
    return queries, min(times) * 1000
