"""Making links, opening them, using them up and withdrawing them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.errors import CoursesError
from courses.links.codes import find
from courses.links.models import Link


class LinkRefused(CoursesError):
    """This link opens nothing (any more)."""


class LinkUnknown(LinkRefused):
    """No such link: mistyped, made up, or meant for another page."""


class LinkOver(LinkRefused):
    """Expired, used up or withdrawn; `link` says which."""

    def __init__(self, sentence: str, link: Link) -> None:
        super().__init__(sentence)
        self.link = link


def make_link(*, purpose: str, subject: int, by: Any, expires_at: datetime | None = None) -> Link:
    """A new link; those made before for the same thing go on working."""
    return Link.objects.create(purpose=purpose, subject=subject, created_by=by, expires_at=expires_at)


def standing_link(*, purpose: str, subject: int, by: Any = None, expires_at: datetime | None = None) -> Link:
    """The link to this thing that works now, or a new one: for an address that stands in several mails."""
    return standing_links(purpose=purpose, subjects=[subject], by=by, expires_at=expires_at)[subject]


def standing_links(
    *, purpose: str, subjects: Sequence[int], by: Any = None, expires_at: datetime | None = None
) -> dict[int, Link]:
    """The same for many things, by subject."""
    rows = _working().filter(purpose=purpose, subject__in=subjects).order_by("-pk")
    found = {link.subject: link for link in rows}
    missing = [subject for subject in subjects if subject not in found]
    made = Link.objects.bulk_create(
        Link(purpose=purpose, subject=subject, created_by=by, expires_at=expires_at) for subject in missing
    )
    return found | {link.subject: link for link in made}


def open_link(code: str, *, purpose: str) -> Link:
    """The link with this code; raises LinkUnknown or LinkOver. Opening changes nothing: mail filters open every link."""
    link = find(code)
    if link is None or link.purpose != purpose:
        raise LinkUnknown(
            _("This link is not right. Open it again from your mail, or ask the organiser for a new one.")
        )
    if link.withdrawn_at:
        raise LinkOver(_("This link does not work any more: it was withdrawn."), link)
    if link.used_at:
        raise LinkOver(_("This link was used already."), link)
    if link.expires_at and link.expires_at <= timezone.now():
        raise LinkOver(_("This link does not work any more: its time is over."), link)
    return link


def use_up(link: Link) -> None:
    """Use a link that works once; of two at the same moment one gets it, and the other raises LinkOver."""
    now = timezone.now()
    if not _working().filter(pk=link.pk).update(used_at=now):
        raise LinkOver(_("This link was used already."), link)
    link.used_at = now


def withdraw_links(*, purpose: str, subject: int) -> int:
    """Stop every link to this thing; answers how many worked until now."""
    return _working().filter(purpose=purpose, subject=subject).update(withdrawn_at=timezone.now())


def _working() -> Any:
    in_time = Q(expires_at=None) | Q(expires_at__gt=timezone.now())
    return Link.objects.filter(in_time, withdrawn_at=None, used_at=None)
