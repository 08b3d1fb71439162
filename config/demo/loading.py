"""Filling a site with the demo. What is there is left alone, so that loading again changes nothing."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone, translation

from courses.curricula.contract import CurriculumKind
from courses.editions.marking import set_headcount
from courses.editions.models import Edition, EditionDocument, EditionFunding
from courses.editions.planning import Meeting, start_edition
from courses.grants.models import Funder, Grant
from courses.interchange.errors import InterchangeError
from courses.interchange.importing import import_file
from courses.learning.reflecting import save_reflection
from courses.paper.printing import print_sheet
from courses.people.models import Organisation
from courses.telling.quiet import nobody_is_told

from .bank import make_bank
from .cast import give_work, make_accounts, make_organisations, person_behind
from .closing_day import make_closing_day
from .designs import make_design
from .final_report import end_polrad
from .groups import GROUPS, PROJECTS, Group
from .library import make_library, make_network
from .logins import ADMIN, AUTHOR_AND_TRAINER, COORDINATOR, FIELD_WORKER, OTHER_PARTICIPANT, PARTICIPANT
from .moving import move_to
from .neighbourhood import go_into_the_neighbourhood
from .pages import first_reflection, make_catalogue, make_pages
from .polrad_participation import FILE as POLRAD
from .progress import bring_on
from .promises import make_promises
from .running import Stage, fill_group, mark_meetings, start_group

CLOSING_EVENT = "SAMENLEVEN-SLOT"


def load(*, to_today: bool = False) -> str:
    """Load the demo, all or nothing; `to_today` moves the groups that are running. Answers what was done in a sentence."""
    today = timezone.localdate()
    with transaction.atomic(), translation.override("nl"), nobody_is_told():
        accounts = make_accounts()
        admin = accounts[ADMIN.email]
        import_polrad(by=admin)
        organisations = make_organisations(by=admin)
        give_work(accounts, by=admin)
        catalogue = make_catalogue(by=admin)
        make_bank(organisations["stay-human"], by=admin)
        versions = make_pages(catalogue, by=accounts[AUTHOR_AND_TRAINER.email])
        make_library(catalogue, organisations, by=accounts[AUTHOR_AND_TRAINER.email])
        make_network(organisations["stay-human"], organisations["movisie"], by=admin)
        make_design(versions["doorbreek-de-bubbel"])
        grants = make_projects(organisations, today)
        make_closing_event(organisations, grants, by=admin)
        make_promises(by=admin)
        end_polrad(accepted_by=accounts[COORDINATOR.email], closed_by=admin)
        stage = Stage(
            today,
            admin,
            organisations,
            versions,
            grants,
            trainer=person_behind(AUTHOR_AND_TRAINER, accounts, by=admin),
            known={login.name: person_behind(login, accounts, by=admin) for login in (PARTICIPANT, OTHER_PARTICIPANT)},
        )
        started = make_groups(stage)
        make_closing_day(catalogue, stage, author=accounts[AUTHOR_AND_TRAINER.email])
        go_into_the_neighbourhood(organisations["cmo-stamm"], stage, by=accounts[FIELD_WORKER.email])
        moved = move_to(today, by=admin) if to_today else 0
    return f"{len(started)} groups started, {moved} moved."


def import_polrad(*, by: Any) -> None:
    """POLRAD's participation, by the same verb as a partner's own file; known lines change nothing."""
    with POLRAD.open("rb") as file:
        outcome = import_file(file, by=by, commit=True)
    if not outcome.written:
        raise InterchangeError(f"{POLRAD.name}: {outcome.wrong[0]}")


def make_projects(organisations: dict[str, Organisation], today: date) -> dict[str, Grant]:
    """The projects by their code. One that runs lasts from the first day of last year to the last day of next year."""
    for project in PROJECTS:
        funder, _ = Funder.objects.get_or_create(name=project.funder, defaults={"kind": Funder.Kind.COMMISSION})
        Grant.objects.get_or_create(
            code=project.code,
            defaults={
                "title": project.title,
                "funder": funder,
                "first_day": project.first_day or date(today.year - 1, 1, 1),
                "last_day": project.last_day or date(today.year + 1, 12, 31),
                "lead": organisations[project.lead],
            },
        )
    return Grant.objects.in_bulk([project.code for project in PROJECTS], field_name="code")


def make_closing_event(organisations: dict[str, Organisation], grants: dict[str, Grant], *, by: Any) -> None:
    """Respectvol Samenleven's afternoon of 7 October 2022: nobody by name, everybody counted."""
    if Edition.objects.filter(code=CLOSING_EVENT).exists():
        return
    zone = ZoneInfo("Europe/Amsterdam")
    starts, ends = (datetime.combine(date(2022, 10, 7), hour, zone) for hour in (time(13, 30), time(16, 30)))
    edition = start_edition(
        None,
        by=by,
        title="Slotbijeenkomst Respectvol Samenleven",
        organisation=organisations["movisie"],
        code=CLOSING_EVENT,
        kind=CurriculumKind.EVENT,
        themes=["ontmoeting", "kennis"],
        meetings=[Meeting(starts, ends)],
    )
    EditionFunding.objects.create(edition=edition, grant=grants["RESPECTVOL-SAMENLEVEN"])
    set_headcount(edition.sessions.get(), 133, by=by)


def make_groups(stage: Stage) -> list[Edition]:
    """Start the groups that are not there yet, fill them, and bring their members as far as the data says."""
    there = set(Edition.objects.filter(code__in=[group.code for group in GROUPS]).values_list("code", flat=True))
    return [_make_group(group, stage) for group in GROUPS if group.code not in there]


def _make_group(group: Group, stage: Stage) -> Edition:
    edition = start_group(group, stage)
    members = fill_group(group, edition, stage)
    mark_meetings(group, edition, members, stage)
    bring_on(group, edition, members, stage)
    if group.meets_today:
        print_sheet(edition.sessions.order_by("starts_at").last(), by=stage.by)
    if group.document:
        file = ContentFile(group.document.encode(), name="praktische-informatie.txt")
        EditionDocument.objects.create(edition=edition, title="Praktische informatie", file=file, added_by=stage.by)
    for member, enrolment in members:
        if member.reflection:
            save_reflection(enrolment, first_reflection(group.programme), member.reflection, by=stage.by)
    return edition
