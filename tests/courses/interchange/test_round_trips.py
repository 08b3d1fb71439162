"""What goes out and comes in again gives the same figures, on random streams, in any order of lines."""

from __future__ import annotations

import json
import random
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.db.models import F
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courses.audit.models import Access
from courses.grants.models import Grant
from courses.interchange.errors import InterchangeError
from courses.interchange.exporting import export_participation
from courses.interchange.types import FIELDS
from courses.models import (
    Answer,
    Attendance,
    Completion,
    Edition,
    EditionFunding,
    Enrolment,
    Funder,
    GrantPartner,
    Merge,
    Organisation,
    Person,
    Session,
    SiteIdentity,
    SourceLine,
)
from courses.people.doubles.models import PersonKey, PersonPair
from courses.people.merging import survivors
from courses.reporting.ages import parse_bands
from courses.reporting.dimensions import BUILT_IN
from courses.reporting.periods import Period
from courses.reporting.report import Question, report
from tests.courses.interchange.files import basis, bring, mark, merge
from tests.courses.reporting.random_worlds import RandomWorld
from tests.courses.reporting.test_against_slow_counter import MOMENTS, PERIODS
from tests.factories import AttendanceFactory, EnrolmentFactory, PersonFactory

pytestmark = pytest.mark.django_db

ALL_ROWS = (
    PersonPair,
    PersonKey,
    SourceLine,
    SiteIdentity,
    Merge,
    Answer,
    Completion,
    Attendance,
    Enrolment,
    Session,
    EditionFunding,
    Edition,
    Person,
    GrantPartner,
    Grant,
    Funder,
    Organisation,
)
DIMENSIONS = tuple(dimension for dimension in BUILT_IN if dimension != "edition")
often = settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
worlds = st.builds(
    RandomWorld,
    st.integers(min_value=0, max_value=10**9),
    persons=st.integers(min_value=2, max_value=6),
    editions=st.integers(min_value=1, max_value=5),
)


def as_lines(world: RandomWorld, seed: int = 0) -> list[Any]:
    """A random world as another system's file, its lines shuffled; who was never placed is not in it."""
    known = {kind: {field.name for field in fields} for kind, fields in FIELDS.items()}
    placed = {line["id"] for line in world.lines if line["type"] == "enrolment" and line.get("placed", True)}
    lines = [{"type": "funder", "id": "fund", "name": "Invented Fund"}]
    for line in world.lines:
        if line["type"] == "enrolment" and line["id"] not in placed:
            continue
        if line["type"] in ("attendance", "completion") and line["enrolment"] not in placed:
            continue
        named = line["id"]
        rest = {"code": named, "title": f"Title {named}", "funder": "fund", "name": f"Name {named}", **line}
        if line.get("on"):
            rest["on"] = max(line["on"], first_day(world, line["session"]))
        content = {
            name: _plain(value) for name, value in rest.items() if name in known[line["type"]] and value is not None
        }
        if content.get("parent") not in placed:
            content.pop("parent", None)
        lines.append({"type": line["type"], "id": named, **content})
    random.Random(seed).shuffle(lines)
    return [{"type": "source", "id": "world"}, *lines]


def first_day(world: RandomWorld, session: str) -> date:
    return world.of("session", session)["starts_at"].astimezone(ZoneInfo("Europe/Amsterdam")).date()


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value


def figures(grant: str) -> list[dict[str, Any]]:
    """Every measure, exclusion and row of some periods, as known at some moments."""
    project = Grant.objects.get(code=grant)
    return [
        report(Question(project, Period(*period), moment, by=DIMENSIONS, bands=parse_bands()))
        for period in PERIODS[1:3]
        for moment in MOMENTS
    ]


def empty() -> None:
    for model in ALL_ROWS:
        model.objects.all()._raw_delete("default")


def codes() -> list[str]:
    return sorted(Grant.objects.values_list("code", flat=True))


class in_a_world:  # noqa: N801
    """A block after which the rows are gone again."""

    def __enter__(self) -> None:
        self.block = transaction.atomic()
        self.block.__enter__()

    def __exit__(self, *problem: Any) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(*problem)


@often
@given(world=worlds, seed=st.integers(min_value=0, max_value=10**6))
def test_a_world_goes_out_and_in_with_the_same_figures(world: RandomWorld, seed: int) -> None:
    with in_a_world():
        outcome = bring(as_lines(world, seed))
        assert outcome.wrong == []
        before = {code: figures(code) for code in codes()}
        exported = list(export_participation(by=None))
        again = bring(exported)
        assert (again.wrong, again.changes) == ([], 0)
        assert list(export_participation(by=None)) == exported
        parts = {code: list(export_participation(by=None, grant_code=code)) for code in codes()}
        empty()
        assert bring(exported).wrong == []
        assert {code: figures(code) for code in codes()} == before
        for code, part in parts.items():
            empty()
            assert bring(part).wrong == []
            assert figures(code) == before[code]


@often
@given(world=worlds)
def test_people_without_a_name_go_out_and_in_as_a_head_count(world: RandomWorld) -> None:
    """As known now: a head count is structure, and says nothing of which mark was known when."""
    with in_a_world():
        assert bring(as_lines(world)).wrong == []
        Session.objects.filter(self_paced=False).update(unnamed=F("pk") % 3)
        before = {code: figures(code)[-1] for code in codes()}
        exported = list(export_participation(by=None))
        assert bring(exported).changes == 0
        empty()
        assert bring(exported).wrong == []
        assert {code: figures(code)[-1] for code in codes()} == before


@often
@given(world=worlds, seed=st.integers(min_value=1, max_value=10**6))
def test_the_order_of_lines_and_the_number_of_files_never_matter(world: RandomWorld, seed: int) -> None:
    lines = as_lines(world, seed)
    with in_a_world():
        assert bring(as_lines(world)).wrong == []
        at_once = {code: figures(code) for code in codes()}
    with in_a_world():
        structure = [line for line in lines[1:] if line["type"] not in ("attendance", "completion", "answer")]
        facts = [line for line in lines[1:] if line["type"] in ("attendance", "completion", "answer")]
        for part in (structure, facts[::2], facts[1::2], lines[1:]):
            assert bring([lines[0], *part]).wrong == []
        assert {code: figures(code) for code in codes()} == at_once
        assert bring(lines).changes == 0


def test_an_export_is_logged_and_has_superseded_and_void_facts() -> None:
    bring([*basis(), mark("a2", "p1", "s1", "2025-03-05T12:00Z", status="void")])
    lines = [json.loads(line) for line in export_participation(by=None)]
    assert [line["status"] for line in lines if line["type"] == "attendance"] == ["present", "void"]
    assert len({(line["type"], line["id"]) for line in lines}) == len(lines)
    assert Access.objects.get().action == Access.Action.EXPORTED


def test_a_project_nobody_knows_is_refused_at_once() -> None:
    with pytest.raises(InterchangeError, match="no project"):
        export_participation(by=None, grant_code="NONE")


def test_only_who_was_ever_placed_is_exported() -> None:
    EnrolmentFactory(state="waiting", placed_on=None)
    EnrolmentFactory(state="stopped", placed_on=None, withdrawn_on=date(2025, 2, 1))
    AttendanceFactory()
    kinds = [json.loads(line)["type"] for line in export_participation(by=None)]
    assert (kinds.count("enrolment"), kinds.count("attendance")) == (1, 1)


def test_nothing_personal_of_an_erased_person_goes_out_or_comes_back() -> None:
    bring(basis())
    Person.objects.filter(name="Test Een").update(erased_at="2025-06-01T12:00:00Z", name="", birth_date=None)
    PersonFactory(name="Wis Mij", email="wis@example.org", erased_at="2025-06-01T12:00:00Z")
    text = "\n".join(export_participation(by=None))
    assert "Wis Mij" not in text
    assert "wis@example.org" not in text
    lines = basis()
    lines[4]["phone"] = "+31 6 0000 0000"
    assert bring(lines).wrong == []
    assert not Person.objects.filter(name="Test Een").exists()


def test_a_projects_export_says_of_records_outside_it_what_its_figures_need() -> None:
    """That somebody is known elsewhere is sensitive: what doesn't count stays out, the rest isn't said whose it is."""
    secret = {"name": "Elders Bekend", "email": "elders@example.org", "phone": "+31 6 1111 1111", "language": "ar"}
    bring(
        [
            *basis(),
            {"type": "person", "id": "p3", **secret, "birth_date": "1970-01-02"},
            {"type": "person", "id": "p4", "name": "Nog Verder"},
            {"type": "person", "id": "p5", "name": "Los Daarvan"},
            {
                "type": "answer", "id": "a9", "person": "p3", "dimension": "gender", "value": "non_binary",
                "valid_from": "2025-01-01", "recorded_at": "2025-01-01T12:00Z",
            },
            merge("m1", "p1", "p3", "2025-05-01T12:00Z"),
            merge("m2", "p3", "p4", "2025-05-02T12:00Z"),
        ]
    )  # fmt: skip
    before, elsewhere = figures("TEST/1"), Person.objects.get(name="Elders Bekend")
    known_as = f"person-{elsewhere.pk}"
    lines = list(export_participation(by=None, grant_code="TEST/1"))
    told = [line for line in map(json.loads, lines) if line["type"] == "person"]
    assert {line["name"] for line in told} == {"Test Een", "Test Twee", known_as}
    assert {"type": "person", "id": known_as, "birth_date": "1970-01-02", "name": known_as} in told
    assert not any(one in line for line in lines for one in (*list(secret.values())[:3], "Verder", "Los"))
    assert bring(lines).changes == 0
    elsewhere.refresh_from_db()
    assert (elsewhere.name, elsewhere.email) == ("Elders Bekend", "elders@example.org")
    empty()
    bring(lines)
    assert figures("TEST/1") == before


def test_a_record_between_two_of_the_project_goes_out_as_a_number() -> None:
    bring(
        [
            *basis(),
            {"type": "person", "id": "p3", "name": "Elders Bekend", "email": "elders@example.org"},
            merge("m1", "p1", "p3", "2025-05-01T12:00Z"),
            merge("m2", "p2", "p3", "2025-05-02T12:00Z"),
        ]
    )
    between = Person.objects.get(name="Elders Bekend")
    lines = list(export_participation(by=None, grant_code="TEST/1"))
    assert {"type": "person", "id": f"person-{between.pk}", "name": f"person-{between.pk}"} in map(json.loads, lines)
    assert "lders" not in "".join(lines)
    assert bring(lines).changes == 0
    between.refresh_from_db()
    assert (between.name, between.email) == ("Elders Bekend", "elders@example.org")
    empty()
    bring(lines)
    assert len(set(survivors().values())) == 1
    assert len(survivors()) == 2


def test_a_database_may_import_its_export_twice_under_the_name_of_the_first() -> None:
    bring(basis())
    exported = list(export_participation(by=None))
    empty()
    assert bring(exported).changes == len(exported) - 1
    assert bring(exported).changes == 0


def test_a_corrected_own_line_stays_known() -> None:
    bring(basis())
    exported = [json.loads(line) for line in export_participation(by=None)]
    for line in exported:
        if line["type"] == "attendance":
            line.update(status="absent", recorded_at="2025-04-01T12:00:00Z")
        if line["type"] == "person" and line["name"] == "Test Twee":
            line["phone"] = "+31 6 0000 0001"
    outcome = bring(exported)
    assert (outcome.wrong, outcome.changes) == ([], 2)
    assert Attendance.objects.effective().get().status == "absent"
    assert bring(exported).changes == 0
    assert bring(list(export_participation(by=None))).changes == 0
    assert reasons_of_unknown() == ["this site has no such row (any more); a new line needs another id"]


def reasons_of_unknown() -> list[str]:
    source = {"type": "source", "id": str(SiteIdentity.objects.get())}
    return [wrong.reason for wrong in bring([source, {"type": "person", "id": "person-999999", "name": "x"}]).wrong]
