"""Pieces of an author's form that show something in place of asking it."""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import Panel


class UsesPanel(Panel):
    """Which modules ask a question of the bank."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "leerlijn_cms/admin/uses_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            from cms.bank import modules_asking

            modules = modules_asking(self.instance) if self.instance.pk else []
            return {**super().get_context_data(parent_context), "modules": modules}
