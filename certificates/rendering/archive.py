"""What a certificate's file says of itself; see `courses.typesetting.archive`."""

from __future__ import annotations

from certificates.rendering.sheet import Facts
from courses.typesetting.archive import CREATOR, ENGINE_VERSION, Properties, output_intent, write_properties
from courses.typesetting.pdf import Objects

__all__ = ["ENGINE_VERSION", "output_intent", "properties"]


def properties(objects: Objects, facts: Facts) -> tuple[int, int]:
    """Adds the properties as PDF and as XMP, and returns the numbers of both. Times are those of issuing, in UTC."""
    said = Properties(
        title=" · ".join(part for part in (facts.title, facts.programme, facts.name) if part),
        author=facts.issuer or CREATOR,
        language=facts.language,
        keywords="LEERLIJN " + "".join(c for c in facts.code if c.isascii() and c.isalnum()),
        moment=facts.issued_at[:19],
    )
    return write_properties(objects, said)
