"""Who is in the middle of a programme: has a place, takes part, and hasn't completed it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.completion.models import Completion
from courses.editions.models import Enrolment


@dataclass(frozen=True)
class Underway:
    people: int = 0
    groups: int = 0

    def __add__(self, other: Underway) -> Underway:
        return Underway(self.people + other.people, self.groups + other.groups)

    def __bool__(self) -> bool:
        return self.people > 0

    def __str__(self) -> str:
        """ "37 people in 2 groups"."""
        people = ngettext("%(count)d person", "%(count)d people", self.people) % {"count": self.people}
        groups = ngettext("%(count)d group", "%(count)d groups", self.groups) % {"count": self.groups}
        return _("%(people)s in %(groups)s") % {"people": people, "groups": groups}


def enrolments_underway() -> QuerySet[Enrolment]:
    done = Completion.objects.effective().filter(person=OuterRef("person"), edition=OuterRef("edition"), void=False)
    return Enrolment.objects.filter(state=Enrolment.State.PLACED, role__in=Enrolment.TAKING_PART).exclude(Exists(done))


def underway_by_version(versions: Iterable[int]) -> dict[int, Underway]:
    """By the id of each of these versions; those that nobody is in the middle of are left out. One query."""
    rows = (
        enrolments_underway()
        .filter(edition__version__in=list(versions))
        .order_by()
        .values("edition__version")
        .annotate(people=Count("pk"), groups=Count("edition", distinct=True))
    )
    return {row["edition__version"]: Underway(row["people"], row["groups"]) for row in rows}
