"""Offering places to who waits. An offer holds its place until it is answered or its time is over."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.audit.history import record_changes
from courses.editions.errors import OfferRefused
from courses.editions.models import Edition, Enrolment, Session
from courses.editions.places.models import Offer
from courses.editions.places.telling import tell_offer_withdrawn, tell_offered
from courses.editions.places.waiting import (
    answer_until,
    free_places,
    in_line,
    is_over,
    lock_editions,
    moves_by_itself,
    places_taken,
)

logger = logging.getLogger(__name__)


def offer_places(edition: Edition | int) -> list[Offer]:
    """Offer each free place to the next in line, after ending the offers whose time is over.

    To be called in the transaction of what frees a place. Where the list doesn't move by itself nobody is offered one.
    """
    with transaction.atomic():
        group = _lock(edition)
        now = timezone.now()
        expire_offers(group, now)
        if not in_line(group).exists() or not moves_by_itself(group, now):
            return []
        return _offer(list(in_line(group)[: free_places(group)]), group, by=None, now=now)


def move_waiting_lists() -> int:
    """End what expired and offer what is free, group by group, so that one that fails stops no other; answers how many
    offers were made. Run regularly."""
    now = timezone.now()
    overdue = Offer.objects.filter(state=Offer.State.OPEN, expires_at__lte=now)
    due = set(overdue.values_list("enrolment__edition", flat=True))
    waiting = Enrolment.objects.filter(edition=OuterRef("pk"), state=Enrolment.State.WAITING)
    begun = Session.objects.filter(edition=OuterRef("pk"), self_paced=False, starts_at__lte=now)
    moving = Edition.objects.filter(Exists(waiting), ~Exists(begun), waitlist_moves=True)
    # Looked at without a lock first: most lists stand still.
    due |= {group.pk for group in moving if free_places(group) != 0}
    made = 0
    for edition in sorted(due):
        try:
            made += len(offer_places(edition))
        except Exception:
            logger.exception("The waiting list of group %s did not move.", edition)
    return made


def offer_to(enrolment: Enrolment, *, by: Any) -> Offer:
    """Offer a free place to one who waits, out of turn: a coordinator decides that. Raises OfferRefused."""
    with transaction.atomic():
        group = _lock(enrolment.edition_id)
        now = timezone.now()
        expire_offers(group, now)
        row = Enrolment.objects.get(pk=enrolment.pk)
        known = Offer.objects.filter(enrolment=row, state=Offer.State.OPEN).first()
        if known is not None:
            return known
        if row.state != Enrolment.State.WAITING:
            raise OfferRefused(_("This person is not on the waiting list."))
        if is_over(group, now):
            raise OfferRefused(_("The last meeting is over, so there is no place to offer."))
        if free_places(group) == 0:
            raise OfferRefused(
                _("All places are taken or offered to others. Give a place directly if one more person fits in.")
            )
        Offer.objects.filter(enrolment=row, state=Offer.State.EXPIRED, answered_at=None).update(answered_at=now)
        return _offer([row], group, by=by, now=now)[0]


def capacity_changed(edition: Edition, *, by: Any) -> None:
    """After more places or fewer: offers that don't fit any more are withdrawn, the newest first; nobody loses a place."""
    with transaction.atomic():
        group = _lock(edition)
        if group.capacity is not None:
            too_many = max(0, places_taken(group) - group.capacity)
            held = Offer.objects.filter(enrolment__edition=group, state=Offer.State.OPEN)
            newest = list(held.select_related("enrolment__person", "enrolment__edition").order_by("-made_at", "-pk"))
            withdrawn = newest[:too_many]
            _close(withdrawn, Offer.State.WITHDRAWN)
            record_changes([offer.enrolment for offer in withdrawn], action="leerlijn.withdraw_offer", by=by)
            tell_offer_withdrawn(withdrawn)
        offer_places(group)


def expire_offers(edition: Edition, now: datetime) -> list[Offer]:
    """End the open offers of a locked group whose time is over; who had them stays on the list."""
    due = list(
        Offer.objects.filter(enrolment__edition=edition, state=Offer.State.OPEN, expires_at__lte=now).select_related(
            "enrolment"
        )
    )
    _close(due, Offer.State.EXPIRED)
    record_changes([offer.enrolment for offer in due], action="leerlijn.expire_offer", by=None)
    return due


def close_offers(enrolments: Iterable[Enrolment], state: str, *, answered_at: datetime | None = None) -> list[Offer]:
    """Give the open offers of these enrolments their end; the group is locked by the caller."""
    rows = list(Offer.objects.filter(enrolment__in=enrolments, state=Offer.State.OPEN))
    _close(rows, state, answered_at=answered_at)
    return rows


def _offer(rows: Sequence[Enrolment], group: Edition, *, by: Any, now: datetime) -> list[Offer]:
    if not rows:
        return []
    until = answer_until(group, now)
    offers = Offer.objects.bulk_create(Offer(enrolment=row, made_at=now, expires_at=until, made_by=by) for row in rows)
    record_changes(rows, action="leerlijn.offer", by=by)
    tell_offered(offers, group)
    return offers


def _close(offers: Sequence[Offer], state: str, *, answered_at: datetime | None = None) -> None:
    if offers:
        open_ones = Offer.objects.filter(pk__in=[offer.pk for offer in offers], state=Offer.State.OPEN)
        open_ones.update(state=state, answered_at=answered_at)


def _lock(edition: Edition | int) -> Edition:
    pk = edition if isinstance(edition, int) else edition.pk
    return lock_editions({pk})[pk]
