"""What trainers note while they give a meeting."""

import uuid

import factory
from factory.django import DjangoModelFactory

from courses import models
from tests.factories.editions import SessionFactory


class NotedToolFactory(DjangoModelFactory):
    """A tool that was used; there need be no page of it."""

    class Meta:
        model = models.NotedTool

    session = factory.SubFactory(SessionFactory)
    tool = factory.LazyFunction(uuid.uuid4)
    used = True
