"""The waiting list of a group: who is next."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from courses.editions.models import Edition, Enrolment

# By the day somebody enrolled, which an import knows too, then by the moment they were written down.
ORDER = ("enrolled_on", "created_at", "pk")


def waiting_in(edition: Edition | int) -> QuerySet[Enrolment]:
    """Those who wait for a place, the first in line first."""
    waits = Enrolment.State.WAITING
    return Enrolment.objects.filter(edition=edition, state=waits, role__in=Enrolment.TAKING_PART).order_by(*ORDER)


def position_of(enrolment: Enrolment) -> int:
    """The number of this one on the waiting list; the first in line is 1."""
    before = Q(enrolled_on__lt=enrolment.enrolled_on)
    same_day = Q(enrolled_on=enrolment.enrolled_on)
    before |= same_day & Q(created_at__lt=enrolment.created_at)
    before |= same_day & Q(created_at=enrolment.created_at, pk__lt=enrolment.pk)
    return waiting_in(enrolment.edition_id).filter(before).count() + 1
