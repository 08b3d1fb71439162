from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.editions.models import Enrolment


class UnitProgress(models.Model):
    """How far an enrolment is with a unit, known by its stable key. What is finished stays finished."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="progress")
    unit_key = models.CharField(max_length=100)
    position = models.CharField(max_length=100, blank=True)
    opened_at = models.DateTimeField(default=timezone.now)
    visited_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("progress")
        verbose_name_plural = _("progress")
        constraints = [models.UniqueConstraint(fields=["enrolment", "unit_key"], name="leerlijn_progress_once")]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class TestAttempt(models.Model):
    """One go at a test, scored from the definition that was pinned when it was handed in (kept with it)."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="test_attempts")
    unit_key = models.CharField(max_length=100)
    number = models.PositiveIntegerField()
    answers = models.JSONField(default=dict)
    definition = models.JSONField(default=dict)
    # {question key: share earned, None where it isn't counted}; what was handed in before this was kept has none.
    marks = models.JSONField(null=True, blank=True)
    points = models.DecimalField(max_digits=8, decimal_places=2)
    points_possible = models.DecimalField(max_digits=8, decimal_places=2)
    percentage = models.DecimalField(max_digits=5, decimal_places=2)
    passed = models.BooleanField()
    submitted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("test attempt")
        verbose_name_plural = _("test attempts")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "unit_key", "number"], name="leerlijn_attempt_number"),
            models.CheckConstraint(
                condition=Q(percentage__gte=0) & Q(percentage__lte=100), name="leerlijn_attempt_percentage"
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class TestSitting(models.Model):
    """A go at a test with a time limit, from its beginning: what is asked, what was filled in so far, when it was handed in.

    `number` is that of the `TestAttempt` it becomes. `late_answers` is what came after the time was over: kept, and not
    counted until a trainer says so.
    """

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="test_sittings")
    unit_key = models.CharField(max_length=100)
    number = models.PositiveIntegerField()
    definition = models.JSONField(default=dict)
    answers = models.JSONField(default=dict)
    begun_at = models.DateTimeField(default=timezone.now)
    saved_at = models.DateTimeField(null=True, blank=True)
    handed_in_at = models.DateTimeField(null=True, blank=True)
    late_answers = models.JSONField(null=True, blank=True)
    late_counted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("test in progress")
        verbose_name_plural = _("tests in progress")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "unit_key", "number"], name="leerlijn_sitting_number"),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class ExtraTime(models.Model):
    """More time for one person at the tests of one group. Why is nobody's business: there is no field for it.

    Personal data: that somebody needs time says something of them. Who gives or coordinates the group sees it, and they.
    """

    enrolment = models.OneToOneField(Enrolment, on_delete=models.CASCADE, related_name="extra_time")
    percent = models.PositiveSmallIntegerField(default=0)
    minutes = models.PositiveSmallIntegerField(default=0)
    open_end = models.BooleanField(default=False)

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("extra time")
        verbose_name_plural = _("extra time")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class Reflection(models.Model):
    """What somebody wrote for themselves at a question. Private until its writer shares it with the trainer."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="reflections")
    block_key = models.CharField(max_length=100)
    text = models.TextField(blank=True)
    saved_at = models.DateTimeField(default=timezone.now)
    shared_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("reflection")
        verbose_name_plural = _("reflections")
        constraints = [models.UniqueConstraint(fields=["enrolment", "block_key"], name="leerlijn_reflection_once")]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
