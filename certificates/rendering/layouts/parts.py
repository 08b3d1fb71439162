"""What every layout needs: a name that fits, pictures at one height, signatures, and the code to check it by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from certificates.errors import DesignProblem, NameTooLong
from certificates.rendering.sheet import Facts, Signatory
from courses.typesetting import pictures, qr
from courses.typesetting.page import Align, Page, rgb
from courses.typesetting.pictures import Picture
from courses.typesetting.text import measure, wrap

INK, GREY, LINE, SUN, WHITE = "#17302B", "#5E5848", "#B9B09C", "#F2B544", "#FFFFFF"


@dataclass(frozen=True)
class NamePlace:
    """Where a layout has the name: its baseline when it stands on one line, and between which sizes it may shrink."""

    x: float
    y: float
    width: float
    sizes: tuple[int, int] = (30, 14)
    align: Align = "start"

    def fit(self, name: str) -> tuple[float, list[str]]:
        """The largest size at which the name stands on one line, else the largest on two; raises NameTooLong."""
        largest, smallest = self.sizes
        width = max(measure(name, style="display", size=1, language="und"), 0.01)
        if width * smallest > 2 * self.width:
            raise NameTooLong
        size = min(float(largest), int(self.width / width * 2) / 2)
        if size >= smallest:
            return size, [name]
        for half in range(2 * 20, 2 * smallest - 1, -1):
            lines = wrap(name, style="display", size=half / 2, width=self.width, language="und")
            if len(lines) <= 2:
                return half / 2, lines
        raise NameTooLong

    def draw(self, page: Page, facts: Facts, *, order: int) -> None:
        """The name, and below it its spelling in Latin script."""
        size, lines = self.fit(facts.name)
        y = self.y if len(lines) == 1 else self.y + size * 0.62
        with page.element("H2", order, language="und", says=facts.name):
            for line in lines:
                page.text(line, self.x, y, style="display", size=size, colour=INK, align=self.align, language="und")
                y -= size * 1.26
        if facts.latin_name and facts.latin_name != facts.name:
            # What fits on two lines as a name fits on one here.
            small = 11 * min(1.0, self.width / measure(facts.latin_name, style="regular", size=11, language="und"))
            with page.element("P", order + 1, language="und"):
                page.text(
                    facts.latin_name, self.x, self.y - 24,
                    style="regular", size=small, colour=GREY, align=self.align, language="und",
                )  # fmt: skip


def fitting(
    page: Page, text: str, *, sizes: tuple[float, ...], lines: int, width: float, style: str = "display"
) -> tuple[float, list[str]]:
    """The first of these sizes at which a text stands on so many lines; raises DesignProblem."""
    for size in sizes:
        wrapped = wrap(text, style=style, size=size, width=width, language=page.language)
        if len(wrapped) <= lines:
            return size, wrapped
    raise DesignProblem(_("“%(text)s” does not fit on the certificate. Shorten it.") % {"text": text})


def logos(page: Page, shown: tuple[Picture, ...], *, place: Callable[[float], float], middle: float,
          height: float, width: float, gap: float = 28.0) -> float:  # fmt: skip
    """All at one height, smaller where they are many; `place` says where a row of this width starts, which is answered."""
    shapes = [wide / high for wide, high in map(pictures.size, shown)]
    gaps = gap * (len(shown) - 1)
    height = min(height, (width - gaps) / sum(shapes))
    left = x = place(height * sum(shapes) + gaps)
    for logo, shape in zip(shown, shapes, strict=True):
        bottom = middle - height / 2
        with page.element("Figure", 5, alt=logo.alt, box=(x, bottom, x + height * shape, bottom + height)):
            page.picture(logo, x, bottom, width=height * shape, height=height)
        x += height * shape + gap
    return left


def signature(page: Page, signatory: Signatory, x: float, y: float, *, order: int) -> None:
    """A rule at height `y`, 130 wide, with the picture above and name and function below it."""
    if signatory.signature:
        width, height = _within(signatory.signature, 120, 40)
        with page.element("Figure", order, alt=signatory.signature.alt, box=(x, y + 6, x + width, y + 6 + height)):
            page.picture(signatory.signature, x, y + 6, width=width, height=height)
    with page.ornament(), page.drawing() as canvas:
        canvas.setStrokeColorRGB(*rgb(LINE))
        canvas.setLineWidth(0.6)
        canvas.line(x, y, x + 130, y)
    with page.element("P", order):
        size, lines = fitting(page, signatory.name, sizes=(10.5, 9, 8), lines=1, width=142, style="bold")
        page.text(lines[0], x, y - 15, style="bold", size=size, colour=INK)
        y -= 28
        for line in wrap(signatory.function, style="regular", size=8.5, width=142, language=page.language)[:3]:
            page.text(line, x, y, style="regular", size=8.5, colour=GREY)
            y -= 11


def code_square(page: Page, facts: Facts, x: float, top: float, side: float, *, order: int, colour: str = INK) -> None:
    """The QR with the address of the public page, its corner at the start and top."""
    bars, modules = qr.modules(facts.address)
    with page.element("Figure", order, alt=facts.address, box=(x, top - side, x + side, top)):
        page.grid(bars, x, top, module=side / modules, colour=colour)


def mark(page: Page, text: str) -> None:
    """A word across the page: a sample, say."""
    with page.element("P", 1):
        page.write("q 0.94 0.342 -0.342 0.94 210 150 cm")
        page.text(text, 0, 0, style="bold", size=92, colour="#EFE7D8")
        page.write("Q")


def _within(picture: Picture, width: float, height: float) -> tuple[float, float]:
    pixels_wide, pixels_high = pictures.size(picture)
    scale = min(width / pixels_wide, height / pixels_high)
    return pixels_wide * scale, pixels_high * scale
