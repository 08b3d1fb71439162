"""What needs a trainer or coordinator about their groups: lists not yet marked, places free while people wait."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.editions.access import visible_editions
from courses.editions.models import Attendance, Enrolment, Session
from courses.moments import from_to, in_words
from courses.slots.needs import NeedsYou

SHOWN = 10


def sessions_today(request: HttpRequest, subject: Any) -> list[NeedsYou]:
    now = timezone.now()
    soon = _sessions(request).filter(ends_at__gte=now, starts_at__lt=now + timedelta(hours=36)).order_by("starts_at")
    return [
        NeedsYou(
            _("%(when)s: %(group)s%(place)s")
            % {
                "when": from_to(s.starts_at, s.ends_at, s.edition.zone),
                "group": s.edition.title,
                "place": f", {s.place}" if s.place else "",
            },
            reverse("leerlijn_editions:attendance", args=[s.edition_id, s.pk]),
        )
        for s in soon[:SHOWN]
    ]


def unmarked_sessions(request: HttpRequest, subject: Any) -> list[NeedsYou]:
    """Meetings of the last quarter that are over, have people, and have no mark."""
    now = timezone.now()
    marks = Attendance.objects.effective().filter(session=OuterRef("pk"))
    people = Enrolment.objects.filter(edition=OuterRef("edition"), state=Enrolment.State.PLACED)
    rows = (
        _sessions(request)
        .filter(Exists(people), ~Exists(marks), ends_at__lt=now, ends_at__gt=now - timedelta(days=92))
        .order_by("-starts_at")
    )
    return [
        NeedsYou(
            _("Attendance is not marked yet: %(group)s, %(day)s")
            % {"group": s.edition.title, "day": in_words(s.starts_at.astimezone(s.edition.zone).date())},
            reverse("leerlijn_editions:attendance", args=[s.edition_id, s.pk]),
            urgent=True,
        )
        for s in rows[:SHOWN]
    ]


def places_for_the_waiting(request: HttpRequest, subject: Any) -> list[NeedsYou]:
    taking = Q(enrolments__role__in=Enrolment.TAKING_PART)
    rows = (
        visible_editions(request.user)
        .annotate(
            placed=Count("enrolments", filter=taking & Q(enrolments__state="placed"), distinct=True),
            queue=Count("enrolments", filter=taking & Q(enrolments__state="waiting"), distinct=True),
        )
        .filter(queue__gt=0, placed__lt=F("capacity"))
        .order_by("pk")
    )
    return [
        NeedsYou(
            ngettext(
                "%(group)s has a free place, and %(count)s person waits.",
                "%(group)s has a free place, and %(count)s people wait.",
                e.queue,
            )
            % {"group": e.title, "count": e.queue},
            reverse("leerlijn_editions:edition", args=[e.pk]),
        )
        for e in rows[:SHOWN]
    ]


def _sessions(request: HttpRequest) -> Any:
    mine = visible_editions(request.user).values("pk")
    return Session.objects.filter(edition__in=mine, self_paced=False, is_break=False).select_related("edition")
