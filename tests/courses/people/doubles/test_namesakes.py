"""An equal name alone is asked about where a namesake would be a surprise, and not where many bear it."""

from __future__ import annotations

from typing import Any

import pytest

from courses.models import EditionFunding, Enrolment, Person
from courses.people.doubles.keeping import look_at_all, look_for_doubles, rebuild_keys
from courses.people.doubles.models import PersonPair
from tests import factories as f

pytestmark = pytest.mark.django_db
COMMON, RARE = "Fatima Haddad", "Wiebe Zondernaamgenoot"
# Sounds of their own, so that nobody is near anybody by chance.
FIRST, LAST = ("Boris", "Kemal", "Noor", "Pieter", "Sytske"), ("Aldus", "Evertjan", "Goedkoop", "Hiemstra", "Zijlmans")


def crowd(number: int, named: int, **fields: Any) -> list[Person]:
    """So many people, of whom some bear the common name; the others have names of their own."""
    names = [COMMON] * named + [f"{FIRST[n % 5]}{n} {LAST[n // 5 % 5]}{n}" for n in range(number - named)]
    return Person.objects.bulk_create(Person(name=name, **fields) for name in names)


def put(persons: list[Person], grant: Any = None) -> Any:
    """Into a group, of a project."""
    edition = f.EditionFactory(organisation=f.OrganisationFactory())
    if grant is not None:
        EditionFunding.objects.create(edition=edition, grant=grant)
    Enrolment.objects.bulk_create(
        Enrolment(person=person, edition=edition, state="placed", enrolled_on="2025-01-01") for person in persons
    )
    return edition


def asked() -> set[tuple[int, int]]:
    rebuild_keys()
    look_at_all()
    return set(PersonPair.objects.values_list("first", "second"))


def test_in_a_large_project_a_name_that_many_bear_is_no_question_and_a_rare_one_is() -> None:
    grant = f.GrantFactory()
    people = crowd(400, 12)
    rare = [f.PersonFactory(name=RARE) for _ in range(2)]
    for start in range(0, 400, 40):  # bearers in different groups
        put(people[start // 40 :: 10], grant)
    put([rare[0]], grant)
    put([rare[1]], grant)
    found = asked()
    assert (rare[0].pk, rare[1].pk) in found
    named = {person.pk for person in people if person.name == COMMON}
    across = [pair for pair in found if set(pair) <= named]
    assert len(across) <= 2  # those in one group of forty


def test_a_small_project_among_many_people_is_asked_about_the_same_name() -> None:
    """S4: 97 records, three people known to two partners."""
    large, small = f.GrantFactory(), f.GrantFactory()
    put(crowd(400, 10), large)
    ours, theirs = crowd(12, 1), crowd(12, 1)
    put(ours, small)
    put(theirs, small)
    assert (ours[0].pk, theirs[0].pk) in asked()


@pytest.mark.parametrize("same", [{"email": "fh@example.org"}, {"phone": "0612345678"}, {"birth_date": "1990-05-17"}])
def test_something_else_that_is_the_same_makes_it_a_question_anywhere(same: dict[str, Any]) -> None:
    grant = f.GrantFactory()
    people = crowd(300, 9)
    put(people, grant)
    pair = Person.objects.bulk_create(Person(name=COMMON, **same) for _ in range(2))
    put([pair[0]], grant)
    put([pair[1]], grant)
    rebuild_keys()
    look_for_doubles([pair[0].pk])
    assert PersonPair.objects.filter(first=pair[0], second=pair[1]).exists()


def test_with_few_people_every_equal_name_is_a_question() -> None:
    one, other = f.PersonFactory(name=COMMON), f.PersonFactory(name="Fatima Hadad")
    assert (one.pk, other.pk) in asked()
