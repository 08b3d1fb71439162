"""Where a name is looked at before it is printed: by its holder, or by a trainer or coordinator with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from certificates.admin_views import header
from certificates.errors import NameWaits
from certificates.models import NameCheck
from certificates.names import check_names, checked_names, picture_of_name, waits
from courses.audit.models import Access
from courses.audit.recording import log_access
from courses.editions.access import visible_editions
from courses.editions.addresses import opened_enrolment
from courses.editions.models import Edition, Enrolment
from courses.links.showing import opened_by_link
from courses.people.access import person_of
from courses.people.models import Person


@dataclass(frozen=True)
class OwnName:
    """The question on a holder's page: the picture, and where the button and a correction lead."""

    person: Person
    picture: str
    confirm: str
    change: str
    checked: bool


def own_name(person: Person) -> OwnName | None:
    """For who has an account; None while the name waits for a spelling, which is asked first."""
    if waits(person):
        return None
    return OwnName(
        person,
        reverse("leerlijn_certificates:name_picture"),
        reverse("leerlijn_certificates:confirm_name"),
        reverse("leerlijn_courses:my_details"),
        bool(checked_names([person])),
    )


def name_section(request: HttpRequest, enrolment: Enrolment) -> str:
    """On the page of who has no account, until it is answered."""
    person = enrolment.person
    asked = enrolment.takes_part and enrolment.state == Enrolment.State.PLACED
    if not asked or waits(person) or checked_names([person]):
        return ""
    code = request.resolver_match.kwargs["code"]  # type: ignore[union-attr]
    name = OwnName(
        person,
        reverse("leerlijn_certificates:name_picture_by_link", args=[code]),
        reverse("leerlijn_certificates:confirm_name_by_link", args=[code]),
        "",
        checked=False,
    )
    return render_to_string("leerlijn_certificates/is_this_your_name.html", {"name": name}, request)


@require_safe
@login_required
@never_cache
def own_name_picture(request: HttpRequest) -> HttpResponse:
    return _picture(_own_person(request))


@require_POST
@login_required
def confirm_own_name(request: HttpRequest) -> HttpResponse:
    check_names([_own_person(request)], by=request.user, by_holder=True)
    messages.success(request, _("Thank you. This is how your name is printed."))
    return redirect("leerlijn_certificates:mine")


@require_safe
@opened_by_link
def name_picture_by_link(request: HttpRequest, code: str) -> HttpResponse:
    return _picture(opened_enrolment(code).person)


@require_POST
@opened_by_link
def confirm_name_by_link(request: HttpRequest, code: str) -> HttpResponse:
    check_names([opened_enrolment(code).person], by=None, by_holder=True)
    messages.success(request, _("Thank you. This is how your name is printed."))
    return redirect("leerlijn_courses:own_page", code)


def group_names(request: HttpRequest, pk: int) -> HttpResponse:
    """Every name of a group as it is printed, with who checked it."""
    edition = get_object_or_404(visible_editions(request.user), pk=pk)
    enrolments = list(_members(edition).order_by("person__name", "pk"))
    if request.method == "POST":
        ticked = set(request.POST.getlist("enrolment"))
        chosen = [row.person for row in enrolments if str(row.pk) in ticked and not waits(row.person)]
        check_names(chosen, by=request.user, by_holder=False)
        messages.success(request, _("Saved. Who changes the name later is asked again."))
        return redirect("leerlijn_issuing:names", pk)
    log_access(by=request.user, action=Access.Action.SEEN, kind="edition", subjects=[pk], detail="names")
    checks = checked_names(row.person for row in enrolments)
    rows = [_row(enrolment, checks) for enrolment in enrolments]
    context = {
        "edition": edition,
        "rows": rows,
        "to_check": any(not row["check"] and not row["waits"] for row in rows),
        **header(edition, _("Names as printed")),
    }
    return render(request, "leerlijn_certificates/admin/names.html", context)


@require_safe
def group_name_picture(request: HttpRequest, pk: int, enrolment: int) -> HttpResponse:
    edition = get_object_or_404(visible_editions(request.user), pk=pk)
    return _picture(get_object_or_404(_members(edition), pk=enrolment).person)


def _members(edition: Edition) -> Any:
    members = edition.enrolments.filter(role__in=Enrolment.TAKING_PART, state=Enrolment.State.PLACED)
    return members.filter(person__erased_at=None).select_related("person")


def _row(enrolment: Enrolment, checks: dict[int, NameCheck]) -> dict[str, Any]:
    person = enrolment.person
    return {"enrolment": enrolment, "person": person, "check": checks.get(person.pk), "waits": waits(person)}


def _own_person(request: HttpRequest) -> Person:
    person = person_of(request.user)
    if person is None:
        raise Http404
    return person


def _picture(person: Person) -> HttpResponse:
    try:
        content = picture_of_name(person)
    except NameWaits as error:
        raise Http404 from error
    response = HttpResponse(content, content_type="image/png")
    response["Cache-Control"] = "private, no-store"
    return response
