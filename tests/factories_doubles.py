"""Rows of the room that finds double persons."""

from __future__ import annotations

import factory
from factory.django import DjangoModelFactory

from courses import models
from tests.factories import PersonFactory


class PersonKeyFactory(DjangoModelFactory):
    class Meta:
        model = models.PersonKey

    person = factory.SubFactory(PersonFactory)
    value = factory.Sequence(lambda n: n)


class PersonPairFactory(DjangoModelFactory):
    """Two records with the same telephone number, which nobody has judged yet."""

    class Meta:
        model = models.PersonPair

    first = factory.SubFactory(PersonFactory)
    second = factory.SubFactory(PersonFactory)
    score = 90
    reasons = factory.LazyFunction(lambda: ["phone", "name_same"])
