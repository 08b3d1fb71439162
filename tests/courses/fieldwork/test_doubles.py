"""Entered twice: found as a slow search finds it, seen by who may, and counted once with all evidence in place."""

from __future__ import annotations

import io
import itertools
import json
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courses.errors import CoursesError
from courses.fieldwork.activities import change_activity
from courses.fieldwork.doubles import (
    alike,
    decide_different,
    half_pairs,
    look_for_doubles,
    pairs_with_facts,
    set_aside,
    take_apart,
)
from courses.fieldwork.models import Activity, PossibleDouble
from courses.models import Attendance, Edition, Enrolment
from courses.reporting.counting import count
from courses.reporting.periods import Period
from tests.factories import (
    AssignmentFactory,
    EditionFundingFactory,
    GrantFactory,
    GrantPartnerFactory,
    OrganisationFactory,
)
from tests.factories_fieldwork import RecruitFactory, logged, told

pytestmark = pytest.mark.django_db
PERIOD = Period(date(2025, 1, 1), date(2025, 12, 31))
NAMES = ("activities", "sessions", "deployments", "deployed_persons", "reach")


class Project:
    """A lead and two partners, each with a role model of their own."""

    def __init__(self) -> None:
        self.lead, self.one, self.two = OrganisationFactory.create_batch(3)
        self.grant = GrantFactory(lead=self.lead)
        for partner in (self.one, self.two):
            GrantPartnerFactory(grant=self.grant, organisation=partner)
        self.model = {o.pk: RecruitFactory(organisation=o).person for o in (self.one, self.two)}

    def log(self, organisation, **fields):
        fields = {"role_models": [self.model[organisation.pk]], **fields}
        return logged(organisation, grant=self.grant, **fields)

    def coordinator(self, organisation):
        return AssignmentFactory(organisation=organisation).account

    def figures(self, organisation=None):
        found = count(self.grant, period=PERIOD, organisations=[organisation.pk] if organisation else None).measures
        return {name: found[name] for name in NAMES}


@pytest.fixture
def project():
    return Project()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.integers(0, 1),
            st.sampled_from(["", "Proefstad", "Elders"]),
            st.sampled_from(["Buurthuis", "  bUURTHUIS!", "Plein"]),
            st.sampled_from(["", "Bibliotheek", "bibliothéék"]),
        ),
        min_size=1,
        max_size=7,
    )
)
def test_the_pairs_are_those_of_a_slow_search(given):
    from django.db import transaction

    with transaction.atomic():
        ours = OrganisationFactory()
        for days, municipality, place, host in given:
            starts_at = datetime(2025, 3, 10 + days, 13, tzinfo=UTC)
            logged(ours, starts_at=starts_at, municipality=municipality, place=place, host=host)
        rows = Activity.objects.order_by("pk")
        expected = {(a.pk, b.pk) for a, b in itertools.combinations(rows, 2) if alike(a, b)}
        assert set(PossibleDouble.objects.values_list("first", "second")) == expected
        PossibleDouble.objects.all().delete()
        look_for_doubles(list(rows))
        assert set(PossibleDouble.objects.values_list("first", "second")) == expected
        transaction.set_rollback(True)


def test_the_search_costs_the_same_for_many(project):
    costs = []
    for number in (2, 30):
        activities = [project.log(project.one, place=f"Plek {n}") for n in range(number)]
        with CaptureQueriesContext(connection) as queries:
            look_for_doubles(activities)
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_a_corrected_place_takes_the_pair_away_and_a_decision_stays(project):
    one, two = project.log(project.one), project.log(project.two)
    assert PossibleDouble.objects.count() == 1
    change_activity(two, told(place="Elders"), by=None)
    assert not PossibleDouble.objects.exists()
    change_activity(two, told(), by=None)
    decide_different(PossibleDouble.objects.get(), by=None)
    change_activity(one, told(place="Elders"), by=None)
    assert PossibleDouble.objects.get().decision == "different"


def test_who_sees_a_pair(project):
    project.log(project.one)
    project.log(project.two)
    pair = PossibleDouble.objects.get()
    lead, partner, stranger = map(project.coordinator, (project.lead, project.one, OrganisationFactory()))
    assert list(pairs_with_facts(lead)) == [pair]
    assert not pairs_with_facts(partner).exists()
    assert list(half_pairs(partner)) == [pair]
    assert not half_pairs(lead).exists()
    assert not pairs_with_facts(stranger).exists()
    assert not half_pairs(stranger).exists()


def test_an_organisations_own_pair_is_seen_by_itself_and_two_strangers_make_none(project):
    logged(project.one)
    logged(project.one)
    logged(OrganisationFactory())
    assert PossibleDouble.objects.count() == 3
    assert pairs_with_facts(project.coordinator(project.one)).count() == 1
    assert not half_pairs(project.coordinator(project.one)).exists()
    assert pairs_with_facts(project.coordinator(project.lead)).count() == 0


def test_a_double_counts_within_the_one_that_is_kept_and_comes_back(project):
    project.log(project.one, starts_at=datetime(2025, 2, 1, 13, tzinfo=UTC))
    kept, double = project.log(project.one, people=24), project.log(project.two, people=26)
    apart = {"activities": 3, "sessions": 3, "deployments": 3, "deployed_persons": 2, "reach": 74}
    assert project.figures() == apart
    facts = list(Attendance.objects.values()), list(Enrolment.objects.values())
    pair = set_aside(PossibleDouble.objects.get(), keep=kept, by=None)
    joined = {"activities": 2, "sessions": 2, "deployments": 3, "deployed_persons": 2, "reach": 48}
    assert project.figures() == joined
    assert project.figures(project.one) == joined
    assert project.figures(project.two) == dict.fromkeys(NAMES, 0)
    assert (list(Attendance.objects.values()), list(Enrolment.objects.values())) == facts
    assert double.edition.funding.exists()
    take_apart(pair, by=None)
    assert project.figures() == apart
    assert PossibleDouble.objects.get().decision == ""


def test_what_the_kept_one_says_of_somebody_holds(project):
    kept = project.log(project.one)
    both = project.log(project.two, role_models=list(project.model.values()))
    change_activity(kept, told(role_models=[]), by=None)
    set_aside(PossibleDouble.objects.get(), keep=kept, by=None)
    assert project.figures()["deployments"] == 1
    assert both.edition.enrolments.count() == 2


def exported(*arguments):
    out = io.StringIO()
    call_command("export_participation", *arguments, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("of", ["all", "grant"])
def test_an_exported_double_counts_once_elsewhere_and_changes_nothing_here(project, of, tmp_path):
    kept, double = project.log(project.one), project.log(project.two)
    set_aside(PossibleDouble.objects.get(), keep=kept, by=None)
    here = project.figures()
    text = exported("--grant", project.grant.code) if of == "grant" else exported()
    lines = [json.loads(line) for line in text.splitlines()]
    assert sum(line["type"] == "edition" for line in lines) == 1
    assert sum(line["type"] == "session" for line in lines) == 1
    assert sum(line["type"] == "attendance" for line in lines) == 2
    file = tmp_path / "export.jsonl"
    file.write_text(text)
    out = io.StringIO()
    call_command("import_participation", str(file), "--commit", stdout=out)
    assert project.figures() == here
    assert Edition.objects.get(pk=double.edition_id).same_as == kept.edition
    elsewhere = text.replace(lines[0]["id"], "elsewhere").replace(project.grant.code, "ELSEWHERE/1")
    elsewhere = elsewhere.replace(kept.edition.code, "ELSEWHERE-1")
    file.write_text(elsewhere)
    call_command("import_participation", str(file), "--commit", stdout=out)
    from courses.models import Grant

    there = count(Grant.objects.get(code="ELSEWHERE/1"), period=PERIOD).measures
    assert {name: there[name] for name in NAMES} == here


def test_what_would_lose_a_projects_figures_is_refused(project):
    kept, double = logged(project.one), logged(project.one)
    EditionFundingFactory(edition=double.edition, grant=project.grant)
    with pytest.raises(CoursesError):
        set_aside(PossibleDouble.objects.get(), keep=kept, by=None)
    set_aside(PossibleDouble.objects.get(), keep=double, by=None)


def test_chains_and_second_decisions_are_refused(project):
    first, second, third = (project.log(project.one) for _ in range(3))
    pair = {(row.first_id, row.second_id): row for row in PossibleDouble.objects.all()}
    set_aside(pair[first.pk, second.pk], keep=first, by=None)
    with pytest.raises(CoursesError):
        set_aside(pair[second.pk, third.pk], keep=second, by=None)
    with pytest.raises(CoursesError):
        set_aside(pair[first.pk, third.pk], keep=third, by=None)
    with pytest.raises(CoursesError):
        set_aside(pair[first.pk, second.pk], keep=first, by=None)
    set_aside(pair[first.pk, third.pk], keep=first, by=None)
    assert project.figures()["activities"] == 1


def test_the_shape_of_the_programme_small(project):
    """As S4: twelve activities of two partners, two of them entered by both; ten of them count."""
    models = [RecruitFactory(organisation=project.one).person for _ in range(4)]
    day = datetime(2025, 4, 1, 13, tzinfo=UTC)
    for number in range(10):
        starts_at = day + timedelta(days=number)
        project.log(project.one, starts_at=starts_at, role_models=models[: 1 + number % 4])
    for number in (2, 5):
        project.log(project.two, starts_at=day + timedelta(days=number))
    assert project.figures()["activities"] == 12
    for pair in PossibleDouble.objects.order_by("pk"):
        set_aside(pair, keep=pair.first, by=None)
    expected = {"activities": 10, "sessions": 10, "deployments": 23 + 2, "deployed_persons": 5, "reach": 240}
    assert project.figures() == expected
