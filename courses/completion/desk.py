"""On a group's page in the admin: how far everybody is, confirming what a person has to see, deciding by hand."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from courses.completion.completing import complete_by_hand, take_back
from courses.completion.overview import progress_overview
from courses.completion.wording import missing_in_words, rule_in_words
from courses.editions.access import manages, visible_editions
from courses.editions.models import Edition, Enrolment
from courses.errors import CoursesError
from courses.learning.progressing import CONFIRMED, confirm_units


class DecideForm(forms.Form):
    """A decision of a coordinator; the reason stays with the fact."""

    reason = forms.CharField(max_length=300, error_messages={"required": gettext_lazy("Say why.")})
    on = forms.DateField(required=False)


def progress_panel(request: HttpRequest, edition: Edition) -> str:
    """A small line per participant; nothing for a group that runs on no curriculum."""
    if edition.version is None:
        return ""
    rows = progress_overview(edition)
    units = [unit for unit in edition.version.units.all() if unit.kind in CONFIRMED]
    context = {
        "edition": edition,
        "rule": rule_in_words(edition.version.completion_rule),
        "rows": [(row, missing_in_words(row.missing)) for row in rows],
        "confirmable": [(unit, [row for row in rows if not row.trail.done_on(unit)]) for unit in units],
        "completed": sum(row.completed_on is not None for row in rows),
        "may_manage": manages(request.user, edition),
    }
    return render_to_string("leerlijn_courses/admin/progress_panel.html", context, request=request)


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm a part for those ticked: the trainer or coordinator has seen it."""
    group = get_object_or_404(visible_editions(request.user).select_related("version"), pk=pk)
    ticked = set(request.POST.getlist("enrolment"))
    rows = [row for row in group.enrolments.select_related("edition__version") if str(row.pk) in ticked]
    try:
        fresh = confirm_units(rows, request.POST.get("unit", "")[:100], by=request.user)
    except CoursesError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Confirmed for %(count)d people.") % {"count": len(fresh)})
    return redirect("leerlijn_editions:edition", group.pk)


@require_POST
def decide(request: HttpRequest, pk: int, enrolment: int, act: str) -> HttpResponse:
    """Complete by hand, or take a completion back, with a reason."""
    group = get_object_or_404(visible_editions(request.user), pk=pk)
    if not manages(request.user, group):
        raise Http404
    row = get_object_or_404(Enrolment, pk=enrolment, edition=group)
    form = DecideForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
    else:
        try:
            _carry_out(act, row, form.cleaned_data, by=request.user)
            messages.success(request, _("It is recorded, with your reason."))
        except CoursesError as refusal:
            messages.error(request, str(refusal))
    return redirect("leerlijn_editions:edition", group.pk)


def _carry_out(act: str, row: Enrolment, data: dict[str, Any], *, by: Any) -> None:
    if act == "complete":
        complete_by_hand([row], by=by, reason=data["reason"], on=data["on"])
    else:
        take_back([row], by=by, reason=data["reason"])
