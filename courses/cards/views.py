"""Coming in by a card: a page with one button; looking at it changes nothing."""

from __future__ import annotations

import unicodedata
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import load_backend, login
from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from courses.cards.errors import CardRefused
from courses.cards.holders import account_of
from courses.cards.making import note_use, open_card
from courses.cards.models import Card
from courses.codes import read_signs
from courses.languages import screen_languages
from courses.limiting import too_often
from courses.links.opening import LinkOver, LinkRefused
from courses.links.showing import opened_by_link

# An hour on somebody else's phone; on one's own as long as any login.
BORROWED = 60 * 60
WRONG_A_MINUTE = 30


@require_http_methods(["GET", "HEAD", "POST"])
@opened_by_link
def card(request: HttpRequest, code: str) -> HttpResponse:
    """Whose card it is, in initials, and “Continue”; the button signs in and remembers for an hour, or longer if asked."""
    try:
        found = open_card(code)
    except LinkOver:
        return _refused(request, _("This card does not work any more. Ask the organiser for a new one."), 410)
    except LinkRefused:
        if too_often(request, "card", limit=WRONG_A_MINUTE, seconds=60):
            return _refused(request, _("Too many wrong codes. Wait a minute and scan the card once more."), 429)
        raise
    except CardRefused as refusal:
        return _refused(request, str(refusal), 403)
    with translation.override(_language(request, found)):
        if request.method == "POST":
            return _come_in(request, found)
        context = {
            "initials": initials(found.person.name),
            "somebody_else": request.user.is_authenticated and request.user.pk != found.person.account_id,
        }
        return render(request, "leerlijn_courses/cards/card.html", context)


@require_safe
@never_cache
def type_code(request: HttpRequest) -> HttpResponse:
    """For a camera that doesn't read codes: typing what stands below it."""
    typed = request.GET.get("code", "")
    if code := read_signs(typed):
        return redirect("leerlijn_courses:card", code)
    return render(request, "leerlijn_courses/cards/type_code.html", {"wrong": bool(typed.strip())})


def initials(name: str) -> str:
    """The first sign of each part, with its marks, so that a holder knows their card and a finder no name."""
    parts = []
    for word in name.replace("-", " ").split()[:5]:
        end = next((n for n in range(1, len(word)) if unicodedata.category(word[n])[0] != "M"), len(word))
        parts.append(f"{word[:end]}.")
    return " ".join(parts)


def _come_in(request: HttpRequest, found: Card) -> HttpResponse:
    try:
        account = account_of(found.person)
    except CardRefused as refusal:
        return _refused(request, str(refusal), 403)
    login(request, account, backend=_backend())
    request.session.set_expiry(None if request.POST.get("own_phone") else BORROWED)
    note_use(found)
    if not request.POST.get("own_phone"):
        messages.info(request, _("After an hour you are logged out on this phone."))
    return redirect("leerlijn_courses:my_line")


def _refused(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    return render(request, "leerlijn_courses/cards/refused.html", {"sentence": sentence}, status=status)


def _backend() -> str:
    """The host's backend that knows accounts by number; which one it is matters for who may log in at all."""
    backends: list[str] = list(settings.AUTHENTICATION_BACKENDS)
    return next((path for path in backends if isinstance(load_backend(path), ModelBackend)), backends[-1])


def _language(request: HttpRequest, found: Card) -> Any:
    """The holder's own where the site has it; else what the card names the button in, where it is in one language."""
    spoken = found.person.language
    if spoken in dict(screen_languages()):
        return spoken
    return settings.LANGUAGE_CODE if spoken else translation.get_language()
