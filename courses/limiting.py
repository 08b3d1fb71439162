"""How often something may be asked, counted in Django's cache."""

from __future__ import annotations

import hashlib

from django.core.cache import cache
from django.http import HttpRequest

from courses.conf import setting


def too_often(request: HttpRequest, what: str, *, limit: int, seconds: int, subject: str = "") -> bool:
    """Count this call; True from the call after `limit` within `seconds`. Kept is a hash, no address of a person.

    `subject` narrows the count to one thing (a code, say) from any address; without one it is per address.
    """
    return more_than(what, subject or visitor(request), limit=limit, seconds=seconds)


def visitor(request: HttpRequest) -> str:
    """Where somebody comes from: the address before our own proxies (`LEERLIJN_PROXIES`). What stands before that in
    the header anybody can write.
    """
    proxies = setting("PROXIES")
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
    chain = [part.strip() for part in forwarded.split(",") if part.strip()]
    return chain[-proxies] if 0 < proxies <= len(chain) else request.META.get("REMOTE_ADDR", "")


def more_than(what: str, subject: str, *, limit: int, seconds: int) -> bool:
    """As `too_often`, where no request is at hand."""
    key = f"leerlijn:{what}:{hashlib.sha256(subject.encode()).hexdigest()[:32]}"
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key) > limit
    except ValueError:  # it ran out between the two calls
        return False
