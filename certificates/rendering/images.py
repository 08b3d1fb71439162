"""Pictures, checked and prepared once when a design is saved."""

import warnings
from io import BytesIO
from typing import IO, Any

from django.utils.translation import gettext as _
from PIL import Image, ImageChops, ImageOps

from certificates.errors import DesignProblem
from courses.typesetting.pictures import Picture

MAX_PIXELS = 24_000_000
MAX_SIDE = 1400
# Of 255 levels of a colour, after transparency.
_UNSEEN = 6


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
    picture = _of_one_ink(picture) if transparent else picture
    out = BytesIO()
    picture.save(out, "PNG", optimize=True)
    return Picture(out.getvalue(), alt)


def _of_one_ink(picture: Image.Image) -> Image.Image:
    """A signature says everything by its transparency: without the noise that scaling left in its colour, and in 16
    steps from paper to ink, it takes a third of the place. A picture of more than one colour stays as it is.
    """
    alpha = picture.getchannel("A")
    # With so many colours at most it is a list, of pairs of a count and four levels.
    counted: Any = picture.getcolors(picture.width * picture.height)
    solid = [(count, colour[:3]) for count, colour in counted if colour[3] > 127]
    ink = Image.new("RGB", picture.size, max(solid)[1] if solid else (0, 0, 0))
    channels = ImageChops.difference(picture.convert("RGB"), ink).split()
    seen: list[Any] = [ImageChops.multiply(channel, alpha).getextrema() for channel in channels]
    if max(most for _least, most in seen) > _UNSEEN:
        return picture
    ink.putalpha(alpha.point([round(level / 17) * 17 for level in range(256)]))
    return ink
