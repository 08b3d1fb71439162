"""Designs as snippets: drafts, a preview of the certificate itself, and a word on tokens."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.snippets.views.snippets import SnippetViewSet

from certificates.checking import problems
from certificates.models import Award, Design
from certificates.rendering import layouts
from certificates.tokens import TOKENS


class DesignForm(WagtailAdminModelForm):
    # What the buttons send that let a design out: publishing, and submitting it to who may.
    ASKS_FOR_MORE = frozenset({"action-publish", "action-submit", "action-restart-workflow"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["layout"] = forms.ChoiceField(label=_("Layout"), choices=layouts.choices())

    def is_valid(self) -> bool:
        """Publishing asks that it can be printed; a draft may wait for that."""
        if super().is_valid() and self.ASKS_FOR_MORE & set(self.data):
            for problem in problems(self.save(commit=False)):
                self.add_error(None, problem)
        return self.is_bound and not self.errors and super().is_valid()


class TokensPanel(HelpPanel):
    """The words in braces that a text may hold, each with what it becomes."""

    class BoundPanel(HelpPanel.BoundPanel):
        def get_context_data(self, parent_context: Any = None) -> Any:
            rows = format_html_join("", "<li><code>{{{}}}</code> {}</li>", TOKENS.items())
            words = _("Leave a text empty for the standard one. These words in braces are filled in:")
            return {"self": self, "content": format_html("<p>{}</p><ul>{}</ul>", words, rows)}


class DesignViewSet(SnippetViewSet):
    model = Design
    icon = "doc-full-inverse"
    list_display = ["name", "layout", "language", "live"]
    search_fields = ["name", "slug"]
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("name"), FieldPanel("slug")]),
            FieldRowPanel([FieldPanel("layout"), FieldPanel("accent")]),
            FieldRowPanel([FieldPanel("language"), FieldPanel("address_form")]),
            FieldRowPanel([FieldPanel("issuer"), FieldPanel("number_prefix"), FieldPanel("validity_months")]),
            InlinePanel("logos", heading=gettext_lazy("Logos"), label=gettext_lazy("logo"), max_num=4),
            InlinePanel("signatories", heading=gettext_lazy("Signatories"), label=gettext_lazy("signatory"), max_num=3),
            MultiFieldPanel(
                [
                    TokensPanel(),
                    FieldPanel("title"),
                    FieldPanel("intro"),
                    FieldPanel("statement"),
                    FieldPanel("outcomes_heading"),
                    FieldPanel("neutral_title"),
                    FieldPanel("print_outcomes"),
                ],
                heading=gettext_lazy("Texts"),
            ),
        ],
        base_form_class=DesignForm,
    )


class AwardViewSet(SnippetViewSet):
    """What a programme gives, in all its languages; a group's own choice is made on the group."""

    model = Award
    icon = "tick-inverse"
    list_display = ["page", "kind", "design"]
    panels = [FieldPanel("page"), FieldPanel("kind"), FieldPanel("design")]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Award]:
        return Award.objects.filter(edition=None).select_related("page", "design")
