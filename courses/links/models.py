from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _


def _nonce() -> str:
    return get_random_string(22)


class Link(models.Model):
    """An address that opens one thing for whoever holds it, until it expires, is used up or is withdrawn.

    `purpose` names what it opens, `subject` is the number of that thing. The code in the address follows from the row and
    the site's secret key (`courses.links.codes`): a copy of the database opens nothing.
    """

    purpose = models.CharField(max_length=40)
    subject = models.PositiveBigIntegerField()
    nonce = models.CharField(max_length=22, default=_nonce, editable=False)
    expires_at = models.DateTimeField(_("works until"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    used_at = models.DateTimeField(_("used"), null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("link")
        verbose_name_plural = _("links")
        indexes = [models.Index(fields=["purpose", "subject"])]

    def __str__(self) -> str:
        return f"{self.purpose} {self.pk}"
