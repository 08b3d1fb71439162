"""Rows of `courses.reporting.indicators`."""

from __future__ import annotations

import factory
from factory.django import DjangoModelFactory

from courses import models
from courses.reporting.indicators.recipes import Basis, Event, Recipe, Scope, Unit
from tests.factories import GrantFactory

PEOPLE = Recipe(Unit.PERSONS, Event.ATTENDANCE, Scope.PROJECT, Basis.SO_FAR)


class IndicatorFactory(DjangoModelFactory):
    class Meta:
        model = models.Indicator

    grant = factory.SubFactory(GrantFactory)
    code = factory.Sequence(lambda n: f"I{n}")
    name = factory.Sequence(lambda n: f"Test indicator {n}")
    target = 10
    baseline = 0


class IndicatorVersionFactory(DjangoModelFactory):
    """The first version of a draft that counts everybody who took part."""

    class Meta:
        model = models.IndicatorVersion

    indicator = factory.SubFactory(IndicatorFactory)
    number = 1
    data = PEOPLE.data
    hash = PEOPLE.hash
