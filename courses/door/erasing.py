"""That somebody walked in at a door, and their ticket."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from courses.door.models import WalkIn
from courses.door.tickets import PURPOSE
from courses.editions.erasing import enrolments_of
from courses.links.forgetting import forget_links, links_to
from courses.people.erasing.registry import Line, Outcome, Persons

HOLDS = ("WalkIn",)


def plan(persons: Persons, moment: datetime) -> list[Line]:
    enrolments = list(enrolments_of(persons).values_list("pk", flat=True))
    walked_in = WalkIn.objects.filter(enrolment__in=enrolments).count()
    return [
        Line(
            _("tickets and notes of the door"), walked_in + links_to(purpose=PURPOSE, subjects=enrolments), Outcome.GOES
        )
    ]


def erase(persons: Persons, *, by: Any, moment: datetime) -> None:
    enrolments = list(enrolments_of(persons).values_list("pk", flat=True))
    WalkIn.objects.filter(enrolment__in=enrolments).delete()
    forget_links(purpose=PURPOSE, subjects=enrolments)
