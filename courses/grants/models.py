from __future__ import annotations

import zoneinfo
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from courses.people.models import Organisation


def validate_time_zone(value: str) -> None:
    if value not in zoneinfo.available_timezones():
        raise ValidationError(
            _("“%(value)s” is not a time zone. Write it like Europe/Amsterdam."), params={"value": value}
        )


class Funder(models.Model):
    """Who pays."""

    class Kind(models.TextChoices):
        SUBSIDY = "subsidy", _("subsidy")
        COMMISSION = "commission", _("commission")
        OWN_MEANS = "own_means", _("own means")

    name = models.CharField(_("name"), max_length=300, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.SUBSIDY)

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("funder")
        verbose_name_plural = _("funders")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Grant(ClusterableModel):
    """A project that a funder pays for: its days (both inclusive, local in `time_zone`) and who works in it."""

    code = models.CharField(_("project code"), max_length=120, unique=True)
    title = models.CharField(_("title"), max_length=300)
    funder = models.ForeignKey(Funder, verbose_name=_("funder"), on_delete=models.PROTECT, related_name="grants")
    programme = models.CharField(
        _("subsidy scheme"), max_length=200, blank=True, help_text=_("Such as ISEC / RAD; empty for a commission.")
    )
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    time_zone = models.CharField(
        _("time zone"), max_length=60, default="Europe/Amsterdam", validators=[validate_time_zone]
    )
    lead = models.ForeignKey(
        Organisation,
        verbose_name=_("lead"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="led_grants",
    )
    partners = models.ManyToManyField(
        Organisation, verbose_name=_("partners"), through="GrantPartner", related_name="partner_grants"
    )
    note = models.TextField(
        _("note"),
        max_length=2000,
        blank=True,
        help_text=_("Such as another fund's name that an old document mentions. It is in no report."),
    )
    keep_until = models.DateField(
        _("keep evidence until"),
        null=True,
        blank=True,
        help_text=_(
            "The last day on which the funder may ask for evidence. Until then names, attendance, completions and "
            "sign-in lists can't be erased."
        ),
    )
    keep_reason = models.CharField(
        _("why until then"),
        max_length=500,
        blank=True,
        help_text=_("Where it says so: the regulation, the grant agreement or the funder's letter."),
    )
    # Which other system's file brought it: only that one may change it by a later file.
    source = models.CharField(max_length=200, blank=True, editable=False)

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        ordering = ["-first_day", "code"]
        constraints = [
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="leerlijn_grant_days_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.code})"

    def clean(self) -> None:
        if self.first_day and self.last_day and self.last_day < self.first_day:
            raise ValidationError({"last_day": _("The last day comes before the first day.")})
        if self.keep_until and self.last_day and self.keep_until < self.last_day:
            raise ValidationError(
                {"keep_until": _("Evidence is kept at least until the last day of the project. Choose a later day.")}
            )
        if self.keep_until and not self.keep_reason.strip():
            raise ValidationError({"keep_reason": _("Say why the evidence is kept until then.")})

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.time_zone)

    def covers(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day


class GrantPartner(models.Model):
    """An organisation that works in a project."""

    class Role(models.TextChoices):
        PARTNER = "partner", _("partner")
        NETWORK = "network", _("network")

    grant = ParentalKey(Grant, on_delete=models.CASCADE, related_name="partnerships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="partnerships")
    role = models.CharField(_("role"), max_length=10, choices=Role.choices, default=Role.PARTNER)

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        constraints = [
            models.UniqueConstraint(fields=["grant", "organisation"], name="leerlijn_grant_partner_once"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.get_role_display()}"
