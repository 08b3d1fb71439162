from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.grants.models import Grant


class AcceptedDoubt(models.Model):
    """That somebody looked at a doubt and said it is right as it is.

    `subject` says what the doubt is about, by kind and number; `facts` is a digest of what was known then. When the facts
    change the digest does too, and the doubt is shown again.
    """

    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="accepted_doubts")
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=100)
    facts = models.CharField(max_length=64)
    sentence = models.CharField(max_length=500)
    reason = models.CharField(_("why is it right?"), max_length=300)
    accepted_at = models.DateTimeField(default=timezone.now)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("accepted doubt")
        verbose_name_plural = _("accepted doubts")
        ordering = ["-accepted_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["grant", "kind", "subject", "facts"], name="leerlijn_accepted_doubt_once"),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
