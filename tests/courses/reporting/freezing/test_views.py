"""The way of a report through the screens of its partners, its lead and a stranger."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from courses import models
from courses.editions.marking import Mark, mark_session
from courses.jobs.running import run
from courses.people.merging import merge
from courses.reporting.freezing.deciding import accept, approve, close, draft, give_back, sign_off, submit
from courses.reporting.freezing.errors import FreezeRefused
from courses.reporting.freezing.freezing import freeze
from courses.reporting.freezing.queueing import draft_in_background
from courses.reporting.periods import Period
from courses.reporting.report import Question
from tests.courses.reporting.test_views import Project

pytestmark = pytest.mark.django_db
SPRING = Period(date(2025, 1, 1), date(2025, 6, 30))


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def project() -> Project:
    return Project()


def asked(project: Project) -> Question:
    return Question(project.grant, SPRING, timezone.now(), by=("organisation", "gender"), cross=(("gender", "kind"),))


def address(name: str, *parts: Any) -> str:
    return reverse(f"leerlijn_freezing:{name}", args=parts)


def test_partners_sign_the_lead_accepts_and_somebody_else_closes(project):
    lead, second, partner = (project.coordinator(one) for one in ("lead", "lead", "partner"))
    organisation = project.rows["organisation", "partner"]
    first = draft(asked(project), by=lead)
    with pytest.raises(FreezeRefused, match="Invented Partner"):
        accept(first, by=lead)
    with pytest.raises(FreezeRefused, match="Only a coordinator of this partner"):
        sign_off(first, organisation, by=lead)
    sign_off(first, organisation, by=partner)
    with pytest.raises(FreezeRefused, match="already"):
        sign_off(first, organisation, by=partner)
    with pytest.raises(FreezeRefused, match="coordinator of the lead"):
        accept(first, by=partner)
    with pytest.raises(FreezeRefused, match="done now"):
        close(first, by=second)
    accept(first, by=lead)
    with pytest.raises(FreezeRefused, match="Somebody else closes"):
        close(first, by=lead)
    close(first, by=second)
    submit(first, by=lead)
    with pytest.raises(FreezeRefused, match="one sentence"):
        give_back(first, by=lead, note="  ")
    assert give_back(first, by=lead, note="One target is missing.").state == "returned"
    submit(first, by=lead)
    assert approve(first, by=lead).state == "approved"
    with pytest.raises(FreezeRefused, match="can't be done now"):
        approve(first, by=lead)
    steps = list(first.steps.values_list("step", flat=True))
    assert steps == ["frozen", "signed_off", "accepted", "closed", "submitted", "returned", "submitted", "approved"]


def test_a_closed_version_stands_until_the_next_is_closed(project):
    lead, second = (project.coordinator("lead") for _ in range(2))
    models.GrantPartner.objects.all().delete()
    first = draft(asked(project), by=lead)
    accept(first, by=lead)
    close(first, by=second)
    later = draft(asked(project), by=lead)
    first.refresh_from_db()
    assert (first.state, later.version) == ("closed", 2)
    accept(later, by=lead)
    close(later, by=second)
    first.refresh_from_db()
    assert first.state == "replaced"


def test_a_partner_sees_its_own_part_and_no_other_figure(project, client):
    frozen = freeze(asked(project), by=None)
    client.force_login(project.coordinator("partner"))
    page = client.get(address("report", frozen.pk)).content.decode()
    people = re.findall(r"<strong>(\d+)</strong> (?:person|people) took part", page)
    assert people == ["2"]
    assert "Invented Lead" not in page.split("steps")[0]
    assert client.get(address("download", frozen.pk, "json")).status_code == 404
    assert client.get(address("waiting", frozen.pk)).status_code == 404
    client.force_login(project.coordinator("other"))
    assert client.get(address("report", frozen.pk)).status_code == 404


def test_a_figure_opens_to_the_rows_that_were_frozen(project, client):
    """Whatever is recorded later; for a partner its own."""
    lead = project.coordinator("lead")
    frozen = draft(asked(project), by=lead)
    q = models.Enrolment.objects.get(person=project.rows["person", "q"], edition__code="A")
    mark_session(project.rows["session", "s1"], [Mark(q, "present")], by=lead, reason="The list lay in a drawer.")
    client.force_login(lead)

    def rows(name: str, **asked: str) -> int:
        answer = client.get(address("rows", frozen.pk, name), asked)
        return len(answer.context["opened"].members)

    measures = frozen.answer["measures"]
    assert rows("cumulative_persons") == measures["cumulative_persons"]
    row = frozen.answer["breakdowns"]["organisation"][0]
    assert rows("contacts", dimension="organisation", value=row["value"]) == row["contacts"]
    assert client.get(address("rows", frozen.pk, "contacts"), {"dimension": "kind", "value": "x"}).status_code == 404
    assert client.get(address("rows", frozen.pk, "nothing")).status_code == 404
    client.force_login(project.coordinator("partner"))
    assert rows("cumulative_persons") == 2
    client.force_login(project.coordinator("other"))
    assert client.get(address("rows", frozen.pk, "contacts")).status_code == 404


def test_what_came_later_waits_with_its_reason(project, client):
    """A correction with its sentence, a merge, and what each would do to the figures."""
    lead = project.coordinator("lead")
    first = draft(asked(project), by=lead)
    q = models.Enrolment.objects.get(person=project.rows["person", "q"], edition__code="A")
    session = project.rows["session", "s1"]
    mark_session(session, [Mark(q, "present")], by=lead, reason="The list lay in a drawer.")
    client.force_login(lead)
    page = client.get(address("waiting", first.pk)).content.decode()
    assert "The list lay in a drawer." in page
    assert "recorded later (1)" in page
    merge(project.rows["person", "q"], project.rows["person", "p"], by=None)
    assert "two records joined" in client.get(address("waiting", first.pk)).content.decode()
    client.post(address("replace", first.pk))
    second = models.FrozenReport.objects.get(version=2)
    assert "What changed since version 1" in client.get(address("report", second.pk)).content.decode()
    assert json.loads(client.get(address("download", second.pk, "json")).content) == second.answer


def test_a_large_project_is_frozen_by_a_job(project):
    lead = project.coordinator("lead")
    job = draft_in_background(asked(project), by=lead)
    assert run(job.pk)
    job.refresh_from_db()
    made = models.FrozenReport.objects.get()
    assert (job.state, job.result["url"]) == ("done", address("report", made.pk))
    assert (made.frozen_by, made.as_of) == (lead, job.created_at)


@pytest.mark.parametrize(("cross", "is_large"), [("gender,kind", False), ("gender,region", True)])
def test_a_large_table_for_the_public_is_made_by_a_job_and_a_small_one_at_once(project, client, cross, is_large):
    client.force_login(project.coordinator("lead"))
    sent = {
        "first_day": "2025-01-01",
        "last_day": "2025-06-30",
        "audience": "public",
        "by": ["gender"],
        "crosses": cross,
    }
    answer = client.post(address("new", project.grant.pk), {**sent, "age_bands": "0-17,18+"})
    assert answer.status_code == 302
    assert models.Job.objects.exists() is is_large
    if is_large:
        assert not models.FrozenReport.objects.exists()
        assert run(models.Job.objects.get().pk)
    assert models.FrozenReport.objects.get().audience == "public"


def check(client: Any, number: str, **data: str) -> Any:
    return client.get(reverse("leerlijn_courses:check_report", args=[number]), {"language": "en", **data})


def test_a_stranger_hears_what_became_of_a_number(project, client):
    first = freeze(asked(project), by=None, operator=True)
    page = check(client, first.hash.upper())
    assert "This report is ours" in page.content.decode()
    assert "version 2" not in page.content.decode()
    second = freeze(asked(project), by=None, operator=True)
    page = check(client, f" {first.hash[:20]} {first.hash[20:]} ").content.decode()
    assert "Replaced" in page
    assert "version 2" in page
    freeze(asked(project), by=None)
    assert "version 3" not in check(client, second.hash).content.decode()


def test_a_wrong_and_an_unknown_number_get_the_same_answer(client):
    def shown(number: str) -> str:
        page = check(client, number).content.decode()
        return page[page.index("<main") : page.index("</main>")]

    assert shown("0" * 64) == shown("x") == shown("é" * 90)
    assert check(client, "0" * 64).status_code == 404


def test_numbers_are_not_guessed_by_the_thousand(client):
    statuses = {check(client, "0" * 64).status_code for _ in range(70)}
    assert statuses == {404, 429}


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_from_new_report_to_the_public_page(page, live_server, log_in, axe, pictures):
    project = Project()
    accounts = [project.coordinator(one) for one in ("lead", "partner", "lead")]
    for account in accounts:
        account.language = "nl"
        account.save()
    lead, partner, second = accounts
    log_in(lead)
    page.goto(f"{live_server.url}{address('reports', project.grant.pk)}")
    pictures(page, "reports-empty")
    page.get_by_role("link", name="Nieuw verslag").click()
    page.get_by_label("Naar organisator", exact=False).or_(page.get_by_label("Organisator")).first.check()
    axe(page, within="main")
    pictures(page, "report-new")
    page.get_by_role("button", name="Cijfers vastleggen").click()
    page.get_by_text("De cijfers liggen vast").wait_for()
    report = page.url
    log_in(partner)
    page.goto(report)
    pictures(page, "report-partner")
    page.get_by_role("button", name="Tekenen voor Invented Partner").click()
    page.get_by_text("Getekend. Dank je wel.").wait_for()
    log_in(lead)
    page.goto(report)
    page.get_by_role("button", name="Goedvinden namens de penvoerder").click()
    log_in(second)
    page.goto(report)
    page.get_by_role("button", name="Verslag afsluiten").click()
    page.get_by_text("Het staat erin.").wait_for()
    page.goto(report)
    axe(page, within="main")
    pictures(page, "report-closed")
    q = models.Enrolment.objects.get(person=project.rows["person", "q"], edition__code="A")
    mark_session(project.rows["session", "s1"], [Mark(q, "present")], by=lead, reason="De lijst lag in een la.")
    page.goto(report)
    page.get_by_role("link", name="Wat de volgende versie zou veranderen").click()
    axe(page, within="main")
    pictures(page, "report-waiting")
    page.goto(report)
    page.get_by_role("button", name="Volgende versie maken").click()
    page.get_by_text("Wat veranderde sinds versie 1").wait_for()
    pictures(page, "report-second")
    page.goto(f"{live_server.url}{address('reports', project.grant.pk)}")
    axe(page, within="main")
    pictures(page, "reports")
    number = models.FrozenReport.objects.get(version=1).hash
    page.goto(f"{live_server.url}{reverse('leerlijn_courses:check_report_form')}?language=nl")
    axe(page)
    page.get_by_label("Het controlegetal op het verslag").fill(f"{number[:32]} {number[32:]}")
    page.get_by_role("button", name="Controleren").click()
    page.get_by_role("heading", name="Dit verslag is van ons").wait_for()
    axe(page)
    pictures(page, "report-checked")


def test_the_list_of_a_reported_meeting_asks_for_a_sentence(project, client):
    """Only once the report is closed, and only of who changes something by screen."""
    account = project.coordinator("lead")
    client.force_login(account)
    session = project.rows["session", "s1"]
    enrolment = models.Enrolment.objects.get(person=project.rows["person", "q"], edition__code="A")
    address = reverse("leerlijn_editions:attendance", args=[session.edition_id, session.pk])
    draft = freeze(asked(project), by=None)
    assert "reason" not in client.get(address).content.decode()
    models.FrozenReport.objects.filter(pk=draft.pk).update(state="closed")
    names = re.findall(r'name="([^"]*status)"', client.get(address).content.decode())
    data = dict.fromkeys(names, "present")
    assert client.post(address, data).status_code == 200
    assert not models.Attendance.objects.filter(enrolment=enrolment).exists()
    assert client.post(address, {**data, "reason": "The list lay in a drawer."}).status_code == 302
    assert models.Attendance.objects.get(enrolment=enrolment).reason == "The list lay in a drawer."
