"""A group's own texts and reminders, trying a mail out, and sending one once more."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from courses.audit.history import record_changes
from courses.conf import base_url
from courses.editions.models import Edition, Enrolment
from courses.errors import CoursesError
from courses.mail.sending import send_mail
from courses.people.models import Person
from courses.telling.announcing import queue
from courses.telling.composing import TEMPLATE, Letter, Told, Writer
from courses.telling.entries import as_told, planned
from courses.telling.models import CalendarEntry, EditionMails, EditionText, MailKind, Notice
from courses.telling.words import standard


class TellingRefused(CoursesError):
    """This can't be sent."""


def set_text(edition: Edition, kind: str, language: str, *, subject: str, text: str, by: Any) -> EditionText | None:
    """Give a group its own text; the standard text itself is none of its own, and stays the standard text."""
    form = edition.version.address_form if edition.version else "je"
    usual = standard(kind, language, form)
    if (subject, text.replace("\r\n", "\n").strip()) == (usual.subject, usual.text):
        forget_text(edition, kind, language, by=by)
        return None
    with transaction.atomic():
        written, _made = EditionText.objects.update_or_create(
            edition=edition,
            kind=kind,
            language=language,
            defaults={"subject": subject, "text": text, "changed_by": by},
        )
        record_changes([edition], action="leerlijn.change_text", by=by, data={"kind": kind, "language": language})
        return written


def forget_text(edition: Edition, kind: str, language: str, *, by: Any) -> None:
    """Back to the standard text."""
    with transaction.atomic():
        if EditionText.objects.filter(edition=edition, kind=kind, language=language).delete()[0]:
            record_changes([edition], action="leerlijn.change_text", by=by, data={"kind": kind, "language": language})


def set_reminders(edition: Edition, *, first: int | None, last: int | None, by: Any) -> EditionMails:
    """So many days before a meeting; None sends no such reminder."""
    with transaction.atomic():
        mails, _made = EditionMails.objects.update_or_create(
            edition=edition, defaults={"first_reminder": first, "last_reminder": last}
        )
        record_changes([edition], action="leerlijn.set_reminders", by=by, data={"first": first, "last": last})
        return mails


def send_again(notice: Notice, *, by: Any, number: int) -> list[Notice]:
    """Send a mail once more, as it is now; `number` counts the times, so that a double click sends one."""
    if notice.state not in (Notice.State.MAILED, Notice.State.TO_CALL, Notice.State.CALLED):
        raise TellingRefused(_("This mail was not sent, so it can't be sent once more."))
    with transaction.atomic():
        first = notice.key.partition(":again:")[0]
        record_changes([notice.enrolment], action="leerlijn.send_again", by=by, data={"kind": notice.kind})
        return queue(
            [
                Notice(
                    key=f"{first}:again:{number}",
                    edition_id=notice.edition_id,
                    enrolment_id=notice.enrolment_id,
                    kind=notice.kind,
                    entry_id=notice.entry_id,
                    announcement_id=notice.announcement_id,
                )
            ]
        )


def mark_called(notice: Notice, *, by: Any) -> None:
    """Somebody without an e-mail address was told by a person."""
    with transaction.atomic():
        waiting = Notice.objects.filter(pk=notice.pk, state=Notice.State.TO_CALL)
        if waiting.update(state=Notice.State.CALLED):
            record_changes([notice.enrolment], action="leerlijn.called", by=by, data={"kind": notice.kind})


def specimen(edition: Edition, kind: str, language: str) -> Letter:
    """A mail as it would go to somebody; that somebody is invented, so that nobody's data stand on the screen."""
    writer = Writer(edition, [CalendarEntry(edition=edition, **vars(state)) for state in planned(edition).values()])
    with translation.override(language):
        reader = Person(name=_("Sam Example"), email="sam@example.org", language=language)
    enrolment = Enrolment(person=reader, edition=edition)
    about = _what_about(kind, writer)
    return writer.compose(kind, enrolment, about, language=language, page=f"{base_url()}/p/…/")


def _what_about(kind: str, writer: Writer) -> list[Told] | None:
    coming = writer.coming()
    if kind == MailKind.REMINDER:
        return [Told(entry, as_told(entry), as_told(entry)) for entry in coming[:1]]
    if kind == MailKind.CANCELLED:
        return [Told(entry, as_told(entry), None) for entry in coming[:1]]
    if kind == MailKind.CHANGED:
        return [_moved(entry) for entry in coming[:1]]
    return None


def _moved(entry: Any) -> Told:
    now = as_told(entry)
    hour = timedelta(hours=1)
    return Told(entry, replace(now, starts_at=now.starts_at - hour, ends_at=now.ends_at - hour), now)


def send_specimen(edition: Edition, kind: str, language: str, *, by: Any, token: str) -> None:
    """Send the mail to oneself, without its invitations: nobody wants an invented meeting in their calendar."""
    if not by.email:
        raise TellingRefused(_("Your account has no e-mail address."))
    letter = specimen(edition, kind, language)
    send_mail(
        key=f"specimen:{edition.pk}:{kind}:{language}:{by.pk}:{token}",
        to=by.email,
        template=TEMPLATE,
        context=letter.context,
        language=language,
    )
