"""Enrolling a list: what each row means, and all of it or nothing."""

from __future__ import annotations

import time
from typing import Any

import pytest

from courses.editions.models import Edition, Enrolment
from courses.interchange.enrolment_files import NotAllRight, Preview, enrol_from_file, look_through
from courses.people.models import Person
from tests.factories import (
    AssignmentFactory,
    EditionFactory,
    EnrolmentFactory,
    MergeFactory,
    OrganisationFactory,
    PersonFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def by() -> Any:
    return AssignmentFactory().account


@pytest.fixture
def edition(by: Any) -> Edition:
    return EditionFactory(organisation=by.leerlijn_assignments.get().organisation)


def looked(
    edition: Edition, by: Any, *rows: str, header: str = "naam;e-mail;telefoon;functie;organisatie;rol;geboortedatum"
) -> Preview:
    return look_through("\n".join([header, *rows]).encode(), edition, by=by)


def reasons(edition: Edition, by: Any, *rows: str) -> str:
    preview = looked(edition, by, *rows)
    return "; ".join(reason for row in preview.rows for reason in row.reasons)


@pytest.mark.parametrize(
    "row",
    [
        "Test Een",
        "Test Een;Een@Example.org;+31 6 0000 0000;raadslid;;rolmodel;31-12-1990",
        'Test Twee;;="0612345678";;;Professional;1990-12-31',
        "Test 🌱 Émoji;-;-",
        "علي مثال;ali@example.org",
        "x" * 500,
    ],
)
def test_right_rows(edition: Edition, by: Any, row: str) -> None:
    assert reasons(edition, by, row) == ""


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (";een@example.org", "name is missing"),
        ("x" * 501, "longer than 500"),
        ("=HYPERLINK(1)", "like a formula"),
        ("@SUM(1)", "like a formula"),
        ("Test\x00Een", "invisible"),
        ('"Test\nEen"', "invisible"),
        ("Test Een;geen adres", "no e-mail address"),
        ("Test Een;;bel mij", "no phone number"),
        ("Test Een;;;" + "x" * 61, "no function"),
        ("Test Een;;;;Onbekend Huis", "you know no organisation"),
        ("Test Een;;;;;keizer", "no role"),
        ("Test Een;;;;;;20225-01-01", "no date of birth"),
        ("Test Een;;;;;;01-01-2225", "no date of birth"),
    ],
)
def test_wrong_rows(edition: Edition, by: Any, row: str, reason: str) -> None:
    assert reason in reasons(edition, by, row)


def test_repeated_rows(edition: Edition, by: Any) -> None:
    preview = looked(
        edition,
        by,
        "Test Een;een@example.org",
        "test een;EEN@example.org",
        "Test Een;ander@example.org",
        "Test Een;",
        "Test Een;",
    )
    assert [bool(row.reasons) for row in preview.rows] == [False, True, False, False, True]
    assert "row 2 already" in preview.rows[1].reasons[0]


def test_an_organisation_is_matched_by_its_exact_name_among_those_one_sees(edition: Edition, by: Any) -> None:
    OrganisationFactory(name="Van een ander")
    mine = edition.organisation
    preview = looked(edition, by, f"Test Een;;;;{mine.name}", "Test Twee;;;;Van een ander")
    assert preview.rows[0].organisation == mine
    assert preview.rows[1].reasons


def test_somebody_known_has_the_same_address_and_name(edition: Edition, by: Any) -> None:
    known = PersonFactory(name="Test Een", email="een@example.org", keeper=edition.organisation)
    PersonFactory(name="Test Elders", email="elders@example.org")
    preview = looked(
        edition,
        by,
        "test een;EEN@example.org",
        "Test Twee;een@example.org",
        "Test Een",
        "Test Elders;elders@example.org",
    )
    assert [row.person for row in preview.rows] == [known, None, None, None]
    assert preview.wrong == []


def test_a_joined_record_leads_to_the_one_that_stays(edition: Edition, by: Any) -> None:
    stays = PersonFactory(name="Test Blijft", keeper=edition.organisation)
    merged = PersonFactory(name="Test Een", email="een@example.org", keeper=edition.organisation)
    MergeFactory(person=merged, other=stays)
    assert looked(edition, by, "Test Een;een@example.org").rows[0].person == stays


def test_who_is_in_the_group_already(edition: Edition, by: Any) -> None:
    person = PersonFactory(name="Test Een", email="een@example.org")
    EnrolmentFactory(person=person, edition=edition)
    found = looked(edition, by, "Test Een;een@example.org", "Test Een")
    assert ["already" in row.reasons[0] for row in found.rows] == [True, True]


def test_only_as_many_as_there_are_places(edition: Edition, by: Any) -> None:
    edition.capacity = 2
    edition.save()
    EnrolmentFactory(edition=edition)
    found = looked(edition, by, "Test Een", "Test Trainer;;;;;trainer", "Test Twee")
    assert [bool(row.reasons) for row in found.rows] == [False, False, True]
    assert "no place left" in found.rows[2].reasons[0]


def test_all_or_nothing_or_those_that_are_right(edition: Edition, by: Any) -> None:
    raw = b"naam;e-mail;rol\nTest Een;een@example.org;rolmodel\nTest Twee;nee\n"
    with pytest.raises(NotAllRight):
        enrol_from_file(raw, edition, by=by, keeper=edition.organisation)
    assert not Person.objects.filter(name__startswith="Test Een").exists()
    (enrolment,) = enrol_from_file(raw, edition, by=by, keeper=edition.organisation, leave_out_wrong=True)
    assert (enrolment.person.name, enrolment.person.email, enrolment.role) == (
        "Test Een",
        "een@example.org",
        "role_model",
    )
    assert enrolment.person.keeper == edition.organisation
    assert enrolment.enrolled_by == by
    assert enrolment.state == Enrolment.State.PLACED


def test_the_number_of_queries_does_not_grow(edition: Edition, by: Any, django_assert_max_num_queries: Any) -> None:
    rows = "\n".join(f"Test Mens {number};mens-{number}@example.org" for number in range(600))
    with django_assert_max_num_queries(75):
        enrol_from_file(f"naam;e-mail\n{rows}".encode(), edition, by=by, keeper=edition.organisation)
    assert edition.enrolments.count() == 600


def test_ten_thousand_rows_take_seconds(edition: Edition, by: Any) -> None:
    rows = "\n".join(f"Test Mens {number};mens-{number}@example.org" for number in range(10_000))
    begun = time.monotonic()
    assert len(enrol_from_file(f"naam;e-mail\n{rows}".encode(), edition, by=by, keeper=edition.organisation)) == 10_000
    assert time.monotonic() - begun < 60
