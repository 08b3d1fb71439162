from __future__ import annotations

import uuid
from typing import Any

from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.citing import CitationBlock
from cms.blocks.embed import EmbedBlock
from cms.blocks.groups import SOME
from cms.blocks.knowledge_test import TestBlock
from cms.blocks.media import AudioBlock, DownloadBlock, PictureBlock, ReadingAloudBlock, VideoBlock
from cms.blocks.practice import (
    AccordionBlock,
    ChecklistBlock,
    DiscussionBlock,
    ExampleBlock,
    MethodBlock,
    StepPlanBlock,
)
from cms.blocks.texts import TEXT_FEATURES, QuoteBlock, ReflectionBlock, SectionBlock, TextBlock
from courses.people.functions import function_choices


class PiecesBlock(blocks.StreamBlock):
    """What stands between two titles, for everybody or for some."""

    text = TextBlock(features=TEXT_FEATURES)
    reading_aloud = ReadingAloudBlock()
    picture = PictureBlock()
    video = VideoBlock()
    audio = AudioBlock()
    embed = EmbedBlock()
    download = DownloadBlock()
    quote = QuoteBlock()
    example = ExampleBlock()
    citation = CitationBlock()
    accordion = AccordionBlock()
    discussion = DiscussionBlock()
    method = MethodBlock()
    step_plan = StepPlanBlock()
    checklist = ChecklistBlock()
    reflection = ReflectionBlock()


class OnlyForBlock(blocks.StructBlock):
    """Pieces that reach who takes part in one of these functions, and nobody else; a whole module is set in the outline."""

    functions = blocks.MultipleChoiceBlock(label=_("Only for"), choices=function_choices, widget=CheckboxSelectMultiple)
    pieces = PiecesBlock(label=_("What they see"))

    class Meta:
        icon = "user"
        label = _("Only for a function")
        description = _("Content that reaches one function only, such as council members.")
        group = SOME


class ModuleBodyBlock(PiecesBlock):
    """What a module is made of. A block's id is its key: tests and reflections hang on it."""

    section = SectionBlock()
    test = TestBlock()
    only_for = OnlyForBlock()


class GuideBlock(blocks.StreamBlock):
    """What a trainer reads beside a module: nothing in it is ever answered."""

    text = TextBlock(features=TEXT_FEATURES)
    method = MethodBlock()
    step_plan = StepPlanBlock()
    checklist = ChecklistBlock()
    accordion = AccordionBlock()
    picture = PictureBlock()
    download = DownloadBlock()
    citation = CitationBlock()


def settle_keys(value: Any) -> Any:
    """Give every block below a stream its id, and answer the stream.

    A list's items get theirs when they are first read; what was written as plain data and never read would get others
    each time, and with them a test would be another test.
    """
    if isinstance(value, blocks.StreamValue):
        for child in value:
            settle_keys(child.value)
            child.id = child.id or str(uuid.uuid4())
    elif isinstance(value, blocks.list_block.ListValue):
        for item in value:
            settle_keys(item)
    elif isinstance(value, blocks.StructValue):
        for part in value.values():
            settle_keys(part)
    return value
