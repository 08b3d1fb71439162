"""Organisations, who works for them, and persons."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from courses import models
from tests.factories.accounts import UserFactory


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = models.Organisation

    name = factory.Sequence(lambda n: f"Test Organisation {n}")
    kind = models.Organisation.Kind.CIVIL_SOCIETY


class AssignmentFactory(DjangoModelFactory):
    class Meta:
        model = models.Assignment

    account = factory.SubFactory(UserFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    role = models.Assignment.Role.COORDINATOR


class PersonFactory(DjangoModelFactory):
    """A person without an account; `account=UserFactory()` or `PersonWithAccountFactory` gives one."""

    class Meta:
        model = models.Person

    name = factory.Sequence(lambda n: f"Test Person {n}")
    email = factory.Sequence(lambda n: f"person-{n}@example.org")


class PersonWithAccountFactory(PersonFactory):
    account = factory.SubFactory(
        UserFactory, email=factory.SelfAttribute("..email"), name=factory.SelfAttribute("..name")
    )


class LinkRequestFactory(DjangoModelFactory):
    """An account whose proven address fits several persons, and that waits for a coordinator."""

    class Meta:
        model = models.LinkRequest

    account = factory.SubFactory(UserFactory)
    addresses = factory.LazyAttribute(lambda request: [request.account.email])


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = models.Membership

    person = factory.SubFactory(PersonFactory)
    organisation = factory.SubFactory(OrganisationFactory)


class AnswerFactory(DjangoModelFactory):
    class Meta:
        model = models.Answer

    person = factory.SubFactory(PersonFactory)
    dimension = "gender"
    value = "female"
    valid_from = date(2025, 1, 1)


class MergeFactory(DjangoModelFactory):
    class Meta:
        model = models.Merge

    person = factory.SubFactory(PersonFactory)
    other = factory.SubFactory(PersonFactory)


class ErasureRequestFactory(DjangoModelFactory):
    class Meta:
        model = models.ErasureRequest

    person = factory.SubFactory(PersonFactory)
