"""The places of a group and the line of those who wait for one: what is free, who is next, how long an offer stands."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import ngettext

from courses.editions.models import Edition, Enrolment, Session
from courses.editions.places.models import Offer

# By the day somebody enrolled, which an import knows too, then by the moment they were written down.
ORDER = ("enrolled_on", "created_at", "pk")
# Nobody has less time to answer, unless the meeting begins before.
SHORTEST = timedelta(hours=2)

OPEN_OFFER = Exists(Offer.objects.filter(enrolment=OuterRef("pk"), state=Offer.State.OPEN))
UNANSWERED = Exists(Offer.objects.filter(enrolment=OuterRef("pk"), state=Offer.State.EXPIRED, answered_at=None))


def lock_editions(editions: set[int]) -> dict[int, Edition]:
    """The rows of these groups, locked: who changes places takes this lock first, then those of enrolments."""
    # no_key: rows that refer to the group can be written meanwhile.
    rows = Edition.objects.select_for_update(no_key=True).filter(pk__in=editions)
    return {row.pk: row for row in rows.order_by("pk")}


def places_taken(edition: Edition | int) -> int:
    """Places that somebody has, and those that are held for who was offered one."""
    rows = Enrolment.objects.filter(edition=edition, role__in=Enrolment.TAKING_PART)
    return rows.filter(Q(state=Enrolment.State.PLACED) | OPEN_OFFER).count()


def free_places(edition: Edition) -> int | None:
    """How many places nobody has or is offered; None where there is no limit, never below 0."""
    return None if edition.capacity is None else max(0, edition.capacity - places_taken(edition))


def overbooked_group(edition: Edition) -> str:
    """What a coordinator hears who made a group smaller than the number of those in it; "" where it fits."""
    taken = places_taken(edition)
    if edition.capacity is None or taken <= edition.capacity:
        return ""
    return ngettext(
        "%(count)d person has a place, and there is room for %(places)d. Nobody loses a place; nobody new gets one until "
        "it fits.",
        "%(count)d people have a place, and there is room for %(places)d. Nobody loses a place; nobody new gets one until "
        "it fits.",
        taken,
    ) % {"count": taken, "places": edition.capacity}


def places_for_newcomers(edition: Edition) -> int | None:
    """How many who enrol now get a place at once: none while somebody is in line before them. None: no limit."""
    free = free_places(edition)
    return 0 if free != 0 and in_line(edition).exists() else free


def waiting_in(edition: Edition | int | OuterRef) -> QuerySet[Enrolment]:
    """Those who wait for a place, the first in line first; also who has an offer, or let one pass."""
    waits = Enrolment.State.WAITING
    return Enrolment.objects.filter(edition=edition, state=waits, role__in=Enrolment.TAKING_PART).order_by(*ORDER)


def in_line(edition: Edition | int | OuterRef) -> QuerySet[Enrolment]:
    """Those whose turn it will be: they wait, hold no offer, and let none pass without an answer."""
    return waiting_in(edition).filter(~OPEN_OFFER, ~UNANSWERED)


def position_of(enrolment: Enrolment) -> int:
    """The number in line of who waits without an offer; the first is 1."""
    before = Q(enrolled_on__lt=enrolment.enrolled_on)
    same_day = Q(enrolled_on=enrolment.enrolled_on)
    before |= same_day & Q(created_at__lt=enrolment.created_at)
    before |= same_day & Q(created_at=enrolment.created_at, pk__lt=enrolment.pk)
    return in_line(enrolment.edition_id).filter(before).count() + 1


def is_over(edition: Edition, now: datetime) -> bool:
    """Whether the last day has passed; what has no day yet is not over."""
    sessions = Session.objects.filter(edition=edition)
    return sessions.exists() and not sessions.filter(ends_at__gt=now).exists()


def moves_by_itself(edition: Edition, now: datetime) -> bool:
    """Whether free places are offered without a person deciding it: until the first meeting begins."""
    begun = Session.objects.filter(edition=edition, self_paced=False, starts_at__lte=now)
    return edition.waitlist_moves and not begun.exists() and not is_over(edition, now)


def answer_until(edition: Edition, now: datetime) -> datetime:
    """Until when an offer made now stands: the group's hours, never past half the time that is left to the next
    meeting, at least two hours, and never past its beginning."""
    until = now + timedelta(hours=edition.offer_hours)
    ahead = Session.objects.filter(edition=edition, self_paced=False, starts_at__gt=now).order_by("starts_at").first()
    if ahead is None:
        return until
    left = ahead.starts_at - now
    return min(until, max(now + left / 2, now + SHORTEST), ahead.starts_at)
