from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.editions.models import Session


class NotedTool(models.Model):
    """What a trainer says of a tool at a meeting: that it was used, or that it was not though the run sheet named it.

    `tool` is the translation key of its page, so that it is one tool in all languages, and stays when the page goes.
    """

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="noted_tools")
    tool = models.UUIDField()
    used = models.BooleanField(_("used"))
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    noted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("tool used at a meeting")
        verbose_name_plural = _("tools used at meetings")
        constraints = [models.UniqueConstraint(fields=["session", "tool"], name="leerlijn_noted_tool_once")]
        indexes = [models.Index(fields=["tool", "used"])]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
