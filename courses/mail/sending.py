"""Mail leaves once, after the transaction that caused it, by a job; what was sent stays in the log."""

from __future__ import annotations

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
from courses.mail.models import Mail

KIND = "mail"
# Stands as the problem while a mail is handed over. Found there later, nobody knows whether it left: it is not sent again.
LEAVING = "leaving"


def send_mail(*, key: str, to: str, template: str, context: dict[str, Any], language: str) -> Mail:
    """Write a mail now and send it once the transaction stands; a `key` that was used before sends nothing more.

    `template` names `<template>.subject.txt` and `<template>.txt`; a `<template>.html` is used where it exists, else
    the text is laid out. `key` names the occasion, for instance `placed:12`; `language` is the reader's.
    """
    with transaction.atomic():
        known = Mail.objects.filter(key=key).first()
        if known:
            return known
        mail, created = Mail.objects.get_or_create(
            key=key, defaults={"recipient": to, "language": language, **_written(template, context, language)}
        )
        if created:
            enqueue(kind=KIND, by=None, parameters={"mail": mail.pk}, idempotency_key=f"mail:{mail.pk}")
    return mail


def _written(template: str, context: dict[str, Any], language: str) -> dict[str, str]:
    with translation.override(language):
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
    message = EmailMultiAlternatives(subject=mail.subject, body=mail.text, to=[mail.recipient])
    message.extra_headers["Auto-Submitted"] = "auto-generated"
    message.attach_alternative(mail.html, "text/html")
    try:
        message.send()
    except Exception as error:
        Mail.objects.filter(pk=mail.pk).update(problem=str(error) or type(error).__name__)
        raise
    Mail.objects.filter(pk=mail.pk).update(problem="", sent_at=timezone.now())


def title(job: Job) -> str:
    return _("Send a mail")
