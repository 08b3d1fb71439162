from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Access(models.Model):
    """Who saw or exported whose data. Holds no names: `subjects` are ids of the kind named."""

    class Action(models.TextChoices):
        SEEN = "seen", _("seen")
        SEARCHED = "searched", _("searched")
        EXPORTED = "exported", _("exported")
        DOWNLOADED = "downloaded", _("downloaded")

    action = models.CharField(_("what"), max_length=12, choices=Action.choices)
    kind = models.CharField(_("of what"), max_length=60)
    subjects = models.JSONField(default=list, blank=True)
    detail = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("access")
        verbose_name_plural = _("access log")
        indexes = [models.Index(fields=["kind", "at"])]

    def __str__(self) -> str:
        return f"{self.action} {self.kind} {self.pk}"
