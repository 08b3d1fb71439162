"""A ticket: the code by which somebody is found at the door, on their own page and on their badge."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from courses.conf import base_url
from courses.door.errors import NotOnTheList
from courses.editions.models import Enrolment, Session
from courses.links.codes import code_of
from courses.links.opening import LinkUnknown, open_link, standing_links

PURPOSE = "ticket"
State = Enrolment.State


def ticket_code(enrolment: Enrolment) -> str:
    return ticket_codes([enrolment.pk])[enrolment.pk]


def ticket_codes(enrolments: Sequence[int]) -> dict[int, str]:
    """By enrolment, in three queries at most. Opening a ticket shows nothing of its holder but at the door."""
    links = standing_links(purpose=PURPOSE, subjects=enrolments)
    return {subject: code_of(link) for subject, link in links.items()}


def ticket_address(code: str) -> str:
    return base_url() + reverse("leerlijn_courses:ticket", args=[code])


def enrolment_of(code: str) -> Enrolment:
    """Whose ticket it is; raises LinkRefused."""
    link = open_link(code, purpose=PURPOSE)
    found = Enrolment.objects.select_related("person", "organisation", "edition").filter(pk=link.subject).first()
    if found is None or found.person.erased_at:
        raise LinkUnknown(_("This ticket is not valid any more."))
    return found


def holder_at(code: str, session: Session) -> Enrolment:
    """Who has a place with this code in the event of this meeting; raises LinkRefused or NotOnTheList, saying why."""
    enrolment = enrolment_of(code)
    if enrolment.edition_id != session.edition_id:
        raise NotOnTheList(_("This ticket belongs to another event."))
    if enrolment.state == State.STOPPED:
        raise NotOnTheList(_("This ticket is not valid any more: the place was given back. Ask the organiser."))
    if enrolment.state != State.PLACED:
        raise NotOnTheList(_("This ticket has no place yet: its holder is on the waiting list. Ask the organiser."))
    if not enrolment.takes_part:
        raise NotOnTheList(_("This person is not on the list of this meeting."))
    return enrolment


def code_in(typed: str) -> str:
    """The code in what somebody typed or scanned: the code itself, or the address it stands in."""
    return typed.strip().rstrip("/").rpartition("/")[2]
