"""The workbook: a sheet per part, numbers as numbers, days as days, and text always as text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from courses.reporting.outputs.blocks import Block, Cell, Column, Content, Hidden, Part, Row

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
LONGEST = 32_767
ROW_HEIGHT = 15
INK, GREEN, PALE, RULE = "#17302B", "#0F5C4D", "#EEF3F0", "#D9D2C5"
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\']")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_PLAIN = {"font_name": "Calibri", "font_size": 11, "font_color": INK, "valign": "top", "text_wrap": True}
_FORMS: dict[str, dict[str, Any]] = {
    "number": {"num_format": "#,##0", "align": "right"},
    "decimal": {"num_format": "#,##0.00", "align": "right"},
    "share": {"num_format": "0.0%", "align": "right"},
    "day": {"num_format": "yyyy-mm-dd", "align": "left"},
    "moment": {"num_format": "yyyy-mm-dd hh:mm", "align": "left"},
    "text": {"num_format": "@", "align": "left", "indent": 1},
}


def workbook_of(content: Content) -> bytes:
    """The same content gives the same bytes: the only moment in the file is when its figures were known."""
    from xlsxwriter import Workbook

    out = BytesIO()
    made = content.moment.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties(
        {"title": _text(f"{content.title} · {content.subtitle}"), "author": "Leerlijn", "created": made}
    )
    sheets = _Sheets(book)
    for index, part in enumerate(content.parts):
        sheets.add(part, content, first=index == 0)
    book.close()
    return out.getvalue()


class _Sheets:
    """Writes one sheet after another, with the looks of cells made once."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self._looks: dict[tuple[str, ...], Any] = {}

    def look(self, kind: str, *marks: str) -> Any:
        """The format of a cell of this kind; `kept` is for text that would be a formula if somebody edited it."""
        if (key := (kind, *marks)) not in self._looks:
            form: dict[str, Any] = {
                "font_name": "Calibri",
                "font_size": 11,
                "font_color": INK,
                "valign": "top",
                "text_wrap": True,
            }
            form |= _FORMS[kind]
            if "head" in marks:
                form |= {"bold": True, "bg_color": PALE, "bottom": 1, "bottom_color": GREEN, "valign": "bottom"}
            if "total" in marks:
                form |= {"bold": True, "top": 1, "top_color": RULE}
            if "title" in marks:
                form |= {"bold": True, "font_size": 15, "font_color": GREEN, "text_wrap": False}
            if "second" in marks:
                form |= {"bold": True, "font_size": 12, "text_wrap": False}
            if "soft" in marks:
                form |= {"font_color": "#5E5848", "italic": True, "text_wrap": False}
            if "kept" in marks:
                form["quote_prefix"] = True
            self._looks[key] = self.book.add_format(form)
        return self._looks[key]

    def add(self, part: Part, content: Content, *, first: bool) -> None:
        sheet = self.book.add_worksheet(_sheet_name(part.name, {one.name for one in self.book.worksheets()}))
        blocks = [part.table] if part.table else list(part.blocks)
        self._page(sheet, content, part)
        _widths(sheet, blocks)
        self.text(sheet, 0, 0, f"{part.name} · {content.subtitle}", "title")
        row = 1
        for fact in content.facts if first else ():
            self.text(sheet, row, 0, fact[0])
            self.text(sheet, row, 1, fact[1], "soft")
            row += 1
        for sentence in part.intro:
            self.text(sheet, row, 0, sentence, "soft")
            row += 1
        for block in blocks:
            row = self._block(sheet, row + 1, block, alone=len(blocks) == 1 and not first)

    def _page(self, sheet: Worksheet, content: Content, part: Part) -> None:
        """On paper: across, as wide as the page, with what and when below each."""
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        sheet.hide_gridlines(1)
        code = _text(content.code).replace("&", "&&")[:60]
        sheet.set_footer(f"&L{code}&C{_text(part.name).replace('&', '&&')}&R&P / &N")

    def _block(self, sheet: Worksheet, row: int, block: Block, *, alone: bool) -> int:
        """Answers the row after the last one written."""
        if block.title:
            self.text(sheet, row, 0, block.title, "second")
            row += 1
        if block.rows:
            for column, one in enumerate(block.columns):
                self.text(sheet, row, column, one.label, "head", kind=one.kind)
            sheet.set_row(row, ROW_HEIGHT * _lines([one.label for one in block.columns], block.columns) + 3)
            if alone:
                sheet.freeze_panes(row + 1, 1)
                sheet.repeat_rows(row)
                sheet.autofilter(row, 0, row + len(block.rows), len(block.columns) - 1)
            for line in block.rows:
                row += 1
                self._row(sheet, row, line, block.columns)
        else:
            self.text(sheet, row, 0, block.empty, "soft")
        row += 1
        for note in block.notes:
            self.text(sheet, row, 0, note, "soft")
            row += 1
        return row + 1

    def _row(self, sheet: Worksheet, row: int, line: Row, columns: Sequence[Column]) -> None:
        sheet.set_row(row, ROW_HEIGHT * _lines(line.cells, columns))
        marks = ("total",) if line.is_total else ()
        for column, (cell, one) in enumerate(zip(line.cells, columns, strict=True)):
            self._cell(sheet, row, column, cell, one, marks)

    def _cell(self, sheet: Worksheet, row: int, column: int, cell: Cell, one: Column, marks: tuple[str, ...]) -> None:
        if cell is None:
            sheet.write_blank(row, column, None, self.look(one.kind, *marks))
        elif isinstance(cell, Hidden):
            self.text(sheet, row, column, _("hidden"), *marks, kind=one.kind)
        elif isinstance(cell, str):
            self.text(sheet, row, column, cell, *marks, kind=one.kind)
        elif isinstance(cell, date):
            day = cell.replace(tzinfo=None) if isinstance(cell, datetime) else cell
            sheet.write_datetime(row, column, day, self.look(one.kind, *marks))
        else:
            kind = "decimal" if one.kind == "number" and cell != int(cell) else one.kind
            sheet.write_number(row, column, cell, self.look(kind, *marks))

    def text(self, sheet: Worksheet, row: int, column: int, text: str, *marks: str, kind: str = "text") -> None:
        """Always as a string, never as a formula, a link or a number; also when somebody edits the cell later."""
        text = _text(text)
        kept = ("kept",) if text.startswith(FORMULA) else ()
        sheet.write_string(row, column, text, self.look(kind, *marks, *kept))


def _text(text: str) -> str:
    return _UNPRINTABLE.sub("", text)[:LONGEST]


def _widths(sheet: Worksheet, blocks: Sequence[Block]) -> None:
    columns = max((block.columns for block in blocks), key=len)
    for column, one in enumerate(columns):
        sheet.set_column(column, column, one.width)


def _lines(cells: Sequence[Cell], columns: Sequence[Column]) -> int:
    """How many lines the longest text of a row takes: not every program makes room by itself."""
    texts = ((cell, one.width) for cell, one in zip(cells, columns, strict=True) if isinstance(cell, str))
    return min(max((-(-len(text) * 11 // (width * 10)) for text, width in texts), default=1) or 1, 20)


def _sheet_name(name: str, taken: set[str]) -> str:
    plain = _NOT_IN_A_NAME.sub(" ", _text(name)).strip()[:31] or "-"
    number = 1
    while (found := plain if number == 1 else f"{plain[:27]} {number}").casefold() in {one.casefold() for one in taken}:
        number += 1
    return found
