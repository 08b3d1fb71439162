from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.people.models import Organisation, Person

# What nobody confirmed is deleted after this time, what was decided after the other.
UNCONFIRMED = timedelta(days=7)
DECIDED = timedelta(days=365)


class NetworkMember(models.Model):
    """That an organisation takes part in a network: its people have the members' material. Leaving ends it at once."""

    network = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="network_members")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="networks")
    from_day = models.DateField(_("from"), default=timezone.localdate)
    until_day = models.DateField(_("until"), null=True, blank=True, help_text=_("From this day on no longer."))

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("participating organisation")
        verbose_name_plural = _("participating organisations")
        ordering = ["organisation__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "organisation"],
                condition=Q(until_day__isnull=True),
                name="leerlijn_network_member_once",
            ),
            models.CheckConstraint(
                condition=Q(until_day__isnull=True) | Q(until_day__gte=F("from_day")),
                name="leerlijn_network_member_days",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.network}"


class Application(models.Model):
    """What somebody asks of a network: that their organisation may join, or for something that is given on request.

    Personal data: name and e-mail address of who asks, and why. Unconfirmed ones go after `UNCONFIRMED`, decided ones
    after `DECIDED`; who joined has a record of their own by then.
    """

    class Kind(models.TextChoices):
        JOIN = "join", _("an organisation wants to join")
        MATERIAL = "material", _("somebody asks for material")

    kind = models.CharField(_("about"), max_length=8, choices=Kind.choices, default=Kind.JOIN)
    network = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="applications")
    page = models.ForeignKey("wagtailcore.Page", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    organisation_name = models.CharField(_("organisation"), max_length=300, blank=True)
    organisation_kind = models.CharField(_("kind"), max_length=20, choices=Organisation.Kind.choices, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    name = models.CharField(_("name"), max_length=500)
    email = models.EmailField(_("e-mail address"), max_length=254)
    why = models.TextField(_("why"), blank=True)
    language = models.CharField(max_length=10)
    created_at = models.DateTimeField(_("asked"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    accepted = models.BooleanField(_("accepted"), null=True, blank=True)
    answer = models.TextField(_("answer"), blank=True)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="joined_by"
    )
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        app_label = "leerlijn_courses"
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        ordering = ["created_at", "pk"]
        indexes = [models.Index(fields=["network", "decided_at"]), models.Index(fields=["created_at"])]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
