"""From notices to mails, by a job: one mail a notice, however often the job is begun again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from courses.editions.models import Edition, Enrolment
from courses.jobs.models import Job
from courses.jobs.work import Work
from courses.mail.sending import send_mail
from courses.people.addresses import address_of
from courses.telling.composing import TEMPLATE, Letter, Told, Writer
from courses.telling.entries import Planned, as_told, complete, holding
from courses.telling.models import CalendarEntry, EditionMails, MailKind, Notice
from courses.telling.programmes import fingerprint, own_parts

State = Notice.State
APPOINTMENT = "leerlijn_courses/mail/appointment"


def write_by_job(work: Work) -> None:
    """Write the mails of a group that wait; what was written before a crash is not looked at again."""
    edition = Edition.objects.select_related("version", "organisation").get(pk=work.parameters["edition"])
    numbers = list(waiting(edition).values_list("pk", flat=True))
    work.expect(work.done + len(numbers))
    writer = writer_of(edition)
    for number in numbers:
        write(number, writer)
        work.advance()


def title(job: Job) -> str:
    return _("Write mails to a group")


def waiting(edition: Edition) -> QuerySet[Notice]:
    ready = Q(not_before=None) | Q(not_before__lte=timezone.now())
    return Notice.objects.filter(ready, edition=edition, state=State.QUEUED).order_by("pk")


def writer_of(edition: Edition) -> Writer:
    """With the meetings as people were told of them; what changed and was not told yet has a mail of its own."""
    changing = EditionMails.objects.filter(edition=edition, tell_at__isnull=False).exists()
    return Writer(edition, holding(edition) if changing else complete(edition))


def write(number: int, writer: Writer) -> None:
    """Write one notice's mail, unless it is written or no longer true."""
    with transaction.atomic():
        notice = (
            Notice.objects.select_for_update(of=("self",))
            .select_related("enrolment__person__account", "entry", "announcement")
            .get(pk=number)
        )
        if notice.state != State.QUEUED:
            return
        told = told_by(notice, writer)
        if not still_true(notice, told) or not says_something(notice, told, writer):
            notice.state = State.DROPPED
        elif not address_of(notice.enrolment.person):
            notice.state = State.TO_CALL
        else:
            post(writer.compose(notice.kind, notice.enrolment, told), notice)
            notice.state = State.MAILED
        notice.save(update_fields=["state", "mail", "fingerprint"])


def says_something(notice: Notice, told: list[Told] | None, writer: Writer) -> bool:
    """Whether it is news to this person: of an event a part that others chose is none, nor a choice told already."""
    if not writer.has_programme or notice.kind in (MailKind.STOPPED, MailKind.WAITING):
        return True
    chosen = writer.chosen(notice.enrolment)
    notice.fingerprint = fingerprint(own_parts(entry.programme, chosen) for entry in writer.coming())
    if notice.kind == MailKind.PROGRAMME:
        last = Notice.objects.filter(enrolment=notice.enrolment, state=State.MAILED).exclude(fingerprint="")
        before = last.order_by("-made_at", "-pk").values_list("fingerprint", flat=True).first()
        if before == notice.fingerprint or not writer.coming():
            return False
        go_on(writer)
        return True
    return notice.announcement is None or any(_differs(one, chosen) for one in told or [])


def go_on(writer: Writer) -> None:
    """One's own programme is a new version of the appointment; that others skip a number harms no calendar."""
    numbers = [entry.pk for entry in writer.coming()]
    CalendarEntry.objects.filter(pk__in=numbers).update(sequence=F("sequence") + 1, published_at=timezone.now())
    writer.entries = holding(writer.edition)


def _differs(told: Told, chosen: Mapping[int, int]) -> bool:
    if told.was is None or told.now is None:
        return True
    same = replace(told.was, programme=[]) == replace(told.now, programme=[])
    return not same or own_parts(told.was.programme, chosen) != own_parts(told.now.programme, chosen)


def post(letter: Letter, notice: Notice) -> None:
    """Hand the letter to the post, under the notice's key."""
    common = {"to": letter.to, "language": letter.language, "reply_to": letter.reply_to}
    notice.mail = send_mail(
        key=notice.key, template=TEMPLATE, context=letter.context, invitations=letter.invitations, **common
    )
    for entry, invitation in letter.more:
        with translation.override(letter.language):
            subject = _("For your calendar: %(subject)s") % {"subject": letter.context["subject"]}
        send_mail(
            key=f"{notice.key}:entry-{entry.pk}",
            template=APPOINTMENT,
            context={**letter.context, "subject": subject},
            invitations=[invitation],
            **common,
        )


def still_true(notice: Notice, told: list[Told] | None) -> bool:
    """Whether people would still say so: the place is as it was, and the meeting is to come."""
    enrolment = notice.enrolment
    if enrolment.person.erased_at is not None:
        return False
    if notice.kind == MailKind.STOPPED:
        return enrolment.state == Enrolment.State.STOPPED
    if notice.kind == MailKind.WAITING:
        return enrolment.state == Enrolment.State.WAITING
    if enrolment.state != Enrolment.State.PLACED:
        return False
    if notice.kind == MailKind.REMINDER:
        entry = notice.entry
        return entry is not None and entry.cancelled_at is None and entry.starts_at > timezone.now()
    if notice.announcement is not None:
        return any(_last(one) > timezone.now() for one in told or [])
    return True


def _last(told: Told) -> datetime:
    state = told.now or told.was
    assert state is not None
    return state.ends_at


def told_by(notice: Notice, writer: Writer) -> list[Told] | None:
    """The meetings a notice is about; None for all that come."""
    if notice.announcement is not None:
        return told_of(notice.announcement.changes, writer)
    if notice.entry is not None:
        return [Told(notice.entry, as_told(notice.entry), as_told(notice.entry))]
    return None


def told_of(changes: list[dict[str, Any]], writer: Writer) -> list[Told]:
    """Stored changes with their entries; asked once a group."""
    known = writer.all_entries
    return [
        Told(
            known[change["entry"]],
            Planned.read(change["was"]) if change["was"] else None,
            Planned.read(change["now"]) if change["now"] else None,
        )
        for change in changes
        if change["entry"] in known
    ]
