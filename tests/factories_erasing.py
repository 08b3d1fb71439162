"""Rows of the room `people/erasing`."""

from __future__ import annotations

from datetime import date

import factory
from factory.django import DjangoModelFactory

from courses.people.erasing.models import Kept
from tests.factories import PersonFactory


class KeptFactory(DjangoModelFactory):
    """The locked name of somebody who was erased."""

    class Meta:
        model = Kept

    person = factory.SubFactory(PersonFactory, name="Erased", email="", erased_at="2025-06-01T12:00:00Z")
    name = factory.Sequence(lambda n: f"Test Locked {n}")
    until = date(2040, 12, 31)
