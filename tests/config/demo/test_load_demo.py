"""The demo on an empty database: what it holds, that loading again changes nothing, and what moving it moves."""

from __future__ import annotations

import hashlib
import io
import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import time_machine
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.test import TestCase, override_settings

from certificates.models import Award
from cms.checking import problems
from cms.models import CataloguePage, CurriculumPage, EventPage, ModulePage
from config.demo.doors import DOORS
from config.demo.groups import CLOSING_DAY, CLOSING_DAYS_AHEAD, FINISHED_BUBBLE, GROUPS, working_day
from config.demo.logins import COORDINATOR, LINKER, LOGINS, OTHER_COORDINATOR, OTHER_PARTICIPANT, PARTICIPANT, PASSWORD
from config.demo.polrad_participation import CODE
from courses.cards.models import Card
from courses.completion.models import Completion
from courses.editions.models import Attendance, Edition, Enrolment, Session
from courses.editions.rounds.choosing import places_left
from courses.fieldwork.models import Activity, HostAnswer
from courses.grants.models import Grant
from courses.jobs.models import Job
from courses.learning.models import Reflection
from courses.mail.models import Mail
from courses.paper.models import Sheet
from courses.people.doubles.finding import pairs_for
from courses.people.doubles.keeping import look_at_all, rebuild_keys
from courses.registering.models import RegistrationAnswer
from courses.reporting.freezing.models import FrozenReport
from courses.reporting.freezing.verifying import problems_of
from courses.reporting.indicators.results import results_of
from courses.reporting.periods import Period

LOADED_AT = datetime(2026, 3, 10, 9, 30, tzinfo=UTC)


def load(*options: str) -> str:
    printed = io.StringIO()
    call_command("load_demo", *options, stdout=printed)
    return printed.getvalue()


def fingerprints() -> dict[str, tuple[int, str]]:
    """Per table how many rows it has and a hash over all that stands in them."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows = sorted(repr(row) for row in cursor.fetchall())
            found[table] = (len(rows), hashlib.sha256("\n".join(rows).encode()).hexdigest())
    return found


def report(*options: str) -> dict[str, Any]:
    printed = io.StringIO()
    call_command("funder_report", CODE, *options, stdout=printed)
    return json.loads(printed.getvalue())


class LoadedDemo(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        with time_machine.travel(LOADED_AT, tick=False):
            cls.printed = load()

    def test_it_prints_one_line_per_login(self) -> None:
        lines = self.printed.splitlines()
        assert len(lines) == len(LOGINS)
        assert all(login.email in line and PASSWORD in line for login, line in zip(LOGINS, lines, strict=True))

    def test_loading_again_changes_nothing_not_even_on_another_day(self) -> None:
        before = fingerprints()
        with time_machine.travel(LOADED_AT + timedelta(hours=1), tick=False):
            load()
        assert fingerprints() == before
        with time_machine.travel(LOADED_AT + timedelta(days=17), tick=False):
            load()
        assert fingerprints() == before

    def test_polrad_promised_and_reached(self) -> None:
        grant = Grant.objects.get(code=CODE)
        results = results_of(grant, period=Period(grant.first_day, grant.last_day))
        said = [(result.name, result.reached, result.target, result.baseline) for result in results]
        assert said == [
            ("Rolmodellen ingezet", 80, 75, 0),
            ("Professionals getraind", 65, 60, 5),
            ("Voorlichtingsactiviteiten", 102, 90, 12),
        ]

    def test_polrads_final_report_is_signed_by_four_and_closed_by_another(self) -> None:
        frozen = FrozenReport.objects.get(grant__code=CODE)
        steps = list(frozen.steps.order_by("pk").values_list("step", flat=True))
        assert (frozen.state, steps) == ("closed", ["frozen", *["signed_off"] * 4, "accepted", "closed"])
        assert [one["reached"] for one in json.loads(frozen.indicators)] == [80, 65, 102]
        assert not problems_of(frozen)

    def test_only_the_linker_finds_whom_two_partners_wrote_down(self) -> None:
        rebuild_keys()
        look_at_all()
        accounts = {account.email: account for account in get_user_model().objects.all()}
        found = {
            login: {pair.second.name for pair in pairs_for(accounts[login.email])}
            & {"Sameer Voorbeeld", "Joesoef Voorbeeld"}
            for login in (LINKER, COORDINATOR, OTHER_COORDINATOR)
        }
        assert [len(names) for names in found.values()] == [2, 0, 0]

    def test_polrads_figures(self) -> None:
        found = report("--from", "2013-04-01", "--until", "2014-12-31", "--by", "role", "--by", "kind")
        roles = {row["value"]: row for row in found["breakdowns"]["role"]}
        kinds = {row["value"]: row for row in found["breakdowns"]["kind"]}
        assert roles["role_model"]["new_completers"] == 86
        assert roles["professional"]["new_completers"] == 65
        assert roles["professional"]["participations"] == 71
        assert (found["measures"]["deployments"], found["measures"]["deployed_persons"]) == (212, 80)
        assert kinds["outreach"]["activities"] == 102
        assert kinds["event"]["reach"] == 214
        # One role model became a youth worker and took the basic training too.
        assert found["measures"]["new_completers"] == 86 + 65 - 1

    def test_activities_were_organised_by_the_four_partners(self) -> None:
        found = report("--from", "2013-04-01", "--until", "2014-12-31", "--by", "organisation")
        deployments = {row["value"]: row["deployments"] for row in found["breakdowns"]["organisation"]}
        assert {name for name, number in deployments.items() if number} == {
            "Jongerenwerk Barkema & de Haan",
            "Stichting Maatschappelijke en Juridische Dienstverlening",
            "VluchtelingenWerk Noord-Nederland",
            "Overstag Uitvoering",
        }

    def test_the_finished_masterclass_was_completed_by_sixteen_on_its_last_day(self) -> None:
        group = next(group for group in GROUPS if group.code == "BUBBEL-1")
        days = Completion.objects.filter(edition__code=group.code).values_list("completed_on", flat=True)
        assert len(FINISHED_BUBBLE) == 18
        assert list(days) == [LOADED_AT.date() + timedelta(days=group.days[-1])] * 16

    def test_certificates_are_left_as_jobs(self) -> None:
        assert Job.objects.filter(state=Job.State.QUEUED).exists()
        assert not Job.objects.exclude(state=Job.State.QUEUED).exists()

    def test_the_running_projects_pay_for_their_groups(self) -> None:
        codes = [group.code for group in GROUPS if group.grant == "VNG-BUBBEL"]
        assert list(Edition.objects.filter(funding__grant__code="VNG-BUBBEL").order_by("code").values_list("code")) == [
            (code,) for code in sorted(codes)
        ]
        assert Edition.objects.get(funding__grant__code="RESPECTVOL-SAMENLEVEN").sessions.get().headcount == 133

    def test_the_masterclass_has_a_design_of_its_own(self) -> None:
        version = Edition.objects.get(code="BUBBEL-2").version
        assert version
        assert Award.objects.get(page=version.page).design.signatories.count() == 1  # type: ignore[union-attr]

    def test_the_masterclass_runs_today_and_the_participant_is_half_way(self) -> None:
        mine = Enrolment.objects.get(person__account__email=PARTICIPANT.email, edition__code="BUBBEL-2")
        days = [session.starts_at.date() for session in mine.edition.sessions.order_by("starts_at")]
        assert days[-1] == LOADED_AT.date()
        assert mine.progress.filter(finished_at__isnull=False).count() == 2
        assert Attendance.objects.filter(enrolment=mine).count() == 1
        assert not Completion.objects.filter(enrolment=mine).exists()

    def test_reflections_are_each_writers_own(self) -> None:
        written = Reflection.objects.filter(shared_at__isnull=True)
        authors = {row.enrolment.person.account.email for row in written}
        assert authors == {PARTICIPANT.email, OTHER_PARTICIPANT.email}

    def test_who_comes_too_late_waits(self) -> None:
        states = Enrolment.objects.filter(edition__code="DIALOOG-1").values_list("state", flat=True)
        assert sorted(states) == ["placed"] * 8 + ["waiting"] * 2

    def test_the_closing_day_is_full_and_the_first_who_waits_has_an_offer(self) -> None:
        day = Edition.objects.get(code=CLOSING_DAY)
        coming = Enrolment.objects.filter(edition=day, role=Enrolment.Role.PARTICIPANT)
        assert coming.filter(state="placed").count() == 39
        assert [row.offers.filter(state="open").count() for row in coming.filter(state="waiting")] == [1, 0]
        assert [round.breakouts.count() for round in day.rounds.all()] == [4, 4]
        full = [room for room in Session.objects.filter(edition=day, capacity=6) if places_left(room) == 0]
        assert len(full) == 1
        assert kitchen_totals(day) > 0

    def test_the_field_worker_has_one_activity_confirmed_and_one_waiting(self) -> None:
        answers = HostAnswer.objects.order_by("activity__day").values_list("agrees", flat=True)
        assert (Activity.objects.count(), list(answers)) == (2, [True])
        assert Card.objects.filter(link__withdrawn_at=None).count() == 1
        assert Sheet.objects.count() == 1

    def test_nobody_gets_a_mail(self) -> None:
        assert not Mail.objects.exists()

    def test_moving_takes_the_closing_day_its_page_and_the_activities_along(self) -> None:
        with time_machine.travel(LOADED_AT + timedelta(days=21), tick=False):
            load("--today")
        day = (LOADED_AT + timedelta(days=21 + CLOSING_DAYS_AHEAD)).date()
        page = EventPage.objects.get()
        held = Edition.objects.get(code=CLOSING_DAY)
        assert page.day == held.sessions.earliest("starts_at").starts_at.date() == working_day(day, 0)
        assert {one.starts_at.date() for one in held.rounds.all()} == {page.day}
        assert {(activity.day - LOADED_AT.date()).days for activity in Activity.objects.all()} == {12, 19}

    def test_moving_to_today_moves_what_runs_and_leaves_history(self) -> None:
        history = {
            "completions": list(Completion.objects.exclude(edition__code__in=running()).order_by("pk").values_list()),
            "sessions": list(Session.objects.exclude(edition__code__in=running()).order_by("pk").values_list()),
            "marks": list(
                Attendance.objects.exclude(session__edition__code__in=running()).order_by("pk").values_list()
            ),
        }
        clock = {each.pk: each.starts_at.astimezone(each.edition.zone).time() for each in meetings()}
        with time_machine.travel(datetime(2026, 5, 4, 7, 0, tzinfo=UTC), tick=False):
            load("--today")
        days = [each.starts_at.astimezone(each.edition.zone).date() for each in meetings("BUBBEL-2")]
        assert days == [date(2026, 4, 20), date(2026, 5, 4)]
        assert {each.pk: each.starts_at.astimezone(each.edition.zone).time() for each in meetings()} == clock
        marks = Attendance.objects.filter(session__edition__code="BUBBEL-2")
        assert {mark.recorded_at.date() for mark in marks} == {date(2026, 4, 20)}
        assert history["completions"] == list(
            Completion.objects.exclude(edition__code__in=running()).order_by("pk").values_list()
        )
        assert history["sessions"] == list(
            Session.objects.exclude(edition__code__in=running()).order_by("pk").values_list()
        )
        assert history["marks"] == list(
            Attendance.objects.exclude(session__edition__code__in=running()).order_by("pk").values_list()
        )

    def test_moving_twice_on_one_day_moves_once(self) -> None:
        with time_machine.travel(LOADED_AT + timedelta(days=40), tick=False):
            load("--today")
            before = fingerprints()
            load("--today")
            assert fingerprints() == before

    def test_every_page_can_be_published_again_and_opens(self) -> None:
        written = [*CurriculumPage.objects.specific(), *ModulePage.objects.all()]
        assert not [(page.title, problem) for page in written for problem in problems(page)]
        for page in [*CataloguePage.objects.all(), *written]:
            for language in ("nl", "en"):
                answer = self.client.get(page.url, headers={"accept-language": language}, follow=True)
                assert answer.status_code == 200, (page.url, language)

    def test_two_programmes_are_offered_in_english(self) -> None:
        page = self.client.get("/", headers={"accept-language": "en"}).content.decode()
        assert "Burst the bubble" in page
        assert "Noticing polarisation and radicalisation" in page

    @override_settings(ROOT_URLCONF="config.demo.urls")
    def test_behind_every_door_there_is_a_page(self) -> None:
        for slug in DOORS:
            answer = self.client.post(f"/demo/in/{slug}/", follow=True)
            assert answer.status_code == 200, slug
            assert len(answer.redirect_chain) == 1, slug

    @override_settings(ROOT_URLCONF="config.demo.urls")
    def test_behind_the_doors_lies_the_catalogue(self) -> None:
        assert "Doorbreek de bubbel" in self.client.get("/demo/aanbod/").content.decode()
        assert "Doorbreek de bubbel" not in self.client.get("/").content.decode()
        self.client.post("/demo/in/volgen/")
        assert "Doorbreek de bubbel" in self.client.get("/").content.decode()


def kitchen_totals(edition: Edition) -> int:
    """How many said something about what they eat."""
    return RegistrationAnswer.objects.filter(enrolment__edition=edition, question__kind="diet").count()


def running() -> list[str]:
    activities = Activity.objects.values_list("edition__code", flat=True)
    return [*(group.code for group in GROUPS if group.moves), CLOSING_DAY, *activities]


def meetings(*codes: str) -> list[Session]:
    rows = Session.objects.filter(edition__code__in=codes or running()).select_related("edition")
    return list(rows.order_by("starts_at"))


def test_groups_have_codes_of_their_own_and_as_many_days_as_marks() -> None:
    assert len({group.code for group in GROUPS}) == len(GROUPS)
    for group in GROUPS:
        held = [day for day in group.days if day < 0]
        assert all(len(member.marks) in (0, len(held)) for member in group.members), group.code
