"""A project's figures on the screen: who sees what, what stands there, and what is written down about who looked."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from openpyxl import load_workbook

from courses import models
from courses.jobs.running import run
from courses.people.assigning import assign
from courses.reporting.forms import ReportForm
from courses.reporting.indicators.keeping import add_indicator
from courses.reporting.indicators.recipes import Basis, Event, Recipe, Scope, Unit
from courses.reporting.measures import MEASURES
from courses.reporting.outputs.background import ask
from courses.reporting.outputs.formats import FORMATS
from courses.reporting.waterfall import REASONS
from tests.courses.reporting.worlds import Settled, World, at
from tests.factories import SuperuserFactory, UserFactory

pytestmark = pytest.mark.django_db
YEAR = {"first_day": "2025-01-01", "last_day": "2025-12-31"}
SPRING = at(2025, 3, 10)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


class Project:
    """A lead and a partner with a training each; one person came to both, another to the partner's only."""

    def __init__(self) -> None:
        world = World()
        world.grant("G1")
        for key, name in (("lead", "Invented Lead"), ("partner", "Invented Partner"), ("other", "Invented Other")):
            world.add("organisation", key, name=name)
        for key in ("p", "q"):
            world.person(key)
        world.attend("p", "A", SPRING, organisation="lead")
        world.attend("p", "B", at(2025, 4, 7), organisation="partner")
        world.mark(world.enrol("q", "B"), "s2")
        world.enrol("q", "A")
        self.rows = Settled(world.lines).rows
        self.grant = self.rows["grant", "G1"]
        self.grant.lead = self.rows["organisation", "lead"]
        self.grant.save()
        models.GrantPartner.objects.create(grant=self.grant, organisation=self.rows["organisation", "partner"])

    def coordinator(self, organisation: str) -> Any:
        account = UserFactory(language="en")
        assign(account, self.rows["organisation", organisation], "coordinator", by=None)
        return account

    def address(self, name: str = "project", *parts: Any) -> str:
        return reverse(f"leerlijn_reporting:{name}", args=[self.grant.pk, *parts])


@pytest.fixture
def project() -> Project:
    return Project()


@pytest.fixture
def as_lead(project, client):
    client.force_login(project.coordinator("lead"))
    return client


@pytest.fixture
def as_partner(project, client):
    client.force_login(project.coordinator("partner"))
    return client


def figures_of(client, project) -> dict[str, Any]:
    response = client.get(project.address("download", "json"), YEAR)
    assert response.status_code == 200
    return json.loads(response.content)["measures"]


def test_the_lead_sees_the_whole_project_and_a_partner_their_own_part(project, client):
    client.force_login(project.coordinator("lead"))
    assert figures_of(client, project)["participations"] == 3
    assert "You see what the groups of" not in client.get(project.address(), YEAR).content.decode()
    client.force_login(project.coordinator("partner"))
    assert figures_of(client, project)["participations"] == 2
    page = client.get(project.address(), {**YEAR, "by": "organisation"}).content.decode()
    assert "You see what the groups of Invented Partner add to this project" in page
    assert "Invented Lead" not in page.split("</form>", 1)[1]
    client.force_login(SuperuserFactory(language="en"))
    assert figures_of(client, project)["participations"] == 3


@pytest.mark.parametrize("name", ["project", "download", "members"])
def test_for_anybody_else_the_project_does_not_exist(project, client, name):
    parts = {"project": (), "download": ("json",), "members": ("new_persons",)}[name]
    address = project.address(name, *parts)
    assert client.get(address).status_code == 302  # to the login
    client.force_login(project.coordinator("other"))
    assert client.get(address).status_code == 404


def test_each_figure_is_a_sentence_that_opens_into_its_definition(project, as_lead):
    response = as_lead.get(project.address(), YEAR)
    page = response.content.decode()
    assert "<strong>2</strong> people were at one meeting or more in this period" in page
    assert "Never" in page or "never add these figures" in page
    assert "From enrolments to participants so far" in page
    assert project.address("members", "not_marked") in page


def test_the_rooms_of_a_project_stand_above_each_of_its_pages(project, as_lead):
    about = reverse("leerlijn_courses_grant_modeladmin_inspect", args=[project.grant.pk])
    for address, here in (
        (about, f'<a href="{about}" aria-current="page">'),
        (project.address(), f'<a href="{project.address()}" aria-current="page">'),
        (project.address("members", "new_persons"), f'<a href="{project.address()}" aria-current="true">'),
    ):
        page = as_lead.get(address).content.decode()
        assert here in page


def test_without_an_address_the_period_is_the_project_up_to_today(project, as_lead):
    response = as_lead.get(project.address())
    assert response.context["question"].period.first_day == project.grant.first_day
    assert response.context["question"].period.last_day <= project.grant.last_day
    assert not response.context["form"].errors


@pytest.mark.parametrize(
    "wrong",
    [
        {"first_day": "20225-01-01"},
        {"first_day": "2025-12-31", "last_day": "2025-01-01"},
        {"first_day": "2020-01-01", "last_day": "2020-12-31"},
        {"age_bands": "0-17,17-20"},
        {"by": "shoe size"},
        {"as_of": "9999-12-31"},
        {"as_of": "yesterday"},
    ],
)
def test_a_wrong_question_is_answered_with_its_error(project, as_lead, wrong):
    response = as_lead.get(project.address(), {**YEAR, **wrong})
    assert response.status_code == 200
    assert response.context["form"].errors
    assert "question" not in response.context
    assert as_lead.get(project.address("members", "new_persons"), {**YEAR, **wrong}).status_code == 404


@pytest.mark.parametrize("field", ["first_day", "as_of", "by", "age_bands"])
def test_a_nul_byte_breaks_nothing(project, as_lead, field):
    assert as_lead.get(project.address(), {**YEAR, field: "\x00"}).status_code in (200, 400)
    form = ReportForm(QueryDict(f"{field}=%00"), grant=project.grant)
    assert not form.is_valid()


@pytest.mark.parametrize("name", [*MEASURES, *REASONS, "not_attended"])
def test_every_figure_and_every_reason_opens_into_its_rows(project, as_lead, name):
    response = as_lead.get(project.address("members", name), YEAR)
    assert response.status_code == 200
    figure = response.context["page"].paginator.count
    if name in MEASURES and name not in ("hours", "reach"):
        assert figure == figures_of(as_lead, project)[name]


def test_an_unknown_figure_or_format_does_not_exist(project, as_lead):
    assert as_lead.get(project.address("members", "people"), YEAR).status_code == 404
    assert as_lead.get(project.address("download", "docx"), YEAR).status_code == 404


def test_names_are_for_who_may_open_the_record_and_looking_is_written_down(project, as_partner):
    partner = project.rows["organisation", "partner"]
    page = as_partner.get(project.address("members", "participations"), YEAR).content.decode()
    assert "Invented p" in page
    assert "Invented q" in page
    access = models.Access.objects.latest("pk")
    assert access.kind == "person"
    assert set(access.subjects) == {project.rows["person", "p"].pk, project.rows["person", "q"].pk}
    assert access.by.leerlijn_assignments.get().organisation == partner


def test_the_lead_sees_a_number_for_who_came_to_a_partner_only(project, as_lead):
    models.Enrolment.objects.filter(person=project.rows["person", "q"], edition__code="A").delete()
    page = as_lead.get(project.address("members", "participations"), YEAR).content.decode()
    assert "Invented p" in page
    assert "Invented q" not in page
    assert f"Person {project.rows['person', 'q'].pk}" in page


def test_of_joined_records_a_coordinator_sees_their_own(project, client):
    survivor = models.Person.objects.create(name="Invented Survivor")
    models.Merge.objects.create(
        kind="merge", person=project.rows["person", "q"], other=survivor, recorded_at=at(2025, 5, 1)
    )
    client.force_login(project.coordinator("partner"))
    page = client.get(project.address("members", "active_persons"), YEAR).content.decode()
    assert "Invented q" in page
    assert "Invented Survivor" not in page


def test_tables_are_chosen_and_say_whether_they_add_up(project, as_lead):
    response = as_lead.get(project.address(), {**YEAR, "by": ["gender", "organisation"]})
    page = response.content.decode()
    gender, organisation = response.context["tables"]
    assert [label for label, _ in gender.rows] == ["not asked"]
    assert [label for label, _ in organisation.rows] == ["Invented Lead", "Invented Partner"]
    assert dict(organisation.total)["Participants in this period"] == "2"
    assert "Rows may overlap" in page
    assert "the rows add up to the total" in page


def test_the_csv_file_opens_in_a_spreadsheet_and_is_logged(project, as_lead):
    response = as_lead.get(project.address("download", "csv"), {**YEAR, "by": "kind"})
    assert response.content.startswith(b"\xef\xbb\xbf")
    assert "attachment" in response["Content-Disposition"]
    table = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    (row,) = [row for row in table if row["dimension"] == "kind" and row["measure"] == "new_persons"]
    assert (row["value"], row["figure"]) == ("training", "2")
    assert models.Access.objects.latest("pk").action == "downloaded"


@pytest.mark.parametrize("kind", ["csv", "json", "xlsx", "pdf"])
def test_each_file_has_its_kind_and_is_nobody_elses(project, as_lead, kind):
    response = as_lead.get(project.address("download", kind), {**YEAR, "by": "gender"})
    assert response.status_code == 200
    assert response["Content-Type"] == FORMATS[kind].content_type
    assert response["Content-Disposition"].endswith(f'g1-2025-01-01-2025-12-31.{kind}"')
    assert "no-store" in response["Cache-Control"]
    assert models.Access.objects.latest("pk").detail == kind


def test_of_a_large_project_a_job_makes_the_file_for_who_asked_alone(project, client, monkeypatch):
    monkeypatch.setattr("courses.reporting.outputs.background.SHORT", 2)
    lead, partner = project.coordinator("lead"), project.coordinator("partner")
    client.force_login(lead)
    address = f"{project.address('download', 'xlsx')}?{urlencode(YEAR)}"
    page = client.get(address)
    assert "Make the file" in page.content.decode()
    assert not models.Job.objects.exists()
    answer = client.post(address)
    assert client.post(address).headers["Location"] == answer.headers["Location"]
    job = models.Job.objects.get()
    run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.done, job.total) == ("done", 3, 3)
    result = reverse("leerlijn_courses:job_result", args=[job.pk])
    book = load_workbook(io.BytesIO(b"".join(client.get(result).streaming_content)))
    assert "Participants in this period" in {cell.value for row in book.worksheets[0] for cell in row}
    client.force_login(partner)
    assert client.get(result).status_code == 404


def test_a_job_makes_nothing_for_who_may_not_see_the_project_any_more(project):
    account = project.coordinator("other")
    job = ask(project.grant, "pdf", urlencode(YEAR), by=account)
    run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.message) == ("failed", "You can't see this project any more.")
    assert not job.result_file


def test_targets_stand_beside_what_is_reached_and_new_people_in_their_quarter(project, client):
    recipe = Recipe(Unit.PERSONS, Event.ATTENDANCE, Scope.PROJECT, Basis.SO_FAR)
    add_indicator(
        project.grant, code="T", name="People trained", recipe=recipe, target=4, baseline=1, active=True, by=None
    )
    client.force_login(project.coordinator("lead"))
    response = client.get(project.address(), YEAR)
    page = response.content.decode()
    assert "<strong>2</strong> reached, 4 aimed at" in page
    (aim,) = response.context["aims"]
    assert (aim.begins, aim.is_at, aim.aims_at, aim.share) == ("27.00%", "50.00%", "96.00%", "50%")
    assert [(bar.label, bar.number) for bar in response.context["growth"]][:2] == [
        ("First quarter of 2025", 1),
        ("Second quarter of 2025", 1),
    ]
    assert sum(bar.number for bar in response.context["growth"]) == 2
    from_facts = client.get(project.address(), {**YEAR, "as_of": timezone.localdate().isoformat()})
    assert from_facts.context["growth"] == response.context["growth"]
    client.force_login(project.coordinator("partner"))
    (part,) = client.get(project.address(), YEAR).context["aims"]
    assert (part.target, part.result.target) == (None, 4)


def test_the_figures_can_be_seen_as_they_were_known(project, as_lead):
    page = as_lead.get(project.address("download", "json"), {**YEAR, "as_of": "2025-03-31"})
    assert json.loads(page.content)["measures"]["active_persons"] == 1


def test_groups_shared_with_another_project_are_named_and_a_programme_is_counted_once(project, client):
    project.grant.programme = "Together"
    project.grant.save()
    other = models.Grant.objects.create(
        code="G2",
        title="The Other Project",
        funder=project.grant.funder,
        programme="Together",
        first_day=date(2025, 1, 1),
        last_day=date(2025, 12, 31),
    )
    models.EditionFunding.objects.create(edition=project.rows["edition", "A"], grant=other, position=1)
    client.force_login(project.coordinator("lead"))
    page = client.get(project.address(), YEAR).content.decode()
    assert "1 group also counts in full in The Other Project" in page
    assert "All projects of Together together" not in page  # the other one is somebody else's
    other.lead = project.grant.lead
    other.save()
    response = client.get(project.address(), YEAR)
    assert "All projects of Together together" in response.content.decode()
    assert {figure.name: figure.number for figure in response.context["programme_lines"]}["active_persons"] == 2


def test_rows_come_in_pages_and_queries_do_not_grow_with_people(project, as_lead):
    def add(number: int) -> None:
        session = project.rows["session", "s2"]
        for index in range(number):
            person = models.Person.objects.create(name=f"Invented {index}")
            edition = project.rows["edition", "B"]
            enrolment = models.Enrolment.objects.create(
                person=person, edition=edition, enrolled_on=date(2025, 1, 1), placed_on=date(2025, 1, 1)
            )
            models.Attendance.objects.create(person=person, session=session, enrolment=enrolment, status="present")

    asked = {**YEAR, "by": ["gender", "age", "role", "edition"]}
    numbers = []
    for _ in range(2):
        add(30)
        with_queries = {}
        for address in (project.address(), project.address("members", "contacts")):
            as_lead.get(address, asked)
            with_queries[address] = len(queries_of(as_lead, address, asked))
        numbers.append(with_queries)
    assert numbers[0] == numbers[1]
    assert max(numbers[0].values()) <= 54
    page = as_lead.get(project.address("members", "contacts"), {**asked, "page": 2})
    assert len(page.context["lines"]) == 13


def queries_of(client, address: str, asked: dict[str, Any]) -> list[Any]:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address, asked).status_code == 200
    return queries.captured_queries
