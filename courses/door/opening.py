"""A door for helpers: its link, until when it works, and withdrawing it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.audit.history import record_changes
from courses.conf import base_url
from courses.door.errors import DoorError
from courses.door.models import Door
from courses.editions.models import Edition, Session
from courses.links.codes import code_of
from courses.links.models import Link
from courses.links.opening import LinkOver, LinkUnknown, make_link, open_link, withdraw_links

PURPOSE = "door"
AFTERWARDS = timedelta(hours=2)


def make_door(session: Session, *, name: str, by: Any) -> Door:
    """A door with a link of its own; a meeting may have several."""
    if session.self_paced:
        raise DoorError(_("This group follows at its own pace: there is no door to stand at."))
    with transaction.atomic():
        door = Door.objects.create(session=session, name=name, made_by=by)
        make_link(purpose=PURPOSE, subject=door.pk, by=by)
        record_changes([door], action="leerlijn.make_door", by=by)
        return door


def withdraw_door(door: Door, *, by: Any) -> None:
    """Every browser that helps at this door stops at its next step; a second time changes nothing."""
    with transaction.atomic():
        if withdraw_links(purpose=PURPOSE, subject=door.pk):
            record_changes([door], action="leerlijn.withdraw_door", by=by)


def open_door(code: str) -> tuple[Link, Door]:
    """The door of a helpers' link; raises LinkUnknown or LinkOver."""
    link = open_link(code, purpose=PURPOSE)
    return link, door_of(link)


def door_of(link: Link) -> Door:
    """The same for a link that a browser opened before: withdrawn or over, it raises LinkOver at once."""
    if link.withdrawn_at:
        raise LinkOver(_("This link was withdrawn by the organiser. Ask for a new one if you still help."), link)
    found = Door.objects.select_related("session__edition__organisation").filter(pk=link.subject).first()
    if found is None:
        raise LinkUnknown(_("This meeting is no longer planned. Ask the organiser."))
    if ends_at(found.session) <= timezone.now():
        raise LinkOver(_("The event is over, and with it this link. Thank you for helping."), link)
    return found


def ends_at(session: Session) -> datetime:
    """Two hours after the last meeting of that day. Asked each time, so it moves when a meeting moves."""
    return ends_of([session])[session.pk]


def ends_of(sessions: list[Session]) -> dict[int, datetime]:
    """By session, in one query; the sessions come with their edition."""
    times: dict[tuple[int, Any], datetime] = {}
    zones = {session.edition_id: session.edition.zone for session in sessions}
    rows = Session.objects.filter(edition__in=zones, self_paced=False).order_by()
    for edition, starts, ends in rows.values_list("edition", "starts_at", "ends_at"):
        day = (edition, starts.astimezone(zones[edition]).date())
        times[day] = max(ends, times.get(day, ends))
    return {
        session.pk: times[session.edition_id, session.starts_at.astimezone(zones[session.edition_id]).date()]
        + AFTERWARDS
        for session in sessions
    }


def event_is_over(edition: Edition) -> bool:
    """Whether the last door of a group has closed; without a meeting it has not."""
    last = Session.objects.filter(edition=edition, self_paced=False).order_by("-ends_at").first()
    return last is not None and last.ends_at + AFTERWARDS <= timezone.now()


def links_of(doors: list[Door]) -> dict[int, Link]:
    """The newest link of each door, withdrawn or not."""
    rows = Link.objects.filter(purpose=PURPOSE, subject__in=[door.pk for door in doors]).order_by("pk")
    return {link.subject: link for link in rows}


def address_of(link: Link) -> str:
    return base_url() + reverse("leerlijn_courses:door_link", args=[code_of(link)])
