from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList, TabbedInterface
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from cms.blocks import GuideBlock, ModuleBodyBlock
from cms.blocks.module_body import settle_keys
from cms.forms import PublishableForm
from cms.models.glance import GlancePanel
from cms.models.panels import UnderwayPanel
from courses.curricula.contract import UnitVisit
from courses.people.functions import function_choices


class ModulePage(Page):
    """A part of a programme that is read, listened to and answered on one page, step by step."""

    lead = models.TextField(
        _("introduction"), blank=True, help_text=_("What this module is about, in one or two sentences.")
    )
    minutes = models.PositiveIntegerField(
        _("minutes"), default=10, help_text=_("How long somebody is busy with it, the test included.")
    )
    open_to_all = models.BooleanField(
        _("everybody may read this"),
        default=False,
        help_text=_("Without a group too. Tests and reflections are for who takes part."),
    )
    body = StreamField(
        ModuleBodyBlock(),
        verbose_name=_("content"),
        blank=True,
        help_text=_("Begin a new step with its title: a participant sees one step at a time."),
    )

    # In no search, no API and no template of a participant's: only `guide_html` reads it.
    guide = StreamField(
        GuideBlock(),
        verbose_name=_("guide for trainers"),
        blank=True,
        help_text=_("Only who gives a group reads this, on a page of its own. Participants never see it."),
    )

    base_form_class = PublishableForm
    content_panels = [
        *Page.content_panels,
        UnderwayPanel(),
        FieldPanel("lead"),
        FieldRowPanel([FieldPanel("minutes"), FieldPanel("open_to_all")]),
        FieldPanel("body"),
        GlancePanel(),
    ]
    guide_panels = [FieldPanel("guide")]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Content")),
            ObjectList(guide_panels, heading=_("For trainers")),
            ObjectList(Page.promote_panels, heading=_("Promote")),
            ObjectList(Page.settings_panels, heading=_("Settings")),
        ]
    )
    parent_page_types = [
        "leerlijn_cms.MasterclassPage",
        "leerlijn_cms.TrainingPage",
        "leerlijn_cms.TrajectoryPage",
        "leerlijn_cms.EventPage",
    ]
    subpage_types: list[str] = []
    search_fields = [*Page.search_fields, index.SearchField("lead"), index.AutocompleteField("lead")]
    template = "leerlijn_cms/module.html"

    class Meta:
        app_label = "leerlijn_cms"
        verbose_name = _("module")
        verbose_name_plural = _("modules")

    def clean(self) -> None:
        super().clean()
        settle_keys(self.body)
        settle_keys(self.guide)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        from cms.reading import serve_publicly

        return serve_publicly(self, request)

    def serve_unit(self, request: HttpRequest, visit: UnitVisit) -> HttpResponse:
        from cms.reading import serve_visit

        return serve_visit(self, request, visit)

    def guide_html(self, request: HttpRequest) -> str:
        from cms.reading import guide_as_html

        return guide_as_html(self, request)

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        for_one = _("As a participant: %(function)s")
        return [
            ("participant", _("As a participant")),
            *((f"as:{code}", for_one % {"function": label}) for code, label in function_choices()),
            ("visitor", _("As a visitor")),
            ("trainer", _("The guide for trainers")),
        ]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        from cms.reading import serve_preview

        return serve_preview(self, request, mode_name)
