"""Erasing a person in the admin: first what goes, what stays and why; then the button."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from courses.audit.models import Access
from courses.audit.recording import log_access
from courses.errors import CoursesError
from courses.grants.access import visible_grants
from courses.people.access import is_coordinator
from courses.people.erasing.access import may_erase
from courses.people.erasing.erasing import Plan, erase_person, plan_of
from courses.people.erasing.registry import Line, Outcome
from courses.people.models import Person


def erase(request: HttpRequest, pk: int) -> HttpResponse:
    """GET shows what erasing would do, POST does it. Who is erased already has no page here."""
    person = get_object_or_404(Person, pk=pk, erased_at=None)
    if not is_coordinator(request.user) or not may_erase(request.user, person):
        raise Http404
    try:
        if request.method == "POST":
            return _erased(request, erase_person(person, by=request.user))
        plan = plan_of(person)
    except CoursesError as refusal:
        messages.error(request, str(refusal))
        return redirect("leerlijn_courses_person_modeladmin_index")
    log_access(by=request.user, action=Access.Action.SEEN, kind="person", subjects=[person.pk], detail="erasing")
    return render(request, "leerlijn_courses/admin/erase_person.html", _shown(request, person, plan))


def erase_panel(request: HttpRequest, person: Person) -> SafeString | str:
    """On a person's page: the way to the preview."""
    if person.erased_at or not may_erase(request.user, person):
        return ""
    return render_to_string("leerlijn_courses/admin/erase_panel.html", {"person": person}, request=request)


def _erased(request: HttpRequest, plan: Plan) -> HttpResponse:
    said = _("The person is erased.")
    if plan.terms:
        said = _("The person is erased. Name, attendance, completions and evidence are locked: no list shows them.")
    messages.success(request, said)
    return redirect("leerlijn_courses_person_modeladmin_index")


def _shown(request: HttpRequest, person: Person, plan: Plan) -> dict[str, Any]:
    """Numbers and projects for site admins; others learn nothing here of what a person does elsewhere."""
    everything = bool(getattr(request.user, "is_superuser", False))
    mine = set(visible_grants(request.user).values_list("pk", flat=True))
    terms = [term for term in plan.terms if everything or term.source in mine]
    index = reverse("leerlijn_courses_person_modeladmin_index")
    own = reverse("leerlijn_courses_person_modeladmin_inspect", args=[person.pk])
    return {
        "person": person,
        "goes": _lines(plan.of(Outcome.GOES), everything),
        "locked": _lines(plan.of(Outcome.LOCKED), everything) if terms or everything else [],
        "stays": _lines(plan.of(Outcome.STAYS), everything) if everything else [],
        "terms": terms,
        "everything": everything,
        "own": own,
        "breadcrumbs_items": [
            {"url": index, "label": _("Persons")},
            {"url": own, "label": person.name},
            {"url": "", "label": _("Erase")},
        ],
        "header_title": _("Erase a person"),
        "header_icon": "bin",
    }


def _lines(lines: list[Line], everything: bool) -> list[tuple[int | None, str, str]]:
    if everything:
        return [(line.number, line.what, line.why) for line in lines]
    # A reason may name a project of others.
    return list(dict.fromkeys((None, line.what, "") for line in lines))
