from __future__ import annotations

from itertools import permutations

import pytest

from courses.people.doubles.judging import PairRefused, join, separate
from courses.people.doubles.models import PersonPair
from courses.people.merging import MergeRefused, merge, survivors
from courses.people.models import Merge
from tests.factories import PersonFactory, SuperuserFactory
from tests.factories_doubles import PersonPairFactory


@pytest.mark.django_db
@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_order_of_joining_never_matters_and_taking_apart_undoes(order):
    """Three joinings among four records, each time the lower number survives: one human being, whatever came first."""
    people = PersonFactory.create_batch(4)
    pairs = [PersonPairFactory(first=people[one], second=people[two]) for one, two in ((0, 1), (2, 3), (1, 2))]
    facts = [join(pairs[number], keep=pairs[number].first, by=None) for number in order]
    assert set(survivors().values()) == {people[0].pk}
    assert len(survivors()) == 3
    for fact in reversed(facts):
        separate(fact, by=None)
    assert survivors() == {}


@pytest.mark.postgresql
def test_of_two_linkers_who_join_the_same_pair_at_once_one_does(at_once):
    pair, linkers = PersonPairFactory(), SuperuserFactory.create_batch(2)

    def attempt(linker, keep):
        def act():
            try:
                return join(PersonPair.objects.get(pk=pair.pk), keep=keep, by=linker)
            except PairRefused as refusal:
                return str(refusal)

        return act

    answers = at_once(attempt(linkers[0], pair.first), attempt(linkers[1], pair.second))
    assert sorted(isinstance(answer, Merge) for answer in answers) == [False, True]
    assert Merge.objects.count() == 1


@pytest.mark.postgresql
def test_two_joinings_at_once_that_share_no_record_close_no_circle(at_once):
    """a is b, and c is d; one joins b with c while another joins d with a."""
    a, b, c, d = PersonFactory.create_batch(4)
    merge(a, b, by=None)
    merge(c, d, by=None)

    def attempt(person, into):
        def act():
            try:
                return merge(person, into, by=None)
            except MergeRefused as refusal:
                return str(refusal)

        return act

    answers = at_once(attempt(b, c), attempt(d, a))
    assert sorted(isinstance(answer, Merge) for answer in answers) == [False, True]
    assert len(survivors()) == 3
    assert len(set(survivors().values())) == 1
