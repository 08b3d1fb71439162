"""The optional signature of the site on what it issues: one key per process, read from files that settings name.

A site that names a key never issues an unsigned certificate: what is wrong is an error at start and a refusal at issuing.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.utils.translation import gettext as _

from certificates.errors import SigningProblem
from certificates.models import Certificate
from courses.conf import PREFIX, setting

if TYPE_CHECKING:
    from certificates.pades import Pades

NAMES = ("SIGNING_KEY", "SIGNING_CERTIFICATES", "SIGNING_PASSWORD_FILE")


def sign(pdf: bytes) -> bytes:
    """The file with the site's signature, or as it is on a site that has no key; raises SigningProblem."""
    signer = ready()
    return signer.sign(pdf) if signer else pdf


def ready() -> Pades | None:
    """What signs, or None where the site doesn't; raises SigningProblem where it should and cannot."""
    paths = tuple(str(setting(name) or "") for name in NAMES)
    if not any(paths):
        return None
    signer = _load(*paths)
    if not signer.holds_at(datetime.now(UTC)):
        raise SigningProblem(_("the certificate of the key is not valid today."))
    return signer


@cache
def _load(key: str, certificates: str, password_file: str) -> Pades:
    """Read once per process: restart it after changing a file. What fails is tried again at the next certificate."""
    if not (key and certificates):
        raise SigningProblem(_("the key or its certificates are not named in the settings."))
    try:
        from certificates.pades import Pades
    except ImportError as error:
        raise SigningProblem(_("the package for it is missing.")) from error
    password = _read("SIGNING_PASSWORD_FILE", password_file).strip() if password_file else None
    parts = (_read("SIGNING_KEY", key), _read("SIGNING_CERTIFICATES", certificates), password)
    try:
        return Pades(*parts)
    except (ValueError, TypeError) as error:
        raise SigningProblem(_("the key or its certificates cannot be used.")) from error


def _read(name: str, path: str) -> bytes:
    """Its path is for who runs the site, not for who issues: it stands in the system check."""
    if any(Path(path).resolve().is_relative_to(place) for place in _served_places()):
        raise SigningProblem(_("a file for it lies where uploads or certificates are kept.")) from ValueError(path)
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise SigningProblem(_("a file for it cannot be read.")) from error


def _served_places() -> list[Path]:
    places = [settings.MEDIA_ROOT, getattr(Certificate._meta.get_field("pdf").storage, "location", "")]
    return [Path(place).resolve() for place in places if place]


def check_signing(**_options: Any) -> list[CheckMessage]:
    """A system check: what is wrong shows before the first certificate."""
    try:
        ready()
    except SigningProblem as problem:
        named = ", ".join(f"{PREFIX}{name} = {setting(name)!r}" for name in NAMES)
        cause = f" ({problem.__cause__})" if problem.__cause__ else ""
        hint = (
            f"{named}. Needed: the extra `signing`, a P-256 key as PEM or DER, and as PEM its certificate followed by "
            "those above it, outside media and private files. Without all three certificates are not signed."
        )
        return [Error(f"Signing certificates: {problem.cause}{cause}", hint=hint, id="leerlijn.E020")]
    return []
