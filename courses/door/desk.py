"""The door on others' screens: buttons on a group's page, and the ticket on one's own."""

from __future__ import annotations

from typing import Literal

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.codes import in_groups
from courses.door.tickets import ticket_code
from courses.editions.models import Edition, Enrolment, Session
from courses.slots.registry import Action, Moment


def doors_of_edition(request: HttpRequest, edition: Edition) -> Action:
    return Action(
        reverse("leerlijn_door:doors", args=[edition.pk]), _("Door, badges and room lists"), Moment.ON_THE_DAY
    )


def doors_of_session(request: HttpRequest, session: Session) -> Action | None:
    if session.self_paced or session.is_break:
        return None
    return Action(f"{reverse('leerlijn_door:doors', args=[session.edition_id])}?session={session.pk}", _("Door"))


def ticket_today(request: HttpRequest, enrolment: Enrolment) -> str:
    """On the day itself the ticket is what one opens the page for."""
    return _ticket(enrolment) if _comes(enrolment) == "today" else ""


def ticket_section(request: HttpRequest, enrolment: Enrolment) -> str:
    """For who has a place in a group that still meets, on another day."""
    return _ticket(enrolment) if _comes(enrolment) == "later" else ""


def _comes(enrolment: Enrolment) -> Literal["today", "later", ""]:
    """When the next meeting is of who has a place."""
    if enrolment.state != Enrolment.State.PLACED or not enrolment.takes_part:
        return ""
    edition = enrolment.edition
    coming = Session.objects.filter(edition=edition, self_paced=False, ends_at__gt=timezone.now())
    first = coming.order_by("starts_at").first()
    if first is None:
        return ""
    return "today" if first.starts_at.astimezone(edition.zone).date() <= edition.today() else "later"


def _ticket(enrolment: Enrolment) -> str:
    code = ticket_code(enrolment)
    context = {"code": code, "readable": in_groups(code)}
    return render_to_string("leerlijn_courses/door/ticket_section.html", context)
