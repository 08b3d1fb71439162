from __future__ import annotations

import json
from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.grants.models import Grant
from courses.people.models import Organisation
from courses.reporting.periods import Period


class FrozenReport(models.Model):
    """A project's figures over a period as they were reported. Only its state changes; all else is under `hash`.

    `cells` is the answer exactly as it is printed, `question` what was asked, `definitions` the versions of what was
    counted, `indicators` the targets with what was reached, `changes` the difference with the version before, with reasons:
    each is JSON as text, so that the same bytes come out each time. Versions of one project, period and audience are a
    chain: each holds the hash of the one before.
    """

    class State(models.TextChoices):
        DRAFTED = "drafted", _("draft")
        ACCEPTED = "accepted", _("accepted by the lead")
        CLOSED = "closed", _("closed")
        FROZEN = "frozen", _("closed by the site's operator")
        SUBMITTED = "submitted", _("submitted")
        APPROVED = "approved", _("approved")
        RETURNED = "returned", _("returned")
        REPLACED = "replaced", _("replaced")

    # Under discussion; and what stands as the project's report.
    OPEN: ClassVar = (State.DRAFTED, State.ACCEPTED)
    STANDING: ClassVar = (State.CLOSED, State.FROZEN, State.SUBMITTED, State.APPROVED, State.RETURNED)

    grant = models.ForeignKey(Grant, verbose_name=_("project"), on_delete=models.PROTECT, related_name="frozen_reports")
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    as_of = models.DateTimeField(_("as known at"))
    audience = models.CharField(_("for whom"), max_length=10)
    version = models.PositiveIntegerField(_("version"))
    previous = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="following", verbose_name=_("replaces")
    )
    question = models.TextField()
    definitions = models.TextField()
    indicators = models.TextField(default="[]")
    cells = models.TextField()
    changes = models.TextField(default="[]")
    members_number = models.PositiveIntegerField(default=0)
    cells_hash = models.CharField(max_length=64)
    members_hash = models.CharField(max_length=64)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(_("hash"), max_length=64, unique=True)
    state = models.CharField(_("state"), max_length=9, choices=State.choices, default=State.DRAFTED)
    frozen_at = models.DateTimeField(_("frozen"), default=timezone.now)
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("frozen report")
        verbose_name_plural = _("frozen reports")
        ordering = ["-frozen_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["grant", "first_day", "last_day", "audience", "version"], name="leerlijn_frozen_version_once"
            ),
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="leerlijn_frozen_days_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def answer(self) -> dict[str, Any]:
        """The frozen answer, its keys in the order in which they are printed."""
        answer: dict[str, Any] = json.loads(self.cells)
        return answer

    @property
    def period(self) -> Period:
        return Period(self.first_day, self.last_day)

    @property
    def known_until(self) -> datetime:
        """What was recorded later it can't hold, even where it says to be as known at a moment that was still to come."""
        return min(self.as_of, self.frozen_at)

    @property
    def asked(self) -> dict[str, Any]:
        asked: dict[str, Any] = json.loads(self.question)
        return asked


class FrozenMember(models.Model):
    """What one person, one group, or the project itself adds to a frozen report: enough to recount every cell.

    `payload` is canonical JSON and `hash` its salted SHA-256. Erasing a person takes payload, salt and subject away; the
    hash stays, so the report still verifies. Personal data: whose marks and completions counted, by number and never by
    name, and the values that tables were broken down by.
    """

    PROJECT: ClassVar[str] = "project"
    EDITION: ClassVar[str] = "edition"
    PERSON: ClassVar[str] = "person"

    report = models.ForeignKey(FrozenReport, on_delete=models.CASCADE, related_name="members")
    kind = models.CharField(max_length=8)
    subject = models.BigIntegerField(null=True, blank=True)
    salt = models.CharField(max_length=32, null=True, blank=True)
    payload = models.TextField(null=True, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("member of a frozen report")
        verbose_name_plural = _("members of frozen reports")
        indexes = [models.Index(fields=["kind", "subject"])]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class FrozenStep(models.Model):
    """What somebody decided about a frozen report, and when. `note` says why it was returned or replaced."""

    class Step(models.TextChoices):
        FROZEN = "frozen", _("figures frozen")
        SIGNED_OFF = "signed_off", _("signed off")
        ACCEPTED = "accepted", _("accepted by the lead")
        CLOSED = "closed", _("closed")
        SUBMITTED = "submitted", _("submitted to the funder")
        APPROVED = "approved", _("approved by the funder")
        RETURNED = "returned", _("returned by the funder")
        REPLACED = "replaced", _("replaced by a later version")

    report = models.ForeignKey(FrozenReport, on_delete=models.CASCADE, related_name="steps")
    step = models.CharField(_("step"), max_length=10, choices=Step.choices)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="steps_of_reports"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    note = models.CharField(_("why"), max_length=500, blank=True)

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("step of a frozen report")
        verbose_name_plural = _("steps of frozen reports")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "organisation"],
                condition=Q(step="signed_off"),
                name="leerlijn_frozen_signed_off_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
