"""The line: it comes in above, passes the name and what was learnt, and runs on past the edge of the paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certificates.errors import DesignProblem
from certificates.rendering.layouts import parts
from certificates.rendering.layouts.parts import GREY, INK, SUN
from certificates.rendering.sheet import HEIGHT, WIDTH, Design, Facts
from courses.typesetting.page import Page, rgb
from courses.typesetting.text import measure, wrap

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

LINE_X, TEXT_X, RIGHT = 72.0, 112.0, WIDTH - 64
FORK_Y, BASE_Y, BRANCH_X = 402.0, 158.0, 520.0
NAME_Y, QR_SIDE = 440.0, 74.0
NAME = parts.NamePlace(TEXT_X, NAME_Y, RIGHT - TEXT_X)


class Lijn:
    label = gettext_lazy("The line")

    def check_name(self, name: str) -> None:
        NAME.fit(name)

    def common(self, page: Page, design: Design, facts: Facts) -> None:
        if facts.mark:
            parts.mark(page, facts.mark)
        with page.ornament(), page.drawing() as canvas:
            _line(canvas, design.accent, branch=bool(facts.outcomes))
        _heading(page, design, facts)
        _programme(page, facts, design.accent)
        if facts.outcomes:
            _outcomes(page, facts, design.accent)
        for index, signatory in enumerate(design.signatories):
            parts.signature(page, signatory, TEXT_X + index * 158, 90, order=60 + index)
        _issued(page, facts, signed=bool(design.signatories))

    def personal(self, page: Page, design: Design, facts: Facts) -> None:
        NAME.draw(page, facts, order=30)
        _check(page, design, facts)


def _line(canvas: Canvas, accent: str, *, branch: bool) -> None:
    canvas.setStrokeColorRGB(*rgb(accent))
    canvas.setLineWidth(2)
    canvas.setLineCap(1)
    path = canvas.beginPath()
    path.moveTo(LINE_X, HEIGHT + 4)
    path.lineTo(LINE_X, BASE_Y + 24)
    path.curveTo(LINE_X, BASE_Y + 8, LINE_X + 8, BASE_Y, LINE_X + 24, BASE_Y)
    path.lineTo(WIDTH + 4, BASE_Y)
    if branch:
        path.moveTo(LINE_X, FORK_Y + 24)
        path.curveTo(LINE_X, FORK_Y + 8, LINE_X + 8, FORK_Y, LINE_X + 24, FORK_Y)
        path.lineTo(BRANCH_X - 24, FORK_Y)
        path.curveTo(BRANCH_X - 8, FORK_Y, BRANCH_X, FORK_Y - 8, BRANCH_X, FORK_Y - 24)
        path.lineTo(BRANCH_X, BASE_Y + 24)
        path.curveTo(BRANCH_X, BASE_Y + 8, BRANCH_X + 8, BASE_Y, BRANCH_X + 24, BASE_Y)
    canvas.drawPath(path)
    canvas.setFillColorRGB(*rgb(accent))
    canvas.setStrokeColorRGB(*rgb("#FFFFFF"))
    canvas.circle(LINE_X, 522, 6.2, stroke=1, fill=1)
    canvas.circle(LINE_X, 330, 6.2, stroke=1, fill=1)
    canvas.setFillColorRGB(*rgb(SUN))
    canvas.circle(LINE_X, NAME_Y + 9, 15, stroke=1, fill=1)
    canvas.setFillColorRGB(*rgb(accent))
    canvas.circle(LINE_X, NAME_Y + 9, 7.5, stroke=0, fill=1)


def _heading(page: Page, design: Design, facts: Facts) -> None:
    if design.logos:
        left = parts.logos(page, design.logos, place=lambda width: RIGHT - width, middle=527, height=38, width=430)
    else:
        left = _issuer(page, facts.issuer)
    with page.element("H1", 10):
        size, lines = parts.fitting(page, facts.title, sizes=(23, 19, 16, 13), lines=1, width=left - TEXT_X - 24)
        page.text(lines[0], TEXT_X, 514, style="display", size=size, colour=design.accent)
    with page.element("P", 20):
        size, lines = parts.fitting(
            page, facts.intro, sizes=(11, 9.5, 8), lines=1, width=RIGHT - TEXT_X, style="regular"
        )
        page.text(lines[0], TEXT_X, NAME_Y + 40, style="regular", size=size, colour=GREY)


def _issuer(page: Page, issuer: str) -> float:
    """Who issues it, in words where there is no logo; returns where the words start."""
    lines = wrap(issuer, style="bold", size=11, width=250, language=page.language)[:3]
    y, left = 514 + (len(lines) - 1) * 15.0, RIGHT
    if lines:
        with page.element("P", 5):
            for line in lines:
                width = page.text(line, RIGHT, y, style="bold", size=11, colour=INK, align="end")
                left = min(left, RIGHT - width)
                y -= 15
    return left


def _programme(page: Page, facts: Facts, accent: str) -> None:
    width = (BRANCH_X - 40 if facts.outcomes else RIGHT) - TEXT_X
    with page.element("P", 40):
        y = page.paragraph(facts.statement, TEXT_X, 364, style="regular", size=11, leading=16, width=width, colour=GREY)
    with page.element("P", 41):
        size, lines = parts.fitting(page, facts.programme, sizes=(21, 17, 14), lines=3, width=width)
        y -= 8 + (size - 14) * 0.3
        for line in lines:
            page.text(line, TEXT_X, y, style="display", size=size, colour=INK)
            y -= size * 1.24
    y -= 8
    label_width = (
        max(
            (measure(label, style="regular", size=10, language=page.language) for label, _value in facts.rows),
            default=0,
        )
        + 18
    )
    for index, (label, value) in enumerate(facts.rows):
        with page.element("P", 42 + index):
            page.text(label, TEXT_X, y, style="regular", size=10, colour=GREY)
            y = page.paragraph(
                value, TEXT_X + label_width, y, style="bold", size=10, leading=14, width=width - label_width, colour=INK
            )
        y -= 3
    if y < BASE_Y + 8:
        raise DesignProblem(_("The title and the facts do not fit on the certificate. Shorten the title."))


def _outcomes(page: Page, facts: Facts, accent: str) -> None:
    x, width = BRANCH_X + 22, RIGHT - BRANCH_X - 22
    with page.element("P", 50):
        y = (
            page.paragraph(facts.outcomes_heading, x, 364, style="bold", size=11, leading=15, width=width, colour=INK)
            - 7
        )
    for size, leading, gap in ((10.5, 14.5, 7.5), (9.5, 12.6, 5), (8.5, 11, 3.5)):
        blocks = [
            wrap(outcome, style="regular", size=size, width=width, language=page.language) for outcome in facts.outcomes
        ]
        if sum(len(block) * leading + gap for block in blocks) <= y - BASE_Y - 12:
            break
    else:
        raise DesignProblem(_("The learning outcomes do not fit on the certificate. Shorten them or print fewer."))
    for block in blocks:
        with page.ornament(), page.drawing() as canvas:
            canvas.setFillColorRGB(*rgb(accent))
            canvas.setStrokeColorRGB(*rgb("#FFFFFF"))
            canvas.setLineWidth(1.6)
            canvas.circle(BRANCH_X, y + size * 0.36, 4.4, stroke=1, fill=1)
        with page.element("P", 51):
            for line in block:
                page.text(line, x, y, style="regular", size=size, colour=INK)
                y -= leading
        y -= gap


def _issued(page: Page, facts: Facts, *, signed: bool) -> None:
    """At the foot where somebody signs, in the place of signatures where nobody does."""
    with page.element("P", 69):
        if signed:
            size, lines = parts.fitting(page, facts.issued_line, sizes=(7.5, 6.5), lines=2, width=300, style="regular")
            for index, line in enumerate(reversed(lines)):
                page.text(line, RIGHT, 46 + index * 9, style="regular", size=size, colour=GREY, align="end")
        else:
            page.paragraph(facts.issued_line, TEXT_X, 122, style="regular", size=11, leading=16, width=380, colour=INK)


def _check(page: Page, design: Design, facts: Facts) -> None:
    x, top = RIGHT - QR_SIDE, 138.0
    parts.code_square(page, facts, x, top, QR_SIDE, order=70)
    edge, y = x - 14, top - 9
    with page.element("P", 71):
        for line in facts.check_lines:
            page.text(line, edge, y, style="regular", size=8.5, colour=GREY, align="end")
            y -= 12
        page.text(facts.code, edge, y - 3, style="bold", size=10, colour=INK, align="end")
    with page.element("P", 72):
        page.text(
            facts.serial_line,
            RIGHT,
            35 if design.signatories else 46,
            style="regular",
            size=7.5,
            colour=GREY,
            align="end",
        )
