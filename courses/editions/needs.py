"""What needs a trainer or coordinator about their groups: lists not yet marked, places free while people wait."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Count, Exists, F, Min, OuterRef, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.editions.access import managed_editions, visible_editions
from courses.editions.models import Attendance, Enrolment, Session
from courses.editions.places.models import Offer
from courses.moments import from_to, in_words
from courses.people.addresses import without_address
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
    """Places nobody has or is offered, while people wait: the list doesn't move, or who is left let an offer pass."""
    taking = Q(enrolments__role__in=Enrolment.TAKING_PART)
    waits, held = Q(enrolments__state="waiting"), Q(enrolments__offers__state="open")
    rows = (
        visible_editions(request.user)
        .annotate(
            placed=Count("enrolments", filter=taking & Q(enrolments__state="placed"), distinct=True),
            waiting=Count("enrolments", filter=taking & waits, distinct=True),
            held=Count("enrolments", filter=taking & waits & held, distinct=True),
        )
        .annotate(queue=F("waiting") - F("held"))
        .filter(queue__gt=0, capacity__gt=F("placed") + F("held"))
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
            reverse("leerlijn_editions:edition", args=[e.pk]) + "#waiting",
        )
        for e in rows[:SHOWN]
    ]


def offers_to_call_about(request: HttpRequest, subject: Any) -> list[NeedsYou]:
    """Who is offered a place and has no e-mail address doesn't know of it: somebody calls. By group, without a name."""
    unread = without_address("enrolment__person")
    offers = Offer.objects.filter(unread, state=Offer.State.OPEN, expires_at__gt=timezone.now())
    groups = (
        managed_editions(request.user)
        .filter(enrolments__offers__in=offers)
        .annotate(calls=Count("enrolments__offers"), until=Min("enrolments__offers__expires_at"))
        .order_by("until", "pk")
    )
    return [
        NeedsYou(
            ngettext(
                "%(group)s: call %(count)s person without an e-mail address about an offered place, before %(when)s.",
                "%(group)s: call %(count)s people without an e-mail address about an offered place, before %(when)s.",
                e.calls,
            )
            % {"group": e.title, "count": e.calls, "when": in_words(e.until, e.zone)},
            reverse("leerlijn_editions:edition", args=[e.pk]) + "#waiting",
            until=e.until.astimezone(e.zone).date(),
            urgent=True,
        )
        for e in groups[:SHOWN]
    ]


def _sessions(request: HttpRequest) -> Any:
    mine = visible_editions(request.user).values("pk")
    return Session.objects.filter(edition__in=mine, self_paced=False, is_break=False).select_related("edition")
