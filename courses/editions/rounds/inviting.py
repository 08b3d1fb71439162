"""Inviting those in a group to choose their breakouts, by the address of their own page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.editions.addresses import own_page_address
from courses.editions.models import Edition, Enrolment
from courses.editions.rounds.models import Choice, Round
from courses.jobs.models import Job
from courses.jobs.queueing import enqueue
from courses.jobs.work import Work
from courses.mail.sending import send_mail
from courses.people.addresses import address_of

INVITE = "editions.invite_to_choose"


@dataclass(frozen=True)
class Invited:
    """Whom an invitation goes to, and who has no address and is called by a person."""

    by_mail: list[Enrolment]
    by_phone: list[Enrolment]


def to_invite(edition: Edition) -> Invited:
    """Those with a place who have a round open that they chose nothing in yet, by name."""
    open_rounds = [one for one in edition.rounds.all() if timezone.now() < one.closes_at]
    chosen: dict[int, int] = {}
    for enrolment in Choice.objects.filter(round__in=open_rounds).values_list("enrolment", flat=True):
        chosen[enrolment] = chosen.get(enrolment, 0) + 1
    rows = (
        Enrolment.objects.filter(edition=edition, state=Enrolment.State.PLACED, role__in=Enrolment.TAKING_PART)
        .select_related("person__account")
        .order_by("person__name", "pk")
    )
    undecided = [row for row in rows if chosen.get(row.pk, 0) < len(open_rounds)]
    return Invited(
        by_mail=[row for row in undecided if address_of(row.person)],
        by_phone=[row for row in undecided if not address_of(row.person)],
    )


def invite_to_choose(edition: Edition, invitation: UUID, *, by: Any) -> Job:
    """Ask for the mails of one invitation; asking twice sends once."""
    key = f"{INVITE}:{edition.pk}:{invitation}"
    people = [row.pk for row in to_invite(edition).by_mail]
    parameters = {"edition": edition.pk, "invitation": str(invitation), "enrolments": people}
    return enqueue(kind=INVITE, by=by, parameters=parameters, total=len(people), idempotency_key=key)


def invite_by_job(work: Work) -> None:
    """Write to each who was to be invited and has not chosen or left meanwhile; once a person and invitation."""
    edition = Edition.objects.select_related("version", "organisation").get(pk=work.parameters["edition"])
    work.lead_to(reverse("leerlijn_editions:edition", args=[edition.pk]), _("To the group"))
    until = min((one.closes_at for one in Round.objects.filter(edition=edition)), default=None)
    still = {row.pk: row for row in to_invite(edition).by_mail}
    for pk in work.each(work.parameters["enrolments"]):
        if pk in still:
            _write_to(still[pk], edition, until, work.parameters["invitation"])
    work.say(_("The invitations are on their way."))


def title(job: Job) -> str:
    return _("Invite to choose")


def _write_to(enrolment: Enrolment, edition: Edition, until: Any, invitation: str) -> None:
    send_mail(
        key=f"choose:{invitation}:{enrolment.pk}",
        to=address_of(enrolment.person),
        template="leerlijn_courses/mail/choose",
        context={
            "name": enrolment.person.name,
            "title": edition.version.title if edition.version else edition.title,
            "organiser": edition.organisation.name if edition.organisation else "",
            "until": until,
            "zone": edition.zone,
            "path": own_page_address(enrolment),
        },
        language=enrolment.person.language or settings.LANGUAGE_CODE,
    )
