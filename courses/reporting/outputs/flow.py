"""Words and tables that run on from page to page, each piece in the file's structure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from courses.typesetting.document import Document
from courses.typesetting.page import Align, Group, Page, rgb
from courses.typesetting.text import measure, printable, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

INK, GREY, LINE, GREEN, PALE, SUN = "#17302B", "#5E5848", "#B9B09C", "#0F5C4D", "#EEF3F0", "#F2B544"
LEFT, RIGHT, TOP, BOTTOM = 50.0, 545.0, 790.0, 70.0
WIDTH = RIGHT - LEFT
PAD, GAP = 3.5, 8.0
LONGEST_CELL = 40
LONGEST_TEXT = 2_000
# Nobody's name, and a line that is broken letter by letter takes longer with the square of the word.
_LONG_WORD = re.compile(r"(\S{90})(?=\S)")


@dataclass(frozen=True)
class Field:
    """A cell as it is set: its text, where it stands, and whether it heads its row or column."""

    text: str
    align: Align = "start"
    bold: bool = False
    scope: str = ""


class Flow:
    """Where the next piece comes. `order` counts on, so that reading follows writing."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.order = 0
        self.page: Page = document.page()
        self.y = TOP

    def next_page(self) -> None:
        self.page, self.y = self.document.page(), TOP

    def need(self, height: float) -> None:
        """Room for so much, here or on a new page."""
        if self.y - height < BOTTOM and self.y < TOP:
            self.next_page()

    @contextmanager
    def element(self, role: str, **rest: object) -> Iterator[None]:
        self.order += 1
        with self.page.element(role, self.order, **rest):  # type: ignore[arg-type]
            yield

    def lines(self, text: str, style: str, size: float, width: float) -> list[str]:
        text = _LONG_WORD.sub(r"\1 ", text[:LONGEST_TEXT])
        return wrap(printable(text, style), style=style, size=size, width=width, language=self.document.language)

    def words(
        self,
        role: str,
        text: str,
        *,
        size: float,
        style: str = "regular",
        colour: str = INK,
        room: float = 0,
        after: float = 4,
    ) -> None:
        """A heading or a paragraph; `room` is what must stand with it on the page."""
        leading = size * 1.38
        lines = self.lines(text, style, size, WIDTH)
        self.need(leading * len(lines) + room)
        if not lines:
            return
        with self.element(role):
            for line in lines:
                self.y -= leading
                self.page.text(line, LEFT, self.y + leading * 0.28, style=style, size=size, colour=colour)
        self.y -= after

    def space(self, height: float) -> None:
        self.y -= height if self.y < TOP else 0

    # Tables

    def table(
        self, heads: Sequence[Field], rows: Sequence[Sequence[Field]], widths: Sequence[float], totals: Sequence[bool]
    ) -> None:
        """A table whose header stands again, for the eye alone, on each page that it runs on to."""
        table = Group("Table")
        head = self._laid(heads, widths if heads else (), self._head_size(heads, widths))
        first = self._laid(rows[0], widths, 8.6) if rows else None
        self.need((head.height if heads else 0) + (first.height if first else 0) + 6)
        if heads:
            self._row(head, widths, Group("TR", table), is_head=True)
        for row, is_total in zip(rows, totals, strict=True):
            laid = self._laid(row, widths, 8.6)
            if self.y - laid.height < BOTTOM:
                self.next_page()
                if heads:
                    self._row(head, widths, None, is_head=True)
            self._row(laid, widths, Group("TR", table), is_total=is_total)
        self.y -= GAP

    def _head_size(self, heads: Sequence[Field], widths: Sequence[float]) -> float:
        """So small that no word of a heading is broken, where that can still be read."""
        size = 7.6
        for head, width in zip(heads, widths, strict=False):
            for word in printable(head.text, "bold").split():
                wide = measure(word, style="bold", size=1, language=self.document.language)
                size = min(size, (width - 2 * PAD) / wide)
        return max(size, 6.0)

    def _laid(self, fields: Sequence[Field], widths: Sequence[float], size: float) -> _Laid:
        cells = [
            self.lines(field.text, "bold" if field.bold else "regular", size, width - 2 * PAD)[:LONGEST_CELL]
            for field, width in zip(fields, widths, strict=True)
        ]
        leading = size * 1.36
        return _Laid(fields, cells, size, leading, leading * max((len(lines) for lines in cells), default=1) + 2 * PAD)

    def _row(
        self,
        laid: _Laid,
        widths: Sequence[float],
        group: Group | None,
        *,
        is_head: bool = False,
        is_total: bool = False,
    ) -> None:
        """`group` is the row in the structure; without one it is only for the eye."""
        with self.page.ornament(), self.page.drawing() as canvas:
            if is_head:
                canvas.setFillColorRGB(*rgb(PALE))
                canvas.rect(LEFT, self.y - laid.height, WIDTH, laid.height, stroke=0, fill=1)
            canvas.setStrokeColorRGB(*rgb(GREEN if is_head else LINE))
            canvas.setLineWidth(0.9 if is_head else 0.4)
            canvas.line(LEFT, self.y - laid.height, RIGHT, self.y - laid.height)
            if is_total:
                canvas.line(LEFT, self.y, RIGHT, self.y)
        x = LEFT
        for field, lines, width in zip(laid.fields, laid.cells, widths, strict=True):
            if group is None:
                with self.page.ornament():
                    self._cell(laid, field, lines, x, width)
            else:
                with self.element("TH" if field.scope else "TD", inside=group, scope=field.scope):
                    self._cell(laid, field, lines, x, width)
            x += width
        self.y -= laid.height

    def _cell(self, laid: _Laid, field: Field, lines: Sequence[str], x: float, width: float) -> None:
        at = x + width - PAD if field.align == "end" else x + PAD
        y = self.y - PAD - laid.size
        for line in lines:
            style = "bold" if field.bold else "regular"
            self.page.text(line, at, y, style=style, size=laid.size, colour=INK, align=field.align)
            y -= laid.leading


@dataclass(frozen=True)
class _Laid:
    """A row broken into lines, and how high that makes it."""

    fields: Sequence[Field]
    cells: Sequence[Sequence[str]]
    size: float
    leading: float
    height: float
