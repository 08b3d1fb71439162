"""From an uploaded file to pictures that may be kept: pixels only, upright, with the codes found on them. No database."""

from __future__ import annotations

import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import IO, Any

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from courses.paper.codes_on import Found, codes_on
from courses.paper.errors import Unreadable

LARGEST = 60_000_000
LONG_SIDE = 3000
# What Pillow may unpack at most: a JPEG is unpacked smaller, the others whole.
MOST_PIXELS = {"JPEG": 170_000_000, "MPO": 170_000_000, "PNG": 60_000_000, "WEBP": 60_000_000}
MOST_PAGES = 40
_POINTS_TO_PIXELS = 200 / 72
# pdfium keeps state for the whole process.
_one_at_a_time = threading.Lock()


@dataclass(frozen=True)
class Picture:
    """A page as it is kept: a JPEG with nothing beside its pixels."""

    data: bytes
    width: int
    height: int
    codes: tuple[str, ...]


def pictures_in(file: IO[bytes], *, size: int) -> Iterator[Picture]:
    """Each page of a photo or PDF, one at a time; what it is follows from its content, never from its name.

    Raises Unreadable with a sentence, for a PDF before its first page.
    """
    if size > LARGEST:
        raise Unreadable(
            _("This file is larger than %(size)d MB. Make the photo smaller, or send the pages one by one.")
            % {"size": LARGEST // 1_000_000}
        )
    file.seek(0)
    start = file.read(1024)
    file.seek(0)
    if b"%PDF-" in start:
        yield from _pages(file)
    else:
        yield _kept(_photo(file, start))


def _photo(file: IO[bytes], start: bytes) -> Image.Image:
    if not start:
        raise Unreadable(_("This file is empty. Take the photo again."))
    if start[4:8] == b"ftyp" and start[8:12] in (b"heic", b"heix", b"hevc", b"heim", b"mif1", b"msf1"):
        raise Unreadable(
            _(
                "This photo is in the HEIC format of some phones, which can't be read here. Choose “most compatible” in "
                "the settings of the camera, or send a screenshot of the photo."
            )
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            opened = Image.open(file, formats=("JPEG", "PNG", "WEBP"))
    except Image.DecompressionBombError as error:
        raise Unreadable(_too_many_pixels()) from error
    except Exception as error:
        raise Unreadable(
            _("This file is no photo or PDF. Send a JPEG, PNG, WebP or PDF that opens on your own screen.")
        ) from error
    if opened.width * opened.height > MOST_PIXELS[opened.format or "PNG"]:
        raise Unreadable(_too_many_pixels())
    try:
        opened.draft("RGB", (LONG_SIDE, LONG_SIDE))
        opened.load()
        return ImageOps.exif_transpose(opened)
    except Exception as error:
        raise Unreadable(
            _("This picture is damaged: it stops half-way. Take it again, or send it once more.")
        ) from error


def _too_many_pixels() -> str:
    return _("This picture has far too many pixels. Take it with your phone's ordinary camera.")


def _pages(file: IO[bytes]) -> Iterator[Picture]:
    with _document(file) as document:
        count = len(document)
        if count > MOST_PAGES:
            raise Unreadable(
                _("This PDF has %(count)d pages. Send at most %(most)d at a time.")
                % {"count": count, "most": MOST_PAGES}
            )
        if not count:
            raise Unreadable(_("This PDF has no pages."))
        for number in range(count):
            yield _kept(_page(document, number))


@contextmanager
def _document(file: IO[bytes]) -> Iterator[Any]:
    import pypdfium2

    try:
        with _one_at_a_time:
            document = pypdfium2.PdfDocument(file.read())
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise Unreadable(_("This PDF has a password. Send one that opens without.")) from error
        raise Unreadable(_("This PDF is damaged and can't be opened. Scan the list again.")) from error
    try:
        yield document
    finally:
        with _one_at_a_time:
            document.close()


def _page(document: Any, number: int) -> Image.Image:
    import pypdfium2

    try:
        with _one_at_a_time:
            page = document[number]
            longest = max(page.get_size())
            scale = min(_POINTS_TO_PIXELS, LONG_SIDE / max(longest, 1))
            picture = page.render(scale=scale).to_pil().convert("RGB")
            page.close()
            return picture
    except (pypdfium2.PdfiumError, ValueError, MemoryError) as error:
        raise Unreadable(
            _("Page %(number)d of this PDF is damaged. Scan that page again.") % {"number": number + 1}
        ) from error


def _kept(picture: Image.Image) -> Picture:
    picture = _flat(picture)
    picture.thumbnail((LONG_SIDE, LONG_SIDE))
    found = codes_on(picture)
    picture = _upright(picture, found)
    picture.info = {}
    out = BytesIO()
    picture.save(out, "JPEG", quality=82, optimize=True)
    codes = tuple(dict.fromkeys(one.code for one in found))
    return Picture(out.getvalue(), picture.width, picture.height, codes)


def _flat(picture: Image.Image) -> Image.Image:
    """Colours without transparency: what shines through is paper."""
    if picture.has_transparency_data:
        whole = picture.convert("RGBA")
        paper = Image.new("RGB", whole.size, "white")
        paper.paste(whole, mask=whole.getchannel("A"))
        return paper
    return picture.convert("RGB")


def _upright(picture: Image.Image, found: tuple[Found, ...]) -> Image.Image:
    """Turned by quarters until the code stands upright: a photo of a list on a table comes in any direction."""
    turns = round(found[0].turned / 90) % 4 if found else 0
    ways = (None, Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_270)
    way = ways[turns]
    return picture.transpose(way) if way is not None else picture
