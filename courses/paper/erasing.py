"""Signed lists: a picture on which somebody signed goes whole once no term keeps it.

A signature can't be cut out of a photo without leaving half a line of it. The paper itself says that it and its picture
are kept for as long as the project has to account for it and for nothing else, so for the others on it the same day has
come: their marks stay, with the level of evidence they had.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from courses.editions.erasing import going_enrolments, locked_enrolments
from courses.paper.models import Scan, SheetRow, Signature
from courses.people.erasing.registry import Line, Outcome, Persons
from courses.people.erasing.traces import delete_file

HOLDS = ("Scan", "SheetRow", "Signature")


def plan(persons: Persons, moment: datetime) -> list[Line]:
    kept = Scan.objects.filter(signatures__enrolment__in=locked_enrolments(persons, moment)).exclude(file="")
    return [
        Line(
            _("pictures of signed lists"),
            _pictures(persons, moment).exclude(file="").count(),
            Outcome.GOES,
            _("A picture goes whole, since a signature can't be cut out. The marks of the others on it stay."),
        ),
        Line(
            _("pictures of signed lists"),
            kept.distinct().count(),
            Outcome.LOCKED,
            _("They are evidence for a project."),
        ),
    ]


def erase(persons: Persons, *, by: Any, moment: datetime) -> None:
    for scan in _pictures(persons, moment).exclude(file=""):
        delete_file(scan.file)
        Scan.objects.filter(pk=scan.pk).update(file="")
    going = going_enrolments(persons, moment).values("pk")
    Signature.objects.filter(enrolment__in=going).delete()
    SheetRow.objects.filter(enrolment__in=going).delete()


def _pictures(persons: Persons, moment: datetime) -> QuerySet[Scan]:
    """Of the pages on which they stand, and those of their meetings of which nobody said what they show."""
    going = going_enrolments(persons, moment)
    rows = SheetRow.objects.filter(enrolment__in=going.values("pk"))
    signed = Q(signatures__enrolment__in=going.values("pk"))
    unnamed = Q(page=None, session__edition__in=going.values("edition"))
    return Scan.objects.filter(
        pk__in=Scan.objects.filter(Q(page__in=rows.values("page")) | signed | unnamed).values("pk")
    )
