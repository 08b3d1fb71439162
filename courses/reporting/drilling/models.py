from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.grants.models import Grant
from courses.paper.models import Scan
from courses.reporting.freezing.models import FrozenReport


class NamesReleased(models.Model):
    """That a coordinator of a group let those who check a project see a whole picture of its list, with all names on it."""

    scan = models.ForeignKey(Scan, on_delete=models.CASCADE, related_name="releases")
    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="released_scans")
    reason = models.CharField(_("why?"), max_length=300)
    released_at = models.DateTimeField(default=timezone.now)
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("released picture")
        verbose_name_plural = _("released pictures")
        constraints = [
            models.UniqueConstraint(
                fields=["scan", "grant"], condition=Q(ended_at__isnull=True), name="leerlijn_scan_released_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class Audit(models.Model):
    """Rows drawn from the members of a figure for an auditor, who sees them by a link for some time.

    `rows` are the keys drawn, in their order; `seed` and the fingerprint of all keys let anybody draw them again
    (`courses.reporting.drilling.drawing`). Keys are numbers, never names.
    """

    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="audits")
    measure = models.CharField(_("figure"), max_length=40)
    first_day = models.DateField(_("from"))
    last_day = models.DateField(_("until and including"))
    as_of = models.DateTimeField()
    # What was drawn from is what was frozen; without one the figures as they were known at that moment.
    report = models.ForeignKey(FrozenReport, null=True, blank=True, on_delete=models.PROTECT, related_name="audits")
    seed = models.CharField(max_length=32)
    population = models.PositiveIntegerField()
    fingerprint = models.CharField(max_length=64)
    rows = models.JSONField(default=list, blank=True)
    note = models.CharField(_("for whom"), max_length=200, help_text=_("Such as: the accountant of the funder."))
    expires_at = models.DateTimeField(_("works until"))
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    names_released_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("audit")
        verbose_name_plural = _("audits")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="leerlijn_audit_days_in_order"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="leerlijn_audit_ends_later"),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def works(self) -> bool:
        return self.withdrawn_at is None and self.expires_at > timezone.now()


class AuditVisit(models.Model):
    """That somebody opened an audit by its link: the page, a picture, or the list of keys. Nothing about who it was."""

    class What(models.TextChoices):
        PAGE = "page", _("the page")
        PICTURE = "picture", _("a picture")
        KEYS = "keys", _("the list of numbers")

    audit = models.ForeignKey(Audit, on_delete=models.CASCADE, related_name="visits")
    what = models.CharField(max_length=7, choices=What.choices)
    detail = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("visit to an audit")
        verbose_name_plural = _("visits to audits")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
