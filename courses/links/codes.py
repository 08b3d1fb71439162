"""The code of a link: its row's number and 80 bits that only this site can compute; capitals and digits, for small QRs."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from courses.codes import ALPHABET, LENGTH, as_code, in_groups, read_signs
from courses.links.models import Link


def code_of(link: Link) -> str:
    """As it stands in an address. The same link has the same code for as long as the secret key is the same."""
    return next(_codes(link))


def readable_code(link: Link) -> str:
    """In groups of four, for who types it from paper."""
    return in_groups(code_of(link))


def find(typed: str) -> Link | None:
    """The link with this code, whatever its state; capitals, spaces and dashes don't matter."""
    signs = read_signs(typed)
    if not LENGTH < len(signs) <= LENGTH + 12:
        return None
    link = Link.objects.filter(pk=_number(signs[:-LENGTH])).first()
    known = link is not None and any(constant_time_compare(signs, code) for code in _codes(link))
    return link if known else None


def _codes(link: Link) -> Iterator[str]:
    """The code by today's key first; what was printed under an earlier key still opens."""
    for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        what = f"{link.pk}:{link.purpose}:{link.subject}:{link.nonce}"
        mac = salted_hmac("leerlijn.links", what, secret=key, algorithm="sha256").digest()
        yield _front(link.pk) + as_code(int.from_bytes(mac[:10], "big"), LENGTH)


def _front(number: int) -> str:
    signs = as_code(number, 12).lstrip("0")
    return signs or "0"


def _number(signs: str) -> int:
    number = 0
    for sign in signs:
        number = number * len(ALPHABET) + ALPHABET.index(sign)
    return min(number, 2**63 - 1)
