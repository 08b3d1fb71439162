"""Mail leaves once, after the transaction that caused it, by a job; what was sent stays in the log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string, select_template
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from courses.conf import base_url
from courses.jobs.models import Job
from courses.jobs.queueing import enqueue
from courses.jobs.work import Work
from courses.languages import spoken
from courses.mail.models import Mail

KIND = "mail"
# Stands as the problem while a mail is handed over. Found there later, nobody knows whether it left: it is not sent again.
LEAVING = "leaving"


@dataclass(frozen=True)
class Invitation:
    """An iCalendar object that comes with a mail: as a file called `name`, and `inline` as what the mail itself is.

    A mail program applies the one that is inline, and offers the files. `method` is the object's own.
    """

    name: str
    method: str
    content: str
    inline: bool = False


class Message(EmailMultiAlternatives):
    """A mail whose part in iCalendar says its method, as calendars want it before they look inside."""

    method = ""

    def message(self, *args: Any, **kwargs: Any) -> Any:
        message = super().message(*args, **kwargs)
        for part in message.walk():
            if part.get_content_type() == "text/calendar":
                part.set_param("method", self.method)
        return message


def send_mail(
    *,
    key: str,
    to: str,
    template: str,
    context: dict[str, Any],
    language: str,
    reply_to: str = "",
    invitations: Sequence[Invitation] = (),
) -> Mail:
    """Write a mail now and send it once the transaction stands; a `key` that was used before sends nothing more.

    `template` names `<template>.subject.txt` and `<template>.txt`; a `<template>.html` is used where it exists, else
    the text is laid out. `key` names the occasion, for instance `placed:12`; `language` is the reader's.
    """
    with transaction.atomic():
        known = Mail.objects.filter(key=key).first()
        if known:
            return known
        fields: dict[str, Any] = {"recipient": to, "language": language, "reply_to": reply_to}
        fields["invitations"] = [asdict(invitation) for invitation in invitations]
        mail, created = Mail.objects.get_or_create(key=key, defaults={**fields, **written(template, context, language)})
        if created:
            enqueue(kind=KIND, by=None, parameters={"mail": mail.pk}, idempotency_key=f"mail:{mail.pk}")
    return mail


def written(template: str, context: dict[str, Any], language: str) -> dict[str, str]:
    """Subject, text and HTML of a mail, without sending it."""
    with translation.override(spoken(language)):
        known = {"base_url": base_url(), **context}
        subject = " ".join(render_to_string(f"{template}.subject.txt", known).split())[:300]
        text = render_to_string(f"{template}.txt", known).strip() + "\n"
        laid_out = select_template([f"{template}.html", "leerlijn/mail/text.html"])
        return {
            "subject": subject,
            "text": text,
            "html": laid_out.render({**known, "subject": subject, "text": text}),
        }


def send_by_job(work: Work) -> None:
    """Hand the mail over, unless it left before; at most once, even when the worker dies in between."""
    mail = Mail.objects.get(pk=work.parameters["mail"])
    mine = Mail.objects.filter(pk=mail.pk, sent_at=None).exclude(problem=LEAVING)
    if not mine.update(problem=LEAVING, attempts=F("attempts") + 1):
        return
    message = _message(mail)
    try:
        message.send()
    except Exception as error:
        Mail.objects.filter(pk=mail.pk).update(problem=str(error) or type(error).__name__)
        raise
    Mail.objects.filter(pk=mail.pk).update(problem="", sent_at=timezone.now())


def _message(mail: Mail) -> Message:
    message = Message(
        subject=mail.subject,
        body=mail.text,
        to=[mail.recipient],
        reply_to=[mail.reply_to] if mail.reply_to else None,
    )
    message.extra_headers["Auto-Submitted"] = "auto-generated"
    message.attach_alternative(mail.html, "text/html")
    for invitation in (Invitation(**stored) for stored in mail.invitations):
        if invitation.inline:
            message.method = invitation.method
            message.attach_alternative(invitation.content, "text/calendar")
        message.attach(invitation.name, invitation.content.encode(), "application/ics")
    return message


def title(job: Job) -> str:
    return _("Send a mail")
