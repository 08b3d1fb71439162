"""Rows of field work: who works in the field, whom they recruited, what they logged."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

import factory
from factory.django import DjangoModelFactory

from courses import models
from courses.fieldwork.activities import Told, log_activity
from tests.factories import AssignmentFactory, EditionFactory, OrganisationFactory, PersonFactory


class FieldworkerFactory(AssignmentFactory):
    role = models.Assignment.Role.FIELDWORKER


class RecruitFactory(DjangoModelFactory):
    class Meta:
        model = models.Recruit

    organisation = factory.SubFactory(OrganisationFactory)
    person = factory.SubFactory(PersonFactory, keeper=factory.SelfAttribute("..organisation"), email="")
    client_key = factory.LazyFunction(uuid.uuid4)


def told(**fields: Any) -> Told:
    """An afternoon in a community centre, an hour and a half."""
    starts_at = fields.pop("starts_at", datetime(2025, 3, 10, 13, tzinfo=UTC))
    given = {
        "ends_at": starts_at + timedelta(minutes=90),
        "municipality": "Proefstad",
        "place": "Buurthuis De Proef",
        "theme": "Samenleven",
        "people": 24,
    }
    return Told(starts_at=starts_at, **(given | fields))


def logged(organisation: Any = None, *, by: Any = None, grant: Any = None, **fields: Any) -> models.Activity:
    return log_activity(
        told(**fields), organisation=organisation or OrganisationFactory(), client_key=uuid.uuid4(), by=by, grant=grant
    )


class ActivityFactory(DjangoModelFactory):
    """What `log_activity` writes beside its edition."""

    class Meta:
        model = models.Activity

    organisation = factory.SubFactory(OrganisationFactory)
    edition = factory.SubFactory(EditionFactory, kind="outreach", organisation=factory.SelfAttribute("..organisation"))
    client_key = factory.LazyFunction(uuid.uuid4)
    day = date(2025, 3, 10)
    place_key = "buurthuis de proef"


class HostAnswerFactory(DjangoModelFactory):
    class Meta:
        model = models.HostAnswer

    activity = factory.SubFactory(ActivityFactory)
    agrees = True


class PossibleDoubleFactory(DjangoModelFactory):
    class Meta:
        model = models.PossibleDouble

    first = factory.SubFactory(ActivityFactory)
    second = factory.SubFactory(ActivityFactory)


class ConsentFactory(DjangoModelFactory):
    """Yes, said in a talk."""

    class Meta:
        model = models.Consent

    person = factory.SubFactory(PersonFactory)
    said = models.Consent.Said.GIVEN
    on = date(2025, 3, 10)
    how = models.Consent.How.SPOKEN
    text_version = "1"
