from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from courses.editions.models import Attendance, Enrolment
from courses.learning.errors import LearningRefused
from courses.learning.models import UnitProgress
from courses.learning.progressing import confirm_units, finish_unit, keep_position, open_unit
from courses.learning.testing import submit_test
from tests import factories as f

pytestmark = pytest.mark.django_db


@pytest.fixture
def enrolment():
    return f.EnrolmentFactory()


@pytest.fixture
def module(enrolment):
    return f.CurriculumUnitFactory(version=enrolment.edition.version)


def progress(enrolment, unit) -> UnitProgress:
    return UnitProgress.objects.get(enrolment=enrolment, unit_key=unit.key)


def test_opening_twice_in_a_row_is_one_visit_and_writes_once(enrolment, module, django_assert_num_queries):
    with time_machine.travel(datetime(2025, 3, 1, 12, tzinfo=UTC), tick=False) as clock:
        open_unit(enrolment, module.key, by=None)
        last = progress(enrolment, module).visited_at
        with django_assert_num_queries(0):
            open_unit(enrolment, module.key, by=None, last=last)
        clock.shift(timedelta(hours=1))
        open_unit(enrolment, module.key, by=None, last=last)
    row = progress(enrolment, module)
    assert row.visited_at - row.opened_at == timedelta(hours=1)


def test_where_one_was_is_kept_until_the_unit_is_finished(enrolment, module):
    keep_position(enrolment, module.key, "part-3", by=None)
    assert progress(enrolment, module).position == "part-3"
    finish_unit(enrolment, module.key, by=None)
    assert progress(enrolment, module).position == ""


@pytest.mark.parametrize("position", ["a b", "\x00", "x" * 101, "<p>"])
def test_a_place_that_is_none_is_refused(enrolment, module, position):
    with pytest.raises(LearningRefused):
        keep_position(enrolment, module.key, position, by=None)


def test_what_is_finished_stays_finished_at_its_first_moment(enrolment, module):
    finish_unit(enrolment, module.key, by=None)
    first = progress(enrolment, module).finished_at
    finish_unit(enrolment, module.key, by=None)
    assert progress(enrolment, module).finished_at == first


def test_only_a_module_on_ones_own_line_is_finished_by_reading(enrolment, module):
    test = f.TestUnitFactory(version=enrolment.edition.version)
    others = f.CurriculumUnitFactory(version=enrolment.edition.version, functions=["alderman"])
    Enrolment.objects.filter(pk=enrolment.pk).update(function="teacher")
    enrolment.refresh_from_db()
    for key in (test.key, others.key, "unknown"):
        with pytest.raises(LearningRefused):
            finish_unit(enrolment, key, by=None)


@pytest.mark.parametrize("state", [Enrolment.State.WAITING, Enrolment.State.APPLIED, Enrolment.State.STOPPED])
def test_nobody_goes_on_without_a_place(enrolment, module, state):
    enrolment.state = state
    with pytest.raises(LearningRefused):
        finish_unit(enrolment, module.key, by=None)


def test_the_first_required_unit_is_the_attendance_at_ones_own_pace(enrolment, module):
    version = enrolment.edition.version
    optional = f.CurriculumUnitFactory(version=version, required=False)
    f.TestUnitFactory(version=version)
    f.CurriculumUnitFactory(version=version, functions=["alderman"])
    enrolment.function = "teacher"
    enrolment.save()
    f.SelfPacedSessionFactory(edition=enrolment.edition)
    with time_machine.travel(datetime(2025, 3, 1, 23, 30, tzinfo=UTC)):
        finish_unit(enrolment, optional.key, by=None)
        assert not Attendance.objects.exists()
        finish_unit(enrolment, module.key, by=None)
        finish_unit(enrolment, module.key, by=None)
    mark = Attendance.objects.get()
    assert (mark.status, mark.evidence, mark.minutes, mark.on) == ("present", "self", 15, date(2025, 3, 2))


def test_passing_a_test_first_is_the_attendance_too_and_failing_is_not(enrolment):
    test = f.TestUnitFactory(version=enrolment.edition.version)
    f.SelfPacedSessionFactory(edition=enrolment.edition)
    submit_test(enrolment, test.key, {"q1": ["b"]}, number=1, by=None)
    assert not Attendance.objects.exists()
    submit_test(enrolment, test.key, {"q1": ["a"]}, number=2, by=None)
    assert Attendance.objects.get().minutes == 5


def test_a_mark_that_a_person_took_back_stays_taken_back(enrolment, module):
    session = f.SelfPacedSessionFactory(edition=enrolment.edition)
    f.AttendanceFactory(enrolment=enrolment, session=session, status="void")
    finish_unit(enrolment, module.key, by=None)
    assert Attendance.objects.count() == 1


def test_a_trainer_confirms_for_many_and_once(enrolment, django_assert_max_num_queries):
    product = f.CurriculumUnitFactory(version=enrolment.edition.version, kind="work_product")
    others = f.EnrolmentFactory.create_batch(10, edition=enrolment.edition)
    trainer = f.UserFactory()
    with django_assert_max_num_queries(36):
        assert len(confirm_units([enrolment, *others], product.key, by=trainer)) == 11
    assert confirm_units([enrolment], product.key, by=trainer) == []
    assert progress(enrolment, product).confirmed_by == trainer


def test_a_module_is_not_confirmed_nor_anything_on_a_day_to_come(enrolment, module):
    product = f.CurriculumUnitFactory(version=enrolment.edition.version, kind="coaching")
    with pytest.raises(LearningRefused):
        confirm_units([enrolment], module.key, by=None)
    with pytest.raises(LearningRefused):
        confirm_units([enrolment], product.key, by=None, on=enrolment.edition.today() + timedelta(days=1))
