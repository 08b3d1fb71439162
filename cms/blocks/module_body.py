from __future__ import annotations

import uuid
from typing import Any

from wagtail import blocks

from cms.blocks.knowledge_test import TestBlock
from cms.blocks.media import PictureBlock, ReadingAloudBlock, VideoBlock
from cms.blocks.texts import TEXT_FEATURES, QuoteBlock, ReflectionBlock, SectionBlock, TextBlock


class ModuleBodyBlock(blocks.StreamBlock):
    """What a module is made of. A block's id is its key: tests and reflections hang on it."""

    section = SectionBlock()
    text = TextBlock(features=TEXT_FEATURES)
    reading_aloud = ReadingAloudBlock()
    picture = PictureBlock()
    video = VideoBlock()
    quote = QuoteBlock()
    reflection = ReflectionBlock()
    test = TestBlock()


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
