"""The door of an event."""

from typing import Any

import factory
from factory.django import DjangoModelFactory

from courses import models
from courses.door.opening import make_door
from tests.factories.editions import EnrolmentFactory, SessionFactory


class DoorFactory(DjangoModelFactory):
    """A door with the link that helpers get; its event is far ahead."""

    class Meta:
        model = models.Door

    session = factory.SubFactory(SessionFactory, days=10_000)
    name = "Ingang"

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Any:
        return make_door(kwargs["session"], name=kwargs["name"], by=None)


class WalkInFactory(DjangoModelFactory):
    class Meta:
        model = models.WalkIn

    enrolment = factory.SubFactory(EnrolmentFactory)
    door = factory.SubFactory(DoorFactory)
