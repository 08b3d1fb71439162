"""Rows of the room `network`."""

from __future__ import annotations

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from courses import models
from tests.factories import OrganisationFactory


class NetworkMemberFactory(DjangoModelFactory):
    class Meta:
        model = models.NetworkMember

    network = factory.SubFactory(OrganisationFactory)
    organisation = factory.SubFactory(OrganisationFactory)


class ApplicationFactory(DjangoModelFactory):
    """Confirmed, and waiting for an answer."""

    class Meta:
        model = models.Application

    network = factory.SubFactory(OrganisationFactory)
    organisation_name = factory.Sequence(lambda n: f"Stichting Test {n}")
    organisation_kind = "civil_society"
    place = "Testdam"
    name = factory.Sequence(lambda n: f"Test Applicant {n}")
    email = factory.Sequence(lambda n: f"applicant-{n}@example.org")
    why = "Wij werken hier elke dag mee."
    language = "nl"
    confirmed_at = factory.LazyFunction(timezone.now)
