"""Where a network's coordinators answer who asks, and see who takes part."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from courses.audit.models import Access
from courses.audit.recording import log_access
from courses.errors import CoursesError
from courses.network.deciding import accept, alike, applications_for, refuse, waiting_for
from courses.network.forms import AdmitForm, AnswerForm
from courses.network.models import Application, NetworkMember
from courses.network.taking_part import admit, let_leave, members_of
from courses.network.views import rows_of
from courses.people.access import is_coordinator, organisations_of, visible_organisations
from courses.people.models import Organisation
from courses.slots.needs import NeedsYou

SHOWN = 10
ON_A_PAGE = 50
MOST_NETWORKS = 20


@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """Who waits, who takes part, and letting one more take part that is known already."""
    if not is_coordinator(request.user):
        raise PermissionDenied
    asked = request.POST.get("network", "")
    shown = []
    for network in _networks(request)[:MOST_NETWORKS]:
        data = request.POST if str(network.pk) == asked else None
        form = AdmitForm(data, offered=_offered(request, network), auto_id=f"id_{network.pk}_%s")
        if data is not None and form.is_valid():
            admit(form.cleaned_data["organisation"], network, by=request.user)
            messages.success(request, _("%(name)s takes part.") % {"name": form.cleaned_data["organisation"]})
            return redirect("leerlijn_network:index")
        key = f"members-{network.pk}"
        members = Paginator(members_of(network).select_related("organisation"), ON_A_PAGE)
        page = members.get_page(request.GET.get(key))
        shown.append({"organisation": network, "members": page, "form": form, "key": key})
    waiting = Paginator(waiting_for(request.user), ON_A_PAGE).get_page(request.GET.get("waiting"))
    answered = applications_for(request.user).exclude(decided_at=None).order_by("-decided_at", "-pk")[:SHOWN]
    context = {"networks": shown, "waiting": waiting, "answered": answered, **_header(_("Taking part"))}
    return render(request, "leerlijn_courses/network/index.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def application(request: HttpRequest, pk: int) -> HttpResponse:
    """One question, with organisations that may be the same one."""
    row = get_object_or_404(applications_for(request.user), pk=pk)
    known = alike(row) if row.kind == Application.Kind.JOIN and row.decided_at is None else []
    form = AnswerForm(request.POST if request.method == "POST" else None, alike=known)
    if request.method == "POST" and row.decided_at is None:
        if request.POST.get("decide") == "no" and "organisation" in form.fields:
            form.fields["organisation"].required = False
        if form.is_valid() and _decided(request, row, form):
            return redirect("leerlijn_network:index")
    log_access(by=request.user, action=Access.Action.SEEN, kind="application", subjects=[row.pk])
    title = _("An organisation wants to join") if row.kind == Application.Kind.JOIN else _("Somebody asks for material")
    header = _header(title, within=(_("Taking part"), reverse("leerlijn_network:index")))
    context = {"application": row, "form": form, "rows": rows_of(row), **header}
    return render(request, "leerlijn_courses/network/application.html", context)


def _decided(request: HttpRequest, row: Application, form: AnswerForm) -> bool:
    said = form.cleaned_data["answer"]
    try:
        if request.POST.get("decide") == "yes":
            accept(row, organisation=form.chosen, answer=said, by=request.user)
        elif request.POST.get("decide") == "no":
            refuse(row, answer=said, by=request.user)
        else:
            return False
    except CoursesError as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("It is settled, and a mail is on its way."))
    return True


@require_POST
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    mine = NetworkMember.objects.filter(network__in=organisations_of(request.user).values("pk"))
    member = get_object_or_404(mine.select_related("organisation"), pk=pk)
    let_leave(member, by=request.user)
    messages.success(request, _("%(name)s takes part no longer.") % {"name": member.organisation})
    return redirect("leerlijn_network:index")


def applications_to_answer(request: HttpRequest, subject: Any) -> list[NeedsYou]:
    """For "what needs you"."""
    return [
        NeedsYou(
            _("%(organisation)s wants to join %(network)s.")
            % {"organisation": row.organisation_name, "network": row.network}
            if row.kind == Application.Kind.JOIN
            else _("%(organisation)s asks for “%(title)s”.")
            % {"organisation": row.organisation_name, "title": row.page.title if row.page else "…"},
            reverse("leerlijn_network:application", args=[row.pk]),
        )
        for row in waiting_for(request.user)[:SHOWN]
    ]


def _networks(request: HttpRequest) -> Any:
    """Own organisations; of a site admin, whose are all, those in which somebody takes part or asked to."""
    mine = organisations_of(request.user)
    if request.user.is_superuser:
        used = Q(network_members__isnull=False) | Q(applications__isnull=False)
        mine = mine.filter(used).distinct()
    return mine.order_by("name", "pk")


def _offered(request: HttpRequest, network: Organisation) -> Any:
    there = members_of(network).values("organisation")
    return visible_organisations(request.user).exclude(pk__in=there).exclude(pk=network.pk).order_by("name", "pk")


def _header(here: str, *, within: tuple[str, str] | None = None) -> dict[str, Any]:
    return {
        "breadcrumbs_items": [
            {"url": reverse("leerlijn_courses_organisation_modeladmin_index"), "label": _("Organisations")},
            *([{"url": within[1], "label": within[0]}] if within else []),
            {"url": "", "label": here},
        ],
        "header_title": here,
        "header_icon": "home",
    }
