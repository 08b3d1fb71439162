"""Pictures: checked and prepared once when a design is saved, embedded once per design."""

import warnings
from functools import lru_cache
from io import BytesIO
from typing import IO

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from certificates.errors import DesignProblem
from certificates.rendering.pdf import Objects
from certificates.rendering.sheet import Picture

MAX_PIXELS = 24_000_000
MAX_SIDE = 1400


def prepare(source: IO[bytes], *, alt: str = "") -> Picture:
    """Any picture that Pillow reads, as a small PNG of sRGB with transparency where it has some; no EXIF stays.

    Raises DesignProblem with a sentence for what is no picture, is damaged or is far too large.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(source) as opened:
                if opened.width * opened.height > MAX_PIXELS:
                    raise DesignProblem(_("This picture is far too large. Make it at most 6000 by 4000 pixels."))
                opened.load()
                picture = ImageOps.exif_transpose(opened)
                transparent = picture.has_transparency_data
                picture = picture.convert("RGBA" if transparent else "RGB")
    except DesignProblem:
        raise
    except Exception as error:
        raise DesignProblem(
            _("This file cannot be read as a picture. Use a PNG, JPEG or WebP file that opens on your own screen.")
        ) from error
    picture.thumbnail((MAX_SIDE, MAX_SIDE))
    out = BytesIO()
    picture.save(out, "PNG", optimize=True)
    return Picture(out.getvalue(), alt)


def size(picture: Picture) -> tuple[int, int]:
    with Image.open(BytesIO(picture.data)) as opened:
        return opened.size


def embed(picture: Picture, objects: Objects) -> int:
    """Adds the picture to the file and returns its object number."""
    (width, height), colours, alpha = _planes(picture.data)
    common = b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/Filter/FlateDecode" % (width, height)
    filters = b"/DecodeParms<</Predictor 15/Colors %d/BitsPerComponent 8/Columns %d>>"
    mask = b""
    if alpha is not None:
        entries = common + b"/ColorSpace/DeviceGray" + filters % (1, width)
        mask = b"/SMask %d 0 R" % objects.add_stream(entries, alpha, level=0)
    return objects.add_stream(common + b"/ColorSpace/DeviceRGB" + mask + filters % (3, width), colours, level=0)


@lru_cache(maxsize=64)
def _planes(data: bytes) -> tuple[tuple[int, int], bytes, bytes | None]:
    """Size, colours and transparency; each plane is the data of a PNG, which a PDF can hold as it is."""
    with Image.open(BytesIO(data)) as picture:
        alpha = picture.convert("RGBA").getchannel("A") if picture.has_transparency_data else None
        return picture.size, _png_data(picture.convert("RGB")), _png_data(alpha) if alpha else None


def _png_data(plane: Image.Image) -> bytes:
    out = BytesIO()
    plane.save(out, "PNG", optimize=True)
    png, position, data = out.getvalue(), 8, b""
    while position < len(png):
        length = int.from_bytes(png[position : position + 4], "big")
        if png[position + 4 : position + 8] == b"IDAT":
            data += png[position + 8 : position + 8 + length]
        position += length + 12
    return data
