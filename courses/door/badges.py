"""Badges: ten of 90 by 54 mm on an A4 sheet, the name as the largest thing, and the ticket as a small QR."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext as _

from courses.door.names import by_name, printed_names
from courses.door.tickets import ticket_address, ticket_codes
from courses.editions.models import Edition, Enrolment
from courses.moments import clock

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from courses.typesetting.page import Page

MM = 72 / 25.4
WIDE, HIGH = 90 * MM, 54 * MM
COLUMNS, ROWS = 2, 5
PADDING, QR_SIDE = 5 * MM, 17 * MM
INK, SOFT, LINE, ACCENT = "#17302B", "#45554F", "#B9B09C", "#0F5C4D"


def badges_pdf(edition: Edition, enrolments: Sequence[Enrolment]) -> bytes:
    """By name, in the active language."""
    from courses.typesetting.document import Document
    from courses.typesetting.page import A4

    rows = by_name(enrolments)
    codes = ticket_codes([enrolment.pk for enrolment in rows])
    language = translation.get_language() or "nl"
    document = Document(title=_("Badges: %(event)s") % {"event": edition.title}, language=language)
    x, y = (A4[0] - COLUMNS * WIDE) / 2, (A4[1] + ROWS * HIGH) / 2
    corners = [(x + column * WIDE, y - row * HIGH) for row in range(ROWS) for column in range(COLUMNS)]
    for first in range(0, len(rows), len(corners)):
        page = document.page()
        there = list(zip(rows[first : first + len(corners)], corners, strict=False))
        with page.ornament(), page.drawing() as canvas:
            _cut_marks(canvas, x, y)
            for _enrolment, corner in there:
                _line(canvas, *corner)
        for place, (enrolment, corner) in enumerate(there):
            _badge(page, edition, enrolment, codes[enrolment.pk], *corner, order=place * 10)
    return document.finish()


def _badge(page: Page, edition: Edition, enrolment: Enrolment, code: str, x: float, top: float, *, order: int) -> None:
    from courses.typesetting.text import fit, printable

    left, right, width = x + PADDING, x + WIDE - PADDING, WIDE - 2 * PADDING
    with page.element("P", order):
        organiser = f" · {edition.organisation.name}" if edition.organisation and enrolment.choices.all() else ""
        size, lines = fit(printable(edition.title + organiser), style="regular", sizes=(8.5, 6.5), width=width)
        page.text(lines[0], left, top - PADDING - 6, style="regular", size=size, colour=SOFT)
    name, latin = printed_names(enrolment.person, "bold")
    size, lines = _fit_name(name, width)
    y = top - 11 * MM - 9 - size
    with page.element("H1", order + 1, language="und", says=name):
        for line in lines:
            page.text(line, left, y, style="bold", size=size, colour=INK, language="und")
            y -= size * 1.18
    if latin:
        size, lines = fit(latin, style="regular", sizes=(11, 7), width=width)
        with page.element("P", order + 2, language="und"):
            page.text(lines[0], left, y + 2, style="regular", size=size, colour=SOFT, language="und")
    _lower_part(page, edition, enrolment, left, width - QR_SIDE - 3 * MM, top, order)
    _ticket(page, code, right - QR_SIDE, top - HIGH + PADDING + QR_SIDE - 2 * MM, order)


def _fit_name(name: str, width: float) -> tuple[float, list[str]]:
    """As large as one line allows; a long one on two lines rather than small."""
    from courses.typesetting.text import fit, measure

    if measure(name, style="bold", size=17, language="und") <= width:
        return fit(name, style="bold", sizes=(26, 17), width=width)
    return fit(name, style="bold", sizes=(19, 8.5), width=width, lines=2)


def _lower_part(
    page: Page, edition: Edition, enrolment: Enrolment, left: float, width: float, top: float, order: int
) -> None:
    """From below: the organiser or the breakouts chosen, and above it the organisation somebody comes for."""
    from courses.typesetting.text import fit, printable

    y = top - HIGH + PADDING
    foot = _breakouts(enrolment, edition) or ([edition.organisation.name] if edition.organisation else [])
    for text in reversed(foot):
        size, lines = fit(printable(text), style="regular", sizes=(7.5, 6), width=width)
        with page.element("P", order + 4):
            page.text(lines[0], left, y, style="regular", size=size, colour=SOFT)
        y += 9.5
    if enrolment.organisation:
        said = printable(enrolment.organisation.name)
        size, lines = fit(said, style="regular", sizes=(11.5, 8.5), width=width, lines=2 if len(foot) < 3 else 1)
        y += 6 + (len(lines) - 1) * size * 1.2
        with page.element("P", order + 3):
            for line in lines:
                page.text(line, left, y, style="regular", size=size, colour=INK)
                y -= size * 1.2


def _breakouts(enrolment: Enrolment, edition: Edition) -> list[str]:
    """What somebody chose, in order of time; comes with the enrolments (`choices__session`)."""
    sessions = sorted((choice.session for choice in enrolment.choices.all()), key=lambda one: (one.starts_at, one.pk))
    # Where to go stands before what it is called: a long title is what is cut off.
    said = ((clock(one.starts_at, edition.zone), one.place, one.title) for one in sessions[:3])
    return [" · ".join(part for part in parts if part) for parts in said]


def _ticket(page: Page, code: str, x: float, top: float, order: int) -> None:
    from courses.typesetting import qr

    address = ticket_address(code)
    bars, side = qr.modules(address)
    with page.element("Figure", order + 5, alt=address, box=(x, top - QR_SIDE, x + QR_SIDE, top)):
        page.grid(bars, x, top, module=QR_SIDE / side, colour="#000000")


def _line(canvas: Canvas, x: float, top: float) -> None:
    """The line, with the station where somebody is: here."""
    from courses.typesetting.page import rgb

    y = top - 11 * MM
    canvas.setStrokeColorRGB(*rgb(ACCENT))
    canvas.setLineWidth(1.2)
    canvas.line(x + PADDING, y, x + WIDE - PADDING, y)
    canvas.setFillColorRGB(*rgb("#F2B544"))
    canvas.circle(x + WIDE - PADDING - 4, y, 4, stroke=1, fill=1)


def _cut_marks(canvas: Canvas, x: float, y: float) -> None:
    """At the edges of the sheet only, so that a cut a little aside leaves no line on a badge."""
    from courses.typesetting.page import rgb

    canvas.setStrokeColorRGB(*rgb(LINE))
    canvas.setLineWidth(0.4)
    for column in range(COLUMNS + 1):
        for end in (y + 3 * MM, y - ROWS * HIGH - 3 * MM):
            canvas.line(x + column * WIDE, end - 1.5 * MM, x + column * WIDE, end + 1.5 * MM)
    for row in range(ROWS + 1):
        for end in (x - 4 * MM, x + COLUMNS * WIDE + 4 * MM):
            canvas.line(end - 2 * MM, y - row * HIGH, end + 2 * MM, y - row * HIGH)
