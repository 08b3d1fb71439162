"""What people in a group are told by mail."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse

from courses.editions.addresses import own_page_address
from courses.editions.models import Edition, Enrolment, Offer, Session
from courses.mail.sending import send_mail


def tell_placed(enrolments: Iterable[Enrolment]) -> None:
    """Write to who came from the waiting list to a place; who has no address is called by a person."""
    for enrolment in enrolments:
        person, edition = enrolment.person, enrolment.edition
        if not person.email:
            continue
        send_mail(
            key=f"placed:{enrolment.pk}",
            to=person.email,
            template="leerlijn_courses/mail/placed",
            context=_about(enrolment, edition)
            | {"path": reverse("leerlijn_courses:my_line") if person.account_id else own_page_address(enrolment)},
            language=person.language or settings.LANGUAGE_CODE,
        )


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
    if not person.email:
        return
    send_mail(
        key=f"{what}:{offer.pk}",
        to=person.email,
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
