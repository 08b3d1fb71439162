from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.groups import ASK, PREVIEW, READ

TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]
SHORT_TEXT_FEATURES = ["bold", "italic", "ol", "ul"]


class SectionBlock(blocks.CharBlock):
    """The title with which the next step of a module begins: everything up to the next title is shown at once."""

    class Meta:
        icon = "title"
        label = _("New step")
        description = _("A title. What follows, up to the next title, is shown at once.")
        group = READ


class TextBlock(blocks.RichTextBlock):
    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "leerlijn_cms/blocks/text.html"
        group = READ
        preview_template = PREVIEW

        def preview_value(self) -> Any:
            return gettext("<h3>What happens</h3><p>A conflict begins <b>small</b>: with a word, or with silence.</p>")


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Quotation"), rows=3)
    source = blocks.CharBlock(
        label=_("Whose words"),
        required=False,
        help_text=_("A name or function. Name nobody who did not agree to it."),
    )

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "leerlijn_cms/blocks/quote.html"
        group = READ
        preview_template = PREVIEW

        def preview_value(self) -> Any:
            return {"text": gettext("Who listens, hears more."), "source": gettext("A participant")}


class ReflectionBlock(blocks.StructBlock):
    """A question to think about. What somebody writes there is theirs alone."""

    # Something to do: a group that runs gets it, or loses it, only with another version (`cms.describing.exercises_of`).
    is_exercise = True

    question = blocks.TextBlock(label=_("Question"), rows=2)
    hint = blocks.CharBlock(
        label=_("Hint"),
        required=False,
        help_text=_("One sentence that helps to begin. That nobody should name others is said by itself."),
    )

    class Meta:
        icon = "edit"
        label = _("Reflection (private)")
        description = _("A question to write about. Only the writer reads it, unless they share it with the trainer.")
        template = "leerlijn_cms/blocks/reflection.html"
        group = ASK
        preview_template = PREVIEW

        def preview_value(self) -> Any:
            return {
                "question": gettext("What did you hear, and what did you fill in?"),
                "hint": gettext("Begin with one sentence."),
            }
