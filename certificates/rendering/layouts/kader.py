"""The frame: everything on one axis inside a fine border, through which the line runs once around."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certificates.errors import DesignProblem
from certificates.rendering.layouts import parts
from certificates.rendering.layouts.parts import GREY, INK, LINE, SUN, WHITE
from certificates.rendering.sheet import HEIGHT, WIDTH, Design, Facts
from courses.typesetting.page import Align, Page, rgb
from courses.typesetting.text import measure, wrap

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

EDGE, MIDDLE = 30.0, WIDTH / 2
LEFT, RIGHT = 84.0, WIDTH - 84
NAME = parts.NamePlace(MIDDLE, 376.0, RIGHT - LEFT, sizes=(34, 14), align="middle")
STATION_Y, FLOOR, QR_SIDE, GUTTER = 336.0, 152.0, 62.0, 28.0


class Kader:
    label = gettext_lazy("The frame")

    def check_name(self, name: str) -> None:
        NAME.fit(name)

    def common(self, page: Page, design: Design, facts: Facts) -> None:
        if facts.mark:
            parts.mark(page, facts.mark)
        with page.ornament(), page.drawing() as canvas:
            _frame(canvas, design.accent)
        _heading(page, design, facts)
        _programme(page, facts)
        signed = design.signatories
        first = MIDDLE - (len(signed) * 130 + (len(signed) - 1) * 28) / 2
        for index, signatory in enumerate(signed):
            parts.signature(page, signatory, first + index * 158, 92, order=60 + index)
        _issued(page, facts, signed=bool(signed))

    def personal(self, page: Page, design: Design, facts: Facts) -> None:
        NAME.draw(page, facts, order=30)
        _check(page, facts)


def _frame(canvas: Canvas, accent: str) -> None:
    canvas.setStrokeColorRGB(*rgb(LINE))
    canvas.setLineWidth(0.6)
    canvas.roundRect(EDGE + 8, EDGE + 8, WIDTH - 2 * EDGE - 16, HEIGHT - 2 * EDGE - 16, 10, stroke=1, fill=0)
    canvas.setStrokeColorRGB(*rgb(accent))
    canvas.setLineWidth(2)
    canvas.roundRect(EDGE, EDGE, WIDTH - 2 * EDGE, HEIGHT - 2 * EDGE, 16, stroke=1, fill=0)
    canvas.setStrokeColorRGB(*rgb(WHITE))
    canvas.setFillColorRGB(*rgb(accent))
    for x in (MIDDLE - 150, MIDDLE + 150):
        canvas.circle(x, HEIGHT - EDGE, 5.4, stroke=1, fill=1)
    canvas.setFillColorRGB(*rgb(SUN))
    canvas.circle(MIDDLE, HEIGHT - EDGE, 12, stroke=1, fill=1)
    canvas.setFillColorRGB(*rgb(accent))
    canvas.circle(MIDDLE, HEIGHT - EDGE, 6, stroke=0, fill=1)
    canvas.setStrokeColorRGB(*rgb(LINE))
    canvas.setLineWidth(0.8)
    canvas.line(MIDDLE - 44, STATION_Y, MIDDLE + 44, STATION_Y)


def _heading(page: Page, design: Design, facts: Facts) -> None:
    if design.logos:
        parts.logos(
            page, design.logos, place=lambda width: MIDDLE - width / 2, middle=510, height=34, width=RIGHT - LEFT
        )
    elif facts.issuer:
        with page.element("P", 5):
            size, lines = parts.fitting(page, facts.issuer, sizes=(11, 9, 7), lines=2, width=RIGHT - LEFT, style="bold")
            for index, line in enumerate(lines):
                page.text(line, MIDDLE, 510 - index * 14, style="bold", size=size, colour=INK, align="middle")
    with page.element("H1", 10):
        size, lines = parts.fitting(page, facts.title, sizes=(28, 23, 18, 14), lines=1, width=RIGHT - LEFT)
        page.text(lines[0], MIDDLE, 446, style="display", size=size, colour=design.accent, align="middle")
    with page.element("P", 20):
        size, lines = parts.fitting(page, facts.intro, sizes=(11, 9.5, 8), lines=1, width=RIGHT - LEFT, style="regular")
        page.text(lines[0], MIDDLE, 418, style="regular", size=size, colour=GREY, align="middle")


def _programme(page: Page, facts: Facts) -> None:
    width = RIGHT - LEFT - 60
    with page.element("P", 40):
        y = page.paragraph(
            facts.statement, MIDDLE, STATION_Y - 22, style="regular", size=11, leading=15, width=width, colour=GREY,
            align="middle",
        )  # fmt: skip
    with page.element("P", 41):
        size, lines = parts.fitting(page, facts.programme, sizes=(22, 18, 14), lines=2, width=width)
        y -= 13
        for line in lines:
            page.text(line, MIDDLE, y, style="display", size=size, colour=INK, align="middle")
            y -= size * 1.22
    y = _facts(page, facts, y - 2, width)
    if facts.outcomes:
        y = _outcomes(page, facts, y - 8)
    if y < FLOOR - 14:
        raise DesignProblem(_("The title and the facts do not fit on the certificate. Shorten the title."))


def _facts(page: Page, facts: Facts, y: float, width: float) -> float:
    """Label and value after each other on the axis, one pair a line where they don't fit beside each other."""
    pairs = [f"{label}: {value}" for label, value in facts.rows]
    together = "  ·  ".join(pairs)
    if measure(together, style="regular", size=10, language=page.language) <= width:
        pairs = [together]
    for index, pair in enumerate(pairs):
        with page.element("P", 42 + index):
            y = page.paragraph(
                pair, MIDDLE, y, style="regular", size=10, leading=13.5, width=width, colour=INK, align="middle"
            )
    return y


def _outcomes(page: Page, facts: Facts, y: float) -> float:
    """On the axis, a line each, where that fits; else in two columns, smaller where they are many."""
    with page.element("P", 50):
        page.text(facts.outcomes_heading, MIDDLE, y, style="bold", size=10, colour=INK, align="middle")
    y -= 15
    for columns, size, leading in ((1, 10, 13.2), (2, 9.5, 12.2), (2, 8.5, 10.8), (2, 7.5, 9.4)):
        blocks = _columns(page, facts.outcomes, columns, size)
        high = max(map(len, blocks)) * leading
        if y - high >= FLOOR - leading:
            break
    else:
        raise DesignProblem(_("The learning outcomes do not fit on the certificate. Shorten them or print fewer."))
    for number, lines in enumerate(blocks):
        for index, line in enumerate(lines):
            x = MIDDLE if columns == 1 else LEFT + number * (RIGHT - LEFT + GUTTER) / 2
            align: Align = "middle" if columns == 1 else "start"
            with page.element("P", 51):
                page.text(line, x, y - index * leading, style="regular", size=size, colour=INK, align=align)
    return y - high


def _columns(page: Page, outcomes: Sequence[str], columns: int, size: float) -> list[list[str]]:
    """The lines of each column, the first one never shorter than the second."""
    width = (RIGHT - LEFT - GUTTER * (columns - 1)) / columns
    sign = "" if columns == 1 else "– "
    blocks = [wrap(sign + one, style="regular", size=size, width=width, language=page.language) for one in outcomes]
    half = -(-len(blocks) // columns)
    return [[line for block in blocks[at : at + half] for line in block] for at in range(0, len(blocks), half)]


def _issued(page: Page, facts: Facts, *, signed: bool) -> None:
    with page.element("P", 69):
        if signed:
            size, lines = parts.fitting(page, facts.issued_line, sizes=(7.5, 6.5), lines=2, width=250, style="regular")
            for index, line in enumerate(lines):
                page.text(line, EDGE + 22, EDGE + 38 - index * 9, style="regular", size=size, colour=GREY)
        else:
            page.paragraph(
                facts.issued_line, MIDDLE, 112, style="regular", size=11, leading=16, width=380, colour=INK,
                align="middle",
            )  # fmt: skip


def _check(page: Page, facts: Facts) -> None:
    x, top = WIDTH - EDGE - 22 - QR_SIDE, EDGE + 22 + QR_SIDE + 30
    parts.code_square(page, facts, x, top, QR_SIDE, order=70)
    edge = x + QR_SIDE
    y = top - QR_SIDE - 11
    with page.element("P", 71):
        for line in facts.check_lines:
            page.text(line, edge, y, style="regular", size=7, colour=GREY, align="end")
            y -= 9
        page.text(facts.code, edge, y - 1.5, style="bold", size=8.5, colour=INK, align="end")
    with page.element("P", 72):
        page.text(facts.serial_line, EDGE + 22, EDGE + 18, style="regular", size=7.5, colour=GREY)
