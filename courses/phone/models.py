from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.editions.models import Attendance, Enrolment, Session


class Tap(models.Model):
    """That a tap on a phone arrived, so that the same one arriving again does nothing.

    `key` is made by the phone and `moment` is when the finger came down, by the site's clock. Of two taps about one
    person the later one holds, in whatever order they arrive. `attendance` is the mark it became: none where it said
    what held already, or came too late (`taken` is false then). A tap without an enrolment counts people without a name.

    Personal data: who was marked, and which account did it; the mark itself says the same.
    """

    key = models.UUIDField(primary_key=True, editable=False)
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="taps")
    enrolment = models.ForeignKey(Enrolment, null=True, blank=True, on_delete=models.CASCADE, related_name="taps")
    said = models.CharField(max_length=60)
    moment = models.DateTimeField()
    taken = models.BooleanField(default=True)
    attendance = models.OneToOneField(
        Attendance, null=True, blank=True, on_delete=models.SET_NULL, related_name="tap", editable=False
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    received_at = models.DateTimeField(default=timezone.now)

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("tap")
        verbose_name_plural = _("taps")
        indexes = [models.Index(fields=["session", "enrolment"])]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.key}"


class SessionNote(models.Model):
    """What trainers and coordinators of a group write down about a meeting, for each other; no export holds it.

    Free text, which asks not to name others: it is about the meeting, and what it says of people belongs elsewhere.
    """

    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="note")
    text = models.TextField(_("notes"), max_length=5_000, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("notes of a meeting")
        verbose_name_plural = _("notes of meetings")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
