"""Rows of the room of frozen reports."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

import factory
from factory.django import DjangoModelFactory

from courses import models
from tests.factories import EditionFundingFactory, GrantFactory, UserFactory


def report_over(session: models.Session, *, grant: models.Grant | None = None) -> models.FrozenReport:
    """A closed report of a project that pays for this meeting's group, over the days around it."""
    day = session.starts_at.date()
    first, last = day - timedelta(days=30), day + timedelta(days=30)
    grant = grant or GrantFactory(first_day=first, last_day=last, title="Verbinding")
    if not session.edition.funding.filter(grant=grant).exists():
        EditionFundingFactory(edition=session.edition, grant=grant)
    return FrozenReportFactory(grant=grant, first_day=first, last_day=last)


class FrozenReportFactory(DjangoModelFactory):
    """A closed first version; its hashes are some hashes, so it doesn't verify (`freeze` makes one that does)."""

    class Meta:
        model = models.FrozenReport

    grant = factory.SubFactory(GrantFactory)
    first_day = date(2025, 1, 1)
    last_day = date(2025, 6, 30)
    as_of = datetime(2025, 7, 20, 12, tzinfo=UTC)
    audience = "funder"
    version = 1
    question = '{"age_bands":"0-17,18+","by":[],"cross":[]}'
    definitions = '{"measures":{},"rules":1}'
    cells = '{"measures":{"new_persons":1},"exclusions":[],"breakdowns":{},"crosses":[]}'
    cells_hash = "0" * 64
    members_hash = "0" * 64
    hash = factory.Sequence(lambda n: sha256(f"report {n}".encode()).hexdigest())
    state = models.FrozenReport.State.CLOSED
    frozen_by = factory.SubFactory(UserFactory)


class FrozenMemberFactory(DjangoModelFactory):
    class Meta:
        model = models.FrozenMember

    report = factory.SubFactory(FrozenReportFactory)
    kind = models.FrozenMember.PERSON
    subject = factory.Sequence(lambda n: n + 1)
    salt = "0" * 32
    payload = '{"person":1}'
    hash = "0" * 64


class FrozenStepFactory(DjangoModelFactory):
    class Meta:
        model = models.FrozenStep

    report = factory.SubFactory(FrozenReportFactory)
    step = models.FrozenStep.Step.CLOSED
    by = factory.SubFactory(UserFactory)
