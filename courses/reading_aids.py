"""Text size and spacing as a reader wants them: remembered in a cookie, shown as classes on `<html>`."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

COOKIE = "leerlijn_reading"
YEAR = 60 * 60 * 24 * 365
TEXT = ("normal", "large", "largest")
SPACING = ("normal", "wide")


def chosen(request: HttpRequest | None) -> dict[str, str]:
    """What this reader chose: `{"text": …, "spacing": …}`; anything odd in the cookie counts as not chosen."""
    text, _, spacing = (request.COOKIES.get(COOKIE, "") if request else "").partition(".")
    return {
        "text": text if text in TEXT else TEXT[0],
        "spacing": spacing if spacing in SPACING else SPACING[0],
    }


def classes(request: HttpRequest | None) -> str:
    """The classes for `<html>`, none for who chose nothing."""
    return " ".join(f"ll-{aid}-{value}" for aid, value in chosen(request).items() if value != "normal")


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Remember one choice and go back to the page it was made on."""
    wanted = chosen(request)
    for aid, values in (("text", TEXT), ("spacing", SPACING)):
        if request.POST.get(aid) in values:
            wanted[aid] = request.POST[aid]
    response = HttpResponseRedirect(_way_back(request))
    response.set_cookie(
        COOKIE,
        f"{wanted['text']}.{wanted['spacing']}",
        max_age=YEAR,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure() or settings.SESSION_COOKIE_SECURE,
    )
    return response


def _way_back(request: HttpRequest) -> str:
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return back if safe else "/"
