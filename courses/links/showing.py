"""What somebody sees who opens a link: a page that nobody keeps, or why it opens nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from courses.links.opening import LinkRefused, LinkUnknown


def opened_by_link(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """For views that call `open_link`: a link that opens nothing is answered with its sentence (404, or 410 when it did).

    The page is kept by no cache and no search engine.
    """

    @wraps(view)
    @never_cache
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response: HttpResponseBase
        try:
            response = view(request, *args, **kwargs)
        except LinkRefused as refusal:
            status = 404 if isinstance(refusal, LinkUnknown) else 410
            response = render(request, "leerlijn_courses/links/refused.html", {"sentence": str(refusal)}, status=status)
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return shown
