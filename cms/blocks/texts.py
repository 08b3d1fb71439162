from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]
SHORT_TEXT_FEATURES = ["bold", "italic", "ol", "ul"]


class SectionBlock(blocks.CharBlock):
    """The title with which the next step of a module begins: everything up to the next title is shown at once."""

    class Meta:
        icon = "title"
        label = _("New step")


class TextBlock(blocks.RichTextBlock):
    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "leerlijn_cms/blocks/text.html"


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
        template = "leerlijn_cms/blocks/reflection.html"
