"""Rows of the room of doubts and of what shows the evidence behind figures."""

from __future__ import annotations

import factory
from factory.django import DjangoModelFactory

from courses import models
from tests.factories import GrantFactory, UserFactory


class AcceptedDoubtFactory(DjangoModelFactory):
    """A meeting without marks that is right as it is."""

    class Meta:
        model = models.AcceptedDoubt

    grant = factory.SubFactory(GrantFactory)
    kind = "no_marks"
    subject = factory.Sequence(lambda n: f"session-{n}")
    facts = "0" * 64
    sentence = "Test group, 15 January: nobody is marked yet."
    reason = "It was snowed in."
    accepted_by = factory.SubFactory(UserFactory)
