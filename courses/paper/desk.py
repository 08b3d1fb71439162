"""What paper adds to other screens: a button beside each meeting, and what waits for a trainer or coordinator."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.editions.access import visible_editions
from courses.editions.models import Edition, Session
from courses.moments import in_words
from courses.paper.access import visible_scans
from courses.paper.models import Scan, Sheet
from courses.slots.needs import NeedsYou
from courses.slots.registry import Action, Moment

SHOWN = 10
# A list may come home in a bag first.
PATIENCE, FORGOTTEN = timedelta(days=3), timedelta(days=92)


def paper_of_meeting(request: HttpRequest, session: Session) -> Action | None:
    if session.self_paced or session.is_break:
        return None
    return Action(reverse("leerlijn_paper:meeting", args=[session.edition_id, session.pk]), _("Sign-in sheet"))


def photos_of_lists(request: HttpRequest, edition: Edition) -> Action:
    return Action(reverse("leerlijn_paper:send_any"), _("Send photos of lists"), Moment.ON_THE_DAY)


def lists_not_back(request: HttpRequest, subject: Any) -> list[NeedsYou]:
    """Meetings of which a list was printed and no picture came, some days after."""
    now = timezone.now()
    rows = (
        Session.objects.filter(
            Exists(Sheet.objects.filter(session=OuterRef("pk"))),
            ~Exists(Scan.objects.filter(session=OuterRef("pk"))),
            edition__in=visible_editions(request.user).values("pk"),
            ends_at__lt=now - PATIENCE,
            ends_at__gt=now - FORGOTTEN,
        )
        .select_related("edition")
        .order_by("-starts_at", "pk")
    )
    return [
        NeedsYou(
            _("The sign-in sheet is not back yet: %(group)s, %(day)s")
            % {"group": one.edition.title, "day": in_words(one.starts_at.astimezone(one.edition.zone).date())},
            reverse("leerlijn_paper:meeting", args=[one.edition_id, one.pk]),
        )
        for one in rows[:SHOWN]
    ]


def scans_waiting(request: HttpRequest, subject: Any) -> list[NeedsYou]:
    """Pictures that nobody has read yet: one line for the oldest, or one for all."""
    waiting = visible_scans(request.user).filter(confirmed_at=None)
    count = waiting.count()
    if not count:
        return []
    sentence = ngettext(
        "%(count)s picture of a sign-in sheet waits for who says which signatures stand on it.",
        "%(count)s pictures of sign-in sheets wait for who says which signatures stand on them.",
        count,
    )
    url = reverse("leerlijn_paper:send_any")
    if count == 1:
        url = reverse("leerlijn_paper:scan", args=[waiting.get().pk])
    return [NeedsYou(sentence % {"count": count}, url)]
