"""The taps of a trainer's phone, and names in the notes of meetings."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from courses.editions.erasing import enrolments_of
from courses.people.erasing.naming import blot, naming_of
from courses.people.erasing.registry import Line, Outcome, Persons
from courses.phone.models import SessionNote, Tap

HOLDS = ("SessionNote", "Tap")


def plan(persons: Persons, moment: datetime) -> list[Line]:
    return [Line(_("taps on a trainer's phone"), _taps(persons).count(), Outcome.GOES)]


def erase(persons: Persons, *, by: Any, moment: datetime) -> None:
    _taps(persons).delete()
    blot(SessionNote.objects.all(), ("text",), naming_of(persons))


def _taps(persons: Persons) -> QuerySet[Tap]:
    return Tap.objects.filter(enrolment__in=enrolments_of(persons).values("pk"))
