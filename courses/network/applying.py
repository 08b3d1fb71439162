"""Asking a network something without an account: what was typed is kept, and a link goes to the address that was given."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.limiting import more_than
from courses.links.codes import code_of
from courses.links.opening import make_link
from courses.mail.sending import send_mail
from courses.network.errors import NetworkError
from courses.network.models import UNCONFIRMED, Application
from courses.people.models import Organisation

PURPOSE = "application"
GIVEN = "material"
MAILS_AN_HOUR = 5


def apply(network: Organisation, *, kind: str, language: str, page: Any = None, **typed: Any) -> Application:
    """Keep what was typed, and mail the link that proves the address; `typed` are fields of Application.

    Raises NetworkError when an address got too many links within the hour.
    """
    if more_than("application-mail", typed["email"].lower(), limit=MAILS_AN_HOUR, seconds=3600):
        raise NetworkError(
            _("We sent many mails to %(address)s within this hour. Wait an hour, then try again.")
            % {"address": typed["email"]}
        )
    with transaction.atomic():
        application = Application.objects.create(network=network, kind=kind, page=page, language=language, **typed)
        link = make_link(
            purpose=PURPOSE, subject=application.pk, by=None, expires_at=application.created_at + UNCONFIRMED
        )
        send_mail(
            key=f"{mail_prefix(application.pk)}confirm",
            to=application.email,
            template="leerlijn_courses/mail/application",
            # Nothing that was typed: whoever types could make us write anything to anybody.
            context={
                "network": network.name,
                "joins": kind == Application.Kind.JOIN,
                "title": page.title if page is not None else "",
                "path": reverse("leerlijn_courses:application", args=[code_of(link)]),
                "until": timezone.localdate(application.created_at + UNCONFIRMED),
            },
            language=language,
        )
        return application


def confirm(application: Application) -> None:
    """The address is proven: from now on the network's coordinators see it. Twice changes nothing."""
    Application.objects.filter(pk=application.pk, confirmed_at=None).update(confirmed_at=timezone.now())


def mail_prefix(application: int) -> str:
    return f"application:{application}:"
