"""What somebody was told: notices, their mails, and the addresses of their calendar."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from courses.editions.addresses import OWN_PAGE
from courses.editions.erasing import enrolments_of
from courses.links.forgetting import forget_links, links_to
from courses.mail.models import Mail
from courses.people.erasing.naming import blot, naming_of
from courses.people.erasing.registry import Line, Outcome, Persons
from courses.telling.feeds import ENROLMENT, PERSON
from courses.telling.models import Announcement, Notice

HOLDS = ("Notice",)


def plan(persons: Persons, moment: datetime) -> list[Line]:
    enrolments = list(enrolments_of(persons).values_list("pk", flat=True))
    links = links_to(purpose=PERSON, subjects=persons) + sum(
        links_to(purpose=purpose, subjects=enrolments) for purpose in (ENROLMENT, OWN_PAGE)
    )
    return [
        Line(_("messages about groups"), Notice.objects.filter(enrolment__in=enrolments).count(), Outcome.GOES),
        Line(_("addresses of a page or calendar of their own"), links, Outcome.GOES),
    ]


def erase(persons: Persons, *, by: Any, moment: datetime) -> None:
    enrolments = list(enrolments_of(persons).values_list("pk", flat=True))
    notices = Notice.objects.filter(enrolment__in=enrolments)
    Mail.objects.filter(pk__in=list(notices.exclude(mail=None).values_list("mail", flat=True))).delete()
    notices.delete()
    blot(Announcement.objects.all(), ("changes",), naming_of(persons))
    forget_links(purpose=PERSON, subjects=persons)
    for purpose in (ENROLMENT, OWN_PAGE):
        forget_links(purpose=purpose, subjects=enrolments)
