"""How a page offers registering: `{% registration_form edition %}` at its foot, for whoever has no account."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import template
from django.template import Context
from django.urls import reverse

from courses.editions.errors import EnrolmentClosed
from courses.editions.models import Edition
from courses.editions.places.waiting import places_for_newcomers
from courses.people.functions import function_choices
from courses.registering.applying import check_taking
from courses.registering.forms import RegistrationForm

register = template.Library()


@register.simple_tag(takes_context=True)
def registration_url(context: Context, edition: Edition) -> str:
    """Where one signs up for this group: by one's account, or without one."""
    request = context.get("request")
    known = request is not None and request.user.is_authenticated
    address = reverse(f"leerlijn_courses:{'enrol' if known else 'register'}", args=[edition.pk])
    function = "" if known else _function(request)
    return f"{address}?{urlencode({'for': function})}" if function else address


@register.inclusion_tag("leerlijn_courses/registering/foot.html", takes_context=True)
def registration_form(context: Context, edition: Edition) -> dict[str, Any]:
    """The section "Sign up" with the anchor `register`; for who is logged in their own button instead of the form.

    Shows nothing for a group that nobody can get into by themselves, and a sentence where its time is over.
    """
    request = context.get("request")
    shown: dict[str, Any] = {"edition": edition, "csrf_token": context.get("csrf_token"), "request": request}
    if not edition.open_for_enrolment:
        return {"hidden": True}
    try:
        check_taking(edition)
    except EnrolmentClosed as error:
        return shown | {"refusal": str(error)}
    shown["full"] = places_for_newcomers(edition) == 0
    if request is not None and request.user.is_authenticated:
        return shown | {"logged_in": True}
    return shown | {"form": RegistrationForm(edition=edition, initial={"function": _function(request)})}


def _function(request: Any) -> str:
    """In what capacity somebody came to the page, by the entrance they took."""
    chosen = request.GET.get("for", "") if request is not None else ""
    return chosen if chosen in dict(function_choices()) else ""
