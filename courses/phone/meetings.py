"""Which meetings somebody has in hand today, and which of before are not marked yet."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from courses.editions.access import visible_editions
from courses.editions.models import Attendance, Enrolment, Session

# Who gives a meeting is there before it starts, and marks the last ones when it is over.
BEFORE, AFTER = timedelta(minutes=45), timedelta(minutes=45)
LOOKS_BACK = timedelta(days=92)
SHOWN = 50


def own_meetings(account: Any) -> QuerySet[Session]:
    """The meetings that this account gives or coordinates and at which people can be marked."""
    mine = visible_editions(account).order_by().values("pk")
    return Session.objects.filter(edition__in=mine, self_paced=False, is_break=False).select_related("edition")


def meetings_of_today(account: Any, *, now: datetime | None = None) -> list[Session]:
    """Today by the clock of each group, or still going on; the nearest first."""
    now = now or timezone.now()
    about = own_meetings(account).filter(starts_at__lt=now + timedelta(days=1), ends_at__gt=now - timedelta(days=1))
    today = [session for session in about if _is_today(session, now) or is_on(session, now)]
    return sorted(today, key=lambda session: (_distance(session, now), session.starts_at, session.pk))[:SHOWN]


def unmarked_meetings(account: Any, *, now: datetime | None = None) -> list[Session]:
    """Meetings of the last quarter, before today, that have people and not one mark; the latest first."""
    now = now or timezone.now()
    marks = Attendance.objects.effective().exclude(status=Attendance.Status.VOID).filter(session=OuterRef("pk"))
    people = Enrolment.objects.filter(edition=OuterRef("edition"), state=Enrolment.State.PLACED)
    rows = own_meetings(account).filter(Exists(people), ~Exists(marks), ends_at__lt=now, ends_at__gt=now - LOOKS_BACK)
    return [session for session in rows.order_by("-starts_at", "pk")[:SHOWN] if not _is_today(session, now)]


def is_on(session: Session, now: datetime | None = None) -> bool:
    """Whether the meeting is going on, give or take the time of coming in and going out."""
    return session.starts_at - BEFORE <= (now or timezone.now()) <= session.ends_at + AFTER


def _is_today(session: Session, now: datetime) -> bool:
    zone = session.edition.zone
    return (
        session.starts_at.astimezone(zone).date()
        <= now.astimezone(zone).date()
        <= session.ends_at.astimezone(zone).date()
    )


def _distance(session: Session, now: datetime) -> timedelta:
    if session.starts_at <= now <= session.ends_at:
        return timedelta(0)
    return min(abs(session.starts_at - now), abs(session.ends_at - now))
