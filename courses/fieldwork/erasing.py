"""Who recruited somebody; and names in what was noted about activities."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from courses.fieldwork.models import Activity, HostAnswer, Recruit
from courses.people.erasing.naming import blot, naming_of
from courses.people.erasing.registry import Line, Outcome, Persons

HOLDS = ("Activity", "HostAnswer", "Recruit")


def plan(persons: Persons, moment: datetime) -> list[Line]:
    return [Line(_("who wrote this person down"), Recruit.objects.filter(person__in=persons).count(), Outcome.GOES)]


def erase(persons: Persons, *, by: Any, moment: datetime) -> None:
    Recruit.objects.filter(person__in=persons).delete()
    for model in (Activity, HostAnswer):
        blot(model._default_manager.exclude(note=""), ("note",), naming_of(persons))
