"""Buttons on a holder's own certificates."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from certificates.holding import choose_title, show_name
from certificates.queries import own_certificates
from courses.errors import CoursesError
from courses.mine.access import own_enrolments
from courses.people.access import person_of


@require_POST
@login_required
def choose_whether_name_shows(request: HttpRequest, pk: int) -> HttpResponse:
    certificate = get_object_or_404(own_certificates(person_of(request.user)), pk=pk)
    shown = request.POST.get("shown") == "yes"
    show_name(certificate, shown=shown, by=request.user)
    messages.success(
        request,
        _("Who has the address now sees your whole name.") if shown else _("Others see your initials only."),
    )
    return redirect("leerlijn_certificates:mine")


@require_POST
@login_required
def choose_own_title(request: HttpRequest, enrolment: int) -> HttpResponse:
    row = get_object_or_404(own_enrolments(request.user), pk=enrolment)
    try:
        new = choose_title(row, neutral=request.POST.get("neutral") == "yes", by=request.user)
    except CoursesError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Your certificate was made again with this title.") if new else _("Saved."))
    return redirect("leerlijn_certificates:mine")
