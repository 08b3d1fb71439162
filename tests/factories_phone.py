"""Rows of the trainer's phone."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from courses import models
from tests.factories import EnrolmentFactory, SessionFactory


class TapFactory(DjangoModelFactory):
    class Meta:
        model = models.Tap

    key = factory.LazyFunction(uuid.uuid4)
    session = factory.SubFactory(SessionFactory)
    enrolment = factory.SubFactory(EnrolmentFactory, edition=factory.SelfAttribute("..session.edition"))
    said = factory.LazyAttribute(lambda tap: f"{tap.enrolment.pk}:present:None")
    moment = datetime(2026, 3, 5, 13, 30, tzinfo=UTC)


class SessionNoteFactory(DjangoModelFactory):
    class Meta:
        model = models.SessionNote

    session = factory.SubFactory(SessionFactory)
    text = "Rustige start."
