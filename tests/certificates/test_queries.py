import pytest

from courses.people.merging import merge, records_of, split
from tests import factories as f

pytestmark = pytest.mark.django_db


def test_joined_records_are_one_human_being_until_they_are_taken_apart(django_assert_num_queries):
    one, two, three, other = (f.PersonFactory() for _ in range(4))
    with django_assert_num_queries(1):
        assert records_of(one) == {one.pk}
    merge(two, one, by=None)
    merge(three, two, by=None)
    for person in (one, two, three):
        assert records_of(person) == {one.pk, two.pk, three.pk}
    assert records_of(other) == {other.pk}
    split(two, one, by=None)
    assert records_of(one) == {one.pk}
    assert records_of(two) == records_of(three) == {two.pk, three.pk}
    merge(two, other, by=None)
    assert records_of(other) == {two.pk, three.pk, other.pk}
