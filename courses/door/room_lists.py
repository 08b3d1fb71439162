"""Room lists: who is expected at each meeting, to hang on a door and to tick by hand when the network fails."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.door.names import by_name, printed_names
from courses.editions.models import Edition, Enrolment, Session
from courses.moments import from_to

if TYPE_CHECKING:
    from courses.typesetting.document import Document
    from courses.typesetting.page import Page

LEFT, RIGHT, TOP, BOTTOM = 52.0, 543.0, 780.0, 64.0
WIDTH = RIGHT - LEFT
NAME_X, ORGANISATION_X, ROW = 74.0, 318.0, 23.0
INK, SOFT, LINE = "#17302B", "#45554F", "#B9B09C"

List = tuple[Session, Sequence[Enrolment]]


def room_lists_pdf(edition: Edition, lists: Sequence[List]) -> bytes:
    """Each meeting begins on a page of its own; its pages are numbered together. In the active language."""
    from courses.typesetting.document import Document

    language = translation.get_language() or "nl"
    document = Document(title=_("Room lists: %(event)s") % {"event": edition.title}, language=language)
    for session, enrolments in lists:
        _meeting(document, edition, session, enrolments)
    return document.finish()


def _meeting(document: Document, edition: Edition, session: Session, enrolments: Sequence[Enrolment]) -> None:
    rows = by_name(enrolments)
    pages: list[Page] = []
    while rows or not pages:
        page = document.page()
        pages.append(page)
        y = _head(page, edition, session, len(enrolments))
        room = int((y - BOTTOM) // ROW) + 1
        here, rows = rows[:room], rows[room:]
        _lines(page, y, len(here))
        for number, enrolment in enumerate(here):
            _row(page, enrolment, y - number * ROW, order=10 + number)
    for index, page in enumerate(pages, start=1):
        with page.element("P", 100_000):
            said = _("Page %(page)d of %(pages)d") % {"page": index, "pages": len(pages)}
            page.text(said, RIGHT, 38, style="regular", size=9, colour=SOFT, align="end")


def _head(page: Page, edition: Edition, session: Session, people: int) -> float:
    """What, when, where and how many; answers the baseline of the first row."""
    from courses.typesetting.text import fit, printable

    y = TOP
    size, lines = fit(
        printable(session.title or edition.title, "bold"), style="bold", sizes=(20, 13), width=WIDTH, lines=2
    )
    with page.element("H1", 1):
        for line in lines:
            page.text(line, LEFT, y, style="bold", size=size, colour=INK)
            y -= size * 1.25
    count = ngettext("%(count)d person", "%(count)d people", people) % {"count": people}
    said = [from_to(session.starts_at, session.ends_at, edition.zone), session.place, count]
    about = [edition.title] if session.title else []
    for order, text in enumerate([*about, " · ".join(part for part in said if part)], start=2):
        size, lines = fit(printable(text), style="regular", sizes=(11, 8), width=WIDTH, lines=2)
        with page.element("P", order):
            for line in lines:
                page.text(line, LEFT, y, style="regular", size=size, colour=SOFT)
                y -= size * 1.4
    y -= 14
    with page.element("P", 5):
        page.text(_("Name"), NAME_X, y, style="bold", size=9.5, colour=SOFT)
        page.text(_("Organisation"), ORGANISATION_X, y, style="bold", size=9.5, colour=SOFT)
    return y - ROW - 2


def _lines(page: Page, y: float, rows: int) -> None:
    """A box to tick by hand and a hairline for each row."""
    from courses.typesetting.page import rgb

    with page.ornament(), page.drawing() as canvas:
        canvas.setLineWidth(1)
        canvas.line(LEFT, y + ROW - 5, RIGHT, y + ROW - 5)
        for number in range(rows):
            at = y - number * ROW
            canvas.setStrokeColorRGB(*rgb(SOFT))
            canvas.setLineWidth(0.7)
            canvas.rect(LEFT, at - 2, 10.5, 10.5)
            canvas.setStrokeColorRGB(*rgb(LINE))
            canvas.setLineWidth(0.4)
            canvas.line(LEFT, at - 7, RIGHT, at - 7)


def _row(page: Page, enrolment: Enrolment, y: float, *, order: int) -> None:
    from courses.typesetting.text import printable

    name, latin = printed_names(enrolment.person, "regular")
    with page.element("P", order, language="und", says=" · ".join(part for part in (name, latin) if part)):
        _cell(page, name, NAME_X, y + (4.5 if latin else 0), ORGANISATION_X - NAME_X - 10, colour=INK)
        if latin:
            _cell(page, latin, NAME_X, y - 5, ORGANISATION_X - NAME_X - 10, colour=SOFT, size=7.5)
    if enrolment.organisation:
        with page.element("P", order):
            said = printable(enrolment.organisation.name)
            _cell(page, said, ORGANISATION_X, y, RIGHT - ORGANISATION_X, colour=SOFT)


def _cell(page: Page, text: str, x: float, y: float, width: float, *, colour: str, size: float = 11) -> None:
    """On one line, else on two small ones."""
    from courses.typesetting.text import fit, measure

    smallest = min(size, 8.5)
    if size <= 8 or measure(text, style="regular", size=smallest, language="und") <= width:
        size, lines = fit(text, style="regular", sizes=(size, smallest), width=width)
    else:
        size, lines = fit(text, style="regular", sizes=(8, 7), width=width, lines=2)
        y += 4.5 if len(lines) > 1 else 0
    for line in lines:
        page.text(line, x, y, style="regular", size=size, colour=colour, language="und")
        y -= 8.5
