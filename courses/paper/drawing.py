"""The sign-in sheet as a PDF: what meeting, a row for each, room to sign, and a QR by which the photo is found back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from courses.codes import in_groups
from courses.conf import base_url
from courses.editions.models import Edition, Enrolment
from courses.moments import from_to
from courses.paper.models import Sheet, SheetPage, SheetRow
from courses.paper.printing import ROWS
from courses.people.models import Person
from courses.typesetting import qr
from courses.typesetting.document import Document
from courses.typesetting.page import Page, rgb
from courses.typesetting.text import clean, fit, printable

INK, GREY, LINE, GREEN, PALE = "#17302B", "#5E5848", "#B9B09C", "#0F5C4D", "#EFEAE0"
LEFT, RIGHT, TOP = 45.0, 550.0, 800.0
QR_SIDE = 80.0
TABLE_TOP, ROW = 640.0, 31.0
NAME_X, SIGN_X = 76.0, 318.0


def sheet_pdf(sheet: Sheet) -> bytes:
    """In the language that is active now; names as the persons write them today."""
    edition = sheet.session.edition
    document = Document(title=_("Sign-in sheet %(group)s") % {"group": edition.title}, language=get_language() or "nl")
    pages = list(sheet.pages.all())
    rows: dict[int, list[SheetRow]] = defaultdict(list)
    listed = SheetRow.objects.filter(page__sheet=sheet).select_related("enrolment__person", "enrolment__organisation")
    for row in listed:
        rows[row.page_id].append(row)
    heading = _Heading(sheet)
    for page in pages:
        drawn = document.page()
        heading.draw(drawn, page)
        _table(drawn, page, rows[page.pk])
        _foot(drawn, heading, page, len(pages))
    return document.finish()


class _Heading:
    """What stands on every page alike, asked of the database once."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet, self.session, self.edition = sheet, sheet.session, sheet.session.edition
        giving = Enrolment.objects.filter(
            edition=self.edition, role=Enrolment.Role.TRAINER, state=Enrolment.State.PLACED
        )
        self.trainers = list(giving.order_by("person__name").values_list("person__name", flat=True))
        self.purpose = purpose(self.edition)

    def draw(self, page: Page, printed: SheetPage) -> None:
        wide = RIGHT - LEFT - QR_SIDE - 24
        _write(page, "H1", 10, _("Sign-in sheet"), LEFT, TOP - 10, size=11, style="bold", colour=GREEN)
        size, lines = fit(printable(self.edition.title), style="display", sizes=(21, 13), width=wide, lines=2)
        y = TOP - 36
        for line in lines:
            _write(page, "P", 11, line, LEFT, y, size=size, style="display", colour=INK)
            y -= size * 1.2
        facts = [
            (_("Group"), " · ".join(part for part in (self.edition.code, self.session.title) if part)),
            (_("When"), from_to(self.session.starts_at, self.session.ends_at, self.edition.zone)),
            (_("Where"), self.session.place),
            (_("Trainer"), ", ".join(self.trainers)),
        ]
        y = min(y - 2, TOP - 62)
        for label, value in facts:
            if value:
                _write(page, "P", 12, label, LEFT, y, size=9, colour=GREY)
                _fitted(page, 12, value, LEFT + 52, y, sizes=(10.5, 7), width=wide - 52)
                y -= 15
        self._code(page, printed)

    def _code(self, page: Page, printed: SheetPage) -> None:
        bars, count = qr.modules(sheet_address(printed))
        x = RIGHT - QR_SIDE
        with page.element("Figure", 40, alt=_("Code of this page"), box=(x, TOP - QR_SIDE, RIGHT, TOP)):
            page.grid(bars, x, TOP, module=QR_SIDE / count, colour="#000000")
        first, second = in_groups(printed.code)[:9], in_groups(printed.code)[10:]
        for number, part in enumerate((first, second)):
            _write(page, "P", 41, part, RIGHT, TOP - QR_SIDE - 11 - 10 * number, size=8, colour=GREY, align="end")


def purpose(edition: Edition) -> str:
    """Why signatures are asked, and how long they are kept."""
    projects = [f"{one.grant.title} ({one.grant.code})" for one in edition.funding.select_related("grant")]
    who = edition.organisation.name if edition.organisation else _("the organiser")
    if projects:
        return _(
            "You sign so that %(organisation)s can show who was at this meeting. This list and its picture are kept for as "
            "long as the project has to account for it, and for nothing else: %(projects)s."
        ) % {"organisation": who, "projects": ", ".join(projects)}
    return _(
        "You sign so that %(organisation)s can show who was at this meeting. This list and its picture are kept for as "
        "long as that has to be shown, and for nothing else."
    ) % {"organisation": who}


def sheet_address(page: SheetPage) -> str:
    """What the QR says: whoever may see the group and opens it comes to the place where the photo is sent."""
    return base_url() + reverse("leerlijn_courses:sheet", args=[page.code])


def _table(page: Page, printed: SheetPage, rows: Sequence[SheetRow]) -> None:
    first = (printed.number - 1) * ROWS + 1
    with page.ornament(), page.drawing() as canvas:
        canvas.setStrokeColorRGB(*rgb(LINE))
        canvas.setLineWidth(0.7)
        for place in range(ROWS + 1):
            canvas.line(LEFT, TABLE_TOP - ROW * place, RIGHT, TABLE_TOP - ROW * place)
        canvas.line(SIGN_X - 10, TABLE_TOP, SIGN_X - 10, TABLE_TOP - ROW * ROWS)
    _write(page, "P", 50, _("Name and organisation"), NAME_X, TABLE_TOP + 6, size=9, style="bold", colour=GREY)
    _write(page, "P", 50, _("Signature"), SIGN_X, TABLE_TOP + 6, size=9, style="bold", colour=GREY)
    for place in range(ROWS):
        y = TABLE_TOP - ROW * place
        order = 60 + place
        _write(page, "P", order, str(first + place), NAME_X - 9, y - 19, size=9, colour=GREY, align="end")
        if place < len(rows):
            _row(page, order, rows[place].enrolment, y)


def _row(page: Page, order: int, enrolment: Enrolment, y: float) -> None:
    organisation = enrolment.organisation.name if enrolment.organisation else ""
    width = SIGN_X - NAME_X - 22
    sizes = (11.5, 7) if organisation else (12, 7)
    _fitted(page, order, _name(enrolment.person), NAME_X, y - (12.5 if organisation else 19), sizes=sizes, width=width)
    if organisation:
        _fitted(page, order, organisation, NAME_X, y - 26, sizes=(7.5, 6), width=width, colour=GREY)


def _name(person: Person) -> str:
    """As the person writes it; where no face has the letters their Latin spelling, and else the person writes it."""
    name = clean(person.name)
    if printable(name) == name:
        return name
    return person.latin_name or _("(please write your name here)")


def _foot(page: Page, heading: _Heading, printed: SheetPage, pages: int) -> None:
    y = TABLE_TOP - ROW * ROWS - 30
    label = _("Signature of the trainer, for the meeting and these rows")
    _write(page, "P", 90, label, LEFT, y, size=9, style="bold", colour=GREY)
    with page.ornament(), page.drawing() as canvas:
        canvas.setStrokeColorRGB(*rgb(INK))
        canvas.setLineWidth(0.7)
        canvas.line(SIGN_X, y - 4, RIGHT, y - 4)
    size, lines = fit(printable(heading.purpose), style="regular", sizes=(8, 6), width=RIGHT - LEFT, lines=3)
    for number, line in enumerate(lines):
        _write(page, "P", 91, line, LEFT, y - 24 - 10 * number, size=size, colour=GREY)
    here = _("Print %(print)d · page %(page)d of %(pages)d") % {
        "print": heading.sheet.number,
        "page": printed.number,
        "pages": pages,
    }
    _write(page, "P", 92, here, RIGHT, 34, size=9, colour=INK, align="end")
    _write(page, "P", 92, _("Photograph the whole page, with the code in sight."), LEFT, 34, size=9, colour=INK)


def _fitted(
    page: Page,
    order: int,
    text: str,
    x: float,
    y: float,
    *,
    sizes: tuple[float, float],
    width: float,
    colour: str = INK,
) -> None:
    size, lines = fit(printable(text), style="regular", sizes=sizes, width=width)
    for line in lines:
        _write(page, "P", order, line, x, y, size=size, colour=colour)


def _write(
    page: Page,
    role: str,
    order: int,
    text: str,
    x: float,
    y: float,
    *,
    size: float,
    colour: str,
    style: str = "regular",
    align: str = "start",
) -> None:
    with page.element(role, order):
        page.text(printable(text, style), x, y, style=style, size=size, colour=colour, align=align)  # type: ignore[arg-type]
