"""Asking a network something: the form that a page of the library shows, and the page behind the mailed link."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from courses.errors import CoursesError
from courses.limiting import too_often
from courses.links.opening import LinkOver, open_link
from courses.links.showing import opened_by_link
from courses.network.applying import PURPOSE, apply, confirm
from courses.network.forms import AskForm, JoinForm
from courses.network.models import Application
from courses.people.models import Organisation

FORMS_IN_TEN_MINUTES = 20


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, network: Organisation, *, page: Any, joins: bool) -> HttpResponse:
    """The form at the address of a page; with `?sent` where to look now. `page` is the library, or what is asked for."""
    back = {"back_title": page.title, "back_url": page.get_url(request) or "", "network": network.name, "joins": joins}
    if request.method != "POST" and "sent" in request.GET:
        return render(request, "leerlijn_courses/network/sent.html", {"form_url": request.path, **back})
    form = (JoinForm if joins else AskForm)(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if too_often(request, "application", limit=FORMS_IN_TEN_MINUTES, seconds=600):
            form.add_error(None, _("Many people ask this just now. Wait a few minutes, then send it again."))
        else:
            kind = Application.Kind.JOIN if joins else Application.Kind.MATERIAL
            about = None if joins else page
            try:
                apply(network, kind=kind, language=get_language() or "", page=about, **form.typed())
            except CoursesError as error:
                form.add_error(None, str(error))
            else:
                return redirect(f"{request.path}?sent")
    heading = pgettext("to take part", "Join") if joins else _("Ask for it")
    return render(request, "leerlijn_courses/network/ask.html", {"form": form, "heading": heading, **back})


@opened_by_link
@require_http_methods(["GET", "HEAD", "POST"])
def application(request: HttpRequest, code: str) -> HttpResponse:
    """GET shows what the button does; POST does it. Afterwards the same link says that it was done."""
    link = open_link(code, purpose=PURPOSE)
    row = Application.objects.select_related("network", "page").filter(pk=link.subject).first()
    if row is None:
        raise LinkOver(_("This link does not work any more: its time is over."), link)
    if request.method == "POST":
        confirm(row)
        return redirect("leerlijn_courses:application", code)
    heading = _("Your question is on its way") if row.confirmed_at else _("Is this right?")
    context = {"application": row, "heading": heading, "rows": rows_of(row)}
    return render(request, "leerlijn_courses/network/confirm.html", context)


def rows_of(row: Application) -> list[tuple[str, Any]]:
    """What was filled in, as questions and answers."""
    asked = [
        (_("Asked for"), row.page.title if row.page is not None else ""),
        (_("Organisation"), row.organisation_name),
        (_("Kind"), row.get_organisation_kind_display() if row.organisation_kind else ""),
        (_("Place"), row.place),
        (_("Name"), row.name),
        (_("E-mail address"), row.email),
        (_("Why"), row.why),
    ]
    return [(question, answer) for question, answer in asked if answer]
