"""The public address of a certificate: printed, in the QR and in mails, so it does not come from a request."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.urls import reverse

from courses.conf import base_url


def absolute(path: str) -> str:
    return base_url() + path


def verify_address(code: str) -> str:
    return absolute(reverse("leerlijn_certificates:verify", args=[code]))


def verify_address_in_words() -> str:
    """What somebody types who cannot scan: no scheme, no slash at the end."""
    parts = urlsplit(absolute(reverse("leerlijn_certificates:verify_form")))
    return f"{parts.netloc}{parts.path}".rstrip("/")
