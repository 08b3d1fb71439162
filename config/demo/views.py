"""The three doors and the mailbox. Only the demo's own URL configuration leads here."""

from __future__ import annotations

from io import BytesIO

from django.contrib import messages
from django.contrib.auth import get_user_model, login
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.pages import serve

from .doors import DOORS
from .mailbox import find_letter, letters


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The doors for who stands outside, and the site's own start page for who is in."""
    return catalogue(request) if request.user.is_authenticated else doors(request)


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """The site's own start page, which the doors stand before."""
    return serve(request, "")


@require_safe
def doors(request: HttpRequest) -> HttpResponse:
    return render(request, "leerlijn_demo/doors.html", {"doors": DOORS.values()})


@require_POST
def enter(request: HttpRequest, door: str) -> HttpResponse:
    """Sign in as the person behind this door, and go where that person begins."""
    if door not in DOORS:
        raise Http404
    chosen = DOORS[door]
    account = get_user_model().objects.filter(email=chosen.login.email, is_active=True).first()
    if account is None:
        messages.error(request, _("The demo has not been loaded yet. Run “make demo”, or “manage.py load_demo”."))
        return redirect("leerlijn_demo:doors")
    login(request, account, backend="django.contrib.auth.backends.ModelBackend")
    return redirect(chosen.leads_to())


@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    return render(request, "leerlijn_demo/mailbox.html", {"letters": letters()})


@require_safe
def letter(request: HttpRequest, key: str) -> HttpResponse:
    found = find_letter(key)
    if found is None:
        raise Http404
    return render(request, "leerlijn_demo/letter.html", {"letter": found})


@require_safe
def attachment(request: HttpRequest, key: str, number: int) -> FileResponse:
    found = find_letter(key)
    if found is None or number >= len(found.attachments):
        raise Http404
    chosen = found.attachments[number]
    return FileResponse(BytesIO(chosen.content), as_attachment=True, filename=chosen.name)
