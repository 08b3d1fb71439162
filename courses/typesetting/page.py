"""One page: text, drawing and pictures, in marked content from the first stroke, so that the file has a structure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Literal

from courses.typesetting.embedding import Embedded
from courses.typesetting.faces import Face
from courses.typesetting.pdf import Objects, number
from courses.typesetting.pictures import Picture, embed
from courses.typesetting.text import Glyph, Line, shape, wrap

A4 = (595.276, 841.89)
if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_PREAMBLE = "BT /F1 12 Tf 14.4 TL ET"  # reportlab's default font, which is not in this file
Align = Literal["start", "end", "middle"]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, eq=False)
class Group:
    """What holds other pieces of the structure, also over several pages: a table, a row of it, a list."""

    role: str
    inside: Group | None = None


@dataclass(frozen=True)
class Element:
    """A piece of the page's structure. `order` is its place in reading, whatever the order of drawing.

    `alt` describes a picture; `says` is how a text reads where glyphs from left to right do not tell; `scope` is what a
    table's header cell heads, "Column" or "Row".
    """

    order: int
    role: str
    mark: int
    language: str = ""
    alt: str = ""
    says: str = ""
    box: Box | None = None
    inside: Group | None = None
    scope: str = ""


@dataclass
class Page:
    """What a layout draws on. The personal part of a page starts where the common part ended (`marks`, `prefix`)."""

    objects: Objects
    language: str
    size: tuple[float, float] = A4
    prefix: str = "C"
    first_mark: int = 0
    elements: list[Element] = field(default_factory=list)
    fonts: dict[Face, tuple[str, Embedded]] = field(default_factory=dict)
    pictures: dict[str, int] = field(default_factory=dict)
    operations: list[str] = field(default_factory=list)

    def write(self, operation: str) -> None:
        self.operations.append(operation)

    # Structure

    @contextmanager
    def element(
        self,
        role: str,
        order: int,
        *,
        language: str = "",
        alt: str = "",
        says: str = "",
        box: Box | None = None,
        inside: Group | None = None,
        scope: str = "",
    ) -> Iterator[None]:
        mark = self.first_mark + len(self.elements)
        self.elements.append(Element(order, role, mark, language, alt, says, box, inside, scope))
        self.write(f"/{role} <</MCID {mark}>> BDC")
        yield
        self.write("EMC")

    @contextmanager
    def ornament(self) -> Iterator[None]:
        """What is drawn inside says nothing: who listens to the page does not hear it."""
        self.write("/Artifact BMC")
        yield
        self.write("EMC")

    # Text

    def text(
        self,
        text: str,
        x: float,
        y: float,
        *,
        style: str,
        size: float,
        colour: str,
        align: Align = "start",
        language: str | None = None,
    ) -> float:
        """Draws one line with its baseline at `y` and returns its width."""
        line = shape(text, style, self.language if language is None else language)
        width = line.width * size / 1000
        x -= {"start": 0.0, "middle": width / 2, "end": width}[align]
        self._draw(line, x, y, size, colour)
        return width

    def paragraph(
        self,
        text: str,
        x: float,
        y: float,
        *,
        style: str,
        size: float,
        leading: float,
        width: float,
        colour: str,
        align: Align = "start",
    ) -> float:
        """Draws lines no wider than `width` from baseline `y` down; returns the baseline after the last."""
        for line in wrap(text, style=style, size=size, width=width, language=self.language):
            self.text(line, x, y, style=style, size=size, colour=colour, align=align)
            y -= leading
        return y

    def _draw(self, line: Line, x: float, y: float, size: float, colour: str) -> None:
        out = ["BT", f"{_colour(colour)} rg", f"1 0 0 1 {number(x)} {number(y)} Tm"]
        behind = 0.0
        for run in line.runs:
            resource, embedded = self._font(run.face)
            out.append(f"/{resource} {number(size)} Tf")
            pieces, behind = _show(run.glyphs, embedded, 1000 / run.face.upem, size, behind)
            out.append(pieces)
        self.write("\n".join([*out, "ET"]))

    def _font(self, face: Face) -> tuple[str, Embedded]:
        if face not in self.fonts:
            self.fonts[face] = (f"{self.prefix}{len(self.fonts)}", Embedded(face))
        return self.fonts[face]

    # Drawing

    @contextmanager
    def drawing(self) -> Iterator[Canvas]:
        """A reportlab canvas of the page's size, in the page's coordinates; text goes by `text`, pictures by `picture`."""
        from reportlab.pdfgen.canvas import Canvas

        out = BytesIO()
        canvas = Canvas(out, pagesize=self.size, pageCompression=0, invariant=1)
        yield canvas
        canvas.showPage()
        canvas.save()
        pdf = out.getvalue()
        start = pdf.index(b"stream", pdf.index(b"/Length")) + 6
        content = pdf[start : pdf.index(b"endstream", start)].decode("ascii").replace(_PREAMBLE, "")
        self.write(f"q\n{content.strip()}\nQ")

    def grid(self, bars: Iterable[tuple[int, int, int]], x: float, top: float, *, module: float, colour: str) -> None:
        """Bars of (column, row, length) in squares of `module`, from a top left corner."""
        boxes = " ".join([f"{column} {row} {length} 1 re" for column, row, length in bars])
        self.write(
            f"q {_colour(colour)} rg {number(module)} 0 0 {number(-module)} {number(x)} {number(top)} cm {boxes} f Q"
        )

    def picture(self, picture: Picture, x: float, y: float, *, width: float, height: float) -> None:
        key = picture.sha256
        if key not in self.pictures:
            self.pictures[key] = embed(picture, self.objects)
        name = f"{self.prefix}I{list(self.pictures).index(key)}"
        self.write(f"q {number(width)} 0 0 {number(height)} {number(x)} {number(y)} cm /{name} Do Q")

    # What the file needs of it

    def finish(self, *, level: int) -> tuple[bytes, bytes, int]:
        """Writes fonts and content; returns the resources of fonts and of pictures, and the content's number."""
        fonts = b"".join(
            b"/%s %d 0 R" % (name.encode(), font.write(self.objects)) for name, font in self.fonts.values()
        )
        pictures = b"".join(
            b"/%sI%d %d 0 R" % (self.prefix.encode(), index, number)
            for index, number in enumerate(self.pictures.values())
        )
        return fonts, pictures, self.write_content(level=level)

    def write_content(self, *, level: int) -> int:
        return self.objects.add_stream(b"", "\n".join(self.operations).encode("ascii"), level=level)


def _show(glyphs: tuple[Glyph, ...], embedded: Embedded, scale: float, size: float, behind: float) -> tuple[str, float]:
    """The operators that put each glyph where HarfBuzz put it.

    `behind` is how far the pen of the page lags after the pen of the text, in thousandths; the rest is returned.
    """
    out: list[str] = []
    pieces: list[str] = []
    rise = 0
    for glyph in glyphs:
        cid = embedded.number(glyph)
        if glyph.dy != rise:
            if pieces:
                out.append(f"[{''.join(pieces)}]TJ")
                pieces = []
            out.append(f"{number(glyph.dy * scale * size / 1000)} Ts")
            rise = glyph.dy
        shift = behind + glyph.dx * scale
        if round(shift, 3):
            pieces.append(number(-shift))
        pieces.append(f"<{cid:04X}>")
        behind += (glyph.advance - embedded.width(cid)) * scale - (shift if round(shift, 3) else 0.0)
    out.append(f"[{''.join(pieces)}]TJ")
    if rise:
        out.append("0 Ts")
    return "\n".join(out), behind


def rgb(colour: str) -> tuple[float, float, float]:
    """The three parts of `#RRGGBB`, from 0 to 1."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def _colour(colour: str) -> str:
    return " ".join(map(number, rgb(colour)))
