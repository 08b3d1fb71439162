"""Registering without an account: the form, the mail that was sent, and the page behind its link."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from courses.editions.addresses import own_page_address
from courses.editions.dates import dates_of
from courses.editions.errors import EnrolmentClosed
from courses.editions.models import Edition, Enrolment
from courses.editions.places.waiting import places_for_newcomers
from courses.errors import CoursesError
from courses.limiting import too_often
from courses.links.opening import LinkOver, open_link
from courses.links.showing import opened_by_link
from courses.registering.applying import PURPOSE, check_taking, first_meeting, title_of
from courses.registering.applying import register as keep
from courses.registering.confirming import Confirmed, confirm
from courses.registering.forms import RegistrationForm
from courses.registering.models import Registration

TYPED = "leerlijn_registration"
# A town hall, or a hall full of people, may share one address on the internet.
FORMS_IN_TEN_MINUTES = 60


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest, edition: int) -> HttpResponse:
    """The form on a page of its own; the one at the foot of an offer comes here, and stays here while something is wrong."""
    group = _group(edition)
    refusal = _refusal(group)
    form = RegistrationForm(
        request.POST if request.method == "POST" else None, edition=group, initial=_beforehand(request, group)
    )
    if request.method == "POST" and refusal is None and form.is_valid():
        if too_often(request, "registration", limit=FORMS_IN_TEN_MINUTES, seconds=600):
            form.add_error(None, _("Many people register here just now. Wait a few minutes, then send it again."))
        else:
            try:
                registration = keep(group, form.typed(), language=get_language() or "")
            except CoursesError as error:
                form.add_error(None, str(error))
            else:
                request.session[TYPED] = {
                    "edition": group.pk,
                    "address": registration.proof_address,
                    "by": registration.by_name,
                }
                return redirect("leerlijn_courses:register_sent", group.pk)
    context = {"form": form, "refusal": refusal, "full": places_for_newcomers(group) == 0, **_about(group)}
    return render(request, "leerlijn_courses/registering/register.html", context)


@never_cache
@require_safe
def sent(request: HttpRequest, edition: int) -> HttpResponse:
    """Where to look now. Says the same whether or not the address is known."""
    group = _group(edition)
    typed = request.session.get(TYPED, {})
    context = {"typed": typed if typed.get("edition") == group.pk else {}, **_about(group)}
    return render(request, "leerlijn_courses/registering/sent.html", context)


@opened_by_link
@require_http_methods(["GET", "HEAD", "POST"])
def registration(request: HttpRequest, code: str) -> HttpResponse:
    """GET shows what the button does; POST does it. Afterwards the same link says that it was done."""
    row = _opened(code)
    if row.confirmed_at is not None and row.enrolment is not None:
        return _confirmed(request, row)
    refusal = _refusal(row.edition)
    if request.method == "POST":
        try:
            return _welcome(request, code, row, confirm(row))
        except EnrolmentClosed as error:
            refusal = str(error)
    context = {
        "registration": row,
        "refusal": refusal,
        "full": places_for_newcomers(row.edition) == 0,
        **_about(row.edition),
    }
    return render(request, "leerlijn_courses/registering/confirm.html", context)


def _opened(code: str) -> Registration:
    """The registration behind a link; a confirmed one also after the link's time."""
    rows = Registration.objects.select_related("edition__version", "edition__organisation", "enrolment")
    try:
        link = open_link(code, purpose=PURPOSE)
        found = rows.filter(pk=link.subject).first()
        if found is None:
            raise LinkOver(_("This link does not work any more: its time is over."), link)
    except LinkOver as over:
        found = rows.filter(pk=over.link.subject).exclude(confirmed_at=None).first()
        if found is None or over.link.withdrawn_at:
            raise
    return found


def _welcome(request: HttpRequest, code: str, row: Registration, confirmed: Confirmed) -> HttpResponse:
    """To the person's own page; who registered somebody else has none here, and hears that it is done."""
    if row.for_somebody_else:
        if not confirmed.already:
            messages.success(request, _("%(name)s is registered.") % {"name": row.name})
        return redirect("leerlijn_courses:registration", code)
    if confirmed.already:
        messages.info(request, _("You are registered already. Nothing was changed."))
    elif confirmed.enrolment.state == Enrolment.State.WAITING:
        messages.info(request, _("It is full. You are on the waiting list; we write to you when there is a place."))
    else:
        messages.success(request, _("You are registered. Welcome!"))
    return redirect(own_page_address(confirmed.enrolment))


def _confirmed(request: HttpRequest, row: Registration) -> HttpResponse:
    enrolment: Any = row.enrolment
    running = enrolment.state in Enrolment.OPEN
    own = own_page_address(enrolment) if running and not row.for_somebody_else else None
    context = {"registration": row, "enrolment": enrolment, "running": running, "own_page": own, **_about(row.edition)}
    return render(request, "leerlijn_courses/registering/confirmed.html", context)


def _group(pk: int) -> Edition:
    """A group that people can get into by themselves; the others don't exist for who is not in them."""
    group = get_object_or_404(Edition.objects.select_related("version", "organisation"), pk=pk)
    if not group.open_for_enrolment:
        raise Http404
    return group


def _refusal(group: Edition) -> str | None:
    try:
        check_taking(group)
    except EnrolmentClosed as error:
        return str(error)
    return None


def _beforehand(request: HttpRequest, group: Edition) -> dict[str, Any]:
    """Who registers a second person types their own name and address once."""
    if "other" not in request.GET:
        return {"function": request.GET.get("for", "")}
    typed = request.session.get(TYPED, {})
    known: dict[str, Any] = {"other": True}
    if typed.get("by") and typed.get("edition") == group.pk:
        return known | {"name": typed["by"], "email": typed["address"]}
    account: Any = request.user
    if account.is_authenticated:
        return known | {"name": account.get_full_name(), "email": account.email}
    return known


def _about(group: Edition) -> dict[str, Any]:
    sessions = list(group.sessions.order_by("starts_at"))
    return {
        "edition": group,
        "title": title_of(group),
        "sessions": [*(session for session in sessions if session.self_paced), *dates_of(group, sessions)],
        "meeting": first_meeting(group),
    }
