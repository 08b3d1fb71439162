"""Photos that people upload: checked by what is in them, made smaller, and without what the camera wrote into them."""

from __future__ import annotations

import io
import warnings
from typing import IO, Any

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from courses.errors import CoursesError

LARGEST_FILE = 20 * 1024 * 1024
LARGEST_PICTURE = 60_000_000
LONGEST_SIDE = 2400
FORMATS = ("JPEG", "PNG", "WEBP")


class PictureRefused(CoursesError):
    """This file is no photo, is damaged, or is too large."""


def clean_picture(source: IO[bytes] | Any, *, longest_side: int = LONGEST_SIDE) -> ContentFile[bytes]:
    """The photo as an upright JPEG of at most `longest_side` pixels: no EXIF, no place, no name of a camera.

    What it is follows from its content, never from its name. Raises PictureRefused with a sentence.
    """
    size = getattr(source, "size", None)
    if size is not None and size > LARGEST_FILE:
        raise PictureRefused(
            _("This photo is larger than %(size)d MB. Make it smaller, or take it again.")
            % {"size": LARGEST_FILE // 1024 // 1024}
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(source, formats=FORMATS) as opened:
                if opened.width * opened.height > LARGEST_PICTURE:
                    raise PictureRefused(_("This photo has too many pixels. Make it smaller, or take it again."))
                opened.draft("RGB", (longest_side, longest_side))
                opened.load()
                picture = _on_white(ImageOps.exif_transpose(opened))
    except PictureRefused:
        raise
    except Exception as error:
        raise PictureRefused(
            _("This file can't be read as a photo. Use a JPEG, PNG or WebP picture that opens on your own screen.")
        ) from error
    picture.thumbnail((longest_side, longest_side))
    out = io.BytesIO()
    # Pillow hands on what it read, if it isn't taken away.
    picture.info.clear()
    picture.save(out, "JPEG", quality=82, optimize=True)
    return ContentFile(out.getvalue(), name="photo.jpg")


def _on_white(picture: Image.Image) -> Image.Image:
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    clear = picture.convert("RGBA")
    white = Image.new("RGB", picture.size, "white")
    white.paste(clear, mask=clear.getchannel("A"))
    return white
