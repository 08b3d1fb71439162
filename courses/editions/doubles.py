"""Double persons across the partners of a project: what only the linker of its lead may see."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from courses.editions.access import managed_editions
from courses.editions.closed import WhyForm, reported_over
from courses.editions.models import Attendance, Edition, EditionFunding, Enrolment, Session
from courses.grants.access import linked_grants
from courses.people.doubles.preview import Joining, Line
from courses.people.models import Person

# Who was ever in a group, not those who merely asked.
_EVER_IN = (Enrolment.State.PLACED, Enrolment.State.STOPPED)


def linked_pairs(account: Any, first: str, second: str) -> Q:
    """That both persons, by the paths to them, are in groups that count in one project whose lead's linker asks."""
    other = _counting(OuterRef(OuterRef(OuterRef(second)))).filter(grant=OuterRef("grant"))
    shared = _counting(OuterRef(OuterRef(first))).filter(Exists(other), grant__in=linked_grants(account).values("pk"))
    return Q(Exists(shared))


def _counting(person: Any) -> QuerySet[EditionFunding]:
    """The payments of this person's groups by projects in which those count."""
    before = EditionFunding.objects.filter(edition=OuterRef("edition"), position__lt=OuterRef("position"))
    counts = Q(edition__counting=Edition.Counting.FULL) | ~Q(Exists(before))
    enrolments = Enrolment.objects.filter(person=person, edition=OuterRef("edition"), state__in=_EVER_IN)
    return EditionFunding.objects.filter(counts, Exists(enrolments))


def editions_in_sight(account: Any) -> QuerySet[Edition]:
    """The groups of which somebody who joins persons may know who is in them: managed, or in a project they link in."""
    linked = EditionFunding.objects.filter(grant__in=linked_grants(account).values("pk")).values("edition")
    return Edition.objects.filter(Q(pk__in=managed_editions(account).values("pk")) | Q(pk__in=linked))


def why_now(data: Any, persons: Sequence[Person]) -> WhyForm:
    """Asked where one of these records is in a group with a meeting in a period that was reported."""
    sessions = Session.objects.filter(edition__enrolments__person__in=list(persons)).distinct()
    return WhyForm(data, reported=reported_over(*sessions))


def groups_and_marks(request: HttpRequest, joining: Joining) -> list[Line]:
    """How many groups and marks each brings along, of those in sight; and whether they stand in one group together."""
    seen = editions_in_sight(request.user).values("pk")
    groups: list[set[int]] = []
    marks: list[int] = []
    for records in (joining.kept, joining.double):
        enrolled = Enrolment.objects.filter(person__in=records, edition__in=seen)
        groups.append(set(enrolled.values_list("edition", flat=True)))
        there = Attendance.objects.effective().filter(person__in=records, session__edition__in=seen)
        marks.append(there.exclude(status=Attendance.Status.VOID).aggregate(number=Count("pk"))["number"])
    lines = [
        Line(_("groups"), len(groups[0]), len(groups[1]), len(groups[0] | groups[1])),
        Line(_("attendance marks"), marks[0], marks[1], sum(marks)),
    ]
    if groups[0] & groups[1]:
        lines.append(Line(_("Both are in one group. There they count as one; both places and all marks stay.")))
    return lines
