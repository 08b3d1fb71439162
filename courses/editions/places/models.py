from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.editions.models import Enrolment


class Offer(models.Model):
    """A place that is held for who waits until they answer; `made_by` is empty where the waiting list moved by itself.

    One that expired without an answer leaves somebody on the list, and is not followed by another one by itself.
    """

    class State(models.TextChoices):
        OPEN = "open", _("open")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        EXPIRED = "expired", _("expired")
        WITHDRAWN = "withdrawn", _("withdrawn")

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="offers")
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(_("answer until"))
    state = models.CharField(_("state"), max_length=9, choices=State.choices, default=State.OPEN)
    answered_at = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("offered place")
        verbose_name_plural = _("offered places")
        constraints = [
            models.UniqueConstraint(fields=["enrolment"], condition=Q(state="open"), name="leerlijn_offer_open_once"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="leerlijn_offer_times_in_order"),
        ]
        indexes = [models.Index(fields=["state", "expires_at"])]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
