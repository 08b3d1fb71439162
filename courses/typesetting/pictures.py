"""Pictures that are prepared, embedded once per file."""

import hashlib
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO

from PIL import Image

from courses.typesetting.pdf import Objects


@dataclass(frozen=True)
class Picture:
    """A prepared picture: JPEG or PNG bytes of 8 bits a channel, with words for who cannot see it."""

    data: bytes = field(repr=False)
    alt: str = ""

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


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
