from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class DossierChange(models.Model):
    """That a dossier was published with another content, or taken off the site; `told` says what differs
    (`cms.library.comparing`). Kept when the dossier goes, so that who cites it can still read what happened.
    """

    dossier = models.ForeignKey(
        "leerlijn_cms.DossierPage", null=True, on_delete=models.SET_NULL, related_name="changes_told"
    )
    title = models.CharField(max_length=255)
    told = models.JSONField(default=list)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        app_label = "leerlijn_cms"
        verbose_name = _("change of a dossier")
        verbose_name_plural = _("changes of dossiers")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class CitationNotice(models.Model):
    """That somebody who wrote what cites a dossier is told of a change; `pages` are theirs that cite it."""

    change = models.ForeignKey(DossierChange, on_delete=models.CASCADE, related_name="notices")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="leerlijn_citation_notices"
    )
    pages = models.JSONField(default=list)
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        app_label = "leerlijn_cms"
        verbose_name = _("news of a cited dossier")
        verbose_name_plural = _("news of cited dossiers")
        constraints = [models.UniqueConstraint(fields=["change", "account"], name="leerlijn_citation_notice_once")]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
