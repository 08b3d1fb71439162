"""What a coordinator does about places on the group's page: give, offer, accept for somebody, end, pass on."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from courses.editions.closed import WhyForm, reported_over
from courses.editions.enrolling import place, withdraw
from courses.editions.forms import SubstituteForm, coordinating_organisation
from courses.editions.models import Enrolment
from courses.editions.places.answering import accept_offer
from courses.editions.places.offering import offer_to
from courses.editions.places.substituting import substitute
from courses.editions.views import _header, _managed
from courses.errors import CoursesError
from courses.people.registering import create_person

ACTS = {
    "place": (lambda row, by: place([row], by=by), gettext_lazy("The place is given.")),
    "offer": (lambda row, by: offer_to(row, by=by), gettext_lazy("The place is offered, and held until the answer.")),
    "accept": (lambda row, by: accept_offer(row, by=by), gettext_lazy("The place is taken.")),
    "withdraw": (
        lambda row, by: withdraw([row], by=by),
        gettext_lazy("The enrolment is ended. What was marked and learned stays."),
    ),
}


@require_POST
def change_enrolment(request: HttpRequest, pk: int, enrolment: int, act: str) -> HttpResponse:
    """Place somebody who waits, offer them a place, accept one for them, or end an enrolment."""
    group = _managed(request, pk)
    row = get_object_or_404(Enrolment, pk=enrolment, edition=group)
    do, sentence = ACTS[act]
    try:
        do(row, request.user)
        messages.success(request, sentence)
    except CoursesError as refusal:
        messages.error(request, str(refusal))
    return redirect("leerlijn_editions:edition", group.pk)


def pass_on(request: HttpRequest, pk: int, enrolment: int) -> HttpResponse:
    """Let somebody known or new have the seat of who can't come, also on the morning itself."""
    group = _managed(request, pk)
    row = get_object_or_404(Enrolment.objects.select_related("person"), pk=enrolment, edition=group)
    found = request.GET.get("q", "").strip()
    form = SubstituteForm(request.POST or None, account=request.user, found=found)
    why = WhyForm(request.POST or None, reported=reported_over(*group.sessions.filter(self_paced=False)))
    if request.method == "POST" and why.may_go_on() and form.is_valid():
        keeper = coordinating_organisation(request.user, group)
        try:
            _pass_on(row, form.cleaned_data, keeper=keeper, by=request.user, reason=why.said)
        except CoursesError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The place went to the substitute. Lists and certificate follow."))
            return redirect("leerlijn_editions:edition", group.pk)
    here = _header(group, _("Send a substitute"))
    context = {"edition": group, "form": form, "found": found, "seat": row, "why": why, **here}
    return render(request, "leerlijn_courses/admin/substitute.html", context)


def _pass_on(row: Enrolment, data: dict[str, Any], *, keeper: Any, by: Any, reason: str) -> None:
    with transaction.atomic():
        new = {name: data[name] for name in ("name", "email", "phone")}
        person = data["person"] or create_person(**new, keeper=keeper, by=by)
        substitute(row, person, by=by, reason=reason)
