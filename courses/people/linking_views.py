"""Where a coordinator says which person an account is."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from courses.audit.models import Access
from courses.audit.recording import log_access
from courses.errors import CoursesError
from courses.people.linking import decide_link, open_requests

NOBODY = "nobody"


def link(request: HttpRequest, pk: int) -> HttpResponse:
    """One question, with those of one's own persons who fit; whoever has none of them finds no page."""
    found = [(question, persons) for question, persons in open_requests(request.user) if question.pk == pk]
    if not found:
        raise Http404
    [(question, persons)] = found
    chosen = request.POST.get("person", "")
    options = {str(person.pk): person for person in persons} | {NOBODY: None}
    if request.method == "POST" and chosen in options:
        try:
            decide_link(question, options[chosen], by=request.user)
            messages.success(request, _("Thank you. It is settled."))
        except CoursesError as refusal:
            messages.error(request, str(refusal))
        return redirect("wagtailadmin_home")
    log_access(by=request.user, action=Access.Action.SEEN, kind="person", subjects=[person.pk for person in persons])
    return render(
        request,
        "leerlijn_courses/admin/link.html",
        {
            "question": question,
            "persons": persons,
            "missing": request.method == "POST",
            "breadcrumbs_items": [
                {"url": reverse("leerlijn_courses_person_modeladmin_index"), "label": _("Persons")},
                {"url": "", "label": _("Which person is this?")},
            ],
            "header_title": _("Which person is this?"),
            "header_icon": "user",
        },
    )
