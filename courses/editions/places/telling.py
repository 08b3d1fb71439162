"""What who waits is told of places that come free; all other mails of a group are the room `telling`'s."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings

from courses.editions.addresses import own_page_address
from courses.editions.models import Edition, Enrolment, Session
from courses.editions.places.models import Offer
from courses.mail.sending import send_mail
from courses.people.addresses import address_of


def tell_offered(offers: Iterable[Offer], edition: Edition) -> None:
    """Write to who is offered a place, with the page on which the button stands."""
    for offer in offers:
        _tell_of_offer(offer, edition, "offered")


def tell_offer_withdrawn(offers: Iterable[Offer]) -> None:
    """Write to who was offered a place that isn't there any more: they are in line again."""
    for offer in offers:
        _tell_of_offer(offer, offer.enrolment.edition, "offer_withdrawn")


def _tell_of_offer(offer: Offer, edition: Edition, what: str) -> None:
    person = offer.enrolment.person
    address = address_of(person)
    if not address:
        return
    send_mail(
        key=f"{what}:{offer.pk}",
        to=address,
        template=f"leerlijn_courses/mail/{what}",
        context=_about(offer.enrolment, edition)
        | {"until": offer.expires_at, "path": own_page_address(offer.enrolment)},
        language=person.language or settings.LANGUAGE_CODE,
    )


def _about(enrolment: Enrolment, edition: Edition) -> dict[str, Any]:
    return {
        "name": enrolment.person.name,
        "title": edition.title,
        "zone": edition.zone,
        "meeting": Session.objects.filter(edition=edition, self_paced=False).order_by("starts_at").first(),
    }
