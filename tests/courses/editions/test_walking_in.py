import pytest

from courses.editions.models import Enrolment
from courses.editions.walking_in import place_walk_in
from tests import factories as f

pytestmark = pytest.mark.django_db


def test_who_is_there_has_a_place_also_in_a_full_group_before_who_waits():
    edition = f.EditionFactory(capacity=1)
    f.EnrolmentFactory(edition=edition)
    waits = f.EnrolmentFactory(edition=edition, state=Enrolment.State.WAITING)
    enrolment = place_walk_in(edition, name="  Ada   Voorbeeld ", by=None)
    assert (enrolment.state, enrolment.person.name) == (Enrolment.State.PLACED, "Ada Voorbeeld")
    assert enrolment.person.keeper == edition.organisation
    waits.refresh_from_db()
    assert waits.state == Enrolment.State.WAITING


def test_the_same_name_is_nobody_we_know():
    edition = f.EditionFactory()
    known = f.EnrolmentFactory(edition=edition, person__name="Ada Voorbeeld")
    assert place_walk_in(edition, name="Ada Voorbeeld", by=None).person != known.person
