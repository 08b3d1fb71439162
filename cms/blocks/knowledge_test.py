from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup
from wagtail.snippets.blocks import SnippetChooserBlock

from cms.blocks.groups import ASK
from cms.blocks.texts import SHORT_TEXT_FEATURES


class OptionBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Answer"), max_length=500)
    right = blocks.BooleanBlock(label=_("This answer is right"), required=False)
    feedback = blocks.TextBlock(
        label=_("What who chooses this reads afterwards"), required=False, max_length=1000, rows=2
    )

    class Meta:
        icon = "list-ul"
        label = _("Answer")


class QuestionBlock(blocks.StructBlock):
    """What every question has; `feedback` is read by all, after the test was handed in."""

    text = blocks.RichTextBlock(label=_("Question"), features=SHORT_TEXT_FEATURES)


class ChoiceQuestionBlock(QuestionBlock):
    options = blocks.ListBlock(OptionBlock(), label=_("Answers"), min_num=2, default=[])
    feedback = blocks.RichTextBlock(
        label=_("Explanation"),
        required=False,
        features=SHORT_TEXT_FEATURES,
        help_text=_("Everybody reads this once the test is handed in, whatever they answered."),
    )
    weight = blocks.IntegerBlock(label=_("Points"), default=1, min_value=1, max_value=100)

    class Meta:
        form_layout = BlockGroup(["text", "options", "feedback"], settings=["weight"])


class SingleChoiceBlock(ChoiceQuestionBlock):
    class Meta:
        icon = "radio-full"
        label = _("Question with one right answer")


class MultipleChoiceBlock(ChoiceQuestionBlock):
    class Meta:
        icon = "list-ul"
        label = _("Question with several right answers")


class OpenQuestionBlock(QuestionBlock):
    model_answer = blocks.RichTextBlock(
        label=_("Model answer"),
        features=SHORT_TEXT_FEATURES,
        help_text=_("Shown afterwards, to compare with. An open question gives no points."),
    )

    class Meta:
        icon = "edit"
        label = _("Open question")


class OwnQuestionsBlock(blocks.StreamBlock):
    """The kinds of question that are written on the spot."""

    single = SingleChoiceBlock()
    multiple = MultipleChoiceBlock()
    open = OpenQuestionBlock()

    class Meta:
        label = _("Questions")


class ThemeBlock(blocks.ChooserBlock):
    """One of the themes; a drop-down, as there are few."""

    target_model = "leerlijn_cms.ThemeTag"

    @property
    def widget(self) -> forms.Widget:
        return forms.Select()

    def get_form_state(self, value: Any) -> Any:
        return self.widget.format_value(value.pk if value is not None else None)

    class Meta:
        icon = "tag"
        label = _("Theme")


class BankQuestionBlock(blocks.StructBlock):
    question = SnippetChooserBlock("leerlijn_cms.BankQuestion", label=_("Question"))

    class Meta:
        icon = "help"
        label = _("Question from the bank")


class DrawBlock(blocks.StructBlock):
    """So many questions, other ones for each person and each time."""

    count = blocks.IntegerBlock(label=_("How many questions"), default=3, min_value=1, max_value=100)
    theme = ThemeBlock(
        label=_("From all questions with this theme"), required=False, help_text=_("Archived ones are left out.")
    )
    questions = blocks.ListBlock(
        SnippetChooserBlock("leerlijn_cms.BankQuestion", label=_("Question")), label=_("And from these"), default=[]
    )

    class Meta:
        icon = "rotate"
        label = _("Questions drawn from the bank")


class QuestionsBlock(OwnQuestionsBlock):
    """What a test asks: questions of its own, and those of the bank."""

    from_bank = BankQuestionBlock()
    draw = DrawBlock()

    def bulk_to_python(self, values: Any) -> list[Any]:
        """Each test's questions as they are stored: what is looked up is looked up for all modules at once (`cms.bank`)."""
        return [self.to_python(value) for value in values]

    class Meta:
        label = _("Questions")


class TestBlock(blocks.StructBlock):
    """A test inside a module: a unit of its own, whose questions keep their keys over edits and languages."""

    title = blocks.CharBlock(label=_("Title"), max_length=200)
    intro = blocks.RichTextBlock(label=_("Introduction"), required=False, features=SHORT_TEXT_FEATURES)
    pass_percentage = blocks.IntegerBlock(
        label=_("Passed from"),
        default=70,
        min_value=0,
        max_value=100,
        help_text=_("Per cent of the points."),
    )
    attempts = blocks.IntegerBlock(
        label=_("How often somebody can do it"),
        required=False,
        min_value=1,
        max_value=100,
        help_text=_("Empty: as often as they like. The best result counts."),
    )
    minutes = blocks.IntegerBlock(
        label=_("Time limit, in minutes"),
        required=False,
        min_value=1,
        max_value=600,
        help_text=_("Empty: no limit. A trainer can give somebody more time."),
    )
    questions = QuestionsBlock(label=_("Questions"))

    class Meta:
        icon = "tasks"
        label = _("Test")
        template = "leerlijn_cms/blocks/test.html"
        group = ASK
