"""Cutting one person's row out of the picture of a sign-in sheet, so that nobody else is seen. No database.

Where the rows lie follows roughly from the code on the page, whose corners say how the paper lies in the picture, and
exactly from the lines of the table, looked for at its left and at its right. Where either is not found nothing is cut out:
better no picture than somebody else's name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import product
from typing import IO

from PIL import Image, ImageChops, ImageFilter

from courses.paper.codes_on import code_in
from courses.paper.drawing import LEFT, QR_SIDE, RIGHT, ROW, SIGN_X, TABLE_TOP, TOP
from courses.paper.printing import ROWS

Point = tuple[float, float]
Comb = tuple[float, float, float]

# Pixels to a point of paper in what is cut out.
SCALE = 3.0
# How far, in points, the lines may lie from where the code says.
_AROUND = 40.0
# Which part of a line must be dark: writing never is, all along.
_UNBROKEN = 0.7
_BANDS = ((LEFT + 4, LEFT + 100), (RIGHT - 100, RIGHT - 6))


def row_of(file: IO[bytes], *, code: str, place: int, with_name: bool) -> bytes | None:
    """The row at a place (from 0) of the page with this code as a JPEG; without the name only what was signed.

    None where the picture doesn't show clearly enough where that row lies.
    """
    with Image.open(file, formats=("JPEG",)) as opened:
        picture = opened.convert("RGB")
    corners = _corners(picture, code)
    if corners is None or not 0 <= place < ROWS:
        return None
    table = _laid_flat(picture, corners)
    left, right = (_lines(table, band) for band in _BANDS)
    if left is None or right is None:
        return None
    row = _straightened(table, (left[place], right[place], right[place + 1], left[place + 1]))
    if not with_name:
        row = row.crop((_signed_from(row), 0, row.width, row.height))
    out = BytesIO()
    row.info = {}
    row.save(out, "JPEG", quality=85)
    return out.getvalue()


def _corners(picture: Image.Image, code: str) -> list[Point] | None:
    """The corners of the page's own code in the picture, from its top left clockwise."""
    import zxingcpp

    grey = picture.convert("L")
    for found in zxingcpp.read_barcodes(grey, formats=zxingcpp.BarcodeFormat.QRCode):  # type: ignore[arg-type]
        if code_in(found.text) == code:
            at = found.position
            return [(one.x, one.y) for one in (at.top_left, at.top_right, at.bottom_right, at.bottom_left)]
    return None


def _laid_flat(picture: Image.Image, corners: Sequence[Point]) -> Image.Image:
    """The table as it would lie on a scanner, `_AROUND` points higher and lower than it is.

    Turned and made larger or smaller, and nothing else: four corners so near each other don't say how it slants.
    """
    middle = (sum(x for x, _ in corners) / 4, sum(y for _, y in corners) / 4)
    wide = (
        _middle(corners, 1, 2, 0) - _middle(corners, 0, 3, 0),
        _middle(corners, 1, 2, 1) - _middle(corners, 0, 3, 1),
    )
    high = (
        _middle(corners, 2, 3, 0) - _middle(corners, 0, 1, 0),
        _middle(corners, 2, 3, 1) - _middle(corners, 0, 1, 1),
    )
    # One pixel of what is cut out to the right, in pixels of the picture: the mean of what both sides of the code say.
    across = ((wide[0] + high[1]) / 2 / QR_SIDE / SCALE, (wide[1] - high[0]) / 2 / QR_SIDE / SCALE)
    down = (-across[1], across[0])
    at = ((RIGHT - QR_SIDE / 2 - LEFT) * SCALE, (TABLE_TOP + _AROUND - TOP + QR_SIDE / 2) * SCALE)
    rows = [(across[axis], down[axis], middle[axis] - across[axis] * at[0] - down[axis] * at[1]) for axis in (0, 1)]
    size = (round((RIGHT - LEFT) * SCALE), round((ROW * ROWS + 2 * _AROUND) * SCALE))
    numbers = (*rows[0], *rows[1])
    return picture.transform(size, Image.Transform.AFFINE, numbers, Image.Resampling.BICUBIC, fillcolor="white")


def _middle(corners: Sequence[Point], one: int, other: int, axis: int) -> float:
    return (corners[one][axis] + corners[other][axis]) / 2


def _lines(table: Image.Image, band: tuple[float, float]) -> list[float] | None:
    """How high the lines lie in the middle of a band of the table, the first of `ROWS + 1` on top; None where unclear."""
    start, end = (round((x - LEFT) * SCALE) for x in band)
    grey = table.crop((start, 0, end, table.height)).convert("L")
    around = grey.filter(ImageFilter.BoxBlur(round(4 * SCALE)))
    dark = Image.eval(ImageChops.subtract(around, grey), lambda value: 255 if value > 9 else 0).filter(
        ImageFilter.MaxFilter(7)
    )
    unbroken = [value / 255 for value in dark.resize((1, dark.height), Image.Resampling.BOX).tobytes()]
    likely = [max(0.0, value - _UNBROKEN / 2) for value in unbroken]
    comb = max(_combs(3, 8), key=lambda one: _fits(likely, one))
    comb = max(_combs(1, 2, comb), key=lambda one: _fits(likely, one))
    total, _even = _fits(likely, comb)
    if total / (ROWS + 1) < _UNBROKEN / 2:
        return None
    return [_at(comb, k) for k in range(ROWS + 1)]


def _combs(stride: int, thousandths: int, near: Comb | None = None) -> Iterator[Comb]:
    """(where it starts, from line to line, how much wider it grows) of each comb to try; `near` one, or all of them."""
    step = ROW * SCALE
    if near is None:
        starts: Sequence[float] = range(0, round(2 * _AROUND * SCALE), stride)
        steps: Sequence[float] = [step * (1 + t / 1000) for t in range(-80, 81, thousandths)]
        bends: Sequence[float] = [bend / 100 for bend in range(-60, 61, 15)]
    else:
        starts = [near[0] + shift for shift in range(-4, 5, stride)]
        steps = [near[1] + step * t / 1000 for t in range(-8, 9, thousandths)]
        bends = [near[2] + bend / 100 for bend in range(-15, 16, 5)]
    return product(starts, steps, bends)


def _at(comb: Comb, k: int) -> float:
    """The height of line `k`: even lines, further apart toward one end where the paper slants away."""
    return comb[0] + k * comb[1] + k * (k - ROWS) * comb[2] / ROWS


def _fits(likely: Sequence[float], comb: Comb) -> tuple[float, float]:
    """How much of a comb lies on lines; of combs that fit as well the most even one."""
    heights = (round(_at(comb, k)) for k in range(ROWS + 1))
    return sum(likely[height] for height in heights if 0 <= height < len(likely)), -abs(comb[2])


def _straightened(table: Image.Image, heights: tuple[float, float, float, float]) -> Image.Image:
    """The row between four heights (above left and right, below right and left), a hair within its lines."""
    left, right = ((start + end) / 2 - LEFT for start, end in _BANDS)
    corners = []
    for place, (x, inward) in enumerate(((0.0, 2), (RIGHT - LEFT, 2), (RIGHT - LEFT, -2), (0.0, -2))):
        on_left, on_right = (heights[0], heights[1]) if place < 2 else (heights[3], heights[2])
        y = on_left + (on_right - on_left) * (x - left) / (right - left)
        corners.append((x * SCALE, y + inward))
    upper_left, upper_right, lower_right, lower_left = corners
    quad = (*upper_left, *lower_left, *lower_right, *upper_right)
    size = (round((RIGHT - LEFT) * SCALE), round(ROW * SCALE) - 4)
    return table.transform(size, Image.Transform.QUAD, quad, Image.Resampling.BICUBIC, fillcolor="white")


def _signed_from(row: Image.Image) -> int:
    """Where the column of signatures begins: after the line before it, looked for around where it should be."""
    wanted, reach = round((SIGN_X - 10 - LEFT) * SCALE), round(14 * SCALE)
    strip = row.convert("L").crop((wanted - reach, 0, wanted + reach, row.height))
    profile = strip.resize((strip.width, 1), Image.Resampling.BOX).tobytes()
    darkest = min(range(len(profile)), key=profile.__getitem__)
    clear = sorted(profile)[len(profile) // 2] - profile[darkest] > 12
    return wanted + (darkest - reach if clear else 0) + round(3 * SCALE)
