import re

import pytest

from courses.typesetting.page import Page
from courses.typesetting.pdf import Objects
from courses.typesetting.text import clean, shape

SIZE = 30.0


def drawn(page: Page) -> list[tuple[float, float]]:
    """Where each glyph lands, by doing what the operators of the page say."""
    widths = dict(page.fonts.values())
    x = y = rise = 0.0
    font = None
    places = []
    for line in "\n".join(page.operations).split("\n"):
        if line.endswith(" Tm"):
            x, y = (float(value) for value in line.split()[4:6])
        elif line.endswith(" Tf"):
            font = widths[line.split()[0][1:]]
        elif line.endswith(" Ts"):
            rise = float(line.split()[0])
        elif line.endswith("TJ"):
            for shift, number in re.findall(r"(-?[\d.]+)|<([0-9A-F]{4})>", line[1:-3]):
                if shift:
                    x -= float(shift) * SIZE / 1000
                else:
                    places.append((x, y + rise))
                    x += font.width(int(number, 16)) * SIZE / font.face.upem
    return places


@pytest.mark.parametrize(
    "text",
    [
        "Nguyễn x̂ŏ̤ AVATAR",
        "Їжак Ἀθήνη",
        "שָׂרָה בַּת",
        "محمد (Reza) 2026",
        "श्रीनिवास",
        "အောင်ဆန်း",
        "សុខ ចាន់រស្មី",
        "Ali علي Jansen",
    ],
)
def test_every_glyph_lands_where_harfbuzz_put_it(text):
    text = clean(text)
    page = Page(Objects(), "und")
    page.text(text, 100, 200, style="display", size=SIZE, colour="#000000")
    expected = []
    pen = 100.0
    for run in shape(text, "display", "und").runs:
        scale = SIZE / run.face.upem
        for glyph in run.glyphs:
            expected.append((pen + glyph.dx * scale, 200 + glyph.dy * scale))
            pen += glyph.advance * scale
    places = drawn(page)
    assert len(places) == len(expected)
    for place, wanted in zip(places, expected, strict=True):
        assert place == pytest.approx(wanted, abs=0.02)


def test_text_ends_and_centres_where_it_is_asked():
    for align, factor in (("start", 0.0), ("middle", 0.5), ("end", 1.0)):
        page = Page(Objects(), "nl")
        width = page.text("Naam", 300, 200, style="bold", size=SIZE, colour="#000000", align=align)
        assert drawn(page)[0][0] == pytest.approx(300 - width * factor, abs=0.01)
