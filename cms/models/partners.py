from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model_string


class ProgrammePartner(models.Model):
    """What an organisation does for a programme, in whatever language. The rights on its pages follow from here."""

    class Role(models.TextChoices):
        WRITES = "writes", _("writes")
        REVIEWS = "reviews", _("reviews and publishes")

    translation_key = models.UUIDField(editable=False, db_index=True)
    organisation = models.ForeignKey(
        "leerlijn_courses.Organisation", verbose_name=_("organisation"), on_delete=models.CASCADE, related_name="+"
    )
    role = models.CharField(_("what it does"), max_length=7, choices=Role.choices)

    class Meta:
        app_label = "leerlijn_cms"
        verbose_name = _("organisation that makes a programme")
        verbose_name_plural = _("organisations that make a programme")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["translation_key", "organisation", "role"], name="leerlijn_partner_once"),
            models.UniqueConstraint(
                fields=["translation_key"], condition=Q(role="reviews"), name="leerlijn_partner_reviews_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.organisation}"


class OrganisationLogo(models.Model):
    """How an organisation is shown beside its name, on every programme it makes."""

    organisation = models.OneToOneField(
        "leerlijn_courses.Organisation", on_delete=models.CASCADE, related_name="leerlijn_logo"
    )
    image = models.ForeignKey(
        get_image_model_string(), verbose_name=_("logo"), on_delete=models.CASCADE, related_name="+"
    )

    class Meta:
        app_label = "leerlijn_cms"
        verbose_name = _("logo of an organisation")
        verbose_name_plural = _("logos of organisations")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.organisation_id}"
