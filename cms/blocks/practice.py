"""From practice, and for it: examples, talks, methods, steps, lists to tick, and what opens when it is asked for.

What asks somebody to do something `is_exercise`: a running group gets it only with another version.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup

from cms.blocks.groups import DO, PREVIEW, READ
from cms.blocks.texts import SHORT_TEXT_FEATURES

LINKED_TEXT_FEATURES = [*SHORT_TEXT_FEATURES, "link", "document-link"]


class ExampleBlock(blocks.StructBlock):
    """What happened somewhere, told shortly."""

    title = blocks.CharBlock(label=_("Title"), max_length=200)
    text = blocks.RichTextBlock(
        label=_("What happened"),
        features=LINKED_TEXT_FEATURES,
        help_text=_("Name nobody who did not agree to it: “a teacher”, “two neighbours”."),
    )
    question = blocks.TextBlock(
        label=_("A question about it"), required=False, rows=2, help_text=_("To think about while reading.")
    )
    source = blocks.CharBlock(label=_("Where it comes from"), required=False, max_length=300)

    class Meta:
        icon = "snippet"
        label = _("Example from practice")
        description = _("What happened somewhere, told shortly, with a question to think about.")
        template = "leerlijn_cms/blocks/example.html"
        group = READ
        preview_template = PREVIEW

        def preview_value(self) -> Any:
            return {
                "title": gettext("The bicycle in the hall"),
                "text": gettext("<p>Two neighbours have not talked for a month. It began with a bicycle.</p>"),
                "question": gettext("Where would you begin?"),
                "source": gettext("After a story of a community worker"),
            }


class DiscussionBlock(blocks.StructBlock):
    """Something to talk about with others."""

    is_exercise = True

    title = blocks.CharBlock(label=_("Title"), max_length=200)
    question = blocks.RichTextBlock(label=_("What to talk about"), features=LINKED_TEXT_FEATURES)
    group_size = blocks.CharBlock(
        label=_("With how many"), required=False, max_length=100, help_text=_("For example: “in pairs”.")
    )
    minutes = blocks.IntegerBlock(label=_("Minutes"), required=False, min_value=1, max_value=1440)
    outcome = blocks.TextBlock(
        label=_("What comes out of it"),
        required=False,
        rows=2,
        help_text=_("For example: “Choose one sentence to share with the group.”"),
    )

    class Meta:
        icon = "comment"
        label = _("Discussion")
        description = _("Something to talk about with others, with how many and how long.")
        template = "leerlijn_cms/blocks/discussion.html"
        group = DO
        form_layout = BlockGroup(["title", "question", "outcome"], settings=["group_size", "minutes"])
        preview_template = PREVIEW

        def preview_value(self) -> Any:
            return {
                "title": gettext("Who is not at the table?"),
                "question": gettext("<p>Name a talk at which somebody was missing.</p>"),
                "group_size": gettext("in pairs"),
                "minutes": 10,
                "outcome": gettext("Choose one sentence to share."),
            }


class MethodBlock(blocks.StructBlock):
    """A werkvorm, as it is done in a group."""

    is_exercise = True

    title = blocks.CharBlock(label=_("Title"), max_length=200)
    goal = blocks.TextBlock(label=_("What it is good for"), required=False, rows=2)
    group_size = blocks.CharBlock(
        label=_("Size of the group"), required=False, max_length=100, help_text=_("For example: “6 to 20 people”.")
    )
    minutes = blocks.IntegerBlock(label=_("Minutes"), required=False, min_value=1, max_value=1440)
    material = blocks.CharBlock(label=_("Material"), required=False, max_length=300)
    steps = blocks.ListBlock(
        blocks.RichTextBlock(label=_("Step"), features=SHORT_TEXT_FEATURES), label=_("Step by step"), default=[]
    )

    class Meta:
        icon = "group"
        label = _("Method")
        description = _("A method for a group: what it is good for, how long, with what, step by step.")
        template = "leerlijn_cms/blocks/method.html"
        group = DO
        form_layout = BlockGroup(["title", "goal", "steps"], settings=["group_size", "minutes", "material"])
        preview_template = PREVIEW

        def preview_value(self) -> Any:
            return {
                "title": gettext("Cross the line"),
                "goal": gettext("See what you share with who seems different."),
                "group_size": gettext("10 to 25 people"),
                "minutes": 30,
                "material": gettext("a line on the floor, 20 statements"),
                "steps": [
                    gettext("<p>Everybody stands on one side.</p>"),
                    gettext("<p>Read a statement. Who says yes, crosses.</p>"),
                ],
            }


class PlanStepBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("What to do"), max_length=200)
    text = blocks.RichTextBlock(label=_("How"), required=False, features=LINKED_TEXT_FEATURES)

    class Meta:
        icon = "order"
        label = _("Step")


class StepPlanBlock(blocks.StructBlock):
    """Steps one takes in this order."""

    title = blocks.CharBlock(label=_("Title"), max_length=200)
    intro = blocks.TextBlock(label=_("When to use it"), required=False, rows=2)
    steps = blocks.ListBlock(PlanStepBlock(), label=_("Steps"), default=[])

    class Meta:
        icon = "list-ol"
        label = _("Step plan")
        description = _("Steps that somebody takes in this order.")
        template = "leerlijn_cms/blocks/step_plan.html"
        group = DO
        preview_template = PREVIEW

        def preview_value(self) -> Any:
            return {
                "title": gettext("When it gets out of hand"),
                "intro": "",
                "steps": [
                    {"title": gettext("Slow down"), "text": gettext("<p>Breathe. Talk more slowly.</p>")},
                    {"title": gettext("Name it"), "text": gettext("<p>Say what you see, without a judgement.</p>")},
                ],
            }


class ChecklistBlock(blocks.StructBlock):
    """Things to tick. The ticks stay on the page and on paper: nobody keeps them."""

    is_exercise = True

    title = blocks.CharBlock(label=_("Title"), max_length=200)
    points = blocks.ListBlock(blocks.CharBlock(label=_("Point"), max_length=300), label=_("Points"), default=[])

    class Meta:
        icon = "tasks"
        label = _("Checklist")
        description = _("Points to tick, on the page or on paper. The ticks are not kept.")
        template = "leerlijn_cms/blocks/checklist.html"
        group = DO
        preview_template = PREVIEW

        def preview_value(self) -> Any:
            return {
                "title": gettext("Before you begin"),
                "points": [gettext("The chairs stand in a circle."), gettext("There is coffee.")],
            }


class AccordionPartBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=200)
    text = blocks.RichTextBlock(label=_("Text"), features=LINKED_TEXT_FEATURES)

    class Meta:
        icon = "collapse-down"
        label = _("Part")


class AccordionBlock(blocks.StructBlock):
    """Texts that open when they are asked for: explanations, definitions. What everybody needs doesn't belong here."""

    parts = blocks.ListBlock(AccordionPartBlock(), label=_("Parts"), default=[])

    class Meta:
        icon = "collapse-down"
        label = _("Accordion")
        description = _("Texts that open when they are asked for. What everybody needs belongs outside of it.")
        template = "leerlijn_cms/blocks/accordion.html"
        group = READ
        preview_template = PREVIEW
        preview_value = {
            "parts": [
                {"title": gettext("What is polarisation?"), "text": gettext("<p>Thinking in us and them.</p>")},
                {"title": gettext("What is a conflict?"), "text": gettext("<p>A difference that chafes.</p>")},
            ]
        }
