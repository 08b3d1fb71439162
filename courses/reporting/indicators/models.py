from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.grants.models import Grant
from courses.reporting.indicators.recipes import Recipe, recipe_of


class Indicator(models.Model):
    """What a project promised its funder to count, with what there was before and what is aimed at.

    How it counts stands in its latest version. A draft is nobody's figure yet; an ended one stays for who looks back.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        ACTIVE = "active", _("active")
        ENDED = "ended", _("ended")

    grant = models.ForeignKey(Grant, verbose_name=_("project"), on_delete=models.CASCADE, related_name="indicators")
    code = models.CharField(_("code"), max_length=40)
    name = models.CharField(_("name"), max_length=200)
    state = models.CharField(_("state"), max_length=6, choices=State.choices, default=State.DRAFT)
    baseline = models.DecimalField(_("baseline"), max_digits=12, decimal_places=2, null=True, blank=True)
    target = models.DecimalField(_("target"), max_digits=12, decimal_places=2, null=True, blank=True)
    # Which preset it came from, if any (courses.reporting.indicators.presets).
    preset = models.CharField(max_length=60, blank=True, editable=False)

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["grant", "code"], name="leerlijn_indicator_code_once"),
            models.CheckConstraint(
                condition=(Q(target__isnull=True) | Q(target__gte=0)) & (Q(baseline__isnull=True) | Q(baseline__gte=0)),
                name="leerlijn_indicator_not_negative",
            ),
            models.CheckConstraint(
                condition=~Q(state="active") | Q(target__isnull=False, baseline__isnull=False),
                name="leerlijn_indicator_active_with_target",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


class IndicatorVersion(models.Model):
    """One way in which an indicator counted; once the indicator is active its versions never change.

    `hash` is the SHA-256 of the canonical recipe (`courses.reporting.indicators.recipes`).
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    data = models.JSONField()
    hash = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("version of an indicator")
        verbose_name_plural = _("versions of indicators")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "number"], name="leerlijn_indicator_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def recipe(self) -> Recipe:
        return recipe_of(self.data)
