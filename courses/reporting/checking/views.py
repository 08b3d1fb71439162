"""What should be looked at before reporting, in Wagtail's admin: over all projects, and of one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from courses.errors import CoursesError
from courses.grants.access import led_grants, visible_grants
from courses.grants.models import Grant
from courses.people.access import is_coordinator
from courses.reporting.checking.accepting import accept as accept_doubt
from courses.reporting.checking.accepting import reopen
from courses.reporting.checking.finding import Doubts, distinct
from courses.reporting.checking.forms import AcceptForm, WhichForm
from courses.reporting.checking.ground import ground_of
from courses.reporting.checking.models import AcceptedDoubt
from courses.reporting.checking.registry import Check, Doubt, checks
from courses.reporting.heading import heading

PER_PAGE = 30
ACCEPTED_SHOWN = 50


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """All projects of this account, each with what was found by kind."""
    if not is_coordinator(request.user):
        raise Http404
    ground = ground_of(request.user)
    doubts = Doubts(ground)
    found = doubts.by_grant
    projects = [
        (grant, found[pk], doubts.by_check(pk))
        for pk, grant in sorted(ground.grants.items(), key=lambda item: (-found[item[0]], item[1].title))
    ]
    context = {
        "total": distinct(doubts.all),
        "projects": [one for one in projects if one[1]],
        "clean": [one[0] for one in projects if not one[1]],
        "breadcrumbs_items": [
            {"url": reverse("leerlijn_courses_grant_modeladmin_index"), "label": _("Projects")},
            {"url": "", "label": _("To check")},
        ],
        "header_title": _("To check"),
        "header_icon": "warning",
    }
    return render(request, "leerlijn_courses/checking/overview.html", context)


@require_safe
def project(request: HttpRequest, pk: int) -> HttpResponse:
    """What should be looked at in one project, by kind, with what was accepted below it."""
    return _project(request, _grant(request, pk))


def _project(request: HttpRequest, grant: Grant, refused: AcceptForm | None = None) -> HttpResponse:
    doubts = Doubts(ground_of(request.user, grant=grant))
    kind = WhichForm(request.GET).chosen()
    found = doubts.of(grant.pk, kind)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "leads": grant.pk in doubts.ground.led,
        "kind": kind,
        "counts": doubts.by_check(grant.pk),
        "total": len(doubts.of(grant.pk)),
        "groups": _grouped(page.object_list),
        "page": page,
        "form": refused or AcceptForm(),
        "accepted": _accepted(request.user, grant)[:ACCEPTED_SHOWN],
        **heading(grant, _("To check")),
    }
    return render(request, "leerlijn_courses/checking/project.html", context)


@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """It is right as it is: the doubt must be there, now, for this account."""
    grant = _grant(request, pk)
    form = AcceptForm(request.POST)
    if not form.is_valid():
        return _project(request, grant, form)
    doubt = _found(request, grant, form.cleaned_data)
    if doubt is None:
        messages.info(request, _("That changed meanwhile, so look at it once more."))
    else:
        try:
            accept_doubt(doubt, reason=form.cleaned_data["reason"], by=request.user)
            messages.success(request, _("Noted: it is right as it is. It comes back when something about it changes."))
        except CoursesError as refusal:
            messages.error(request, str(refusal))
    return _back(grant, form.cleaned_data["kind"] if "kind" in request.GET else "")


@require_POST
def take_back(request: HttpRequest, pk: int, accepted: int) -> HttpResponse:
    grant = _grant(request, pk)
    row = get_object_or_404(_accepted(request.user, grant), pk=accepted)
    reopen(row, by=request.user)
    messages.success(request, _("It is on the list again."))
    return _back(grant, "")


def _grant(request: HttpRequest, pk: int) -> Grant:
    return get_object_or_404(visible_grants(request.user).select_related("funder", "lead"), pk=pk)


def _found(request: HttpRequest, grant: Grant, data: dict[str, Any]) -> Doubt | None:
    asked = (grant.pk, data["kind"], data["subject"], data["facts"])
    able = {check.kind for check in checks() if check.can_be_accepted}
    doubts = Doubts(ground_of(request.user, grant=grant)).all
    return next((one for one in doubts if one.kind in able and (*one.key, one.facts) == asked), None)


def _accepted(account: Any, grant: Grant) -> Any:
    """Of the whole project for its lead; else what the account's own people accepted."""
    rows = AcceptedDoubt.objects.filter(grant=grant).select_related("accepted_by", "grant")
    if led_grants(account).filter(pk=grant.pk).exists():
        return rows
    return rows.filter(accepted_by=account)


def _grouped(found: Any) -> list[tuple[Check, list[Doubt]]]:
    by_kind: dict[str, list[Doubt]] = {}
    for doubt in found:
        by_kind.setdefault(doubt.kind, []).append(doubt)
    return [(check, by_kind[check.kind]) for check in checks() if check.kind in by_kind]


def _back(grant: Grant, kind: str) -> HttpResponse:
    address = reverse("leerlijn_checking:project", args=[grant.pk])
    return redirect(f"{address}?kind={kind}" if kind else address)
