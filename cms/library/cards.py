"""Cards of a tool as a PDF: four of A6 on a sheet of A4, with lines to cut along, and who made them on each."""

from __future__ import annotations

from typing import Any

from courses.typesetting.bidi import base_level
from courses.typesetting.document import Document
from courses.typesetting.page import A4, Page, rgb
from courses.typesetting.text import fit, printable

INK, GREY, LINE, GREEN = "#17302B", "#5E5848", "#B9B09C", "#0F5C4D"
COLUMNS, ROWS = 2, 2
WIDTH, HEIGHT = A4[0] / COLUMNS, A4[1] / ROWS
EDGE = 30.0


def cards_pdf(tool: Any) -> bytes:
    """The cards in their order. A long text is set smaller, so that all of it stands on its card."""
    document = Document(title=tool.title, language=tool.locale.language_code)
    cards = [block.value for block in tool.cards]
    for start in range(0, len(cards), COLUMNS * ROWS):
        page = document.page()
        _lines(page)
        for place, card in enumerate(cards[start : start + COLUMNS * ROWS]):
            row, column = divmod(place, COLUMNS)
            _card(page, tool, card, column * WIDTH, A4[1] - row * HEIGHT, order=10 + place * 10)
    return document.finish()


def _lines(page: Page) -> None:
    with page.ornament(), page.drawing() as canvas:
        canvas.setStrokeColorRGB(*rgb(LINE))
        canvas.setLineWidth(0.5)
        canvas.setDash(2, 3)
        canvas.line(WIDTH, 0, WIDTH, A4[1])
        canvas.line(0, HEIGHT, A4[0], HEIGHT)


def _card(page: Page, tool: Any, card: Any, x: float, top: float, *, order: int) -> None:
    wide = WIDTH - 2 * EDGE
    _station(page, x + EDGE, top - EDGE - 4, wide, mirrored=bool(base_level(card["text"]) % 2))
    y = top - EDGE - 44
    if card["title"]:
        y = _set(page, order, "H2", card["title"], x + EDGE, y, wide, "bold", (15, 11), 2, GREEN) - 8
    large, small = ((19.0, 13.0), 9), ((12.5, 9.0), 14)
    few = not fit(_plain(card["text"], "regular"), style="regular", sizes=large[0], width=wide, lines=9)[1][
        -1
    ].endswith("…")
    sizes, most = large if few else small
    _set(page, order + 1, "P", card["text"], x + EDGE, y, wide, "regular", sizes, most, INK)
    # The licence has a line of its own: whatever the names take, it stands there whole.
    foot, y = " · ".join(part for part in (tool.title, tool.made_by) if part), top - HEIGHT + EDGE
    _set(page, order + 2, "P", foot, x + EDGE, y + 22, wide, "regular", (7.5, 6), 2, GREY)
    if licence := _licence(tool):
        _set(page, order + 3, "P", licence, x + EDGE, y, wide, "regular", (7.5, 6), 1, GREY)


def _station(page: Page, x: float, y: float, wide: float, *, mirrored: bool) -> None:
    """The line, lying down: its ring is where you are, and where one begins to read."""
    start, way = (x + wide, -1) if mirrored else (x, 1)
    with page.ornament(), page.drawing() as canvas:
        canvas.setStrokeColorRGB(*rgb(GREEN))
        canvas.setLineWidth(2)
        canvas.circle(start + way * 6, y - 6, 5)
        canvas.line(start + way * 11, y - 6, start + way * 44, y - 6)


def _set(
    page: Page,
    order: int,
    role: str,
    text: str,
    x: float,
    y: float,
    wide: float,
    style: str,
    sizes: tuple[float, float],
    most: int,
    colour: str,
) -> float:
    """Lines from baseline `y` down, as large as they fit; answers the baseline after the last."""
    size, lines = fit(_plain(text, style), style=style, sizes=sizes, width=wide, lines=most)
    rightward = not base_level(text) % 2
    for line in lines:
        with page.element(role, order):
            where, align = (x, "start") if rightward else (x + wide, "end")
            page.text(line, where, y, style=style, size=size, colour=colour, align=align)  # type: ignore[arg-type]
        y -= size * 1.35
    return y


def _plain(text: str, style: str) -> str:
    return printable(" ".join(text.split()), style)


def _licence(tool: Any) -> str:
    """The short name of a licence, as it stands between brackets; all of it where there is none."""
    words = str(tool.get_licence_display()) if tool.licence else ""
    return words.rpartition("(")[2].rstrip(")") if "(" in words else words
