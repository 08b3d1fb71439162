"""Where a group's own page leads to what its trainers need."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from courses.editions.models import Edition, Session
from courses.slots.registry import Action, Moment


def run_sheet_of_meeting(request: HttpRequest, session: Session) -> Action | None:
    if not session.unit_key or session.self_paced or session.is_break:
        return None
    return Action(reverse("leerlijn_courses:run_sheet", args=[session.edition_id, session.pk]), _("Run sheet"))


def run_sheets_and_guides(request: HttpRequest, edition: Edition) -> Action | None:
    if edition.version_id is None:
        return None
    address = reverse("leerlijn_courses:to_give", args=[edition.pk])
    return Action(address, _("Run sheets and guides"), Moment.BEFOREHAND)
