"""What people in a group are told by mail."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse

from courses.editions.models import Enrolment, Session
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
            context={
                "name": person.name,
                "title": edition.title,
                "zone": edition.zone,
                "meeting": Session.objects.filter(edition=edition, self_paced=False).order_by("starts_at").first(),
                "path": reverse("leerlijn_courses:my_line") if person.account_id else "",
            },
            language=person.language or settings.LANGUAGE_CODE,
        )
