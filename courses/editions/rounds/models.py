from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.editions.models import Edition, Enrolment, Session


class Round(models.Model):
    """A part of an event in which several meetings, its breakouts, run side by side: who comes chooses one of them.

    Its breakouts have its times. Without `choose_until` one can choose until it begins.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="rounds")
    title = models.CharField(_("title"), max_length=300)
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    choose_until = models.DateTimeField(_("choose until"), null=True, blank=True)

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("round")
        verbose_name_plural = _("rounds")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="leerlijn_round_times_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def closes_at(self) -> datetime:
        return min(self.choose_until or self.starts_at, self.starts_at)

    def overlaps(self, other: Round) -> bool:
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


class Choice(models.Model):
    """Which breakout of a round somebody goes to; `moved_up` says that it came to them from the waiting list."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="choices")
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="choices")
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="choices")
    chosen_at = models.DateTimeField(default=timezone.now)
    moved_up = models.BooleanField(default=False)

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("choice")
        verbose_name_plural = _("choices")
        constraints = [models.UniqueConstraint(fields=["enrolment", "round"], name="leerlijn_choice_once_a_round")]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class ChoiceWaiting(models.Model):
    """That somebody would rather go to a breakout that is full; they keep what they chose until it is theirs."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="choices_waiting")
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="+")
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="waiting")
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("waiting for a breakout")
        verbose_name_plural = _("waiting for breakouts")
        ordering = ["since", "pk"]
        constraints = [models.UniqueConstraint(fields=["enrolment", "round"], name="leerlijn_wait_once_a_round")]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
