"""On a programme's pages in the admin: who writes it, who reviews it, and how they are shown."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.models import Page

from cms.models import OrganisationLogo, ProgrammePartner, WorkGroup
from cms.publishing import programme_of
from cms.together.forms import LogoForm, PartnerForm
from cms.together.sharing import GROUP_OF, REVIEWS, WRITES, may_share, partners_of, share, unshare
from courses.audit.history import record_changes
from courses.errors import CoursesError
from courses.people.access import visible_organisations
from courses.people.models import Assignment, Organisation

NAMED = 5


@require_http_methods(["GET", "HEAD", "POST"])
def partners(request: HttpRequest, page: int) -> HttpResponse:
    """Who makes a programme; POST lets one more organisation work on it, or ends it for one."""
    offer = _shared(request, page)
    here = redirect("leerlijn_programmes:partners", offer.pk)
    form = PartnerForm(request.POST if request.method == "POST" else None, offered=_offered(request, offer))
    if request.method == "POST" and request.POST.get("end"):
        row = next((one for one in partners_of(offer) if str(one.pk) == request.POST["end"]), None)
        if row is not None:
            unshare(row, by=request.user)
            messages.success(request, _("%(name)s does this no longer.") % {"name": row.organisation})
        return here if may_share(offer, request.user) else redirect("wagtailadmin_home")
    if form.is_valid():
        try:
            row = share(offer, form.cleaned_data["organisation"], form.cleaned_data["role"], by=request.user)
            sentence = _("%(name)s writes this.") if row.role == WRITES else _("%(name)s reviews and publishes this.")
            messages.success(request, sentence % {"name": row.organisation})
            return here if may_share(offer, request.user) else redirect("wagtailadmin_home")
        except CoursesError as refusal:
            form.add_error(None, str(refusal))
    rows = partners_of(offer)
    reviewer = next((row for row in rows if row.role == REVIEWS), None)
    alone = reviewer is not None and {row.organisation_id for row in rows if row.role == WRITES} == {
        reviewer.organisation_id
    }
    context = {
        "offer": offer,
        "partners": [(row, _people(row)) for row in rows],
        "reviewer": reviewer,
        "alone": alone,
        "form": form,
        **_header(offer, _("Who writes, who reviews")),
    }
    return render(request, "leerlijn_cms/admin/partners.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def logo(request: HttpRequest, page: int, organisation: int) -> HttpResponse:
    """The logo of an organisation that makes this programme; it is the same on all it makes."""
    offer = _shared(request, page)
    row = next((one for one in partners_of(offer) if one.organisation_id == organisation), None)
    if row is None:
        raise Http404
    known = OrganisationLogo.objects.filter(organisation=row.organisation).first()
    form = LogoForm(
        request.POST if request.method == "POST" else None,
        instance=known or OrganisationLogo(organisation=row.organisation),
    )
    if form.is_valid():
        if form.cleaned_data["image"]:
            form.save()
        elif known is not None:
            known.delete()
        record_changes([row.organisation], action="leerlijn.set_logo", by=request.user)
        messages.success(request, _("The logo of %(name)s is changed.") % {"name": row.organisation})
        return redirect("leerlijn_programmes:partners", offer.pk)
    title = _("Logo of %(name)s") % {"name": row.organisation}
    context = {"offer": offer, "organisation": row.organisation, "form": form, **_header(offer, title, below=True)}
    return render(request, "leerlijn_cms/admin/logo.html", context)


def _shared(request: HttpRequest, pk: int) -> Any:
    offer = programme_of(get_object_or_404(Page, pk=pk))
    if offer is None or not may_share(offer, request.user):
        raise Http404
    return offer


def _offered(request: HttpRequest, offer: Any) -> Any:
    """The organisations this account can see, those that write or review on this site, and those that do so here."""
    there = [row.organisation_id for row in partners_of(offer)]
    writing = Assignment.objects.filter(role__in=GROUP_OF).values("organisation")
    known = visible_organisations(request.user).values("pk")
    return Organisation.objects.filter(Q(pk__in=known) | Q(pk__in=writing) | Q(pk__in=there))


def _people(row: ProgrammePartner) -> list[str]:
    """Who works on it for this organisation, by name."""
    role = next(role for role, kind in GROUP_OF.items() if kind == _kind(row))
    rows = Assignment.objects.filter(organisation=row.organisation, role=role, account__is_active=True)
    return [one.account.get_full_name() or one.account.get_username() for one in rows.select_related("account")[:NAMED]]


def _kind(row: ProgrammePartner) -> str:
    return WorkGroup.Kind.AUTHORS if row.role == WRITES else WorkGroup.Kind.EDITORS


def _header(offer: Any, here: str, *, below: bool = False) -> dict[str, Any]:
    steps = [{"url": reverse("wagtailadmin_explore", args=[offer.pk]), "label": offer.get_admin_display_title()}]
    if below:
        steps.append(
            {"url": reverse("leerlijn_programmes:partners", args=[offer.pk]), "label": _("Who writes, who reviews")}
        )
    return {
        "breadcrumbs_items": [*steps, {"url": "", "label": here}],
        "header_title": f"{here} · {offer.get_admin_display_title()}",
        "header_icon": "group",
    }
