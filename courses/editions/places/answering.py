"""Taking or leaving a place that was offered."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.audit.history import record_changes
from courses.editions.enrolling import cancel, give_places
from courses.editions.errors import OfferRefused
from courses.editions.models import Edition, Enrolment
from courses.editions.places.models import Offer
from courses.editions.places.offering import offer_places
from courses.editions.places.waiting import is_over, lock_editions, places_for_newcomers
from courses.moments import in_words

State = Enrolment.State


def accept_offer(enrolment: Enrolment, *, by: Any) -> Enrolment:
    """Take the offered place; a second time changes nothing. Raises OfferRefused with how it stands now.

    Who answers too late has the place all the same while it is free and nobody is in line; else they are in line again.
    """
    with transaction.atomic():
        edition = lock_editions({enrolment.edition_id})[enrolment.edition_id]
        row = Enrolment.objects.select_related("edition", "person").get(pk=enrolment.pk)
        if row.state == State.PLACED:
            return row
        refusal = _taken(row, edition, by=by)
    if refusal:
        # After the transaction: being in line again stands.
        raise OfferRefused(refusal)
    return row


def decline_offer(enrolment: Enrolment, *, by: Any) -> Enrolment:
    """Leave the offered place to somebody else, and the waiting list with it. Raises OfferRefused for who has a place."""
    with transaction.atomic():
        lock_editions({enrolment.edition_id})
        row = Enrolment.objects.get(pk=enrolment.pk)
        if row.state == State.PLACED:
            raise OfferRefused(_("You have the place already. Can't you come? Then cancel."))
        return cancel(row, by=by)


def _taken(row: Enrolment, edition: Edition, *, by: Any) -> str:
    """Place who was offered a place; or the sentence why not."""
    if row.state != State.WAITING:
        return _("You are not on the waiting list any more.")
    now = timezone.now()
    last = Offer.objects.filter(enrolment=row).order_by("-made_at", "-pk").first()
    in_time = Offer.objects.filter(enrolment=row, state=Offer.State.OPEN, expires_at__gt=now)
    if in_time.update(state=Offer.State.ACCEPTED, answered_at=now):
        give_places([row], action="leerlijn.accept_offer", by=by)
        return ""
    if last is None:
        return _("There is no place for you yet. We write to you when there is.")
    if last.state == Offer.State.WITHDRAWN:
        return _("The place is no longer there: the group became smaller. You are still on the waiting list.")
    return _too_late(row, edition, last, by=by)


def _too_late(row: Enrolment, edition: Edition, last: Offer, *, by: Any) -> str:
    now = timezone.now()
    offer_places(edition)
    answered = Offer.objects.filter(enrolment=row, state=Offer.State.EXPIRED, answered_at=None)
    free = places_for_newcomers(edition)
    again = answered.update(answered_at=now)
    if free != 0 and not is_over(edition, now):
        give_places([row], action="leerlijn.accept_offer", by=by)
        return ""
    if again:
        record_changes([row], action="leerlijn.back_in_line", by=by)
    return _(
        "You could take the place until %(when)s, so it went to the next in line. You are on the waiting list again, "
        "and we write to you when there is a place."
    ) % {"when": in_words(last.expires_at, edition.zone)}
