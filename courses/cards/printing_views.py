"""Where a coordinator prints, replaces and stops cards."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from courses.audit.models import Access
from courses.audit.recording import log_access
from courses.cards.desk import holders_in
from courses.cards.holders import may_print
from courses.cards.making import print_cards, replace_card, stop_card
from courses.cards.models import Card
from courses.editions.access import managed_editions
from courses.editions.views import _header
from courses.errors import CoursesError
from courses.people.access import is_coordinator, visible_persons
from courses.people.models import Person

RECORD = "leerlijn_courses_person_modeladmin_inspect"


@require_POST
def print_one(request: HttpRequest, person: int) -> HttpResponse:
    row = _person(request, person)
    try:
        return _pdf(request, print_cards([row], by=request.user))
    except CoursesError as refusal:
        messages.error(request, str(refusal))
        return redirect(RECORD, row.pk)


@require_POST
def replace(request: HttpRequest, person: int) -> HttpResponse:
    row = _person(request, person)
    try:
        replace_card(row, by=request.user)
        messages.success(request, _("The old card has stopped. Print the new one now."))
    except CoursesError as refusal:
        messages.error(request, str(refusal))
    return redirect(RECORD, row.pk)


@require_POST
def stop(request: HttpRequest, person: int) -> HttpResponse:
    row = _person(request, person)
    stop_card(row, by=request.user)
    messages.success(request, _("The card has stopped, and who came in by it is logged out."))
    return redirect(RECORD, row.pk)


@never_cache
def group(request: HttpRequest, pk: int) -> HttpResponse:
    """Who of a group has a card, who can get one and who can't; POST prints for those ticked."""
    edition = get_object_or_404(managed_editions(request.user), pk=pk)
    holders = holders_in(edition, request.user)
    if request.method == "POST":
        ticked = set(request.POST.getlist("person"))
        chosen = [holder.person for holder in holders if not holder.refusal and str(holder.person.pk) in ticked]
        try:
            if chosen:
                return _pdf(request, print_cards(chosen, by=request.user))
            messages.error(request, _("Tick for whom you want a card."))
        except CoursesError as refusal:
            messages.error(request, str(refusal))
    context = {"edition": edition, "holders": holders, **_header(edition, _("Cards"))}
    return render(request, "leerlijn_courses/cards/group.html", context)


def _person(request: HttpRequest, pk: int) -> Person:
    person = get_object_or_404(visible_persons(request.user).filter(erased_at=None), pk=pk)
    if not is_coordinator(request.user) or not may_print(request.user, person):
        raise Http404
    return person


def _pdf(request: HttpRequest, cards: Sequence[Card]) -> HttpResponse:
    from courses.cards.drawing import cards_pdf

    log_access(
        by=request.user,
        action=Access.Action.EXPORTED,
        kind="person",
        subjects=[c.person_id for c in cards],
        detail="cards",
    )
    response = HttpResponse(cards_pdf(cards), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{_("cards")}.pdf"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
