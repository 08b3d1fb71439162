from __future__ import annotations

from datetime import UTC, datetime

import pytest

from courses.people.merging import MergeRefused, merge, split, survivors
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
MAY, JUNE, JULY = (datetime(2025, month, 1, tzinfo=UTC) for month in (5, 6, 7))


def test_a_chain_leads_to_the_one_who_survives_as_known_at_each_moment():
    a, b, c = PersonFactory.create_batch(3)
    merge(a, b, by=None, at=MAY)
    merge(b, c, by=None, at=JUNE)
    assert survivors(MAY) == {a.pk: b.pk}
    assert survivors() == {a.pk: c.pk, b.pk: c.pk}


def test_merging_into_somebody_who_was_merged_away_leads_on():
    a, b, c = PersonFactory.create_batch(3)
    merge(b, c, by=None, at=MAY)
    merge(a, b, by=None, at=JUNE)
    assert survivors()[a.pk] == c.pk


def test_a_split_takes_apart_from_its_moment_on_and_allows_a_new_merge():
    a, b, c = PersonFactory.create_batch(3)
    merge(a, b, by=None, at=MAY)
    split(a, b, by=None, at=JUNE)
    assert survivors(MAY) == {a.pk: b.pk}
    assert survivors() == {}
    merge(a, c, by=None, at=JULY)
    assert survivors() == {a.pk: c.pk}


def test_itself_a_circle_and_twice_are_refused_in_words():
    a, b, c = PersonFactory.create_batch(3)
    merge(a, b, by=None)
    merge(b, c, by=None)
    for person, into in ((a, a), (c, a), (c, b), (a, c)):
        with pytest.raises(MergeRefused) as refusal:
            merge(person, into, by=None)
        assert str(refusal.value).endswith(".")
    assert survivors() == {a.pk: c.pk, b.pk: c.pk}


def test_what_was_never_joined_cannot_be_taken_apart():
    a, b = PersonFactory.create_batch(2)
    with pytest.raises(MergeRefused):
        split(a, b, by=None)
