"""What needs a coordinator before a report: one line, for the projects that run or ended not long ago."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.grants.models import Grant
from courses.people.access import is_coordinator
from courses.reporting.checking.finding import Doubts, distinct
from courses.reporting.checking.ground import ground_of
from courses.slots.needs import NeedsYou
from courses.slots.registry import Action

# A final report goes out some months after the last day.
AFTERWARDS = timedelta(days=365)


def to_look_at(request: HttpRequest, subject: Any) -> list[NeedsYou]:
    if not is_coordinator(request.user):
        return []
    ground = ground_of(request.user, since=timezone.localdate() - AFTERWARDS)
    if not ground.grants:
        return []
    doubts = Doubts(ground, quick=True)
    number = distinct(doubts.all)
    if not number:
        return []
    url = reverse("leerlijn_checking:overview")
    if len(doubts.by_grant) == 1:
        url = reverse("leerlijn_checking:project", args=[next(iter(doubts.by_grant))])
    sentence = ngettext(
        "%(number)d thing to look at before you report on your projects.",
        "%(number)d things to look at before you report on your projects.",
        number,
    )
    return [NeedsYou(sentence % {"number": number}, url)]


def tab(request: HttpRequest, grant: Grant) -> Action:
    return Action(reverse("leerlijn_checking:project", args=[grant.pk]), _("To check"))
