"""Rows of the room `registering`."""

from __future__ import annotations

import factory
from factory.django import DjangoModelFactory

from courses import models
from tests.factories import EditionFactory

Kind = models.RegistrationQuestion.Kind


class QuestionFactory(DjangoModelFactory):
    """What a group asks about diet; another `kind` is kept as long as that kind is."""

    class Meta:
        model = models.RegistrationQuestion

    edition = factory.SubFactory(EditionFactory, open_for_enrolment=True)
    kind = Kind.DIET
    text = factory.LazyAttribute(lambda q: "Test question" if q.kind in models.RegistrationQuestion.OWN else "")
    purpose = factory.LazyAttribute(lambda q: "For a test" if q.kind in models.RegistrationQuestion.OWN else "")
    options = factory.LazyAttribute(lambda q: ["one", "other"] if q.kind == Kind.CHOICE else [])
    kept_days = factory.LazyAttribute(lambda q: None if q.kind in (Kind.FUNCTION, Kind.ORGANISATION) else 7)


class RegistrationFactory(DjangoModelFactory):
    """Typed, and not confirmed yet; `somebody_else=True` has one who registered another."""

    class Meta:
        model = models.Registration

    class Params:
        somebody_else = factory.Trait(by_name="Test Secretary", by_email="secretary@example.org")

    edition = factory.SubFactory(EditionFactory, open_for_enrolment=True)
    name = factory.Sequence(lambda n: f"Test Registrant {n}")
    email = factory.Sequence(lambda n: f"registrant-{n}@example.org")
    language = "nl"


class RegistrationAnswerFactory(DjangoModelFactory):
    """Vegetarian."""

    class Meta:
        model = models.RegistrationAnswer

    registration = factory.SubFactory(RegistrationFactory)
    question = factory.LazyAttribute(lambda answer: QuestionFactory(edition=answer.registration.edition))
    chosen = factory.LazyFunction(lambda: ["vegetarian"])
