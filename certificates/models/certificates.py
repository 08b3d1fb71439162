from __future__ import annotations

from django.conf import settings
from django.contrib.admin import display
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from certificates.models.designs import Design
from certificates.models.kinds import Kind
from courses.codes import in_groups
from courses.completion.models import Completion
from courses.editions.models import Edition, Enrolment
from courses.jobs.models import private_storage
from courses.people.models import Person


class Certificate(models.Model):
    """What was issued, with all it says frozen in `facts`; rows are never deleted, states only move on.

    Personal data: the name as printed, in `facts` and in the PDF, because a certificate proves something about somebody.
    `__str__` is the serial. `code` opens the public page, the serial opens nothing. `facts` is made by
    `certificates.freezing`; the PDF is stored with the hash of its bytes and the engine that made it.
    """

    class State(models.TextChoices):
        VALID = "valid", _("valid")
        REVOKED = "revoked", _("revoked")
        REPLACED = "replaced", _("replaced")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="certificates")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="certificates")
    edition = models.ForeignKey(Edition, verbose_name=_("group"), on_delete=models.PROTECT, related_name="certificates")
    completion = models.ForeignKey(
        Completion, null=True, blank=True, on_delete=models.PROTECT, related_name="certificates"
    )
    kind = models.CharField(_("what"), max_length=10, choices=Kind.choices)
    language = models.CharField(_("language"), max_length=2)
    design = models.ForeignKey(Design, verbose_name=_("design"), on_delete=models.PROTECT, related_name="certificates")
    facts = models.JSONField(_("facts"))
    serial = models.CharField(_("number"), max_length=30, unique=True)
    code = models.CharField(_("code"), max_length=16, unique=True)
    pdf = models.FileField(storage=private_storage, max_length=250)
    sha256 = models.CharField(max_length=64)
    engine = models.CharField(max_length=40)
    issued_at = models.DateTimeField(_("issued at"), default=timezone.now)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("issued by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    shows_name = models.BooleanField(_("shows the whole name"), default=False)
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.VALID)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("ended by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    replaces = models.OneToOneField(
        "self",
        verbose_name=_("replaces"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="replaced_by",
    )

    class Meta:
        app_label = "leerlijn_certificates"
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        ordering = ["-issued_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "kind"], condition=Q(state="valid"), name="leerlijn_certificate_valid_once"
            ),
            models.CheckConstraint(
                condition=Q(state="valid", ended_at__isnull=True)
                | Q(state="revoked", ended_at__isnull=False) & ~Q(reason="")
                | Q(state="replaced", ended_at__isnull=False),
                name="leerlijn_certificate_state",
            ),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="leerlijn_certificate_kind"),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.serial}"

    def get_absolute_url(self) -> str:
        return reverse("leerlijn_certificates:verify", args=[self.code])

    @property
    def has_expired(self) -> bool:
        """Its last day has passed where the group is; nobody revoked it."""
        return self.valid_until is not None and self.edition.today() > self.valid_until

    @property
    @display(description=_("code"))
    def code_in_groups(self) -> str:
        return in_groups(self.code)

    @property
    @display(description=_("name as printed"))
    def printed_name(self) -> str:
        return self.facts["name"]

    def file_name(self) -> str:
        """A file name any system takes: no person's name, since downloads lie about in shared folders."""
        return f"{self.facts['title']} {self.serial}.pdf"
