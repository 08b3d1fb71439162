"""From Wagtail's images to pictures a certificate can hold: prepared once per file, whatever its format."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _
from wagtail.images import get_image_model

from certificates.errors import DesignProblem
from certificates.rendering import Picture
from certificates.rendering.images import prepare


def picture_of(image: Any, alt: str) -> Picture:
    """Raises DesignProblem where the file is gone or is no picture any more."""
    return _prepared(image.file.name, image.get_file_hash(), alt)


@lru_cache(maxsize=64)
def _prepared(name: str, digest: str, alt: str) -> Picture:
    storage = get_image_model()._meta.get_field("file").storage
    try:
        with storage.open(name) as file:
            return prepare(file, alt=alt)
    except FileNotFoundError as error:
        raise DesignProblem(_("A picture of this design is missing. Choose it again.")) from error
