"""The helpers' pages: by a link, without an account, with names and organisations and nothing else.

Every request asks the link again. What is typed goes in the body of a POST: no name comes into an address or a log.
Where the period was reported already, a helper says once per browser why people still come in (`may_record`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.audit.models import Access
from courses.audit.recording import log_access
from courses.door.checking_in import Evidence, check_in, counts, undo
from courses.door.errors import DoorError, ElsewhereOnTheList
from courses.door.finding import Found, alike, find
from courses.door.forms import CodeForm, FindForm, WalkInForm
from courses.door.models import Door
from courses.door.opening import door_of, ends_at, event_is_over, open_door
from courses.door.pictures import qr_picture
from courses.door.tickets import code_in, enrolment_of, holder_at, ticket_address, ticket_code
from courses.door.walking_in import add_walk_in
from courses.editions.closed import asked_first, sentence_for
from courses.editions.expected import expected_at
from courses.editions.heads import add_unnamed
from courses.editions.marking import effective_marks
from courses.editions.models import Attendance, Enrolment
from courses.errors import CoursesError
from courses.links.models import Link
from courses.links.opening import LinkOver, LinkUnknown
from courses.links.showing import opened_by_link

KEPT_AS = "leerlijn_door"
# Signed, so that nobody leafs through a list by counting.
_JUST_IN = signing.Signer(salt="leerlijn.door")


def door_in(request: HttpRequest) -> Door | None:
    """The door at which this browser helps; raises LinkOver as soon as its link is withdrawn or over."""
    kept = request.session.get(KEPT_AS)
    link = Link.objects.filter(pk=kept).first() if kept else None
    return door_of(link) if link else None


def at_the_door(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The view gets the `Door` of this browser."""

    @opened_by_link
    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        door = door_in(request)
        if door is None:
            raise LinkUnknown(_("Open the link for helpers again, or ask the organiser for it."))
        return view(request, door, *args, **kwargs)

    return shown


def may_record(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """What the view records in a reported period goes on with a sentence; it gets it as `reason`."""

    @wraps(view)
    def shown(request: HttpRequest, door: Door, *args: Any, **kwargs: Any) -> HttpResponseBase:
        asked = _asked_why(request, door)
        return asked or view(request, door, *args, reason=_reason(request, door), **kwargs)

    return shown


@require_http_methods(["GET", "HEAD", "POST"])
@opened_by_link
def door_link(request: HttpRequest, code: str) -> HttpResponse:
    """What the organiser shares: a button that makes this browser a helper's."""
    link, door = open_door(code)
    if request.method == "POST":
        request.session[KEPT_AS] = link.pk
        return redirect("leerlijn_courses:door")
    return render(request, "leerlijn_courses/door/link.html", {"door": door, "until": ends_at(door.session)})


@require_safe
@at_the_door
def door(request: HttpRequest, door: Door) -> HttpResponse:
    """Find, check in, count. `?in=` is the number of whom this browser has just let in."""
    return _door_page(request, door, last=_last(request, door))


@require_POST
@at_the_door
def door_find(request: HttpRequest, door: Door) -> HttpResponse:
    """Those whose name has what was typed: a piece of the page for a script, else the page."""
    form = FindForm(request.POST)
    typed = form.cleaned_data["name"] if form.is_valid() else ""
    people, more = find(door.session, typed)
    log_access(by=None, action=Access.Action.SEARCHED, kind="door", subjects=[door.pk], detail=f"door {door.pk}")
    found: dict[str, Any] = {"found": with_marks(people, door), "more": more, "typed": typed, "searched": True}
    if request.headers.get("HX-Request"):
        return render(request, "leerlijn_courses/door/found.html", {"door": door, **found})
    return _door_page(request, door, form=form, **found)


@require_POST
@at_the_door
@may_record
def door_check_in(request: HttpRequest, door: Door, enrolment: int, *, reason: str) -> HttpResponse:
    try:
        check_in(door, enrolment, anyway=bool(request.POST.get("anyway")), reason=reason)
    except DoorError as refusal:
        return _refused(request, door, refusal)
    return _back(request, enrolment)


@require_POST
@at_the_door
@may_record
def door_undo(request: HttpRequest, door: Door, enrolment: int, *, reason: str) -> HttpResponse:
    try:
        undo(door, enrolment, reason=reason)
    except CoursesError as refusal:
        return _refused(request, door, refusal)
    messages.success(request, _("That is undone."))
    return redirect("leerlijn_courses:door")


@require_POST
@at_the_door
@may_record
def door_code(request: HttpRequest, door: Door, *, reason: str) -> HttpResponse:
    """A code that was typed, or scanned in the page."""
    form = CodeForm(request.POST)
    if form.is_valid():
        try:
            enrolment = holder_at(code_in(form.cleaned_data["code"]), door.session)
            check_in(door, enrolment.pk, evidence=Evidence.CODE, reason=reason)
            return _back(request, enrolment.pk)
        except ElsewhereOnTheList:
            return redirect("leerlijn_courses:ticket", ticket_code(enrolment))
        except CoursesError as refusal:
            form.add_error("code", str(refusal))
    return _door_page(request, door, code_form=form, status=400)


@require_http_methods(["GET", "HEAD", "POST"])
@at_the_door
@may_record
def door_walk_in(request: HttpRequest, door: Door, *, reason: str) -> HttpResponse:
    """Somebody who isn't on the list by that name; who has the same name on it is shown first."""
    form = WalkInForm(request.POST or None)
    same: list[Any] = []
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if not data.pop("sure"):
            same = with_marks(alike(door.session, data["name"]), door)
            if same:
                log_access(
                    by=None, action=Access.Action.SEARCHED, kind="door", subjects=[door.pk], detail=f"door {door.pk}"
                )
        if not same:
            try:
                return _back(request, add_walk_in(door, **data, reason=reason).enrolment.pk)
            except CoursesError as refusal:
                form.add_error(None, str(refusal))
    context = {"door": door, "form": form, "same": same, "anyway": True}
    return render(request, "leerlijn_courses/door/walk_in.html", context, status=400 if form.errors else 200)


@require_POST
@at_the_door
@may_record
def door_unnamed(request: HttpRequest, door: Door, *, reason: str) -> HttpResponse:
    """One more, or one fewer, whom nobody asked for a name."""
    try:
        add_unnamed(door.session, -1 if request.POST.get("fewer") else 1, by=None, reason=reason)
    except CoursesError as refusal:
        return _refused(request, door, refusal)
    return redirect("leerlijn_courses:door")


@require_POST
def door_leave(request: HttpRequest) -> HttpResponse:
    """This browser helps no more; the link goes on working for others."""
    request.session.pop(KEPT_AS, None)
    messages.success(request, _("You are done at the door. Thank you for helping."))
    return redirect("/")


@require_http_methods(["GET", "HEAD", "POST"])
@opened_by_link
def ticket(request: HttpRequest, code: str) -> HttpResponse:
    """What a phone's camera opens: to a helper who it is and a button, to anybody else that it belongs at the door."""
    try:
        door = door_in(request)
    except LinkOver:
        # Whoever helped once may hold a ticket of their own later: the sentence comes once.
        del request.session[KEPT_AS]
        raise
    if door is None:
        return _own_ticket(request, code)
    context: dict[str, Any] = {"door": door, "code": code}
    try:
        enrolment = holder_at(code, door.session)
        if request.method == "POST":
            if asked := _asked_why(request, door):
                return asked
            anyway, reason = bool(request.POST.get("anyway")), _reason(request, door)
            check_in(door, enrolment.pk, evidence=Evidence.CODE, anyway=anyway, reason=reason)
            return _back(request, enrolment.pk)
        context["elsewhere"] = not expected_at(door.session).filter(pk=enrolment.pk).exists()
        context["one"] = with_marks([_shown(enrolment)], door)[0]
        log_access(by=None, action=Access.Action.SEEN, kind="door", subjects=[door.pk], detail=f"door {door.pk}")
    except CoursesError as refusal:
        context["refusal"] = str(refusal)
    return render(request, "leerlijn_courses/door/ticket.html", context, status=400 if "refusal" in context else 200)


@require_safe
@opened_by_link
def ticket_picture(request: HttpRequest, code: str) -> HttpResponse:
    """The QR of a ticket's own address, to show at the door."""
    return qr_picture(ticket_address(ticket_code(enrolment_of(code))))


def _own_ticket(request: HttpRequest, code: str) -> HttpResponse:
    enrolment = enrolment_of(code)
    if event_is_over(enrolment.edition):
        context = {"sentence": _("The event of this ticket is over.")}
        return render(request, "leerlijn_courses/links/refused.html", context, status=410)
    return render(request, "leerlijn_courses/door/own_ticket.html", {"code": code})


def _asked_why(request: HttpRequest, door: Door) -> HttpResponse | None:
    if request.method != "POST":
        return None
    return asked_first(request, door.session, template="leerlijn_courses/door/why.html", door=door)


def _reason(request: HttpRequest, door: Door) -> str:
    return (sentence_for(request, door.session) or "") if request.method == "POST" else ""


def with_marks(people: list[Found], door: Door) -> list[tuple[Found, Any]]:
    """Each with the moment since which they are in, or None; in one query."""
    holds = effective_marks(door.session, [one.person for one in people]) if people else {}
    inside = {pk: mark.recorded_at for pk, mark in holds.items() if mark.status in Attendance.COUNTED}
    return [(one, inside.get(one.person)) for one in people]


def _shown(enrolment: Enrolment) -> Found:
    person, organisation = enrolment.person, enrolment.organisation
    return Found(enrolment.pk, person.pk, person.name, person.latin_name, organisation.name if organisation else "")


def _last(request: HttpRequest, door: Door) -> tuple[Found, Any] | None:
    try:
        number = _JUST_IN.unsign(request.GET.get("in", ""))
    except signing.BadSignature:
        return None
    rows = Enrolment.objects.filter(edition=door.session.edition_id, state=Enrolment.State.PLACED)
    row = rows.select_related("person", "organisation").filter(pk=int(number)).first()
    if row is None:
        return None
    one, since = with_marks([_shown(row)], door)[0]
    return (one, since) if since else None


def _door_page(request: HttpRequest, door: Door, *, status: int = 200, **context: Any) -> HttpResponse:
    context = {
        "door": door,
        "form": FindForm(),
        "code_form": CodeForm(),
        "counts": counts(door.session),
        "until": ends_at(door.session),
        **context,
    }
    return render(request, "leerlijn_courses/door/door.html", context, status=status)


def _back(request: HttpRequest, enrolment: int) -> HttpResponse:
    response = redirect("leerlijn_courses:door")
    response["Location"] += f"?in={_JUST_IN.sign(str(enrolment))}"
    return response


def _refused(request: HttpRequest, door: Door, refusal: CoursesError) -> HttpResponse:
    messages.error(request, str(refusal))
    return redirect("leerlijn_courses:door")
