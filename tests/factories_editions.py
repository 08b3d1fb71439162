"""Rows of rounds and breakouts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import factory
from factory.django import DjangoModelFactory

from courses import models
from tests.factories import EditionFactory, EnrolmentFactory, SessionFactory


class RoundFactory(DjangoModelFactory):
    """A round of fifty minutes on an afternoon far ahead, so that choosing is open; `number` moves it on by an hour."""

    class Meta:
        model = models.Round

    class Params:
        number = 0

    edition = factory.SubFactory(EditionFactory, kind="event")
    title = factory.Sequence(lambda n: f"Round {n}")
    starts_at = factory.LazyAttribute(lambda r: datetime(2222, 10, 7, 12, 30, tzinfo=UTC) + timedelta(hours=r.number))
    ends_at = factory.LazyAttribute(lambda r: r.starts_at + timedelta(minutes=50))


class BreakoutFactory(SessionFactory):
    round = factory.SubFactory(RoundFactory)
    edition = factory.SelfAttribute("round.edition")
    starts_at = factory.SelfAttribute("round.starts_at")
    ends_at = factory.SelfAttribute("round.ends_at")
    title = factory.Sequence(lambda n: f"Breakout {n}")
    place = factory.Sequence(lambda n: f"Room {n}")
    label = "Test je kennis"


class ChoiceFactory(DjangoModelFactory):
    class Meta:
        model = models.Choice

    session = factory.SubFactory(BreakoutFactory)
    round = factory.SelfAttribute("session.round")
    enrolment = factory.SubFactory(EnrolmentFactory, edition=factory.SelfAttribute("..session.edition"))


class ChoiceWaitingFactory(ChoiceFactory):
    class Meta:
        model = models.ChoiceWaiting
