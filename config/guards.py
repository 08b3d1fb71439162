"""What stands before every page: no NUL bytes in addresses, what it may load, and that no cache keeps what is personal."""

from __future__ import annotations

from collections.abc import Callable

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _


class NulByteMiddleware:
    """Answer 400 to an address with a NUL byte: no honest link has one, and PostgreSQL refuses it in any text.

    Form fields refuse NUL themselves, with an error beside the field.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            return HttpResponseBadRequest(_("This address holds a character that cannot be used."))
        return self.get_response(request)


class ContentPolicyMiddleware(CSPMiddleware):
    """The strict policy of the public site; below the admin's path the one that Wagtail's own screens need."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and request.path_info.startswith(settings.ADMIN_PATH):
            parts.replace = {**settings.ADMIN_CONTENT_SECURITY_POLICY, **(parts.replace or {})}
        # What a reader asked to see from elsewhere, on this one page.
        frames = getattr(response, "leerlijn_frames", ())
        if not report_only and frames:
            parts.update = {**(parts.update or {}), "frame-src": list(frames)}
        return parts


class PersonalPagesMiddleware:
    """Pages of who is logged in, and those about accounts, are kept by no cache: not even by a shared computer's browser."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        route = request.resolver_match.url_name if request.resolver_match else None
        if request.user.is_authenticated or (route or "").startswith("account_"):
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response
