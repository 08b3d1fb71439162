"""Forgetting a person in frozen reports: content and salt go, the hash stays, and the report still verifies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from courses.audit.history import record_changes
from courses.people.erasing.naming import blot, naming_of
from courses.people.erasing.registry import Line, Outcome, Persons, terms_of
from courses.reporting.freezing.models import FrozenMember, FrozenReport, FrozenStep
from courses.reporting.freezing.verifying import FORGET

HOLDS = ("FrozenMember", "FrozenStep")


def forget_members(persons: Collection[int], *, by: Any, grants: Collection[int] | None = None) -> int:
    """Empty the members that are these recorded persons; with `grants` in the reports of these projects alone.

    The log keeps per report how many, never who. Answers how many members were emptied; a second time that is none.
    """
    with transaction.atomic():
        theirs = _members_of(persons, grants)
        per_report = Counter(theirs.values_list("report", flat=True))
        for report in FrozenReport.objects.filter(pk__in=per_report).order_by("pk"):
            record_changes([report], action=FORGET, by=by, data={"members": per_report[report.pk]})
        return theirs.update(salt=None, payload=None, subject=None)


def _members_of(persons: Collection[int], grants: Collection[int] | None = None) -> Any:
    theirs = FrozenMember.objects.filter(kind=FrozenMember.PERSON, subject__in=list(persons))
    return theirs if grants is None else theirs.filter(report__grant__in=list(grants))


def plan(persons: Persons, moment: datetime) -> list[Line]:
    """What `erase` would empty now, and what a project's evidence term still locks."""
    locked = {term.source for term in terms_of(persons, moment)}
    theirs = _members_of(persons)
    kept = theirs.filter(report__grant__in=locked).count()
    goes = theirs.count() - kept
    lines = []
    if goes:
        lines.append(
            Line(
                _("Rows behind the figures of closed reports"),
                goes,
                Outcome.GOES,
                _("The figures stay as they were, and the report can still be verified."),
            )
        )
    if kept:
        lines.append(
            Line(_("Rows behind the figures of closed reports"), kept, Outcome.LOCKED, _("Evidence of a project."))
        )
    return lines


def erase(persons: Persons, *, by: Any, moment: datetime) -> None:
    locked = {term.source for term in terms_of(persons, moment)}
    theirs = _members_of(persons).exclude(report__grant__in=locked).values_list("report__grant", flat=True)
    forget_members(persons, by=by, grants=set(theirs))
    blot(FrozenStep.objects.all(), ("note",), naming_of(persons))
