from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.editions.models import Enrolment


class TitleChoice(models.Model):
    """That a role model wants a certificate that doesn't say so: a word on the wall can hurt."""

    enrolment = models.OneToOneField(Enrolment, on_delete=models.CASCADE, related_name="title_choice")
    neutral = models.BooleanField(_("neutral title"), default=False)

    class Meta:
        app_label = "leerlijn_certificates"
        verbose_name = _("choice of title")
        verbose_name_plural = _("choices of title")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
