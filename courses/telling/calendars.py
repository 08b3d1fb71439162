"""Meetings as iCalendar objects: invitations, updates and cancellations for one person, and lists to take over.

Each person has a UID of their own for a meeting: a secretary who gets the mail of three colleagues has three appointments,
and a place that is given up takes only its own away.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parseaddr
from zoneinfo import ZoneInfo

import icalendar
from django.conf import settings
from django.utils import timezone

from courses.telling.cleaning import one_line
from courses.telling.models import CalendarEntry
from courses.telling.zones import timezone_of

REQUEST, CANCEL, PUBLISH = "REQUEST", "CANCEL", "PUBLISH"
PRODID = "-//Leerlijn//Leerlijn//EN"


@dataclass(frozen=True)
class Appointment:
    """One meeting of one person, in that person's words. `attendee` is a name and an address, None on a list."""

    entry: CalendarEntry
    enrolment_id: int
    zone: ZoneInfo
    summary: str
    description: str
    address: str
    organiser: str
    attendee: tuple[str, str] | None = None
    cancelled: bool = False

    @property
    def uid(self) -> str:
        return f"{self.entry.uid}-{self.enrolment_id}"


def as_calendar(appointments: Sequence[Appointment], *, method: str, name: str = "") -> bytes:
    """An iCalendar object. With REQUEST and CANCEL give one appointment: no calendar takes two different ones."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODID)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    if name:
        calendar.add("x-wr-calname", one_line(name))
        calendar.add("refresh-interval", timedelta(hours=6), {"VALUE": "DURATION"})
        calendar.add("x-published-ttl", "PT6H")
    for zone in dict.fromkeys(appointment.zone for appointment in appointments):
        calendar.add_component(timezone_of(zone))
    for appointment in appointments:
        calendar.add_component(_event(appointment))
    return calendar.to_ical()


def _event(appointment: Appointment) -> icalendar.Event:
    entry, zone = appointment.entry, appointment.zone
    event = icalendar.Event()
    event.add("uid", appointment.uid)
    # A cancelled place goes one beyond what was sent, a cancelled meeting has counted already.
    event.add("sequence", entry.sequence + (1 if appointment.cancelled and not entry.cancelled_at else 0))
    event.add("dtstamp", timezone.now() if appointment.attendee else entry.published_at)
    event.add("last-modified", entry.published_at)
    event.add("dtstart", _local(entry.starts_at, zone))
    event.add("dtend", _local(entry.ends_at, zone))
    event.add("summary", one_line(appointment.summary))
    event.add("description", appointment.description)
    if entry.place:
        event.add("location", one_line(entry.place))
    if appointment.address:
        event.add("url", appointment.address)
    event.add("status", "CANCELLED" if appointment.cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if appointment.cancelled else "OPAQUE")
    sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    event["organizer"] = _who(appointment.organiser, sender)
    if appointment.attendee:
        attendee = _who(*appointment.attendee)
        attendee.params |= {"ROLE": "REQ-PARTICIPANT", "PARTSTAT": "NEEDS-ACTION", "RSVP": "FALSE"}
        event["attendee"] = attendee
    return event


def _who(name: str, address: str) -> icalendar.vCalAddress:
    who = icalendar.vCalAddress(f"mailto:{address}")
    # Double quotes can't stand in a parameter, whatever is put before them.
    if spoken := one_line(name).replace('"', "'"):
        who.params["CN"] = spoken
    return who


def _local(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(zone)
