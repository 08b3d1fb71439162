from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from certificates.models.designs import Design
from certificates.models.kinds import Kind
from courses.editions.models import Edition


class Award(models.Model):
    """Which curriculum or edition gives what, by which design; without a design it gives none of this kind.

    What an edition says goes before what its curriculum says. Where nothing is said the standard design is used.
    """

    translation_key = models.UUIDField(null=True, blank=True, editable=False)
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("programme"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="leerlijn_awards",
    )
    edition = models.ForeignKey(
        Edition, verbose_name=_("group"), null=True, blank=True, on_delete=models.PROTECT, related_name="awards"
    )
    kind = models.CharField(_("what"), max_length=10, choices=Kind.choices, default=Kind.COMPLETION)
    design = models.ForeignKey(
        Design,
        verbose_name=_("design"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="awards",
        help_text=_("Empty: none is given."),
    )

    class Meta:
        app_label = "leerlijn_certificates"
        verbose_name = _("award")
        verbose_name_plural = _("awards")
        constraints = [
            models.CheckConstraint(
                condition=Q(edition__isnull=False, page__isnull=True, translation_key__isnull=True)
                | Q(edition__isnull=True, page__isnull=False, translation_key__isnull=False),
                name="leerlijn_award_of_one",
            ),
            models.UniqueConstraint(
                fields=["edition", "kind"], condition=Q(edition__isnull=False), name="leerlijn_award_edition_once"
            ),
            models.UniqueConstraint(
                fields=["translation_key", "kind"], condition=Q(edition__isnull=True), name="leerlijn_award_page_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.edition or self.page}"

    def save(self, *args: object, **kwargs: object) -> None:
        """All languages of a page share its awards, so the key is kept with the page it was set on."""
        self.translation_key = self.page.translation_key if self.page else None
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def clean(self) -> None:
        if bool(self.page_id) == bool(self.edition_id):
            raise ValidationError(_("Choose either a programme or a group."))
        others = Award.objects.exclude(pk=self.pk).filter(edition=None, kind=self.kind)
        if self.page and others.filter(translation_key=self.page.translation_key).exists():
            raise ValidationError(_("For this programme it is already said what is given. Change that instead."))
