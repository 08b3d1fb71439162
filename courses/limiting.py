"""How often something may be asked, counted in Django's cache."""

from __future__ import annotations

import hashlib

from django.core.cache import cache
from django.http import HttpRequest


def too_often(request: HttpRequest, what: str, *, limit: int, seconds: int, subject: str = "") -> bool:
    """Count this call; True from the call after `limit` within `seconds`. Kept is a hash, no address of a person.

    `subject` narrows the count to one thing (a code, say) from any address; without one it is per address.
    """
    return more_than(what, subject or request.META.get("REMOTE_ADDR", ""), limit=limit, seconds=seconds)


def more_than(what: str, subject: str, *, limit: int, seconds: int) -> bool:
    """As `too_often`, where no request is at hand."""
    key = f"leerlijn:{what}:{hashlib.sha256(subject.encode()).hexdigest()[:32]}"
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key) > limit
    except ValueError:  # it ran out between the two calls
        return False
