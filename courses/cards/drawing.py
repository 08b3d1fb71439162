"""Cards as a PDF: ten of the size of a bank card on a page, with lines to cut along."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from courses.cards.models import Card
from courses.conf import base_url
from courses.links.codes import code_of, readable_code
from courses.typesetting import qr
from courses.typesetting.bidi import base_level
from courses.typesetting.document import Document
from courses.typesetting.page import A4, Align, Page, rgb
from courses.typesetting.text import clean, fit, printable

INK, GREY, LINE, GREEN = "#17302B", "#5E5848", "#B9B09C", "#0F5C4D"
# 85.6 by 54 mm, as bank cards are.
WIDTH, HEIGHT = 242.65, 153.07
COLUMNS, ROWS = 2, 5
EDGE, QR_SIDE = 13.0, 92.0
# Where no face has the letters of a name: room to write it.
BY_HAND = "." * 24
# A card speaks its holder's language, also one that the site itself doesn't; “Verder” stands on the button.
SENTENCES = {
    "nl": (
        "Scan deze code met een telefoon en druk op “Verder”.",
        "Kwijt? Vraag een nieuwe: dan werkt deze niet meer.",
    ),
    "en": (
        "Scan this code with any phone and press “Continue”.",
        "Lost? Ask for a new one: this one then stops working.",
    ),
    "fr": (
        "Scannez ce code avec un téléphone et appuyez sur “Verder”.",
        "Perdue ? Demandez-en une autre : celle-ci ne marchera plus.",
    ),
    "de": (
        "Scanne diesen Code mit einem Handy und tippe auf „Verder“.",
        "Verloren? Bitte um eine neue: Diese gilt dann nicht mehr.",
    ),
    "ar": (
        "امسح هذا الرمز بأي هاتف.\nثم اضغط على «Verder».",
        "هل ضاعت البطاقة؟ اطلب بطاقة جديدة، فتتوقف هذه عن العمل.",
    ),
}


def cards_pdf(cards: Sequence[Card]) -> bytes:
    """The cards in their order; names as the persons write them."""
    document = Document(title=_("Cards"), language=settings.LANGUAGE_CODE)
    left, top = (A4[0] - COLUMNS * WIDTH) / 2, A4[1] - (A4[1] - ROWS * HEIGHT) / 2
    for start in range(0, len(cards), COLUMNS * ROWS):
        page = document.page()
        some = cards[start : start + COLUMNS * ROWS]
        _lines(page, left, top)
        for place, card in enumerate(some):
            row, column = divmod(place, COLUMNS)
            _card(page, card, left + column * WIDTH, top - row * HEIGHT, order=10 + place * 10)
    return document.finish()


def card_address(card: Card) -> str:
    return base_url() + reverse("leerlijn_courses:card", args=[code_of(card.link)])


def sentences_for(language: str) -> list[tuple[str, tuple[str, str]]]:
    """The holder's language alone, or Dutch and English where we can't write it."""
    known = language.lower().partition("-")[0]
    return [(one, SENTENCES[one]) for one in ([known] if known in SENTENCES else ["nl", "en"])]


def _lines(page: Page, left: float, top: float) -> None:
    with page.ornament(), page.drawing() as canvas:
        canvas.setStrokeColorRGB(*rgb(LINE))
        canvas.setLineWidth(0.4)
        canvas.setDash(2, 3)
        for column in range(COLUMNS + 1):
            x = left + column * WIDTH
            canvas.line(x, top + 12, x, top - ROWS * HEIGHT - 12)
        for row in range(ROWS + 1):
            y = top - row * HEIGHT
            canvas.line(left - 12, y, left + COLUMNS * WIDTH + 12, y)


def _card(page: Page, card: Card, x: float, top: float, *, order: int) -> None:
    wide = WIDTH - 2 * EDGE - QR_SIDE - 10
    site = printable(getattr(settings, "WAGTAIL_SITE_NAME", "") or "Leerlijn")
    size, [line] = fit(site, style="bold", sizes=(8.5, 6), width=wide)
    _write(page, order, line, x + EDGE, top - EDGE - 7, size=size, style="bold", colour=GREEN)
    y = _name(page, order + 1, card, x + EDGE, top - EDGE - 30, wide)
    spoken = sentences_for(card.person.language)
    for number, (language, (what, lost)) in enumerate(spoken):
        largest = 8.5 if len(spoken) == 1 else 6.5
        y = _paragraph(page, order + 2 + number, what, x + EDGE, y, wide, largest, INK, language)
        if len(spoken) == 1:
            y -= 3
            y = _paragraph(page, order + 4, lost, x + EDGE, y, wide, 7, GREY, language)
    if len(spoken) > 1:
        y -= 2
        for number, (language, (_what, lost)) in enumerate(spoken):
            y = _paragraph(page, order + 4 + number, lost, x + EDGE, y, wide, 5.5, GREY, language)
    bars, count = qr.modules(card_address(card))
    corner = (x + WIDTH - EDGE - QR_SIDE, top - EDGE - 6)
    box = (corner[0], corner[1] - QR_SIDE, corner[0] + QR_SIDE, corner[1])
    with page.element("Figure", order + 6, alt=_("Code of this card"), box=box):
        page.grid(bars, *corner, module=QR_SIDE / count, colour="#000000")
    groups = readable_code(card.link).split("-")
    for number, part in enumerate(("-".join(groups[:3]), "-".join(groups[3:]))):
        y = corner[1] - QR_SIDE - 10 - 9 * number
        _write(page, order + 7, part, corner[0] + QR_SIDE / 2, y, size=7.5, colour=GREY, align="middle")


def _name(page: Page, order: int, card: Card, x: float, y: float, wide: float) -> float:
    person = card.person
    name = clean(person.name)
    if printable(name, "bold") != name:
        name = person.latin_name or BY_HAND
    size, lines = fit(printable(name, "bold"), style="bold", sizes=(15, 10), width=wide, lines=2)
    if lines[-1].endswith("…"):
        size, lines = fit(printable(name, "bold"), style="bold", sizes=(10, 7), width=wide, lines=3)
    for line in lines:
        _write(page, order, line, x, y, size=size, style="bold", colour=INK)
        y -= size * 1.25
    return y - 4


def _paragraph(
    page: Page, order: int, text: str, x: float, y: float, wide: float, size: float, colour: str, language: str
) -> float:
    rightward = not base_level(text) % 2
    parts = [fit(part, style="regular", sizes=(size, 5), width=wide, lines=4) for part in text.split("\n")]
    for size, line in [(size, line) for size, lines in parts for line in lines]:
        where, align = (x, "start") if rightward else (x + wide, "end")
        _write(page, order, line, where, y, size=size, colour=colour, align=align, language=language)  # type: ignore[arg-type]
        y -= size * 1.3
    return y


def _write(
    page: Page,
    order: int,
    text: str,
    x: float,
    y: float,
    *,
    size: float,
    colour: str,
    style: str = "regular",
    align: Align = "start",
    language: str = "",
) -> None:
    with page.element("P", order, language=language):
        page.text(text, x, y, style=style, size=size, colour=colour, align=align, language=language or None)
