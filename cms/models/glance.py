"""On an author's edit page: the page at a glance, and what could be better."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel


class GlancePanel(Panel):
    """Of what was saved last; a page that is new has nothing to show yet."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("heading", _("At a glance"))
        super().__init__(**kwargs)

    class BoundPanel(Panel.BoundPanel):
        template_name = "leerlijn_cms/admin/glance.html"

        def is_shown(self) -> bool:
            return bool(self.instance.pk) and super().is_shown()

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            # What is advised is read off pages, and pages name this panel.
            from cms.advising import advice, outline_of, steps_at_a_glance

            context = super().get_context_data(parent_context)
            page = self.instance
            shown = {"outline": outline_of(page)} if hasattr(page, "outline") else {"steps": steps_at_a_glance(page)}
            return {**context, "page": page, "advice": advice(page), **shown}
