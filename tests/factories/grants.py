"""Funders, projects and their partners."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from courses import models
from tests.factories.people import OrganisationFactory


class FunderFactory(DjangoModelFactory):
    class Meta:
        model = models.Funder

    name = factory.Sequence(lambda n: f"Test Funder {n}")


class GrantFactory(DjangoModelFactory):
    class Meta:
        model = models.Grant

    code = factory.Sequence(lambda n: f"TEST/{n:04}")
    title = factory.Sequence(lambda n: f"Test project {n}")
    funder = factory.SubFactory(FunderFactory)
    first_day = date(2025, 1, 1)
    last_day = date(2026, 12, 31)
    lead = factory.SubFactory(OrganisationFactory)


class GrantPartnerFactory(DjangoModelFactory):
    class Meta:
        model = models.GrantPartner

    grant = factory.SubFactory(GrantFactory)
    organisation = factory.SubFactory(OrganisationFactory)
