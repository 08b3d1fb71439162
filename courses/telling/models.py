from __future__ import annotations

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.editions.models import Edition, Enrolment
from courses.mail.models import Mail


class MailKind(models.TextChoices):
    CONFIRMED = "confirmed", _("Place confirmed")
    WAITING = "waiting", _("On the waiting list")
    PLACED = "placed", _("A place after waiting")
    REMINDER = "reminder", _("Reminder")
    CHANGED = "changed", _("Something changed")
    PROGRAMME = "programme", _("Own programme")
    CANCELLED = "cancelled", _("Meeting cancelled")
    STOPPED = "stopped", _("Place given up")


DAYS_BEFORE = [MinValueValidator(1), MaxValueValidator(30)]


class EditionMails(models.Model):
    """When a group is reminded, and when it hears of what changed: `tell_at` is moved on by each further change."""

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, related_name="mails")
    first_reminder = models.PositiveSmallIntegerField(
        _("first reminder, days before"), null=True, blank=True, default=7, validators=DAYS_BEFORE
    )
    last_reminder = models.PositiveSmallIntegerField(
        _("last reminder, days before"), null=True, blank=True, default=1, validators=DAYS_BEFORE
    )
    changed_since = models.DateTimeField(null=True, blank=True)
    tell_at = models.DateTimeField(null=True, blank=True, db_index=True)

    class Meta:
        app_label = "leerlijn_courses"

    def __str__(self) -> str:
        return f"mails {self.pk}"


class EditionText(models.Model):
    """A group's own words for one kind of mail in one language; plain text with {tokens}, never markup."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="mail_texts")
    kind = models.CharField(max_length=12, choices=MailKind.choices)
    language = models.CharField(max_length=10)
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("text"), max_length=4000)
    changed_at = models.DateTimeField(auto_now=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("mail text")
        verbose_name_plural = _("mail texts")
        constraints = [
            models.UniqueConstraint(fields=["edition", "kind", "language"], name="leerlijn_mail_text_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.language}"


class CalendarEntry(models.Model):
    """What calendars were last told about one meeting, or about one day of an event.

    `sequence` goes up with each change that was told. The meeting itself may be gone: then the entry is cancelled and
    stays, so that its number is never given to another one.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="calendar_entries")
    meeting = models.PositiveBigIntegerField(null=True, blank=True)
    day = models.DateField(null=True, blank=True)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    title = models.CharField(max_length=300, blank=True)
    place = models.CharField(max_length=300, blank=True)
    # Of an event's day: its parts (`courses.telling.programmes.Part`).
    programme = models.JSONField(default=list, blank=True)
    published_at = models.DateTimeField(default=timezone.now)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    # For which day of meeting the reminders were made.
    reminded_first = models.DateField(null=True, blank=True)
    reminded_last = models.DateField(null=True, blank=True)

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("calendar entry")
        verbose_name_plural = _("calendar entries")
        constraints = [
            models.UniqueConstraint(fields=["edition", "meeting"], name="leerlijn_entry_meeting_once"),
            models.UniqueConstraint(
                fields=["edition", "day"], condition=Q(cancelled_at=None), name="leerlijn_entry_day_once"
            ),
        ]
        indexes = [models.Index(fields=["starts_at"])]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class Announcement(models.Model):
    """Changes that a group was told of at once: what was, what is now (`courses.telling.entries.Change`)."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="announcements")
    changes = models.JSONField()
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        app_label = "leerlijn_courses"

    def __str__(self) -> str:
        return f"announcement {self.pk}"


class Notice(models.Model):
    """That one person is told one thing, once: `key` names the occasion. Its mail is written by a job.

    Who has no e-mail address stays in the list of those to call until somebody did.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("being written")
        MAILED = "mailed", _("mailed")
        TO_CALL = "to_call", _("no e-mail address")
        CALLED = "called", _("called")
        DROPPED = "dropped", _("no longer needed")

    key = models.CharField(max_length=200, unique=True)
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="notices")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=12, choices=MailKind.choices)
    state = models.CharField(max_length=8, choices=State.choices, default=State.QUEUED)
    entry = models.ForeignKey(CalendarEntry, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    announcement = models.ForeignKey(Announcement, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    # While somebody is still choosing, their mail waits.
    not_before = models.DateTimeField(null=True, blank=True)
    # Of the programme that was told, to see whether a later one says anything new.
    fingerprint = models.CharField(max_length=64, blank=True)
    mail = models.ForeignKey(Mail, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["edition", "state"])]

    def __str__(self) -> str:
        return self.key
