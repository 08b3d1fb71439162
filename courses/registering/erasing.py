"""What somebody typed when they registered, and what others typed about them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from courses.editions.erasing import enrolments_of
from courses.links.forgetting import forget_links
from courses.mail.models import Mail
from courses.people.erasing.naming import naming_of
from courses.people.erasing.registry import Line, Outcome, Persons
from courses.registering.applying import PURPOSE, mail_prefix
from courses.registering.models import Registration, RegistrationAnswer

HOLDS = ("Registration", "RegistrationAnswer")


def plan(persons: Persons, moment: datetime) -> list[Line]:
    return [
        Line(_("registrations"), _registrations(persons).count(), Outcome.GOES),
        Line(_("answers at registration, diet and access needs among them"), _answers(persons).count(), Outcome.GOES),
    ]


def erase(persons: Persons, *, by: Any, moment: datetime) -> None:
    _answers(persons).delete()
    gone = list(_registrations(persons).values_list("pk", flat=True))
    for pk in gone:
        Mail.objects.filter(key__startswith=mail_prefix(pk)).delete()
    forget_links(purpose=PURPOSE, subjects=gone)
    Registration.objects.filter(pk__in=gone).delete()
    # Who registered somebody else: that one's registration stays, without the name of this person.
    _by_address(persons, "by_email").update(by_name="", by_email="")


def _registrations(persons: Persons) -> QuerySet[Registration]:
    """Those that became an enrolment, and those with this person's address that nobody confirmed."""
    mine = Q(enrolment__in=enrolments_of(persons).values("pk"))
    return Registration.objects.filter(mine | Q(pk__in=_by_address(persons, "email").values("pk")))


def _by_address(persons: Persons, field: str) -> QuerySet[Registration]:
    wanted = Q(pk__in=[])
    for address in naming_of(persons).addresses:
        wanted |= Q(**{f"{field}__iexact": address})
    return Registration.objects.filter(wanted)


def _answers(persons: Persons) -> QuerySet[RegistrationAnswer]:
    enrolments = enrolments_of(persons).values("pk")
    return RegistrationAnswer.objects.filter(
        Q(enrolment__in=enrolments) | Q(registration__in=_registrations(persons).values("pk"))
    )
