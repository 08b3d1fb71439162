"""Starting the demo's groups, filling them, and bringing their members as far as the data says."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from courses.curricula.contract import UnitKind
from courses.curricula.models import CurriculumVersion
from courses.editions.enrolling import Entry, enrol_many
from courses.editions.marking import Mark, mark_session
from courses.editions.models import Attendance, Edition, EditionFunding, Enrolment
from courses.editions.planning import Meeting, start_edition
from courses.grants.models import Grant
from courses.people.models import Organisation, Person
from courses.people.registering import create_person
from courses.registering.asking import set_presets
from courses.registering.models import RegistrationQuestion

from .groups import TRAINER_OF, Group, Member
from .programmes import PROGRAMMES

Status = Attendance.Status
LETTERS = {
    "P": Status.PRESENT,
    "L": Status.LATE,
    "D": Status.PARTIAL,
    "E": Status.EXCUSED,
    "A": Status.ABSENT,
}

THEMES_OF = {programme.slug: programme.themes for programme in PROGRAMMES}


@dataclass
class Stage:
    """What the groups stand on: organisations and versions by key, projects by code, and the persons made so far."""

    today: date
    by: Any
    organisations: dict[str, Organisation]
    versions: dict[str, CurriculumVersion]
    grants: dict[str, Grant]
    trainer: Person
    known: dict[str, Person] = field(default_factory=dict)
    """Persons that came by an account, by name."""

    def person(self, member: Member, group: Group) -> Person:
        if member.name not in self.known:
            self.known[member.name] = create_person(
                name=member.name,
                by=self.by,
                keeper=self.organisations[group.organisation],
                email=member.email,
                latin_name=member.latin_name,
            )
        return self.known[member.name]


ASKED = (RegistrationQuestion.Kind.ORGANISATION, RegistrationQuestion.Kind.DIET, RegistrationQuestion.Kind.ACCESS)


def start_group(group: Group, stage: Stage) -> Edition:
    """Start a group on the current version of its programme, with its meetings, members and trainer."""
    version = stage.versions[group.programme]
    edition = start_edition(
        version,
        by=stage.by,
        title=version.title,
        organisation=stage.organisations[group.organisation],
        code=group.code,
        meetings=meetings_of(group, version, stage.today),
        time_zone=group.time_zone,
        themes=list(THEMES_OF[group.programme]),
        capacity=group.capacity,
        open_for_enrolment=group.open,
    )
    if group.open:
        set_presets(edition, dict.fromkeys(ASKED, ""), by=stage.by)
    if group.grant:
        EditionFunding.objects.create(edition=edition, grant=stage.grants[group.grant])
    return edition


def meetings_of(group: Group, version: CurriculumVersion, today: date) -> list[Meeting]:
    planned = [unit for unit in version.units.all() if unit.kind == UnitKind.PLANNED_SESSION]
    zone = ZoneInfo(group.time_zone)
    starts = [datetime.combine(day, group.starts, zone) for day in group.dates(today)]
    return [
        Meeting(
            starts_at=start,
            ends_at=start + timedelta(minutes=unit.minutes),
            title=unit.title,
            place=group.place,
            unit_key=unit.key,
        )
        for start, unit in zip(starts, planned, strict=True)
    ]


def fill_group(group: Group, edition: Edition, stage: Stage) -> list[tuple[Member, Enrolment]]:
    """Enrol the members some weeks before the first meeting, and the trainer."""
    first = stage.today + timedelta(days=min(group.days[0], 21))
    asked = min(first - timedelta(days=21), stage.today - timedelta(days=3))
    entries = [
        Entry(
            stage.person(member, group),
            function=member.function,
            organisation=stage.organisations.get(member.home),
        )
        for member in group.members
    ]
    if group.code in TRAINER_OF:
        enrol_many([Entry(stage.trainer, role=Enrolment.Role.TRAINER)], edition, by=stage.by, on=asked)
    return list(zip(group.members, enrol_many(entries, edition, by=stage.by, on=asked), strict=True))


def mark_meetings(group: Group, edition: Edition, members: list[tuple[Member, Enrolment]], stage: Stage) -> None:
    """The lists of the meetings that were held, typed in the evening of the same day."""
    for number, session in enumerate(edition.sessions.order_by("starts_at")):
        marks = [_mark(enrolment, member.marks[number]) for member, enrolment in members if len(member.marks) > number]
        if marks:
            evening = datetime.combine(session.starts_at.astimezone(edition.zone).date(), time(19, 45), edition.zone)
            mark_session(session, marks, by=stage.by, evidence=Attendance.Evidence.TRAINER, at=evening)


def _mark(enrolment: Enrolment, letter: str) -> Mark:
    status = LETTERS[letter]
    return Mark(enrolment, status, minutes=90 if status == Status.PARTIAL else None)
