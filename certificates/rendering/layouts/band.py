"""The band: a broad strip in the design's colour that carries the line and the facts; the white beside it, the person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certificates.errors import DesignProblem
from certificates.rendering.layouts import parts
from certificates.rendering.layouts.parts import GREY, INK, SUN, WHITE
from certificates.rendering.sheet import HEIGHT, WIDTH, Design, Facts
from courses.typesetting.page import Page, rgb
from courses.typesetting.text import wrap

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

BAND, LINE_X, BAND_TEXT, BAND_WIDTH = 212.0, 40.0, 62.0, 134.0
LEFT, RIGHT = BAND + 46, WIDTH - 50
NAME = parts.NamePlace(LEFT, 408.0, RIGHT - LEFT, sizes=(34, 14))
FLOOR, QR_SIDE = 150.0, 78.0


class Band:
    label = gettext_lazy("The band")

    def check_name(self, name: str) -> None:
        NAME.fit(name)

    def common(self, page: Page, design: Design, facts: Facts) -> None:
        with page.ornament(), page.drawing() as canvas:
            _strip(canvas, design.accent)
        if facts.mark:
            parts.mark(page, facts.mark)
        _strip_texts(page, facts)
        _heading(page, design, facts)
        y = _programme(page, facts)
        if facts.outcomes:
            _outcomes(page, facts, design.accent, y)
        for index, signatory in enumerate(design.signatories):
            parts.signature(page, signatory, LEFT + index * 158, 88, order=60 + index)
        with page.element("P", 69):
            signed = bool(design.signatories)
            y = 40.0 if signed else 112.0
            size, lines = parts.fitting(
                page, facts.issued_line, sizes=(7.5, 6.5) if signed else (11, 9), lines=2, width=RIGHT - LEFT,
                style="regular",
            )  # fmt: skip
            for index, line in enumerate(lines):
                page.text(
                    line, LEFT, y - index * size * 1.3, style="regular", size=size, colour=GREY if signed else INK
                )

    def personal(self, page: Page, design: Design, facts: Facts) -> None:
        NAME.draw(page, facts, order=30)
        _check(page, facts)


def _strip(canvas: Canvas, accent: str) -> None:
    canvas.setFillColorRGB(*rgb(accent))
    canvas.rect(-4, -4, BAND + 4, HEIGHT + 8, stroke=0, fill=1)
    canvas.setStrokeColorRGB(*rgb(WHITE))
    canvas.setLineWidth(2)
    canvas.line(LINE_X, HEIGHT + 4, LINE_X, 196)
    canvas.setFillColorRGB(*rgb(WHITE))
    canvas.circle(LINE_X, 522, 5, stroke=0, fill=1)
    canvas.circle(LINE_X, 196, 5, stroke=0, fill=1)
    canvas.setFillColorRGB(*rgb(SUN))
    canvas.circle(LINE_X, NAME.y + 10, 13, stroke=0, fill=1)
    canvas.setFillColorRGB(*rgb(accent))
    canvas.circle(LINE_X, NAME.y + 10, 6.5, stroke=0, fill=1)


def _strip_texts(page: Page, facts: Facts) -> None:
    with page.element("H1", 10):
        size, lines = parts.fitting(page, facts.title, sizes=(22, 18, 14, 11), lines=3, width=BAND_WIDTH)
        for index, line in enumerate(lines):
            page.text(line, BAND_TEXT, 515 - index * size * 1.2, style="display", size=size, colour=WHITE)
    y = NAME.y - 40
    for index, (label, value) in enumerate(facts.rows):
        with page.element("P", 42 + index):
            page.text(label, BAND_TEXT, y, style="regular", size=8.5, colour=WHITE)
            y = page.paragraph(
                value, BAND_TEXT, y - 13, style="bold", size=10, leading=13, width=BAND_WIDTH, colour=WHITE
            )
        y -= 9
    if y < 196:
        raise DesignProblem(_("The title and the facts do not fit on the certificate. Shorten the title."))


def _heading(page: Page, design: Design, facts: Facts) -> None:
    if design.logos:
        parts.logos(page, design.logos, place=lambda width: RIGHT - width, middle=522, height=38, width=RIGHT - LEFT)
    elif facts.issuer:
        with page.element("P", 5):
            size, lines = parts.fitting(page, facts.issuer, sizes=(11, 9, 7), lines=2, width=RIGHT - LEFT, style="bold")
            for index, line in enumerate(lines):
                page.text(line, LEFT, 518 - index * 14, style="bold", size=size, colour=INK)
    with page.element("P", 20):
        size, lines = parts.fitting(page, facts.intro, sizes=(11, 9.5, 8), lines=1, width=RIGHT - LEFT, style="regular")
        page.text(lines[0], LEFT, NAME.y + 44, style="regular", size=size, colour=GREY)


def _programme(page: Page, facts: Facts) -> float:
    with page.element("P", 40):
        y = page.paragraph(
            facts.statement, LEFT, NAME.y - 62, style="regular", size=11, leading=15, width=RIGHT - LEFT, colour=GREY
        )
    with page.element("P", 41):
        size, lines = parts.fitting(page, facts.programme, sizes=(24, 19, 15), lines=2, width=RIGHT - LEFT)
        y -= 14
        for line in lines:
            page.text(line, LEFT, y, style="display", size=size, colour=INK)
            y -= size * 1.22
    return y - 4


def _outcomes(page: Page, facts: Facts, accent: str, y: float) -> None:
    with page.element("P", 50):
        y = page.paragraph(
            facts.outcomes_heading, LEFT, y, style="bold", size=10.5, leading=14, width=RIGHT - LEFT, colour=INK
        )
    y -= 3
    for size, leading, gap in ((10.5, 14, 4), (9.5, 12.4, 3), (8, 10.4, 2)):
        blocks = [
            wrap(outcome, style="regular", size=size, width=RIGHT - LEFT - 18, language=page.language)
            for outcome in facts.outcomes
        ]
        if y - sum(len(block) * leading + gap for block in blocks) >= FLOOR - leading:
            break
    else:
        raise DesignProblem(_("The learning outcomes do not fit on the certificate. Shorten them or print fewer."))
    for block in blocks:
        with page.ornament(), page.drawing() as canvas:
            canvas.setFillColorRGB(*rgb(accent))
            canvas.circle(LEFT + 4, y + size * 0.36, 3.2, stroke=0, fill=1)
        with page.element("P", 51):
            for line in block:
                page.text(line, LEFT + 18, y, style="regular", size=size, colour=INK)
                y -= leading
        y -= gap


def _check(page: Page, facts: Facts) -> None:
    """On white inside the band, so that every camera reads it."""
    top = 160.0
    with page.ornament(), page.drawing() as canvas:
        canvas.setFillColorRGB(*rgb(WHITE))
        canvas.roundRect(LINE_X - 8, top - QR_SIDE - 8, QR_SIDE + 16, QR_SIDE + 16, 6, stroke=0, fill=1)
    parts.code_square(page, facts, LINE_X, top, QR_SIDE, order=70)
    y = top - QR_SIDE - 24
    with page.element("P", 71):
        page.text(facts.code, LINE_X - 8, y, style="bold", size=9, colour=WHITE)
        for line in facts.check_lines:
            y -= 10.5
            page.text(line, LINE_X - 8, y, style="regular", size=7, colour=WHITE)
    with page.element("P", 72):
        page.text(facts.serial_line, LINE_X - 8, y - 10.5, style="regular", size=7, colour=WHITE)
