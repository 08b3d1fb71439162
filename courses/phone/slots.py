"""Where other screens lead to the phone: beside a meeting of a group, and on one's own line."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from courses.editions.models import Session
from courses.phone.meetings import meetings_of_today
from courses.slots.registry import Action


def on_the_phone(request: HttpRequest, session: Session) -> Action | None:
    if session.self_paced or session.is_break:
        return None
    return Action(reverse("leerlijn_courses:meeting", args=[session.pk]), _("On the phone"))


def giving_today(request: HttpRequest, person: Any) -> SafeString | str:
    """A section on the line of who gives a meeting today; everybody else sees nothing of it."""
    # As in the header: known already there, and a question less for the many who only take part.
    if not request.user.has_perm("wagtailadmin.access_admin"):
        return ""
    meetings = meetings_of_today(request.user)
    if not meetings:
        return ""
    return render_to_string("leerlijn_courses/phone/my_line.html", {"meetings": meetings}, request=request)
