"""Goes at tests that are running, and the extra time of who needs it."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from courses import models
from tests.factories import EnrolmentFactory, TestUnitFactory, definition_of_test


class TestSittingFactory(DjangoModelFactory):
    """A go of twenty minutes that was begun just now."""

    __test__ = False

    class Meta:
        model = models.TestSitting

    enrolment = factory.SubFactory(EnrolmentFactory)
    unit_key = factory.LazyFunction(lambda: str(uuid.uuid4()))
    number = 1
    definition = factory.LazyFunction(lambda: {**definition_of_test(), "minutes": 20})
    answers = factory.LazyFunction(lambda: {"q1": ["b"]})


class ExtraTimeFactory(DjangoModelFactory):
    class Meta:
        model = models.ExtraTime

    enrolment = factory.SubFactory(EnrolmentFactory)
    percent = 50


def timed_test(version: Any, *questions: Any, minutes: int = 20, **more: Any) -> Any:
    """A test with a time limit as a unit of a version."""
    return TestUnitFactory(version=version, definition={**definition_of_test(*questions), "minutes": minutes, **more})


def begun_ago(sitting: Any, minutes: float) -> None:
    """As if somebody had begun that long ago."""
    type(sitting).objects.filter(pk=sitting.pk).update(begun_at=timezone.now() - timedelta(minutes=minutes))
