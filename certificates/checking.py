"""What stands in the way of publishing a design: found by printing it, before anybody gets it."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from certificates.errors import CertificatesError
from certificates.freezing import LANGUAGES
from certificates.models import Design
from certificates.sampling import sample

# In dots, so that a logo (38 points high) and a signature (at most 120 by 40) have 150 to the inch on paper.
LOGO_HEIGHT = 80
SIGNATURE = (250, 84)


def problems(design: Design) -> list[str]:
    """A sentence for each; a design without any can be published. It need not be saved yet."""
    found = [*_coarse_pictures(design), *_unprintable(design)]
    return list(dict.fromkeys(found))


def _unprintable(design: Design) -> Iterator[str]:
    """Texts that no face covers, that don't fit, a layout that is gone: what printing says."""
    for language in [design.language] if design.language else LANGUAGES:
        try:
            sample(design, language=language)
        except CertificatesError as error:
            yield str(error)


def _coarse_pictures(design: Design) -> Iterator[str]:
    for logo in design.logos.all():
        if logo.image.height < LOGO_HEIGHT:
            yield _(
                "The logo “%(name)s” is only %(height)d dots high. On paper that is coarse: use one of %(least)d."
            ) % {
                "name": logo.alt or logo.image.title,
                "height": logo.image.height,
                "least": LOGO_HEIGHT,
            }
    for signatory in design.signatories.all():
        image = signatory.image
        if image and image.width < SIGNATURE[0] and image.height < SIGNATURE[1]:
            yield _(
                "The signature of %(name)s is too coarse for paper. Use a picture at least %(least)d dots wide."
            ) % {
                "name": signatory.name,
                "least": SIGNATURE[0],
            }
