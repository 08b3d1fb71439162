"""Persons that change are looked at again; what was joined is no question any more."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from courses.people.doubles.judging import settle_joined
from courses.people.doubles.keeping import persons_were_changed
from courses.people.models import Merge, Person
from courses.people.signals import persons_changed, persons_joined


@receiver(persons_changed, sender=Person, dispatch_uid="leerlijn.doubles.changed")
def follow_changes(persons: list[Person], **_kwargs: Any) -> None:
    persons_were_changed(persons)


@receiver(persons_joined, sender=Merge, dispatch_uid="leerlijn.doubles.joined")
def follow_joinings(merges: list[Merge], **_kwargs: Any) -> None:
    settle_joined(merges)
