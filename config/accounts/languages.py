"""The language somebody reads in: the address decides, then the account, then the cookie, then the browser."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.http import require_POST


class ScreenLanguageMiddleware(LocaleMiddleware):
    """As Django's, in the languages that screens speak: a site may have content in others."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        if translation.get_language() not in dict(settings.SCREEN_LANGUAGES):
            translation.activate(spoken_language(request))
            request.LANGUAGE_CODE = translation.get_language()


def spoken_language(request: HttpRequest) -> str:
    """The first language a browser asks for that screens speak, else the site's own."""
    spoken = dict(settings.SCREEN_LANGUAGES)
    asked = (code.partition("-")[0] for code, _wish in parse_accept_lang_header(_asked(request)))
    return next((code for code in asked if code in spoken), settings.LANGUAGE_CODE)


def _asked(request: HttpRequest) -> str:
    return request.headers.get("Accept-Language", "").lower()


class AccountLanguageMiddleware:
    """Who is logged in reads in the language of the account, unless the address itself is in a language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not translation.get_language_from_path(request.path_info) and request.user.is_authenticated:
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = translation.get_language()
        return self.get_response(request)


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Remember a language, on the account of who has one and in a cookie; go back to the page in that language."""
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    response = HttpResponseRedirect(back if safe else "/")
    language = request.POST.get("language", "")
    if language not in dict(settings.SCREEN_LANGUAGES):
        return response
    if request.user.is_authenticated and request.user.language != language:
        request.user.language = language
        request.user.save(update_fields=["language"])
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=60 * 60 * 24 * 365,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure() or settings.SESSION_COOKIE_SECURE,
    )
    return response
