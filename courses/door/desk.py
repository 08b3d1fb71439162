"""The door on others' screens: buttons on a group's page, and the ticket on one's own."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.codes import in_groups
from courses.door.tickets import ticket_code
from courses.editions.models import Edition, Enrolment, Session
from courses.slots.registry import Action


def doors_of_edition(request: HttpRequest, edition: Edition) -> Action:
    return Action(reverse("leerlijn_door:doors", args=[edition.pk]), _("Door, badges and room lists"))


def doors_of_session(request: HttpRequest, session: Session) -> Action | None:
    if session.self_paced or session.is_break:
        return None
    return Action(f"{reverse('leerlijn_door:doors', args=[session.edition_id])}?session={session.pk}", _("Door"))


def ticket_section(request: HttpRequest, enrolment: Enrolment) -> str:
    """For who has a place in a group that still meets."""
    has_place = enrolment.state == Enrolment.State.PLACED and enrolment.takes_part
    coming = Session.objects.filter(edition=enrolment.edition_id, self_paced=False, ends_at__gt=timezone.now())
    if not has_place or not coming.exists():
        return ""
    code = ticket_code(enrolment)
    context = {"code": code, "readable": in_groups(code)}
    return render_to_string("leerlijn_courses/door/ticket_section.html", context)
