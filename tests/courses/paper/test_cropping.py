"""One row of a signed list: found by the page's code and the lines of its table, with nobody else in it."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from courses.paper.cropping import row_of
from courses.paper.drawing import NAME_X, ROW, SIGN_X, TABLE_TOP
from courses.paper.reading import pictures_in
from tests.factories_paper import paper_of, photo_of, printed_sheet

pytestmark = pytest.mark.django_db
HIGH, DOT = 841.89, 150 / 72
# One colour a row, so that a picture says which rows are in it.
COLOURS = [(200, 0, 0), (0, 150, 0), (0, 0, 220)]


def signed(page: Image.Image) -> Image.Image:
    """Rows 1, 8 and 16 with a stroke across name and signature, which stays within its row."""
    draw = ImageDraw.Draw(page)
    for place, colour in zip((0, 7, 15), COLOURS, strict=True):
        y = (HIGH - TABLE_TOP + ROW * (place + 0.5)) * DOT
        for x in (NAME_X, SIGN_X + 20):
            draw.line([(x * DOT, y - 12), (x * DOT + 250, y + 12)], fill=colour, width=14)
    return page


def colours_in(data: bytes) -> set[int]:
    """Which of the strokes are in a picture."""
    picture = Image.open(BytesIO(data)).convert("RGB")
    there = [colour for _count, colour in picture.getcolors(picture.width * picture.height)]
    return {index for index, stroke in enumerate(COLOURS) if any(_near(stroke, colour) for colour in there)}


def _near(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return sum(abs(a - b) for a, b in zip(one, other, strict=True)) < 120


@pytest.fixture
def printed():
    return printed_sheet().pages.first()


@pytest.mark.parametrize("turned", [0, 3, 178])
def test_each_row_is_cut_out_alone(printed, turned):
    paper = signed(paper_of(printed.sheet)[0])
    (kept,) = pictures_in(BytesIO(photo_of(paper, turned=turned)), size=1)
    for index, place in enumerate((0, 7, 15)):
        row = row_of(BytesIO(kept.data), code=printed.code, place=place, with_name=True)
        assert row is not None
        assert colours_in(row) == {index}
    between = row_of(BytesIO(kept.data), code=printed.code, place=8, with_name=True)
    assert between is not None
    assert not colours_in(between)


def test_a_photo_from_the_side_is_laid_flat(printed):
    paper = signed(paper_of(printed.sheet)[0])
    wide, high = paper.size
    slanted = paper.transform(
        paper.size,
        Image.Transform.QUAD,
        (-60, -30, 20, high + 60, wide + 40, high + 20, wide + 80, -90),
        Image.Resampling.BICUBIC,
        fillcolor="#775",
    )
    (kept,) = pictures_in(BytesIO(photo_of(slanted)), size=1)
    row = row_of(BytesIO(kept.data), code=printed.code, place=7, with_name=True)
    assert row is not None
    assert colours_in(row) == {1}


def test_without_the_name_only_the_signature_is_left(printed):
    (kept,) = pictures_in(BytesIO(photo_of(signed(paper_of(printed.sheet)[0]))), size=1)
    whole = row_of(BytesIO(kept.data), code=printed.code, place=0, with_name=True)
    half = row_of(BytesIO(kept.data), code=printed.code, place=0, with_name=False)
    assert whole is not None
    assert half is not None
    assert colours_in(half) == {0}
    assert Image.open(BytesIO(half)).width < Image.open(BytesIO(whole)).width * 0.55


def test_where_the_code_or_the_lines_are_not_seen_nothing_is_cut_out(printed):
    blank = Image.new("RGB", (1240, 1754), "white")
    assert row_of(BytesIO(photo_of(blank)), code=printed.code, place=0, with_name=True) is None
    paper = paper_of(printed.sheet)[0]
    assert row_of(BytesIO(photo_of(paper)), code="0" * 16, place=0, with_name=True) is None
    ImageDraw.Draw(paper).rectangle([0, 360, 1240, 1754], fill="white")
    assert row_of(BytesIO(photo_of(paper)), code=printed.code, place=0, with_name=True) is None
