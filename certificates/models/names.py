from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.people.models import Person


class NameCheck(models.Model):
    """That a name is right as it is printed: its holder saw it, or somebody looked at it with them.

    It holds for exactly that name and spelling (`printed` is their hash): a change asks the question again.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="name_checks")
    printed = models.CharField(max_length=64)
    checked_at = models.DateTimeField(_("checked at"), default=timezone.now)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("checked by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    by_holder = models.BooleanField(_("by the holder"), default=False)

    class Meta:
        app_label = "leerlijn_certificates"
        verbose_name = _("checked name")
        verbose_name_plural = _("checked names")
        constraints = [
            models.UniqueConstraint(fields=["person", "printed"], name="leerlijn_name_check_once"),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
