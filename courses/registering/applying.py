"""Registering without an account: what was typed is kept, and a link goes to the address that was given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.editions.enrolling import check_open
from courses.editions.errors import EnrolmentClosed
from courses.editions.models import Edition, Session
from courses.editions.places.waiting import is_over
from courses.limiting import more_than
from courses.links.codes import code_of
from courses.links.opening import make_link
from courses.mail.models import Mail
from courses.mail.sending import send_mail
from courses.registering.answering import Answered, keep_answers
from courses.registering.errors import RegistrationRefused
from courses.registering.models import UNCONFIRMED, Registration

PURPOSE = "registration"
MAILS_AN_HOUR = 15


@dataclass(frozen=True)
class Typed:
    """What stood in the form; `by_name` and `by_email` where somebody registers another person."""

    name: str
    email: str
    by_name: str = ""
    by_email: str = ""
    function: str = ""
    organisation: str = ""
    answers: Sequence[Answered] = ()


def register(edition: Edition, typed: Typed, *, language: str) -> Registration:
    """Keep what was typed and mail the link that confirms it; the same person typed again gets a fresh link.

    Whether the address is known makes no difference here. Raises EnrolmentClosed, or RegistrationRefused when an address
    got too many links within the hour.
    """
    check_taking(edition)
    address = typed.by_email or typed.email
    if more_than("registration-mail", address, limit=MAILS_AN_HOUR, seconds=3600):
        raise RegistrationRefused(
            _("We sent many mails to %(address)s within this hour. Wait an hour, then try again.")
            % {"address": address}
        )
    with transaction.atomic():
        registration = _kept(edition, typed, language)
        keep_answers(registration, typed.answers)
        _mail_link(registration)
        return registration


def check_taking(edition: Edition, *, on: date | None = None) -> None:
    """Raise EnrolmentClosed unless the group takes registrations; `on` is the day of registering where that was earlier."""
    check_open(edition, on=on)
    if is_over(edition, timezone.now()):
        raise EnrolmentClosed(_("This is over: nobody can register any more."))


def _kept(edition: Edition, typed: Typed, language: str) -> Registration:
    who = {"edition": edition, "name": typed.name, "email": typed.email, "by_email": typed.by_email}
    registration = Registration.objects.filter(**who, confirmed_at=None).first() or Registration(**who)
    registration.by_name = typed.by_name
    registration.function = typed.function
    registration.organisation = typed.organisation
    registration.language = language
    registration.created_at = timezone.now()
    registration.save()
    return registration


def _mail_link(registration: Registration) -> None:
    link = make_link(
        purpose=PURPOSE, subject=registration.pk, by=None, expires_at=registration.created_at + UNCONFIRMED
    )
    edition = registration.edition
    sent = Mail.objects.filter(key__startswith=mail_prefix(registration.pk)).count()
    send_mail(
        key=f"{mail_prefix(registration.pk)}{sent + 1}",
        to=registration.proof_address,
        template="leerlijn_courses/mail/registration",
        # No name: whoever types one here could make us write anything to anybody.
        context={
            "title": title_of(edition),
            "zone": edition.zone,
            "meeting": first_meeting(edition),
            "for_somebody_else": registration.for_somebody_else,
            "path": reverse("leerlijn_courses:registration", args=[code_of(link)]),
            "until": (registration.created_at + UNCONFIRMED).astimezone(edition.zone).date(),
        },
        language=registration.language,
    )


def mail_prefix(registration: int) -> str:
    return f"registration:{registration}:"


def title_of(edition: Edition) -> str:
    return edition.version.title if edition.version is not None else edition.title


def first_meeting(edition: Edition) -> Session | None:
    return Session.objects.filter(edition=edition, self_paced=False).order_by("starts_at").first()
