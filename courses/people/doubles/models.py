from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.people.models import Person


class PersonKey(models.Model):
    """By what a person may be found again: a digest of an address, a number, or of how a name sounds.

    Derived from the person's own data and kept by `courses.people.doubles.keeping`; two who share a value are compared.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="keys")
    value = models.BigIntegerField()

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("key of a person")
        verbose_name_plural = _("keys of persons")
        constraints = [models.UniqueConstraint(fields=["value", "person"], name="leerlijn_person_key_once")]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class PersonPair(models.Model):
    """Two records that may be one human being, why, and what somebody decided about them.

    `reasons` are codes of `courses.people.doubles.likeness`; `judged` those that were known at the decision: a pair that
    was judged different comes back only if more speaks for it than then.
    """

    class Decision(models.TextChoices):
        OPEN = "", _("not decided yet")
        DIFFERENT = "different", _("two people")
        SAME = "same", _("one person")

    first = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="pairs_after")
    second = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="pairs_before")
    score = models.PositiveSmallIntegerField()
    reasons = models.JSONField(default=list)
    found_at = models.DateTimeField(default=timezone.now)
    decision = models.CharField(max_length=9, choices=Decision.choices, blank=True, default=Decision.OPEN)
    judged = models.JSONField(default=list, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("possible double person")
        verbose_name_plural = _("possible double persons")
        ordering = ["-score", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="leerlijn_person_pair_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="leerlijn_person_pair_in_order"),
        ]
        indexes = [models.Index(fields=["second"], name="leerlijn_person_pair_second")]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
