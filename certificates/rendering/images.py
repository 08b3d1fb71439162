"""Pictures, checked and prepared once when a design is saved."""

import warnings
from io import BytesIO
from typing import IO

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from certificates.errors import DesignProblem
from courses.typesetting.pictures import Picture

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
