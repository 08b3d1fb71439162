"""Rows of the room `reporting/erased`."""

from __future__ import annotations

from datetime import date

import factory
from factory.django import DjangoModelFactory

from courses.reporting.erased.models import ErasedTally
from tests.factories import GrantFactory


class ErasedTallyFactory(DjangoModelFactory):
    """One erased person who entered a project on a day."""

    class Meta:
        model = ErasedTally

    grant = factory.SubFactory(GrantFactory)
    what = "person"
    day = date(2025, 3, 3)
    number = 1
