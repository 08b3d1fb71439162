from __future__ import annotations

import re
from typing import Any

from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.images import get_image_model_string
from wagtail.models import DraftStateMixin, LockableMixin, Orderable, PreviewableMixin, RevisionMixin, WorkflowMixin

from certificates.errors import CertificatesError
from certificates.rendering import layouts
from certificates.tokens import check_tokens

_MINIMAL_CONTRAST = 4.5


class Design(WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, PreviewableMixin, ClusterableModel):
    """How certificates look and what they say; a configuration, apart from what was issued with it.

    Issuing freezes all of it into the certificate's facts, so an edit touches nothing that was issued. A text that is
    empty is the standard one of the certificate's language, kind and form of address.
    """

    class Address(models.TextChoices):
        JE = "je", _("je")
        U = "u", _("u")

    TEXTS = ("title", "intro", "statement", "outcomes_heading")

    name = models.CharField(_("name"), max_length=100, help_text=_("Only you and your colleagues see this."))
    slug = models.SlugField(_("short name"), max_length=60, unique=True)
    layout = models.CharField(_("layout"), max_length=40, default="lijn")
    language = models.CharField(
        _("language"),
        max_length=2,
        choices=[("nl", _("Dutch")), ("en", _("English"))],
        blank=True,
        help_text=_("Empty: the language of who gets it. Needed as soon as you write a text of your own."),
    )
    address_form = models.CharField(
        _("form of address"),
        max_length=2,
        choices=Address.choices,
        blank=True,
        help_text=_("Empty: as the programme does."),
    )
    accent = models.CharField(
        _("colour"),
        max_length=7,
        default="#0F5C4D",
        validators=[RegexValidator(r"^#[0-9A-Fa-f]{6}\Z", _("Write the colour as # and six digits: #0F5C4D."))],
    )
    issuer = models.CharField(
        _("issued by"), max_length=200, blank=True, help_text=_("Empty: the organisation of the group.")
    )
    title = models.CharField(_("title"), max_length=120, blank=True)
    intro = models.CharField(_("line above the name"), max_length=160, blank=True)
    statement = models.CharField(_("line below the name"), max_length=300, blank=True)
    outcomes_heading = models.CharField(_("heading above the learning outcomes"), max_length=120, blank=True)
    neutral_title = models.CharField(
        _("neutral title of the programme"),
        max_length=200,
        blank=True,
        help_text=_("For role models who choose a certificate that doesn't say so. Empty: the programme's own title."),
    )
    validity_months = models.PositiveSmallIntegerField(
        _("valid for so many months"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(600)],
        help_text=_("Empty: it does not expire."),
    )
    number_prefix = models.CharField(
        _("begin of the number"),
        max_length=8,
        blank=True,
        validators=[RegexValidator(r"^[A-Z0-9]+\Z", _("Only capitals and digits."))],
        help_text=_("“POL” gives POL-2026-000012, in a series of its own. Empty: 2026-000012."),
    )
    print_outcomes = models.BooleanField(_("print the learning outcomes"), default=True)

    _revisions = GenericRelation("wagtailcore.Revision", related_query_name="certificate_design")
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="certificate_design",
        for_concrete_model=False,
    )

    class Meta:
        app_label = "leerlijn_certificates"
        verbose_name = _("certificate design")
        verbose_name_plural = _("certificate designs")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        problems: dict[str, Any] = {}
        if self.layout not in dict(layouts.choices()):
            problems["layout"] = _("This site does not have this layout.")
        for field in self.TEXTS:
            try:
                check_tokens(getattr(self, field))
            except ValidationError as error:
                problems[field] = error
        if not self.language and any(getattr(self, field) for field in self.TEXTS):
            problems["language"] = _("Say in which language your own texts are.")
        if re.fullmatch(r"#[0-9A-Fa-f]{6}", self.accent) and contrast_with_white(self.accent) < _MINIMAL_CONTRAST:
            problems["accent"] = _("This colour is too light to read on white paper. Choose a darker one.")
        if problems:
            raise ValidationError(problems)

    @property
    def revisions(self) -> Any:
        return self._revisions

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        return [("pictures", _("With names in four scripts")), ("pdf", _("The PDF"))]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The certificate itself, with invented names; a sentence where it cannot be printed."""
        from certificates.sampling import sample, sample_pictures

        try:
            if mode_name == "pdf":
                return HttpResponse(sample(self), content_type="application/pdf")
            context = {"design": self, "pictures": sample_pictures(self)}
            return render(request, "leerlijn_certificates/admin/preview.html", context)
        except CertificatesError as error:
            return HttpResponse(str(error), content_type="text/plain; charset=utf-8")


class DesignLogo(Orderable):
    """A partner's logo; all stand at one height. PROTECT: a picture in use cannot vanish."""

    design = ParentalKey(Design, on_delete=models.CASCADE, related_name="logos")
    image = models.ForeignKey(
        get_image_model_string(), verbose_name=_("picture"), on_delete=models.PROTECT, related_name="+"
    )
    alt = models.CharField(_("in words"), max_length=200, help_text=_("For who cannot see it: “Logo of …”."))

    class Meta(Orderable.Meta):
        app_label = "leerlijn_certificates"
        verbose_name = _("logo")
        verbose_name_plural = _("logos")

    def __str__(self) -> str:
        return self.alt


class DesignSignatory(Orderable):
    """Who signs, with or without a picture of the signature."""

    design = ParentalKey(Design, on_delete=models.CASCADE, related_name="signatories")
    name = models.CharField(_("name"), max_length=120)
    function = models.CharField(_("function"), max_length=160, blank=True)
    image = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("signature"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta(Orderable.Meta):
        app_label = "leerlijn_certificates"
        verbose_name = _("signatory")
        verbose_name_plural = _("signatories")

    def __str__(self) -> str:
        return self.name


def contrast_with_white(colour: str) -> float:
    """The contrast ratio of WCAG between this colour and white."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
