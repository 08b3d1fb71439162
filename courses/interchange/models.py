from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.editions.models import Edition
from courses.jobs.models import private_storage


class SourceLine(models.Model):
    """Which of our rows a line of another system became: its own `(source, type, id)`, and a digest of what it said."""

    source = models.CharField(max_length=200)
    type = models.CharField(max_length=20)
    external_id = models.CharField(max_length=200)
    object_id = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    recorded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("imported line")
        verbose_name_plural = _("imported lines")
        constraints = [
            models.UniqueConstraint(fields=["source", "type", "external_id"], name="leerlijn_source_line_once"),
        ]
        indexes = [models.Index(fields=["type", "object_id"])]

    def __str__(self) -> str:
        return f"{self.source} {self.type} {self.external_id}"


class SiteIdentity(models.Model):
    """One row: the name under which this site's own exports are known, so that importing them here changes nothing."""

    key = models.UUIDField(default=uuid.uuid4, editable=False)

    class Meta:
        app_label = "leerlijn_courses"

    def __str__(self) -> str:
        return f"leerlijn-{self.key}"


class Upload(models.Model):
    """A file that somebody looks through before saying yes: that file, and no other, is what is then brought in.

    Holds personal data, so the file goes as soon as it was brought in or refused, and the row after a day.
    """

    class Kind(models.TextChoices):
        ENROLMENTS = "enrolments", _("enrolments")
        PARTICIPATION = "participation", _("participation")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=13, choices=Kind.choices)
    edition = models.ForeignKey(Edition, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    source = models.CharField(max_length=200, blank=True)
    name = models.CharField(max_length=200)
    file = models.FileField(storage=private_storage, upload_to="interchange/", max_length=250, blank=True)
    # What looking through it found, for files that are read in the background.
    result = models.JSONField(default=dict, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("upload")
        verbose_name_plural = _("uploads")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
