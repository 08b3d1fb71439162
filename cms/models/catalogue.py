from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index


class CataloguePage(Page):
    """What is on offer: the programmes below this page, to be found by kind, theme, audience, form and language."""

    lead = models.TextField(_("introduction"), blank=True, help_text=_("One or two sentences above the list."))

    content_panels = [*Page.content_panels, FieldPanel("lead")]
    search_fields = [*Page.search_fields, index.SearchField("lead")]
    subpage_types = [
        "leerlijn_cms.MasterclassPage",
        "leerlijn_cms.TrainingPage",
        "leerlijn_cms.TrajectoryPage",
        "leerlijn_cms.EventPage",
        "leerlijn_cms.LibraryPage",
    ]
    template = "leerlijn_cms/catalogue.html"

    class Meta:
        app_label = "leerlijn_cms"
        verbose_name = _("catalogue")
        verbose_name_plural = _("catalogues")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from cms.finding import find

        return {**super().get_context(request, *args, **kwargs), **find(self, request.GET)}
