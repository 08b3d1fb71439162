from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from certificates.models.kinds import Kind
from courses.editions.models import Edition


class ErasedCertificate(models.Model):
    """That a certificate was issued whose holder's data were erased: numbers are never given twice, sums stay true.

    Holds nobody: of the code only a digest, so that who has the paper hears that it is no longer kept, and not that it is
    false. Which paper belongs to which row can't be told from here.
    """

    serial = models.CharField(_("number"), max_length=30, unique=True)
    code_digest = models.CharField(max_length=64, unique=True)
    kind = models.CharField(_("what"), max_length=10, choices=Kind.choices)
    edition = models.ForeignKey(
        Edition, verbose_name=_("group"), on_delete=models.PROTECT, related_name="erased_certificates"
    )
    erased_on = models.DateField(_("erased on"), default=timezone.localdate)

    class Meta:
        app_label = "leerlijn_certificates"
        verbose_name = _("erased certificate")
        verbose_name_plural = _("erased certificates")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.serial}"
