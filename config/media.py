"""Pictures and recordings from the site's own disk. Phones play a recording only from who answers ranges."""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils._os import safe_join
from django.utils.http import http_date
from django.views.decorators.http import require_safe
from wagtail.documents import get_document_model

from cms.gating import Place, opens_for, places_of

CHUNK = 64 * 1024
RANGE = re.compile(r"bytes=(\d*)-(\d*)")
SHOWN = ("image/jpeg", "image/png", "image/webp", "image/avif", "image/gif")


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponse | FileResponse | StreamingHttpResponse:
    """A public file, whole or one range of it. What a browser would run is downloaded instead."""
    file = _file(path)
    document = get_document_model().objects.filter(file=path).select_related("collection").first()
    places = places_of(document) if document else []
    if document and _is_closed(document, places, request):
        raise Http404
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    size = file.stat().st_size
    span = _span(request.headers.get("Range", ""), size)
    response: HttpResponse | FileResponse | StreamingHttpResponse
    if span is None:
        response = FileResponse(file.open("rb"))
    elif span[0] >= size:
        response = HttpResponse(status=416)
        response["Content-Range"] = f"bytes */{size}"
    else:
        start, end = span
        response = StreamingHttpResponse(_part(file.open("rb"), start, end - start + 1), status=206)
        response["Content-Range"] = f"bytes {start}-{end}/{size}"
        response["Content-Length"] = str(end - start + 1)
    response["Content-Type"] = kind
    response["Accept-Ranges"] = "bytes"
    response["Last-Modified"] = http_date(file.stat().st_mtime)
    response["Cache-Control"] = "private, max-age=3600" if places else "max-age=86400"
    if kind not in SHOWN and not kind.startswith(("audio/", "video/")):
        response["Content-Disposition"] = "attachment"
    return response


def _is_closed(document: Any, places: list[Place], request: HttpRequest) -> bool:
    """Whether its collection, or the module it stands on, keeps it from this visitor."""
    restrictions = document.collection.get_view_restrictions()
    if any(not restriction.accept_request(request) for restriction in restrictions):
        return True
    return bool(places) and not opens_for(places, request.user)


def _file(path: str) -> Path:
    try:
        file = Path(safe_join(settings.MEDIA_ROOT, path))
        if file.is_file():
            return file
    except (SuspiciousFileOperation, ValueError, OSError):
        pass
    raise Http404


def _span(header: str, size: int) -> tuple[int, int] | None:
    """First and last byte asked for; None for the whole file, as for ranges that aren't understood."""
    asked = RANGE.fullmatch(header.strip())
    if asked is None or asked.groups() == ("", ""):
        return None
    first, last = asked.groups()
    if first == "":
        return max(0, size - int(last)), size - 1
    end = min(int(last), size - 1) if last else size - 1
    return None if last and int(last) < int(first) else (int(first), end)


def _part(file: BinaryIO, start: int, length: int) -> Iterator[bytes]:
    with file:
        file.seek(start)
        while length > 0 and (chunk := file.read(min(CHUNK, length))):
            length -= len(chunk)
            yield chunk
