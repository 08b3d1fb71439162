"""Finding a sheet's code on a picture: turned, slanted, dark, small in a corner."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image, ImageOps

from courses.codes import LENGTH, read_code

# The smallest QR there is has so many squares on a side.
_SMALLEST = 21
_AT_THE_END = re.compile(rf"/([0-9A-Za-z]{{{LENGTH}}})/?$")


@dataclass(frozen=True)
class Found:
    """A code, and by how many degrees it is turned clockwise."""

    code: str
    turned: float


def codes_on(picture: Image.Image) -> tuple[Found, ...]:
    """Every code that has the shape of ours; cheap ways first, and no further once one finds something."""
    import zxingcpp

    if min(picture.size) < _SMALLEST:
        return ()
    for way in _ways(picture):
        found = zxingcpp.read_barcodes(way, formats=zxingcpp.BarcodeFormat.QRCode)  # type: ignore[arg-type]
        codes = {code: Found(code, one.orientation) for one in found if (code := code_in(one.text))}
        if codes:
            return tuple(codes.values())
    return ()


def code_in(text: str) -> str:
    """The page code at the end of an address, or "" where there is none."""
    match = _AT_THE_END.search(text[:500])
    return read_code(match.group(1)) if match else ""


def _ways(picture: Image.Image) -> Iterator[Image.Image]:
    grey = picture.convert("L")
    yield grey
    yield ImageOps.autocontrast(grey, cutoff=2)
    for side in (1600, 1000):
        if max(grey.size) > side:
            smaller = grey.copy()
            smaller.thumbnail((side, side))
            yield ImageOps.autocontrast(smaller, cutoff=2)
    yield ImageOps.equalize(grey)
    yield from _pieces(grey)


def _pieces(grey: Image.Image) -> Iterator[Image.Image]:
    """Overlapping quarters with the light evened out in each, twice as large where they are small."""
    wide, high = grey.size
    for left in (0, wide * 2 // 5):
        for top in (0, high * 2 // 5):
            piece = grey.crop((left, top, left + wide * 3 // 5, top + high * 3 // 5))
            if max(piece.size) < 1600:
                piece = piece.resize((piece.width * 2, piece.height * 2), Image.Resampling.LANCZOS)
            yield ImageOps.autocontrast(piece, cutoff=2)
