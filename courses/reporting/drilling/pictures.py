"""Pictures of signed lists as an answer: nothing keeps them, and one row is all of them that is sent."""

from __future__ import annotations

from django.http import HttpResponse

from courses.paper.cropping import row_of
from courses.paper.models import Signature
from courses.paper.printing import ROWS
from courses.reporting.drilling.facts import place_of


def row_picture(signature: Signature, *, with_name: bool) -> HttpResponse:
    """The row on which somebody signed; 404 where it can't be cut out without showing others."""
    place, page = place_of(signature), signature.scan.page
    if place is None or page is None:
        return HttpResponse(status=404)
    with signature.scan.file.open() as file:
        data = row_of(file, code=page.code, place=place % ROWS, with_name=with_name)
    return HttpResponse(status=404) if data is None else jpeg(data)


def jpeg(data: bytes) -> HttpResponse:
    return HttpResponse(
        data,
        content_type="image/jpeg",
        headers={
            "X-Content-Type-Options": "nosniff",
            "X-Robots-Tag": "noindex",
            "Content-Disposition": "inline",
            "Cache-Control": "private, no-store",
        },
    )
