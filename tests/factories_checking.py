"""Rows of the room of doubts and of what shows the evidence behind figures."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from courses import models
from tests.factories import GrantFactory, UserFactory
from tests.factories_paper import ScanFactory


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


class NamesReleasedFactory(DjangoModelFactory):
    class Meta:
        model = models.NamesReleased

    scan = factory.SubFactory(ScanFactory)
    grant = factory.SubFactory(GrantFactory)
    reason = "The funder wants to see the list itself."
    released_by = factory.SubFactory(UserFactory)


class AuditFactory(DjangoModelFactory):
    """Of nobody: `make_audit` is what draws rows and makes the link."""

    class Meta:
        model = models.Audit

    grant = factory.SubFactory(GrantFactory)
    measure = "cumulative_persons"
    first_day = date(2025, 1, 1)
    last_day = date(2025, 12, 31)
    as_of = datetime(2026, 1, 15, tzinfo=UTC)
    seed = "0" * 32
    population = 0
    fingerprint = "0" * 64
    note = "The accountant of the funder"
    made_by = factory.SubFactory(UserFactory)
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=14))


class AuditVisitFactory(DjangoModelFactory):
    class Meta:
        model = models.AuditVisit

    audit = factory.SubFactory(AuditFactory)
    what = "page"
