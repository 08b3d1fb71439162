"""One's own programme of an event: what is on it, and choosing the breakouts; with an account and without."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from courses.editions.errors import BreakoutFull
from courses.editions.models import Enrolment, Session
from courses.editions.rounds.choosing import choose_breakouts, stop_waiting, wait_for
from courses.editions.rounds.models import Choice
from courses.editions.rounds.programme import Part, by_day, programme_of, still_to_choose, wanted_in
from courses.errors import CoursesError
from courses.mine.access import placed_enrolment
from courses.mine.by_link import of_ones_own
from courses.mine.own_place import OwnPlace


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def programme(request: HttpRequest, pk: int) -> HttpResponse:
    own = placed_enrolment(request.user, pk)
    back = reverse("leerlijn_courses:enrolment", args=[own.pk])
    here = reverse("leerlijn_courses:programme", args=[own.pk])
    return _answer(request, own, here, back, by=request.user)


@require_http_methods(["GET", "HEAD", "POST"])
@of_ones_own
def own_programme(request: HttpRequest, place: OwnPlace) -> HttpResponse:
    """The same without an account, by the address of one's own page."""
    back = reverse("leerlijn_courses:own_page", args=[place.code])
    if not place.placed or not place.enrolment.takes_part:
        return redirect(back)
    here = reverse("leerlijn_courses:own_programme", args=[place.code])
    return _answer(request, place.enrolment, here, back, by=None)


def section(request: HttpRequest, enrolment: Enrolment) -> str:
    """One's own programme beside one's enrolment: what was chosen, and the button to choose; nothing without rounds."""
    if enrolment.state != Enrolment.State.PLACED or not enrolment.takes_part:
        return ""
    parts = programme_of(enrolment.edition, enrolment)
    if not any(part.round for part in parts):
        return ""
    code = request.resolver_match.kwargs.get("code") if request.resolver_match else None
    address = (
        reverse("leerlijn_courses:own_programme", args=[code])
        if code
        else reverse("leerlijn_courses:programme", args=[enrolment.pk])
    )
    context = _context(enrolment, parts) | {"address": address}
    return render_to_string("leerlijn_courses/mine/programme_section.html", context, request=request)


def _answer(request: HttpRequest, own: Enrolment, here: str, back: str, *, by: Any) -> HttpResponse:
    parts = programme_of(own.edition, own)
    if not any(part.round for part in parts):
        raise Http404
    refused: dict[int, CoursesError] = {}
    if request.method == "POST":
        refused = _act(request, own, parts, by=by)
        if not refused:
            return redirect(f"{here}#programme")
        parts = programme_of(own.edition, own)
    context = _context(own, parts) | {
        "here": here,
        "back": back,
        "refusals": _refusals(parts, refused),
        "full_now": {refusal.session.pk for refusal in refused.values() if isinstance(refusal, BreakoutFull)},
    }
    return render(request, "leerlijn_courses/mine/programme.html", context)


def _act(request: HttpRequest, own: Enrolment, parts: list[Part], *, by: Any) -> dict[int, CoursesError]:
    """Do what the button says; answers by round why something was refused."""
    for name, verb, sentence in (
        ("wait", wait_for, _("You are on the waiting list of “%(title)s”. Until then your choice stays as it is.")),
        ("stop_waiting", stop_waiting, _("You no longer wait for “%(title)s”.")),
    ):
        if name in request.POST:
            room = _room(request.POST[name], parts)
            if room is None:
                return {0: CoursesError(_("This is not a breakout of this group."))}
            try:
                got = verb(own, room, by=by)
            except CoursesError as refusal:
                return {room.round_id or 0: refusal}
            if isinstance(got, Choice):
                sentence = _("There was a place after all: “%(title)s” is on your programme.")
            messages.success(request, sentence % {"title": room.title})
            return {}
    try:
        outcome = choose_breakouts(own, wanted_in(request.POST, parts), by=by)
    except CoursesError as refusal:
        return {0: refusal}
    if not outcome.refused:
        messages.success(request, _("Your programme is saved."))
    return dict(outcome.refused)


def _room(typed: str, parts: list[Part]) -> Session | None:
    return next((room.session for part in parts for room in part.rooms if str(room.session.pk) == typed), None)


def _refusals(parts: list[Part], refused: dict[int, CoursesError]) -> list[dict[str, Any]]:
    titles = {part.round.pk: part.title for part in parts if part.round}
    return [{"round": pk, "title": titles.get(pk, ""), "text": str(error)} for pk, error in refused.items()]


def _context(own: Enrolment, parts: list[Part]) -> dict[str, Any]:
    version = own.edition.version
    return {
        "enrolment": own,
        "edition": own.edition,
        "title": version.title if version is not None else own.edition.title,
        "days": by_day(parts, own.edition),
        "rounds": [part for part in parts if part.round is not None],
        "to_choose": still_to_choose(parts),
        "open": any(part.is_open for part in parts),
    }
