"""Reminders: some days before a meeting and the day before, once a person and meeting however often beat asks."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from courses.telling.announcing import audience, queue
from courses.telling.models import CalendarEntry, EditionMails, MailKind, Notice

# On the clock of the group: nobody is woken up by it.
AT = time(9, 0)
FARTHEST = timedelta(days=32)


def remind(now: datetime | None = None) -> int:
    """Make the reminders that are due; answers how many people are reminded. What changed is told first."""
    now = now or timezone.now()
    coming = CalendarEntry.objects.filter(cancelled_at=None, starts_at__gt=now, starts_at__lt=now + FARTHEST)
    untold = EditionMails.objects.filter(tell_at__isnull=False)
    coming = coming.exclude(edition__in=untold.values("edition")).select_related("edition", "edition__mails")
    return sum(_remind_of(entry, now) for entry in coming.order_by("starts_at", "pk"))


def due_at(entry: CalendarEntry, days: int) -> datetime:
    """So many days before, at nine on the clock of the group, also over the change to summer time."""
    zone = entry.edition.zone
    day = entry.starts_at.astimezone(zone).date() - timedelta(days=days)
    return datetime.combine(day, AT, tzinfo=zone)


def _remind_of(entry: CalendarEntry, now: datetime) -> int:
    mails = getattr(entry.edition, "mails", None) or EditionMails()
    first = due_at(entry, mails.first_reminder) if mails.first_reminder else None
    last = due_at(entry, mails.last_reminder) if mails.last_reminder else None
    made = 0
    if last is not None and last <= now:
        made += _make(entry, "last", last)
    elif first is not None and first <= now:
        made += _make(entry, "first", first)
    return made


def _make(entry: CalendarEntry, which: str, due: datetime) -> int:
    day = entry.starts_at.astimezone(entry.edition.zone).date()
    with transaction.atomic():
        if not _claim(entry, which, day):
            return 0
        # Who heard of it on that day or later needs no reminder of it.
        if entry.published_at >= due:
            return 0
        before = Q(since__lt=due.astimezone(entry.edition.zone).date())
        people = audience(entry.edition).annotate(since=Coalesce("placed_on", "enrolled_on")).filter(before)
        return len(
            queue(
                Notice(
                    key=f"reminder:{number}:{entry.pk}:{which}:{day.isoformat()}",
                    edition=entry.edition,
                    enrolment_id=number,
                    kind=MailKind.REMINDER,
                    entry=entry,
                )
                for number in people.values_list("pk", flat=True)
            )
        )


def _claim(entry: CalendarEntry, which: str, day: date) -> bool:
    """Of two who remind at the same moment one does; a meeting on another day is reminded of again."""
    field = f"reminded_{which}"
    free = CalendarEntry.objects.filter(Q(**{field: None}) | ~Q(**{field: day}), pk=entry.pk)
    return bool(free.update(**{field: day}))
