"""What somebody asked of a network."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from courses.network.forgetting import forget
from courses.network.models import Application
from courses.people.erasing.naming import naming_of
from courses.people.erasing.registry import Line, Outcome, Persons

HOLDS = ("Application",)


def plan(persons: Persons, moment: datetime) -> list[Line]:
    return [Line(_("applications to join, or for material"), _theirs(persons).count(), Outcome.GOES)]


def erase(persons: Persons, *, by: Any, moment: datetime) -> None:
    forget(_theirs(persons).values_list("pk", flat=True))


def _theirs(persons: Persons) -> QuerySet[Application]:
    wanted = Q(person__in=persons)
    for address in naming_of(persons).addresses:
        wanted |= Q(email__iexact=address)
    return Application.objects.filter(wanted)
