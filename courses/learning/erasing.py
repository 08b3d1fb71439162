"""What somebody read, answered and wrote goes at once: no project's evidence is made of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from courses.editions.erasing import enrolments_of
from courses.learning.models import ExtraTime, Reflection, TestAttempt, TestSitting, UnitProgress
from courses.people.erasing.registry import Line, Outcome, Persons

HOLDS = ("ExtraTime", "Reflection", "TestAttempt", "TestSitting", "UnitProgress")


def plan(persons: Persons, moment: datetime) -> list[Line]:
    return [
        Line(_("reflections"), _of(Reflection, persons).count(), Outcome.GOES),
        Line(_("tests taken"), _of(TestAttempt, persons).count(), Outcome.GOES),
        Line(_("tests begun"), _of(TestSitting, persons).count(), Outcome.GOES),
        Line(_("extra time at tests"), _of(ExtraTime, persons).count(), Outcome.GOES),
        Line(_("parts read or finished"), _of(UnitProgress, persons).count(), Outcome.GOES),
    ]


def erase(persons: Persons, *, by: Any, moment: datetime) -> None:
    for model in (ExtraTime, Reflection, TestAttempt, TestSitting, UnitProgress):
        _of(model, persons).delete()


def _of(model: Any, persons: Persons) -> Any:
    return model._default_manager.filter(enrolment__in=enrolments_of(persons).values("pk"))
