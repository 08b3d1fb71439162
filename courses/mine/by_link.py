"""One's own page without an account: the place somebody has in one group, and what they can do about it.

Whoever holds the address may act for this person here, and sees this one enrolment, never an answer that was given.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.conf import setting
from courses.editions.addresses import opened_enrolment
from courses.editions.answering import accept_offer, decline_offer
from courses.editions.enrolling import cancel as end_own_place
from courses.editions.models import Enrolment, Offer, Session
from courses.editions.waiting import position_of
from courses.errors import CoursesError
from courses.links.showing import opened_by_link
from courses.people.merging import survivor_of
from courses.people.models import Person
from courses.slots.registry import OWN_PAGE, filled

State = Enrolment.State


class OwnPlace:
    """One enrolment as the holder of its address sees it."""

    def __init__(self, enrolment: Enrolment, code: str) -> None:
        self.enrolment, self.code = enrolment, code
        self.edition = enrolment.edition
        self.person = survivor_of(enrolment.person)
        self.sessions = sessions = list(Session.objects.filter(edition=enrolment.edition_id))
        self.now = timezone.now()
        self.meetings = [session for session in sessions if not session.self_paced]
        self.self_paced = next((session for session in sessions if session.self_paced), None)
        self.is_over = bool(sessions) and all(session.ends_at <= self.now for session in sessions)

    @property
    def title(self) -> str:
        version = self.edition.version
        return version.title if version is not None else self.edition.title

    @property
    def placed(self) -> bool:
        return self.enrolment.state == State.PLACED

    @property
    def waiting(self) -> bool:
        return self.enrolment.state == State.WAITING

    @cached_property
    def last_offer(self) -> Offer | None:
        return self.enrolment.offers.order_by("-made_at", "-pk").first() if self.waiting else None

    @property
    def offer(self) -> Offer | None:
        """The place that is held for this person now."""
        last = self.last_offer
        return last if last and last.state == Offer.State.OPEN and last.expires_at > self.now else None

    @property
    def passed(self) -> Offer | None:
        """The offer that this person let pass; what comes next is up to them."""
        last = self.last_offer
        overdue = last and last.expires_at <= self.now and last.answered_at is None
        return last if overdue and last.state in (Offer.State.OPEN, Offer.State.EXPIRED) else None

    @property
    def position(self) -> int:
        return position_of(self.enrolment)

    @property
    def next_meeting(self) -> Session | None:
        return next((session for session in self.meetings if session.ends_at > self.now), None)

    @property
    def listed(self) -> list[Session]:
        """The dates to list: all, unless the one there is stands on top already."""
        on_top = self.placed and not self.is_over
        if any(session.round_id for session in self.sessions):
            # The programme below says what is when, and what of it is theirs.
            return []
        return [] if on_top and len(self.meetings) == 1 else self.meetings

    @property
    def last_day(self) -> Any:
        """Until when one can go on at one's own pace; None where the group meets."""
        return self.self_paced and self.self_paced.ends_at.astimezone(self.edition.zone).date()

    @property
    def may_cancel(self) -> bool:
        """Who gives a group speaks with the organiser; what is over can't be cancelled."""
        open_ = self.enrolment.state in Enrolment.OPEN
        return open_ and self.enrolment.takes_part and not self.is_over


def of_ones_own(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For pages below `p/<code>/`: the view gets the `OwnPlace`, in the language this person's mails are in."""

    @opened_by_link
    @wraps(view)
    def shown(request: HttpRequest, code: str, **more: Any) -> HttpResponse:
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
        if place.enrolment.state != State.STOPPED:
            messages.warning(request, _("You can't cancel here any more. Tell the organiser."))
        return redirect("leerlijn_courses:own_page", place.code)
    if request.method == "POST":
        end_own_place(place.enrolment, by=None)
        messages.success(request, _("You have cancelled. Thank you for telling us."))
        return redirect("leerlijn_courses:own_page", place.code)
    return render(request, "leerlijn_courses/mine/own_cancel.html", {"place": place})


def _language(request: HttpRequest, person: Person) -> str:
    """What somebody chose here comes first; then the language of the mail that brought them."""
    chosen = settings.LANGUAGE_COOKIE_NAME in request.COOKIES or request.user.is_authenticated
    return translation.get_language() or "" if chosen or not person.language else person.language
