from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.people.models import Person


class Kept(models.Model):
    """The name of an erased person for as long as a project's evidence term runs.

    It stands here and no longer with the person, so that no list, search, chooser or export can show it: only what asks
    for it by `courses.people.erasing.locked`, for who answers for the project. Goes on the day after `until`.
    """

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="kept")
    name = models.CharField(_("name"), max_length=500)
    latin_name = models.CharField(_("spelling in Latin script"), max_length=500, blank=True)
    until = models.DateField(_("kept until"))

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("locked name")
        verbose_name_plural = _("locked names")
        indexes = [models.Index(fields=["until"])]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
