"""Under which names this site's own rows go out: a source for the site, an id for a row."""

from __future__ import annotations

import re

from courses.interchange.models import SiteIdentity

_OWN_ID = re.compile(r"([a-z]+)-([1-9]\d{0,17})", re.ASCII)


def site_source() -> str:
    """The name of this site as a source; made up once."""
    identity = SiteIdentity.objects.order_by("pk").first() or SiteIdentity.objects.create()
    return str(identity)


def own_id(kind: str, pk: int) -> str:
    return f"{kind}-{pk}"


def own_row(kind: str, external_id: str) -> int | None:
    """The primary key in an id that this site gave out; None where it didn't."""
    match = _OWN_ID.fullmatch(external_id)
    return int(match[2]) if match and match[1] == kind else None
