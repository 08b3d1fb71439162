"""The report on paper: an accessible PDF for the archive, with headings, tables, charts in words, and a foot per page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from courses.reporting.definitions import written
from courses.reporting.outputs.blocks import Bars, Block, Cell, Column, Content, Hidden, Kind, Row, TargetLine
from courses.reporting.outputs.flow import GREEN, GREY, INK, LEFT, LINE, RIGHT, SUN, WIDTH, Field, Flow
from courses.typesetting.archive import CREATOR, Properties
from courses.typesetting.document import Document
from courses.typesetting.page import Align, Page, rgb
from courses.typesetting.text import printable

NUMBER_WIDTH, MOST_NUMBERS = 53.0, 7
BAR_LABEL, BAR_HEIGHT, BAR_STEP = 150.0, 9.0, 17.0


def pdf_of(content: Content) -> bytes:
    """The same content gives the same bytes; its one moment is when its figures were known."""
    moment = content.moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")
    title = printable(f"{content.title} · {content.subtitle[:300]} · {content.code[:120]}")
    keywords = "LEERLIJN " + "".join(c for c in content.seal if c.isascii() and c.isalnum())
    kept = Properties(title, CREATOR, content.language, keywords, moment)
    document = Document(title=title, language=content.language, kept=kept)
    flow = Flow(document)
    _front(flow, content)
    for part in content.parts:
        flow.space(14)
        flow.words("H2", part.name, size=15, style="display", colour=GREEN, room=90, after=6)
        for sentence in part.intro:
            flow.words("P", sentence, size=9.5, colour=GREY)
        for block in part.blocks:
            _block(flow, block)
    for number, page in enumerate(document.pages, start=1):
        _foot(page, content, number, len(document.pages))
    return document.finish()


def _front(flow: Flow, content: Content) -> None:
    """What it is and of when; the line of the house comes in above it."""
    with flow.page.ornament(), flow.page.drawing() as canvas:
        canvas.setStrokeColorRGB(*rgb(GREEN))
        canvas.setFillColorRGB(*rgb(SUN))
        canvas.setLineWidth(2)
        canvas.line(LEFT - 20, 842, LEFT - 20, flow.y - 18)
        canvas.circle(LEFT - 20, flow.y - 24, 6, stroke=1, fill=1)
    flow.words("P", content.title, size=11, style="bold", colour=GREEN, after=0)
    flow.words("H1", content.subtitle, size=24, style="display", after=8)
    rows = [[Field(label, bold=True, scope="Row"), Field(value)] for label, value in content.facts]
    flow.table((), rows, (150, WIDTH - 150), [False] * len(rows))


def _block(flow: Flow, block: Block) -> None:
    if block.title:
        flow.space(6)
        flow.words("H3", block.title, size=11, style="bold", room=70, after=4)
    if not block.rows:
        flow.words("P", block.empty, size=9.5, colour=GREY)
        return
    for line in block.lines:
        _target_line(flow, line)
    if block.bars:
        _bars(flow, block.bars)
    for columns, rows in _narrow(block):
        heads = [Field(one.heading, _align(one.kind), bold=True, scope="Column") for one in columns]
        table = [_fields(row, columns) for row in rows]
        flow.table(heads, table, _widths(columns), [row.is_total for row in rows])
    for note in block.notes:
        flow.words("P", note, size=8.5, colour=GREY)


def _fields(row: Row, columns: Sequence[Column]) -> list[Field]:
    return [
        Field(text_of(cell, one.kind), _align(one.kind), bold=row.is_total, scope="" if position else "Row")
        for position, (cell, one) in enumerate(zip(row.cells, columns, strict=True))
    ]


def _align(kind: Kind) -> Align:
    return "end" if kind in ("number", "share") else "start"


def text_of(cell: Cell, kind: Kind) -> str:
    """A cell in words, as the active language writes it."""
    if cell is None:
        return ""
    if isinstance(cell, Hidden):
        return _("hidden")
    if isinstance(cell, date):
        return date_format(cell, _("j F Y"))
    if isinstance(cell, str):
        return cell
    return f"{written(round(cell * 100))}%" if kind == "share" else written(cell)


def _narrow(block: Block) -> Iterator[tuple[list[Column], list[Row]]]:
    """The block as tables no wider than the page: the first column stands in each."""
    numbers = [index for index, one in enumerate(block.columns) if one.kind != "text"]
    if len(numbers) <= MOST_NUMBERS:
        yield list(block.columns), list(block.rows)
        return
    texts = [index for index, one in enumerate(block.columns) if one.kind == "text"]
    for start in range(0, len(numbers), MOST_NUMBERS):
        kept = [*texts, *numbers[start : start + MOST_NUMBERS]]
        yield (
            [block.columns[index] for index in kept],
            [Row(tuple(row.cells[index] for index in kept), row.is_total) for row in block.rows],
        )


def _widths(columns: Sequence[Column]) -> list[float]:
    """Numbers get the same room each; texts share the rest by what they hold."""
    texts = sum(one.width for one in columns if one.kind == "text")
    rest = WIDTH - NUMBER_WIDTH * sum(one.kind != "text" for one in columns)
    return [rest * one.width / texts if one.kind == "text" else NUMBER_WIDTH for one in columns]


def _target_line(flow: Flow, line: TargetLine) -> None:
    """The line of the house lying down: where it began, how far it is, where it should be."""
    flow.need(62)
    top = flow.y
    y, start, end = top - 34, LEFT + 6, RIGHT - 6
    lowest = min(0.0, line.baseline, line.reached)
    span = max(line.target, line.reached, line.baseline) - lowest or 1

    def at(value: float) -> float:
        return start + (end - start) * (value - lowest) / span

    with flow.element("Figure", alt=line.words, box=(LEFT, top - 58, RIGHT, top)):
        flow.page.text(printable(line.name, "bold")[:90], LEFT, top - 12, style="bold", size=9.5, colour=INK)
        with flow.page.drawing() as canvas:
            canvas.setLineWidth(2)
            canvas.setStrokeColorRGB(*rgb(LINE))
            canvas.line(start, y, end, y)
            canvas.setStrokeColorRGB(*rgb(GREEN))
            canvas.line(at(line.baseline), y, at(line.reached), y)
            canvas.setFillColorRGB(1, 1, 1)
            canvas.circle(at(line.target), y, 6, stroke=1, fill=1)
            canvas.setFillColorRGB(*rgb(GREEN))
            canvas.circle(at(line.reached), y, 4.5, stroke=0, fill=1)
        reached = _("reached %(number)s") % {"number": written(line.reached)}
        target = _("target %(number)s") % {"number": written(line.target)}
        _beside(flow.page, reached, at(line.reached), y + 9, "bold")
        _beside(flow.page, target, at(line.target), y - 15, "regular")
        if line.baseline:
            baseline = _("at the start %(number)s") % {"number": written(line.baseline)}
            flow.page.text(baseline, start - 6, y - 15, style="regular", size=8, colour=GREY)
    flow.y = top - 62


def _beside(page: Page, text: str, x: float, y: float, style: str) -> None:
    """A label in the middle of its mark, or within the page's edges."""
    align: Align = "start" if x < LEFT + 60 else "end" if x > RIGHT - 60 else "middle"
    edge = {"start": max(LEFT, x - 6), "end": min(RIGHT, x + 6), "middle": x}[align]
    page.text(text, edge, y, style=style, size=8, colour=INK, align=align)


def _bars(flow: Flow, bars: Bars) -> None:
    height = BAR_STEP * len(bars.rows) + 8
    flow.need(height)
    top, room = flow.y, WIDTH - BAR_LABEL - 60
    most = max((number for _label, number in bars.rows), default=0) or 1
    with flow.element("Figure", alt=capfirst(bars.words), box=(LEFT, top - height, RIGHT, top)):
        for index, (label, number) in enumerate(bars.rows):
            y = top - 14 - index * BAR_STEP
            length = room * number / most
            lines = flow.lines(label, "regular", 8.6, BAR_LABEL - 10)
            flow.page.text(lines[0] if lines else "", LEFT, y, style="regular", size=8.6, colour=INK)
            with flow.page.drawing() as canvas:
                canvas.setFillColorRGB(*rgb(GREEN))
                canvas.roundRect(LEFT + BAR_LABEL, y - 1.5, max(length, 0.6), BAR_HEIGHT, 1.5, stroke=0, fill=1)
            flow.page.text(written(number), LEFT + BAR_LABEL + length + 6, y, style="bold", size=8.6, colour=INK)
    flow.y = top - height - 4


def _foot(page: Page, content: Content, number: int, total: int) -> None:
    """Whose it is, by what it is known again, and which page; for the eye alone, as it stands on every page."""
    with page.ornament():
        with page.drawing() as canvas:
            canvas.setStrokeColorRGB(*rgb(LINE))
            canvas.setLineWidth(0.4)
            canvas.line(LEFT, 52, RIGHT, 52)
        code = printable(content.code)[:60]
        page.text(f"Leerlijn · {code}", LEFT, 40, style="regular", size=7.5, colour=GREY)
        page.text(content.seal, LEFT, 29, style="regular", size=7, colour=GREY)
        pages = _("Page %(number)s of %(total)s") % {"number": number, "total": total}
        page.text(pages, RIGHT, 40, style="regular", size=7.5, colour=GREY, align="end")
