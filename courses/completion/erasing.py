"""Completions: facts of a project as long as its term runs."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from courses.completion.models import Completion
from courses.editions.erasing import locked_enrolments
from courses.people.erasing.naming import blot, naming_of
from courses.people.erasing.registry import Line, Outcome, Persons

HOLDS = ("Completion",)


def plan(persons: Persons, moment: datetime) -> list[Line]:
    mine = Completion.objects.filter(person__in=persons)
    going = _going(persons, moment).count()
    return [
        Line(_("completions"), going, Outcome.GOES),
        Line(_("completions"), mine.count() - going, Outcome.LOCKED, _("They are evidence for a project.")),
    ]


def erase(persons: Persons, *, by: Any, moment: datetime) -> None:
    _going(persons, moment).delete()
    blot(Completion.objects.exclude(reason=""), ("reason",), naming_of(persons))


def _going(persons: Persons, moment: datetime) -> QuerySet[Completion]:
    locked = locked_enrolments(persons, moment).values("pk")
    return Completion.objects.filter(person__in=persons).exclude(enrolment__in=locked)
