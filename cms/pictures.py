"""Uploaded pictures lose what their camera wrote into them: where it was, whose it is, when."""

from __future__ import annotations

import io
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image, UnidentifiedImageError

ORIENTATION = 0x0112
TRACES = ("exif", "xmp", "XML:com.adobe.xmp", "photoshop", "comment", "Raw profile type exif", "Raw profile type iptc")
KEPT_AS_IT_IS: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": "keep"},
    "WEBP": {"quality": 95, "method": 4},
    "AVIF": {"quality": 90},
}


def strip_metadata(picture: Any) -> None:
    """Replace a freshly uploaded file by one without metadata; only the way up it stands is kept."""
    file = picture.file
    if not file or getattr(file, "_committed", True):
        return
    file.seek(0)
    clean = without_metadata(file.read())
    file.seek(0)
    if clean is not None:
        picture.file = ContentFile(clean, name=file.name)
        picture.file_size = len(clean)
        picture.file_hash = ""


def without_metadata(data: bytes) -> bytes | None:
    """The same picture without EXIF, XMP, IPTC and comments; None when there is nothing to take out, or no picture."""
    try:
        with Image.open(io.BytesIO(data)) as picture:
            if not _has_traces(picture) or getattr(picture, "is_animated", False):
                return None
            return _saved(picture)
    except (UnidentifiedImageError, OSError, ValueError):
        return None


def _has_traces(picture: Image.Image) -> bool:
    # A PNG keeps its texts behind the picture itself: they are known once it is read.
    if picture.format == "PNG":
        picture.load()
    tags = {tag for tag in picture.getexif() if tag != ORIENTATION}
    return (
        bool(tags)
        or any(name in picture.info for name in TRACES if name != "exif")
        or bool(getattr(picture, "text", None))
    )


def _saved(picture: Image.Image) -> bytes:
    exif = Image.Exif()
    orientation = picture.getexif().get(ORIENTATION)
    if orientation:
        exif[ORIENTATION] = orientation
    profile = picture.info.get("icc_profile")
    picture.load()
    for name in [*TRACES, *getattr(picture, "text", ())]:
        picture.info.pop(name, None)
    out = io.BytesIO()
    options = {"icc_profile": profile} if profile else {}
    if orientation:
        options["exif"] = exif
    picture.save(out, format=picture.format, **options, **KEPT_AS_IT_IS.get(picture.format or "", {}))
    return out.getvalue()
