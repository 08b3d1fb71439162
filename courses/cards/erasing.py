"""The printed card: it opens nothing any more."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from courses.cards.making import PURPOSE
from courses.cards.models import Card
from courses.links.forgetting import forget_links
from courses.people.erasing.registry import Line, Outcome, Persons

HOLDS = ("Card",)


def plan(persons: Persons, moment: datetime) -> list[Line]:
    return [Line(_("printed cards"), Card.objects.filter(person__in=persons).count(), Outcome.GOES)]


def erase(persons: Persons, *, by: Any, moment: datetime) -> None:
    Card.objects.filter(person__in=persons).delete()
    forget_links(purpose=PURPOSE, subjects=persons)
