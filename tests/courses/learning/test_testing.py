from decimal import Decimal
from functools import partial

import pytest

from courses.learning.errors import LearningRefused
from courses.learning.models import TestAttempt, UnitProgress
from courses.learning.testing import submit_test
from tests import factories as f

pytestmark = pytest.mark.django_db


@pytest.fixture
def enrolment():
    return f.EnrolmentFactory()


@pytest.fixture
def test(enrolment):
    return f.TestUnitFactory(version=enrolment.edition.version)


def submit(enrolment, test, choice, number=1):
    return submit_test(enrolment, test.key, {"q1": [choice]}, number=number, by=None)


def test_a_go_is_kept_with_its_score_and_the_definition_it_was_scored_from(enrolment, test):
    attempt = submit(enrolment, test, "a")
    assert (attempt.number, attempt.percentage, attempt.passed) == (1, Decimal(100), True)
    assert attempt.definition == test.definition
    assert UnitProgress.objects.get().finished_at


def test_a_double_click_is_one_go_and_the_next_form_another(enrolment, test):
    assert submit(enrolment, test, "b") == submit(enrolment, test, "b")
    assert submit(enrolment, test, "b", number=2).number == 2
    assert not UnitProgress.objects.filter(finished_at__isnull=False).exists()


def test_other_answers_from_an_old_tab_become_the_next_go(enrolment, test):
    submit(enrolment, test, "b")
    assert submit(enrolment, test, "a").number == 2


def test_a_number_from_nowhere_becomes_the_next(enrolment, test):
    assert submit(enrolment, test, "a", number=999).number == 1


def test_what_was_passed_stays_passed(enrolment, test):
    submit(enrolment, test, "a")
    submit(enrolment, test, "b", number=2)
    assert UnitProgress.objects.get().finished_at


def test_a_module_is_no_test(enrolment):
    module = f.CurriculumUnitFactory(version=enrolment.edition.version)
    with pytest.raises(LearningRefused):
        submit(enrolment, module, "a")


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_are_one_go(at_once):
    for _ in range(5):
        enrolment = f.EnrolmentFactory()
        test = f.TestUnitFactory(version=enrolment.edition.version)
        goes = at_once(*[partial(submit, enrolment, test, "a")] * 3)
        assert len({go.pk for go in goes}) == 1
        assert TestAttempt.objects.filter(enrolment=enrolment).count() == 1
