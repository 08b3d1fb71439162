"""Reading what authors write as a machine can: words, sentences, links. Judging it is `cms.advising`'s."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from django.utils.html import strip_tags
from wagtail import blocks
from wagtail.rich_text import RichText

WORDS_A_MINUTE = 180
ENDS_A_LINE = re.compile(r"</(?:p|li|h[1-6]|blockquote)>|<br\s*/?>|<hr\s*/?>", re.I)
ENDS_A_SENTENCE = re.compile(r"(?<=[.!?…:;؟۔።፧])[\"”’)\]]*\s+(?=[\"“‘(\[]*[^\W_])")
# With the marks that vowels are written by in Arabic and Ge'ez, which for Python are no part of a word.
MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u135d-\u135f"
WORD = re.compile(rf"[^\W\d_][\w’'{MARKS}-]*")


@dataclass(frozen=True)
class Text:
    """A text of a block; `source` is HTML where it is `rich`. `block` is the outermost block it stands in."""

    source: str
    rich: bool
    block: Any

    @property
    def sentences(self) -> list[str]:
        plain = html.unescape(strip_tags(ENDS_A_LINE.sub("\n", self.source))) if self.rich else self.source
        lines = (line.strip() for line in plain.splitlines())
        return [sentence for line in lines if line for sentence in ENDS_A_SENTENCE.split(line)]

    @property
    def words(self) -> int:
        return sum(len(words_in(sentence)) for sentence in self.sentences)

    @property
    def links(self) -> list[Link]:
        if not self.rich:
            return []
        reader = _Links()
        reader.feed(self.source)
        return reader.found


@dataclass
class Link:
    """A link in a rich text: `kind` is page, document or empty for an address; `target` an id or an address."""

    kind: str
    target: str
    text: str = ""


def words_in(sentence: str) -> list[str]:
    return WORD.findall(sentence)


def texts_of(stream: Any) -> Iterator[Text]:
    """Every text an author typed in a stream, outermost block by block."""
    for child in stream:
        for source, rich in _texts(child.block, child.value):
            yield Text(source, rich, child)


def reading_minutes(words: int) -> int:
    """Whole minutes, at an easy pace; anything at all takes one."""
    return -(-words // WORDS_A_MINUTE)


def _texts(block: Any, value: Any) -> Iterator[tuple[str, bool]]:
    if isinstance(value, RichText):
        yield value.source, True
    elif isinstance(value, str):
        if isinstance(block, blocks.CharBlock | blocks.TextBlock):
            yield value, False
    elif isinstance(value, blocks.StreamValue):
        for child in value:
            yield from _texts(child.block, child.value)
    elif isinstance(value, blocks.StructValue):
        for name, inner in value.items():
            yield from _texts(block.child_blocks.get(name), inner)
    elif isinstance(value, blocks.list_block.ListValue):
        for item in value:
            yield from _texts(block.child_block, item)


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Link] = []
        self._open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            said = dict(attrs)
            kind = said.get("linktype") or ""
            self.found.append(Link(kind, (said.get("id") if kind else said.get("href")) or ""))
            self._open = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._open = False

    def handle_data(self, data: str) -> None:
        if self._open:
            self.found[-1].text += data
