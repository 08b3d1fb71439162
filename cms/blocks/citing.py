from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.groups import READ


class CitationBlock(blocks.StructBlock):
    """Leans on a dossier of the library. Who wrote the page hears when that dossier changes (`cms.library.citing`)."""

    dossier = blocks.PageChooserBlock(label=_("Dossier"), page_type="leerlijn_cms.DossierPage")
    words = blocks.TextBlock(
        label=_("What it says on this"), required=False, rows=2, help_text=_("In one or two sentences of your own.")
    )

    class Meta:
        icon = "openquote"
        label = _("Dossier of the library")
        description = _("Names a dossier with its makers and day. You hear of it when the dossier changes.")
        template = "leerlijn_cms/blocks/citation.html"
        group = READ

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """The dossier as it is published now; one that is a draft or gone is not shown."""
        context = super().get_context(value, parent_context=parent_context)
        page = value.get("dossier")
        dossier = page.specific if page is not None and page.live else None
        makers = [one.value["name"] for one in dossier.makers] if dossier is not None else []
        if dossier is not None and dossier.made_by:
            makers.insert(0, dossier.made_by)
        return {**context, "dossier": dossier, "makers": ", ".join(makers)}
