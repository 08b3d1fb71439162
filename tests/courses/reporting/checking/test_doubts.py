"""What should be looked at before reporting: each check, for whom, and until when."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from courses import models
from courses.facts.appending import append_facts
from courses.models import AcceptedDoubt, Merge
from courses.paper.printing import print_sheet
from courses.people.assigning import assign
from courses.reporting.checking.finding import Doubts
from courses.reporting.checking.ground import ground_of
from courses.reporting.indicators.recipes import Basis, Event, Recipe, Scope, Unit
from courses.reporting.projections.rebuilding import rebuild
from tests.factories import (
    AnswerFactory,
    AttendanceFactory,
    CompletionFactory,
    EditionFactory,
    EditionFundingFactory,
    EnrolmentFactory,
    GrantFactory,
    GrantPartnerFactory,
    OrganisationFactory,
    SessionFactory,
    UserFactory,
)
from tests.factories_fieldwork import logged
from tests.factories_indicators import IndicatorFactory, IndicatorVersionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


class Project:
    """A lead and a partner, each with a group of two people and one meeting that is over."""

    def __init__(self) -> None:
        self.lead, self.partner, self.stranger = OrganisationFactory.create_batch(3)
        self.grant = GrantFactory(lead=self.lead)
        GrantPartnerFactory(grant=self.grant, organisation=self.partner)
        self.session, self.enrolments = self.group(self.lead, "Group of the lead")
        self.theirs, self.their_enrolments = self.group(self.partner, "Group of the partner")

    def group(self, organisation: Any, title: str, **fields: Any) -> tuple[Any, list[Any]]:
        edition = EditionFactory(organisation=organisation, title=title, version=None)
        EditionFundingFactory(edition=edition, grant=self.grant)
        return SessionFactory(edition=edition, **fields), EnrolmentFactory.create_batch(2, edition=edition)

    def coordinator(self, organisation: Any) -> Any:
        account = UserFactory(language="en")
        assign(account, organisation, "coordinator", by=None)
        return account

    def found(self, organisation: Any | None = None, kind: str = "") -> list[Any]:
        account = self.coordinator(organisation or self.lead)
        return Doubts(ground_of(account, grant=self.grant)).of(self.grant.pk, kind)

    def address(self, name: str = "project", *parts: Any) -> str:
        return reverse(f"leerlijn_checking:{name}", args=[self.grant.pk, *parts])


@pytest.fixture
def project() -> Project:
    return Project()


def mark(project: Project, number: int = 2, **fields: Any) -> None:
    for enrolment in project.enrolments[:number]:
        AttendanceFactory(enrolment=enrolment, session=project.session, **fields)


def test_a_meeting_without_marks_is_found_until_somebody_is_marked(project):
    ours, theirs = project.found(kind="no_marks")
    assert {ours.sentence.split(",")[0], theirs.sentence.split(",")[0]} == {"Group of the lead", "Group of the partner"}
    mark(project, 1, status="absent", evidence="")
    assert [one.sentence.split(",")[0] for one in project.found(kind="no_marks")] == ["Group of the partner"]


def test_what_is_ahead_has_nobody_or_lies_outside_the_project_needs_no_marks(project):
    ahead = timezone.now() + timedelta(days=2)
    project.grant.last_day = ahead.date() + timedelta(days=9)
    project.grant.save()
    project.group(project.lead, "Ahead", starts_at=ahead, ends_at=ahead + timedelta(hours=1))
    _, people = project.group(project.lead, "Nobody")
    for enrolment in people:
        enrolment.delete()
    project.group(project.lead, "Years before", days=-900)
    assert len(project.found(kind="no_marks")) == 2


def test_the_lead_sees_the_partners_groups_without_a_way_into_them_and_a_partner_its_own(project):
    by_group = {one.sentence.split(",")[0]: one for one in project.found(kind="no_marks")}
    assert by_group["Group of the lead"].url
    theirs = by_group["Group of the partner"]
    assert (theirs.url, theirs.keeper) == ("", project.partner.name)
    (own,) = project.found(project.partner, "no_marks")
    assert own.sentence.startswith("Group of the partner")
    assert own.url == reverse("leerlijn_editions:attendance", args=[project.theirs.edition_id, project.theirs.pk])
    assert not project.found(project.stranger)


def test_late_without_minutes_is_found(project):
    mark(project, status="late")
    (doubt,) = project.found(kind="late_without_minutes")
    assert "2 people came late" in doubt.sentence
    assert doubt.count == 2


def test_a_head_count_smaller_than_the_names_is_found(project):
    mark(project)
    project.session.headcount = 2
    project.session.save()
    assert not project.found(kind="fewer_heads")
    project.session.headcount = 1
    project.session.save()
    (doubt,) = project.found(kind="fewer_heads")
    assert "1 people counted in the room, and 2 known by name" in doubt.sentence


def test_meetings_outside_the_days_of_the_project_are_found_by_group(project):
    for days in (-800, -801):
        session = SessionFactory(edition=project.session.edition, days=days)
        AttendanceFactory(enrolment=project.enrolments[0], session=session)
    (doubt,) = project.found(kind="outside_days")
    assert "2 meetings lie on no day of the project" in doubt.sentence


def test_people_without_a_signature_are_found_where_a_list_was_printed_or_an_indicator_wants_one(project):
    mark(project)
    assert not project.found(kind="without_sheet")
    print_sheet(project.session, by=None)
    (doubt,) = project.found(kind="without_sheet")
    assert "2 people were there, without a signature" in doubt.sentence
    models.Sheet.objects.all().delete()
    active(project, evidence="signed")
    assert len(project.found(kind="without_sheet")) == 1
    models.Attendance.objects.update(evidence="countersigned")
    assert not project.found(kind="without_sheet")


def test_completions_of_who_was_never_there_are_found_by_group(project):
    enrolment = project.enrolments[0]
    done = CompletionFactory.build(enrolment=enrolment, person=enrolment.person, edition=enrolment.edition)
    append_facts([done])
    keep_facts()
    (doubt,) = project.found(kind="not_attended")
    assert "1 person completed it" in doubt.sentence
    mark(project)
    keep_facts()
    assert not project.found(kind="not_attended")


def test_questions_that_an_active_indicator_needs_and_nobody_was_asked_are_found(project, client):
    mark(project)
    AnswerFactory(person=project.enrolments[0].person)
    keep_facts()
    assert not project.found(kind="missing_answers")
    active(project, dimensions=("gender", "age", "organisation"))
    found = {one.sentence: one for one in project.found(kind="missing_answers")}
    late = " For 1 it is too late: who first took part more than four weeks ago stays “not asked” in the figures."
    assert set(found) == {"Gender: 1 participant was not asked." + late, "Age: 2 participants were not asked."}
    client.force_login(project.coordinator(project.lead))
    page = client.get(found["Gender: 1 participant was not asked." + late].url).content.decode()
    assert project.enrolments[1].person.name in page
    assert project.enrolments[0].person.name not in page


def test_a_partner_sees_as_missing_what_was_said_under_anothers_record_alone(project):
    """Else “nobody to ask” would tell it that somebody is known elsewhere; as in its own tables."""
    ours, theirs = project.enrolments[0].person, project.their_enrolments[0].person
    mark(project, 1)
    AttendanceFactory(enrolment=project.their_enrolments[0], session=project.theirs)
    Merge.objects.create(person=theirs, other=ours)
    AnswerFactory(person=ours, dimension="gender", valid_from=project.session.starts_at.date())
    ours.birth_date = date(1990, 2, 28)
    ours.save()
    active(project, dimensions=("gender", "age"))
    keep_facts()
    assert not project.found(kind="missing_answers")
    found = {one.sentence.split(":")[0]: one.count for one in project.found(project.partner, "missing_answers")}
    assert found == {"Gender": 1, "Age": 1}
    AnswerFactory(person=theirs, dimension="gender", valid_from=project.session.starts_at.date())
    assert [one.sentence.split(":")[0] for one in project.found(project.partner, "missing_answers")] == ["Age"]


def test_an_indicator_behind_its_target_is_found_for_the_lead(project):
    mark(project)
    keep_facts()
    indicator = active(project, target=100)
    (doubt,) = project.found(kind="behind_target")
    assert "2 of 100 reached" in doubt.sentence
    assert not project.found(project.partner, "behind_target")
    indicator.target = 2
    indicator.save()
    assert not project.found(kind="behind_target")


def test_possible_double_persons_and_activities_are_found_with_the_way_to_where_they_are_decided(project):
    one, other = (enrolment.person for enrolment in project.enrolments)
    models.Person.objects.filter(pk__in=[one.pk, other.pk]).update(keeper=project.lead)
    models.PersonPair.objects.create(first=one, second=other, score=9)
    (doubt,) = project.found(kind="double_persons")
    assert doubt.sentence == "1 pair of persons may be one and the same."
    for _ in range(2):
        activity = logged(project.lead, by=None)
        EditionFundingFactory(edition=activity.edition, grant=project.grant)
    (doubt,) = project.found(kind="double_activities")
    assert doubt.url == reverse("leerlijn_fieldwork:doubts")


def active(project: Project, *, target: int | None = None, **recipe: Any) -> Any:
    """An active indicator of the project."""
    indicator = IndicatorFactory(grant=project.grant, state="active", baseline=0, target=target or 1)
    made = Recipe(Unit.PERSONS, Event.ATTENDANCE, Scope.PROJECT, Basis.SO_FAR, **recipe)
    IndicatorVersionFactory(indicator=indicator, data=made.data, hash=made.hash)
    return indicator


def keep_facts() -> None:
    """Rows that tests write by themselves send no signals."""
    rebuild()


def test_what_is_right_as_it_is_stays_away_until_its_facts_change(project, client):
    account = project.coordinator(project.lead)
    client.force_login(account)
    doubt = next(one for one in project.found(kind="no_marks") if one.url)
    sent = {"kind": doubt.kind, "subject": doubt.subject, "facts": doubt.facts, "reason": ""}
    assert b"This field is required" in client.post(project.address("accept"), sent).content
    client.post(project.address("accept"), {**sent, "reason": "It was snowed in."})
    row = AcceptedDoubt.objects.get()
    assert (row.reason, row.accepted_by) == ("It was snowed in.", account)
    page = client.get(project.address()).content.decode()
    assert "It was snowed in." in page
    assert len(project.found(kind="no_marks")) == 1
    EnrolmentFactory(edition=project.session.edition)
    assert len(project.found(kind="no_marks")) == 2
    client.post(project.address("take_back", row.pk))
    assert not AcceptedDoubt.objects.exists()


def test_a_doubt_that_is_not_there_or_not_theirs_cannot_be_accepted(project, client):
    client.force_login(project.coordinator(project.partner))
    doubt = next(one for one in project.found(kind="no_marks") if one.url)
    sent = {"kind": doubt.kind, "subject": doubt.subject, "facts": doubt.facts, "reason": "I say so."}
    page = client.post(project.address("accept"), sent, follow=True).content.decode()
    assert "That changed meanwhile" in page
    client.force_login(project.coordinator(project.stranger))
    assert client.post(project.address("accept"), sent).status_code == 404
    assert not AcceptedDoubt.objects.exists()


def test_the_overview_counts_by_project_and_kind_and_home_says_it_in_one_line(project, client):
    project.grant.last_day = timezone.localdate()
    project.grant.save()
    client.force_login(project.coordinator(project.lead))
    page = client.get(reverse("leerlijn_checking:overview")).content.decode()
    assert "There are 2 things to look at" in page
    assert re.search(r"Meetings without marks</a>\s*<span class=\"ll-check-number\">2<", page)
    home = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "2 things to look at before you report" in home


def test_the_number_of_queries_does_not_grow_with_groups_people_and_projects(project, client):
    account = project.coordinator(project.lead)
    client.force_login(account)

    def number(address: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    def more() -> None:
        project.group(project.lead, "One more")
        other = Project()
        other.grant.lead = project.lead
        other.grant.save()

    addresses = (project.address(), reverse("leerlijn_checking:overview"))
    more()
    for address in addresses:
        client.get(address)
    before = [number(address) for address in addresses]
    for _ in range(3):
        more()
    assert [number(address) for address in addresses] == before
    assert max(before) <= 40
