from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.editions.models import Enrolment, Session


class Door(models.Model):
    """A place where helpers check people in for one meeting; its address is a link with the purpose "door".

    It holds no personal data: who helps needs no account and gives no name.
    """

    session = models.ForeignKey(Session, verbose_name=_("meeting"), on_delete=models.CASCADE, related_name="doors")
    name = models.CharField(
        _("name of the door"), max_length=60, help_text=_("Where the helpers stand: “entrance”, “room 2”.")
    )
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("door")
        verbose_name_plural = _("doors")
        ordering = ["session__starts_at", "pk"]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class WalkIn(models.Model):
    """That an enrolment was written down at a door, past the capacity if need be.

    `key` is the form that was sent: sent twice, it adds one person.
    """

    enrolment = models.OneToOneField(Enrolment, on_delete=models.CASCADE, related_name="walk_in")
    door = models.ForeignKey(Door, null=True, on_delete=models.SET_NULL, related_name="walk_ins")
    key = models.UUIDField(default=uuid.uuid4, unique=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("walk-in")
        verbose_name_plural = _("walk-ins")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
