from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from cms.blocks import OutlineBlock, TrajectoryOutlineBlock
from cms.blocks.module_body import settle_keys
from cms.forms import PublishableForm
from cms.models.panels import curriculum_panels, event_panels
from courses.curricula.contract import CurriculumKind
from courses.moments import day_in_words

# Wagtail names a template after each page type that says none.
OFFER_TEMPLATE = "leerlijn_cms/offer.html"


class OfferMixin(models.Model):
    """What a page that offers a curriculum is made of, for any base page: fields, and the contract's `get_curriculum()`.

    A host's own page type takes this beside its own base and adds an `outline`; modules are its children.
    """

    class Form(models.TextChoices):
        MIXED = "mixed", _("meetings, and modules at home")
        MEETINGS = "meetings", _("meetings only")
        OWN_PACE = "own_pace", _("at your own pace")

    class AddressForm(models.TextChoices):
        JE = "je", _("je")
        U = "u", _("u")

    curriculum_kind: ClassVar[CurriculumKind]

    lead = models.TextField(_("introduction"), help_text=_("What it is, in two or three sentences."))
    for_whom = models.TextField(
        _("for whom"), help_text=_("Who gets something out of this, and what they bring along.")
    )
    outcomes = models.TextField(
        _("what you can do afterwards"),
        blank=True,
        help_text=_("One on each line, beginning with what somebody does: “recognise how a conflict grows”."),
    )
    form = models.CharField(_("how people learn"), max_length=10, choices=Form.choices, default=Form.MIXED)
    duration = models.CharField(
        _("how long"), max_length=200, blank=True, help_text=_("In words, such as “two days, three weeks apart”.")
    )
    place = models.CharField(
        _("place"), max_length=200, blank=True, help_text=_("As long as no group has a place of its own.")
    )
    cost = models.CharField(_("what it costs"), max_length=200, blank=True)
    net_minutes = models.PositiveIntegerField(
        _("net minutes"),
        default=0,
        help_text=_(
            "Time spent learning, without breaks; the certificate says it in hours. With 0 the parts are added up."
        ),
    )
    address_form = models.CharField(
        _("form of address"),
        max_length=2,
        choices=AddressForm.choices,
        default=AddressForm.JE,
        help_text=_("In mails and on the certificate."),
    )
    made_by = models.CharField(
        _("made by"), max_length=300, blank=True, help_text=_("Authors and organisations, as they want to be named.")
    )
    rule_all_required = models.BooleanField(_("everything that is required is done"), default=True)
    rule_test_percentage = models.PositiveSmallIntegerField(
        _("each test has at least this percentage"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_("Empty: a test need not be passed."),
    )
    rule_sessions_present = models.PositiveSmallIntegerField(
        _("present at this many meetings"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Empty: presence is not asked."),
    )

    class Meta:
        abstract = True

    @property
    def outcome_list(self) -> list[str]:
        return [line.strip() for line in self.outcomes.splitlines() if line.strip()]

    def get_curriculum(self) -> Any:
        from cms.describing import describe

        return describe(self)

    def clean(self) -> None:
        super().clean()
        settle_keys(self.outline)  # type: ignore[attr-defined]


def outline_field(block: OutlineBlock) -> StreamField:
    return StreamField(
        block,
        verbose_name=_("outline"),
        blank=True,
        help_text=_("The parts in their order. Modules that aren't placed here follow at the end."),
    )


class CurriculumPage(OfferMixin, Page):  # noqa: DJ008 (a page's title, by Wagtail)
    """A programme on offer. Authors choose one of the three kinds below it; lists and searches ask here."""

    themes = ClusterTaggableManager(through="leerlijn_cms.PageTheme", blank=True, verbose_name=_("themes"))
    audiences = ClusterTaggableManager(through="leerlijn_cms.PageAudience", blank=True, verbose_name=_("audiences"))

    is_creatable = False
    admin_default_ordering = "ord"
    base_form_class = PublishableForm
    parent_page_types = ["leerlijn_cms.CataloguePage"]
    subpage_types = ["leerlijn_cms.ModulePage"]
    search_fields = [
        *Page.search_fields,
        index.SearchField("lead"),
        index.SearchField("for_whom"),
        index.SearchField("outcomes"),
        index.RelatedFields("themes", [index.SearchField("name"), index.SearchField("name_en")]),
        index.RelatedFields("audiences", [index.SearchField("name"), index.SearchField("name_en")]),
        index.AutocompleteField("lead"),
    ]
    template = OFFER_TEMPLATE

    class Meta:
        app_label = "leerlijn_cms"
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from cms.offering import offer_context

        return {**super().get_context(request, *args, **kwargs), **offer_context(self, request)}


class MasterclassPage(CurriculumPage):  # noqa: DJ008
    curriculum_kind = CurriculumKind.MASTERCLASS
    is_creatable = True
    template = OFFER_TEMPLATE

    outline = outline_field(OutlineBlock())

    content_panels = [*Page.content_panels, *curriculum_panels()]

    class Meta:
        app_label = "leerlijn_cms"
        verbose_name = _("masterclass")
        verbose_name_plural = _("masterclasses")


class TrainingPage(CurriculumPage):  # noqa: DJ008
    curriculum_kind = CurriculumKind.TRAINING
    is_creatable = True
    template = OFFER_TEMPLATE

    outline = outline_field(OutlineBlock())

    content_panels = [*Page.content_panels, *curriculum_panels()]

    class Meta:
        app_label = "leerlijn_cms"
        verbose_name = _("training")
        verbose_name_plural = _("trainings")


class EventPage(CurriculumPage):  # noqa: DJ008
    """A day to keep free first, with a programme later: the meetings and rounds of its group are that programme."""

    curriculum_kind = CurriculumKind.EVENT
    is_creatable = True
    template = "leerlijn_cms/event.html"

    day = models.DateField(_("day"))
    starts = models.TimeField(_("starts"), null=True, blank=True)
    ends = models.TimeField(_("ends"), null=True, blank=True)
    ends_about = models.BooleanField(_("it ends at about that time"), default=True)
    programme_note = models.CharField(
        _("as long as there is no programme"),
        max_length=300,
        blank=True,
        help_text=_("For example: “The programme follows after the summer.”"),
    )
    outline = outline_field(OutlineBlock())

    content_panels = [*Page.content_panels, *event_panels()]

    class Meta:
        app_label = "leerlijn_cms"
        verbose_name = _("event")
        verbose_name_plural = _("events")

    @property
    def when(self) -> str:
        """The day with its hours in words, as far as they are known."""
        return day_in_words(self.day, self.starts, self.ends, about=self.ends_about)

    def clean(self) -> None:
        super().clean()
        self.form = self.Form.MEETINGS
        # Who comes gets a statement of attendance; nobody completes an event.
        self.rule_all_required, self.rule_test_percentage, self.rule_sessions_present = False, None, None
        if self.day and not 1950 <= self.day.year < 2300:
            raise ValidationError({"day": _("Look at the year: %(year)d can't be right.") % {"year": self.day.year}})
        if self.ends and not self.starts:
            raise ValidationError({"starts": _("When does it start?")})
        if self.starts and self.ends and self.ends <= self.starts:
            raise ValidationError({"ends": _("It ends before it starts.")})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from cms.events import event_context

        return {**super().get_context(request, *args, **kwargs), **event_context(self, request)}


class TrajectoryPage(CurriculumPage):  # noqa: DJ008
    """Combines unlike parts over weeks or months, other programmes among them."""

    curriculum_kind = CurriculumKind.TRAJECTORY
    is_creatable = True
    template = OFFER_TEMPLATE

    outline = outline_field(TrajectoryOutlineBlock())

    content_panels = [*Page.content_panels, *curriculum_panels()]

    class Meta:
        app_label = "leerlijn_cms"
        verbose_name = _("trajectory")
        verbose_name_plural = _("trajectories")
