"""One address per page, whatever language its reader has chosen for the screens around it."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from wagtail.models import Page
from wagtail.views import serve as wagtail_serve


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Wagtail looks below the start page in the reader's language only; a page in another one is shown as it is."""
    own = translation.get_language()
    languages = [own, *(code for code, _ in settings.WAGTAIL_CONTENT_LANGUAGES if code != own)]
    for language in languages:
        with translation.override(language):
            if Page.route_for_request(request, path) is not None:
                break
        # A request remembers that it led nowhere.
        vars(request).pop("_wagtail_route_for_request", None)
    return wagtail_serve(request, path)
