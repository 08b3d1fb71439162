"""How far somebody is, and what somebody finished."""

import uuid
from datetime import date

import factory
from factory.django import DjangoModelFactory

from courses import models
from tests.factories.curricula import definition_of_test
from tests.factories.editions import EnrolmentFactory


class UnitProgressFactory(DjangoModelFactory):
    """An opened unit; `finished_at` finishes it."""

    class Meta:
        model = models.UnitProgress

    enrolment = factory.SubFactory(EnrolmentFactory)
    unit_key = factory.LazyFunction(lambda: str(uuid.uuid4()))


class TestAttemptFactory(DjangoModelFactory):
    __test__ = False

    class Meta:
        model = models.TestAttempt

    enrolment = factory.SubFactory(EnrolmentFactory)
    unit_key = factory.LazyFunction(lambda: str(uuid.uuid4()))
    number = 1
    answers = factory.LazyFunction(lambda: {"q1": ["a"]})
    definition = factory.LazyFunction(definition_of_test)
    points = 1
    points_possible = 1
    percentage = 100
    passed = True


class ReflectionFactory(DjangoModelFactory):
    class Meta:
        model = models.Reflection

    enrolment = factory.SubFactory(EnrolmentFactory)
    block_key = factory.LazyFunction(lambda: str(uuid.uuid4()))
    text = "What I take with me."


class CompletionFactory(DjangoModelFactory):
    class Meta:
        model = models.Completion

    enrolment = factory.SubFactory(EnrolmentFactory)
    person = factory.SelfAttribute("enrolment.person")
    edition = factory.SelfAttribute("enrolment.edition")
    completed_on = date(2025, 3, 1)
