"""POLRAD's end in the demo: two people whom two partners wrote down, and the final report, signed and closed."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any, NamedTuple

from django.contrib.auth import get_user_model
from django.utils import timezone

from config.accounts.models import prove_address
from courses.editions.enrolling import Entry, enrol_many
from courses.editions.marking import Mark, mark_session
from courses.editions.models import Attendance, Edition, Enrolment
from courses.grants.models import Grant
from courses.interchange.models import SourceLine
from courses.people.assigning import assign
from courses.people.models import Assignment, Organisation, Person
from courses.people.registering import create_person
from courses.reporting.freezing.access import partners_of
from courses.reporting.freezing.deciding import accept, close, draft, sign_off
from courses.reporting.freezing.models import FrozenReport
from courses.reporting.periods import Period
from courses.reporting.report import Question

from .polrad_participation import CODE

TABLES = ("role", "kind", "organisation", "gender")


class KnownTwice(NamedTuple):
    """Somebody in POLRAD's file, and how a second partner wrote them down for a training of its own."""

    key: str
    name: str
    group: str
    came: bool


# Neither was trained twice: the figures that were promised stay as they are.
KNOWN_TWICE = (
    KnownTwice("rm-010", "Sameer Voorbeeld", "POLRAD-R2", came=True),
    KnownTwice("rm-035", "Joesoef Voorbeeld", "POLRAD-R5", came=False),
)


def end_polrad(*, accepted_by: Any, closed_by: Any) -> None:
    """Once: who has seen the report, and joined or erased people since, finds all of that again."""
    grant = Grant.objects.get(code=CODE)
    if not FrozenReport.objects.filter(grant=grant).exists():
        for known in KNOWN_TWICE:
            _write_down(known, by=closed_by)
        _close_the_final_report(grant, accepted_by=accepted_by, closed_by=closed_by)


def _write_down(known: KnownTwice, *, by: Any) -> None:
    """As a second partner knows them, with the same number: the linker finds them, nobody else does."""
    line = SourceLine.objects.get(source="polrad", type="person", external_id=known.key)
    first, group = Person.objects.get(pk=line.object_id), Edition.objects.get(code=known.group)
    person = create_person(name=known.name, phone=first.phone, keeper=group.organisation, by=by)
    session = group.sessions.order_by("starts_at")[0]
    day = session.starts_at.astimezone(group.zone).date()
    entry = Entry(person, role=Enrolment.Role.ROLE_MODEL, organisation=group.organisation)
    (enrolment,) = enrol_many([entry], group, by=by, on=day - timedelta(days=7), past_capacity=True)
    status = Attendance.Status.PRESENT if known.came else Attendance.Status.ABSENT
    evening = datetime.combine(day, time(20), group.zone)
    mark_session(session, [Mark(enrolment, status)], by=by, evidence=Attendance.Evidence.TRAINER, at=evening)


def _close_the_final_report(grant: Grant, *, accepted_by: Any, closed_by: Any) -> None:
    """The whole of POLRAD: each partner signs, the coordinator accepts, somebody else closes."""
    period = Period(grant.first_day, grant.last_day)
    frozen = draft(Question(grant, period, timezone.now(), by=TABLES), by=accepted_by)
    for partner in partners_of(grant):
        sign_off(frozen, partner, by=_coordinator_of(partner))
    close(accept(frozen, by=accepted_by), by=closed_by)


def _coordinator_of(partner: Organisation) -> Any:
    """Who answers for a partner; of most partners nobody is behind a login of the demo."""
    known = Assignment.objects.filter(organisation=partner, role=Assignment.Role.COORDINATOR).select_related("account")
    if there := known.order_by("pk").first():
        return there.account
    accounts = get_user_model().objects
    name = f"Coördinator van {partner.name}"
    account = accounts.create_user(f"coordinator-{partner.pk}@example.org", None, name=name, language="nl")
    prove_address(account)
    assign(account, partner, Assignment.Role.COORDINATOR, by=None)
    return account
