from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.editions.models import Edition
from courses.jobs.models import private_storage
from courses.people.models import Organisation, Person

KEY_LENGTH = 100


class Recruit(models.Model):
    """That a field worker wrote a person down for their organisation; `client_key` makes a second sending nothing."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="recruit")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="recruits")
    client_key = models.UUIDField()
    recorded_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        app_label = "leerlijn_courses"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "client_key"], name="leerlijn_recruit_sent_once"),
        ]

    def __str__(self) -> str:
        return f"recruit {self.pk}"


class Activity(models.Model):
    """What field work keeps of an edition of kind outreach with one session, beside the edition itself.

    The keys are day, municipality, place and host as they are compared in the search for doubles. The photo is private.
    """

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, related_name="activity")
    client_key = models.UUIDField()
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="activities")
    host = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="hosted_activities"
    )
    note = models.TextField(_("note"), blank=True)
    photo = models.FileField(storage=private_storage, upload_to="activities/%Y/%m/", max_length=250, blank=True)
    few_counted = models.BooleanField(default=False)
    day = models.DateField()
    region_key = models.CharField(max_length=KEY_LENGTH, blank=True)
    place_key = models.CharField(max_length=KEY_LENGTH, blank=True)
    host_key = models.CharField(max_length=KEY_LENGTH, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("information activity")
        verbose_name_plural = _("information activities")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "client_key"], name="leerlijn_activity_sent_once"),
        ]
        indexes = [
            models.Index(fields=["day"]),
            models.Index(fields=["organisation", "-day"]),
            models.Index(fields=["organisation"], condition=Q(few_counted=True), name="leerlijn_activity_few"),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class HostAnswer(models.Model):
    """What the host of an activity said about it by their link: it is right, or how many there were instead."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="host_answers")
    agrees = models.BooleanField(_("it is right"))
    people = models.PositiveIntegerField(_("people in the room"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)
    answered_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        app_label = "leerlijn_courses"
        ordering = ["answered_at", "pk"]
        indexes = [
            models.Index(
                fields=["activity"],
                condition=Q(agrees=False, settled_at__isnull=True),
                name="leerlijn_host_disagrees",
            ),
        ]

    def __str__(self) -> str:
        return f"host answer {self.pk}"


class PossibleDouble(models.Model):
    """Two activities on one day in one place or with one host, and what somebody decided about them."""

    class Decision(models.TextChoices):
        OPEN = "", _("not decided yet")
        DIFFERENT = "different", _("two activities")
        SAME = "same", _("the same activity")

    first = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="doubles_after")
    second = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="doubles_before")
    decision = models.CharField(max_length=9, choices=Decision.choices, blank=True, default=Decision.OPEN)
    found_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("possible double")
        verbose_name_plural = _("possible doubles")
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="leerlijn_double_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="leerlijn_double_in_order"),
        ]
        indexes = [models.Index(fields=["second"], condition=Q(decision=""), name="leerlijn_double_open")]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
