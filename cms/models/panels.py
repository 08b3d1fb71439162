"""How the fields of a programme are grouped for its author."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel

from cms.models.glance import GlancePanel


class UnderwayPanel(Panel):
    """Says among the fields who is in the middle of this page and what publishing its latest draft does to them.

    Nothing is shown of a page that is new.
    """

    class BoundPanel(Panel.BoundPanel):
        template_name = "leerlijn_cms/admin/underway_panel.html"

        def is_shown(self) -> bool:
            return super().is_shown() and bool(self.instance.pk and self.instance.path) and self.effect is not None

        @cached_property
        def effect(self) -> Any:
            from cms.foretelling import effect_of

            return effect_of(self.instance)

        def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
            from cms.underway import told_of

            return {**super().get_context_data(parent_context), **told_of(self.instance, self.effect)}


def event_panels() -> list[Panel]:
    """What an author says of an event; what happens there is planned in its group."""
    return [
        UnderwayPanel(),
        FieldPanel("lead"),
        MultiFieldPanel(
            [
                FieldPanel("day"),
                FieldRowPanel([FieldPanel("starts"), FieldPanel("ends")]),
                FieldPanel("ends_about"),
                FieldPanel("place"),
                FieldPanel("programme_note"),
            ],
            heading=_("When and where"),
        ),
        FieldPanel("for_whom"),
        FieldPanel("outcomes"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("cost"), FieldPanel("address_form")]), FieldPanel("made_by")],
            heading=_("Practical"),
        ),
        MultiFieldPanel(
            [FieldPanel("themes"), FieldPanel("audiences")],
            heading=_("To be found by"),
            help_text=_("Type the first letters and choose from the list. Editors add new words."),
        ),
        FieldPanel("outline", heading=_("To read before or after")),
        GlancePanel(),
    ]


def curriculum_panels() -> list[Panel]:
    return [
        UnderwayPanel(),
        FieldPanel("lead"),
        FieldPanel("for_whom"),
        FieldPanel("outcomes"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("form"), FieldPanel("duration")]),
                FieldRowPanel([FieldPanel("place"), FieldPanel("cost")]),
                FieldRowPanel([FieldPanel("net_minutes"), FieldPanel("address_form")]),
                FieldPanel("made_by"),
            ],
            heading=_("Practical"),
        ),
        FieldPanel("outline"),
        GlancePanel(),
        MultiFieldPanel(
            [
                FieldPanel("rule_all_required"),
                FieldRowPanel([FieldPanel("rule_test_percentage"), FieldPanel("rule_sessions_present")]),
            ],
            heading=_("Completed when"),
            help_text=_("All that is asked here must be true. With nothing asked, nobody completes this programme."),
        ),
        MultiFieldPanel(
            [FieldPanel("themes"), FieldPanel("audiences")],
            heading=_("To be found by"),
            help_text=_("Type the first letters and choose from the list. Editors add new words."),
        ),
    ]
