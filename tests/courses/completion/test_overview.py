import pytest

from courses.completion.overview import progress_overview
from courses.editions.models import Enrolment
from courses.learning.progressing import finish_unit
from tests import factories as f

pytestmark = pytest.mark.django_db


def group(people: int):
    version = f.CurriculumVersionFactory(rule=f.rule(test_percentage=60, sessions_present=1))
    module, _test = f.CurriculumUnitFactory(version=version), f.TestUnitFactory(version=version)
    edition = f.EditionFactory(version=version)
    f.SessionFactory(edition=edition)
    rows = f.EnrolmentFactory.create_batch(people, edition=edition)
    for row in rows:
        finish_unit(row, module.key, by=None)
    return edition


def test_everybody_who_takes_part_by_name_with_their_line():
    edition = group(0)
    module = edition.version.units.get(kind="module")
    b, a = (f.EnrolmentFactory(edition=edition, person__name=name) for name in ("B", "A"))
    f.EnrolmentFactory(edition=edition, role=Enrolment.Role.TRAINER)
    f.EnrolmentFactory(edition=edition, state=Enrolment.State.WAITING)
    finish_unit(b, module.key, by=None)
    rows = progress_overview(edition)
    assert [row.enrolment.pk for row in rows] == [a.pk, b.pk]
    assert [row.line.steps[0].state for row in rows] == ["here", "done"]
    assert len(rows[1].missing) == 3
    assert rows[1].completed_on is None


def test_queries_do_not_grow_with_the_group(django_assert_num_queries):
    edition = group(12)
    with django_assert_num_queries(7):
        assert len(progress_overview(edition)) == 12
