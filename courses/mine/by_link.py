"""One's own page without an account: the place somebody has in one group, and what they can do about it.

Whoever holds the address may act for this person here, and sees this one enrolment, never an answer that was given.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render, resolve_url
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.conf import setting
from courses.editions.addresses import opened_enrolment
from courses.editions.enrolling import cancel as end_own_place
from courses.editions.models import Enrolment
from courses.editions.places.answering import accept_offer, decline_offer
from courses.editions.places.substituting import substitute_by_name
from courses.errors import CoursesError
from courses.languages import spoken
from courses.links.showing import opened_by_link
from courses.mine.forms import SubstituteForm
from courses.mine.own_place import OwnPlace
from courses.people.models import Person
from courses.slots.registry import OWN_PAGE, filled


def of_ones_own(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """For pages below `p/<code>/`: the view gets the `OwnPlace`, in the language this person's mails are in."""

    @opened_by_link
    @wraps(view)
    def shown(request: HttpRequest, code: str, **more: Any) -> HttpResponseBase:
        place = OwnPlace(opened_enrolment(code), code)
        with translation.override(_language(request, place.person)):
            return view(request, place, **more)

    return shown


@require_safe
@of_ones_own
def own_page(request: HttpRequest, place: OwnPlace) -> HttpResponse:
    """What, when and where; how it stands with the place; one next step, and what else can be done."""
    context = {
        "place": place,
        "sections": filled(OWN_PAGE, request, place.enrolment),
        "sign_up": resolve_url(setting("SIGNUP_URL") or settings.LOGIN_URL),
    }
    return render(request, "leerlijn_courses/mine/own_page.html", context)


@require_POST
@of_ones_own
def answer(request: HttpRequest, place: OwnPlace, act: str) -> HttpResponse:
    """Take the place that was offered, or leave it; a second click changes nothing."""
    try:
        if act == "accept":
            accept_offer(place.enrolment, by=None)
            messages.success(request, _("The place is yours. See you there!"))
        else:
            decline_offer(place.enrolment, by=None)
            messages.success(request, _("You left the place to somebody else. Thank you for telling us."))
    except CoursesError as refusal:
        messages.warning(request, str(refusal))
    return redirect("leerlijn_courses:own_page", place.code)


@require_http_methods(["GET", "HEAD", "POST"])
@of_ones_own
def cancel(request: HttpRequest, place: OwnPlace) -> HttpResponse:
    """Cancelling is asked with its consequences, and done by a button; a second click on it changes nothing."""
    if not place.may_cancel:
        if place.enrolment.state != Enrolment.State.STOPPED:
            messages.warning(request, _("You can't cancel here any more. Tell the organiser."))
        return redirect("leerlijn_courses:own_page", place.code)
    if request.method == "POST":
        end_own_place(place.enrolment, by=None)
        messages.success(request, _("You have cancelled. Thank you for telling us."))
        return redirect("leerlijn_courses:own_page", place.code)
    return render(request, "leerlijn_courses/mine/own_cancel.html", {"place": place})


@require_http_methods(["GET", "HEAD", "POST"])
@of_ones_own
def send_somebody(request: HttpRequest, place: OwnPlace) -> HttpResponse:
    """Who can't come gives the seat to somebody they name; nobody on the waiting list gets in between."""
    if not place.may_send_somebody:
        if not place.replaced:
            messages.warning(request, _("You can't send somebody else here any more. Tell the organiser."))
        return redirect("leerlijn_courses:own_page", place.code)
    form = SubstituteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            language = translation.get_language() or ""
            substitute_by_name(place.enrolment, **form.cleaned_data, language=language, by=None)
        except CoursesError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It is arranged: your place went to the person you named."))
            return redirect("leerlijn_courses:own_page", place.code)
    return render(request, "leerlijn_courses/mine/own_substitute.html", {"place": place, "form": form})


def _language(request: HttpRequest, person: Person) -> str:
    """What somebody chose here comes first; then the language of the mail that brought them."""
    chosen = settings.LANGUAGE_COOKIE_NAME in request.COOKIES or request.user.is_authenticated
    return translation.get_language() or "" if chosen or not person.language else spoken(person.language)
