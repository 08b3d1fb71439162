"""One address per page, whatever language its reader has chosen for the screens around it."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult
from wagtail.views import serve as wagtail_serve


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Wagtail looks below the start page in the reader's language only; a page in another one is shown as it is.

    `?language=` asks for the page in one that the screens may not speak.
    """
    if Page.route_for_request(request, path) is None or request.GET.get("language"):
        found = next(_found(request, path), None)
        if found is not None:
            request._wagtail_route_for_request = found  # type: ignore[attr-defined]
    return wagtail_serve(request, path)


def _found(request: HttpRequest, path: str) -> Iterator[RouteResult]:
    """Where an address leads in each language: the one asked for first, then the reader's, then the others."""
    site = Site.find_for_request(request)
    if site is None:
        return
    key = site.root_page.translation_key
    roots = Page.objects.filter(translation_key=key, live=True).select_related("locale").order_by("pk")
    first = [request.GET.get("language", ""), translation.get_language()]
    for root in sorted(roots, key=lambda one: _place(one.locale.language_code, first)):
        try:
            yield root.specific.route(request, [part for part in path.split("/") if part])
        except Http404:
            continue


def _place(language: str, first: list[str]) -> int:
    return first.index(language) if language in first else len(first)
