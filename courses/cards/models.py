from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.links.models import Link
from courses.people.models import Person


class Card(models.Model):
    """A printed card that signs its holder in on any phone; its code is that of its link, which is withdrawn with it.

    `last_used_on` is a day and no more: enough to see that a card lies in a drawer, too little to follow anybody.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="cards")
    link = models.OneToOneField(Link, on_delete=models.CASCADE, related_name="card")
    printed_at = models.DateTimeField(_("printed"), default=timezone.now)
    printed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    last_used_on = models.DateField(_("last used"), null=True, blank=True)

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("card")
        verbose_name_plural = _("cards")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
