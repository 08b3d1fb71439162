"""The public page that says whether a number on a report is one of ours, and what became of that report."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.forms import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, override
from django.views.decorators.http import require_safe

from courses.limiting import too_often
from courses.reporting.freezing.forms import HashForm, read_hash
from courses.reporting.freezing.models import FrozenReport

LANGUAGES = {"nl": "Nederlands", "en": "English"}
TEMPLATE = "leerlijn_courses/freezing/check.html"


def for_strangers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """In the language they ask for, found by no search engine, kept in no cache; asked too often it answers nothing."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        asked = request.GET.get("language", "")
        with override(asked if asked in LANGUAGES else get_language()):
            response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Referrer-Policy"] = "no-referrer"
        response["Cache-Control"] = "no-store"
        return response

    return shown


@require_safe
@for_strangers
def check_form(request: HttpRequest) -> HttpResponse:
    """Type or paste the number that stands on a report."""
    form = HashForm(request.GET if "hash" in request.GET else None)
    if form.is_bound and form.is_valid():
        asked = _context(request)["asked_language"]
        response = redirect("leerlijn_courses:check_report", form.cleaned_data["hash"])
        if asked:
            response["Location"] += f"?language={asked}"
        return response
    return render(request, TEMPLATE, {"form": form, **_context(request)}, status=422 if form.errors else 200)


@require_safe
@for_strangers
def check(request: HttpRequest, hash: str) -> HttpResponse:
    """What is known of a number. A wrong one and an unknown one get the same answer."""
    if too_often(request, "report", limit=60, seconds=60):
        return render(request, TEMPLATE, {"too_often": True, **_context(request)}, status=429)
    try:
        typed = read_hash(hash)
    except ValidationError:
        typed = ""
    reports = FrozenReport.objects.select_related("grant", "grant__funder", "grant__lead")
    found = reports.filter(hash=typed).first() if typed else None
    context = {
        "asked": True,
        "report": found,
        "state": _state_in_public(found),
        "newest": _standing(found),
        **_context(request),
    }
    return render(request, TEMPLATE, context, status=200 if found else 404)


def _state_in_public(found: FrozenReport | None) -> str:
    """That a funder returned it is between the two of them, and who closed it is the house's own affair."""
    if found is None:
        return ""
    closed = found.state in (FrozenReport.State.RETURNED, FrozenReport.State.FROZEN)
    return str((FrozenReport.State.CLOSED if closed else FrozenReport.State(found.state)).label)


def _standing(found: FrozenReport | None) -> FrozenReport | None:
    """The version that took the place of a replaced one, if one stands; a draft is nobody's business yet."""
    if found is None or found.state != FrozenReport.State.REPLACED:
        return None
    later = FrozenReport.objects.filter(
        grant=found.grant_id,
        first_day=found.first_day,
        last_day=found.last_day,
        audience=found.audience,
        version__gt=found.version,
        state__in=FrozenReport.STANDING,
    )
    return later.order_by("-version").first()


def _context(request: HttpRequest) -> dict[str, Any]:
    current = (get_language() or "nl").partition("-")[0]
    asked = request.GET.get("language", "")
    return {
        "other_languages": [(code, name) for code, name in LANGUAGES.items() if code != current],
        "asked_language": asked if asked in LANGUAGES else "",
    }
