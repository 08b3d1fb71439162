"""Indicators on the screen: who may, what is refused, and what stands there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from courses.people.assigning import assign
from courses.reporting.freezing.freezing import freeze
from courses.reporting.indicators.behind import lines_of
from courses.reporting.indicators.checking import EVENTS_OF, SCOPE_OF
from courses.reporting.indicators.keeping import add_indicator, change_recipe
from courses.reporting.indicators.loading import Values, load_world
from courses.reporting.indicators.models import Indicator
from courses.reporting.indicators.recipes import Basis, Event, Recipe, Scope, Unit
from courses.reporting.indicators.results import members_by_row
from courses.reporting.periods import Period
from courses.reporting.report import Question
from tests import factories
from tests.courses.reporting.test_views import Project

pytestmark = pytest.mark.django_db
RECIPE = {"what": "persons/attendance", "basis": "so_far", "unknowns": "apart", "age_bands": "0-17,18+"}


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def project() -> Project:
    return Project()


@pytest.fixture
def lead(project: Project, client: Any) -> Any:
    client.force_login(project.coordinator("lead"))
    return client


def to(project: Project, name: str, *parts: Any) -> str:
    return reverse(f"leerlijn_indicators:{name}", args=[project.grant.pk, *parts])


def errors_of(response: Any) -> dict[str, Any]:
    assert response.status_code == 200
    return dict(response.context["form"].errors)


def test_a_preset_is_two_clicks_and_asks_what_is_aimed_at(project: Project, lead: Any) -> None:
    page = lead.get(to(project, "add")).content.decode()
    assert "Regulation (EU) 2021/1057" in page
    address = to(project, "from_preset", "polrad-activities")
    wrong = {"name": "Activities", "code": "A", "target": "-3", "baseline": ""}
    assert "Nobody can be fewer than none" in errors_of(lead.post(address, wrong))["target"][0]
    assert "baseline" in errors_of(lead.post(address, wrong | {"target": "90"}))
    assert not Indicator.objects.exists()
    lead.post(address, wrong | {"target": "90", "baseline": "12"})
    indicator = Indicator.objects.get()
    assert (indicator.state, indicator.target, indicator.preset) == ("active", 90, "polrad-activities")
    assert "0 reached, 90 aimed at; it began at 12" in lead.get(to(project, "index")).content.decode()
    assert "code" in errors_of(lead.post(address, wrong | {"target": "90", "baseline": "12"}))
    entry = indicator.grant.indicators.get()
    assert "SHA-256" in lead.get(to(project, "indicator", entry.pk)).content.decode()


def test_a_draft_waits_for_its_numbers(project: Project, lead: Any) -> None:
    data = {"name": "People", "code": "I-1", "target": "", "baseline": "", **RECIPE}
    assert "target" in errors_of(lead.post(to(project, "new"), data))
    lead.post(to(project, "new"), data | {"draft": "1"})
    indicator = Indicator.objects.get()
    assert indicator.state == "draft"
    lead.post(to(project, "act", indicator.pk, "activate"))
    indicator.refresh_from_db()
    assert indicator.state == "draft"
    lead.post(to(project, "target", indicator.pk), {"name": "People", "target": "2", "baseline": "0"})
    lead.post(to(project, "act", indicator.pk, "activate"))
    assert "2 reached, 2 aimed at; it began at 0" in lead.get(to(project, "index")).content.decode()
    assert "-1" in str(
        errors_of(lead.post(to(project, "target", indicator.pk), {"name": "P", "target": "-1", "baseline": "0"}))
    )


def test_looking_saves_nothing_and_contradictions_are_sentences(project: Project, lead: Any) -> None:
    data = {"name": "People", "code": "I-1", "target": "5", "baseline": "0", **RECIPE}
    page = lead.post(to(project, "new"), data | {"look": "1", "roles": ["participant"]}).content.decode()
    assert "Only who takes part as participant." in page
    assert "What it would have said" in page
    assert not Indicator.objects.exists()
    for wrong, field in (
        ({"minimum_share": "80"}, "minimum_share"),
        ({"what": "persons/share"}, "minimum_share"),
        ({"what": "reach/held", "evidence": "signed"}, "evidence"),
        ({"what": "hours/attendance", "basis": "first"}, "basis"),
        ({"what": "reach/held", "dimensions": ["gender"]}, "dimensions"),
        ({"what": "hours/completion"}, "what"),
        ({"minimum_share": "101"}, "minimum_share"),
    ):
        assert field in errors_of(lead.post(to(project, "new"), data | wrong))
    fragment = lead.get(to(project, "sentence"), RECIPE | {"what": "reach/held", "evidence": "signed"})
    assert "it can&#x27;t ask for it" in fragment.content.decode()


def test_a_change_in_use_makes_a_version_and_a_stale_one_is_refused(project: Project, lead: Any) -> None:
    lead.post(to(project, "new"), {"name": "People", "code": "I", "target": "5", "baseline": "0", **RECIPE})
    indicator = Indicator.objects.get()
    address = to(project, "recipe", indicator.pk)
    lead.post(address, RECIPE | {"seen": "1", "roles": ["professional"]})
    assert "changed this indicator meanwhile" in str(errors_of(lead.post(address, RECIPE | {"seen": "1"})))
    assert indicator.versions.count() == 2
    page = lead.get(to(project, "indicator", indicator.pk)).content.decode()
    assert "Version 1," in page
    assert "Version 2," in page


def test_a_partner_sees_its_own_part_and_changes_nothing(project: Project, lead: Any) -> None:
    lead.post(
        to(project, "new"),
        {"name": "Visits", "code": "I", "target": "5", "baseline": "0"}
        | RECIPE
        | {"what": "participations/attendance"},
    )
    indicator = Indicator.objects.get()
    lead.force_login(project.coordinator("partner"))
    page = lead.get(to(project, "index")).content.decode()
    assert "2 so far" in page
    assert "aimed at" not in page
    for name, parts in (("add", ()), ("new", ()), ("recipe", (indicator.pk,)), ("sentence", ())):
        assert lead.get(to(project, name, *parts)).status_code == 404
    assert lead.post(to(project, "act", indicator.pk, "end")).status_code == 404
    stranger = factories.UserFactory()
    assign(stranger, factories.OrganisationFactory(), "coordinator", by=None)
    lead.force_login(stranger)
    assert lead.get(to(project, "indicator", indicator.pk)).status_code == 404


def test_the_list_takes_as_many_queries_for_ten_as_for_one(
    project: Project, lead: Any, django_assert_max_num_queries: Any
) -> None:
    counts = []
    for number in (1, 10):
        while Indicator.objects.count() < number:
            code = f"I{Indicator.objects.count()}"
            lead.post(to(project, "new"), {"name": "People", "code": code, "target": "5", "baseline": "0", **RECIPE})
        lead.get(to(project, "index"))
        with django_assert_max_num_queries(80) as queries:
            lead.get(to(project, "index"))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_figure_opens_to_its_definition_and_to_whom_it_counts_live_and_as_it_was_frozen(project, lead, client):
    recipe = Recipe(Unit.PERSONS, Event.ATTENDANCE, Scope.PROJECT, Basis.FIRST, dimensions=("gender", "organisation"))
    row = add_indicator(
        project.grant, code="I", name="Reached", recipe=recipe, target=3, baseline=0, active=True, by=None
    )
    address = to(project, "members", row.pk)
    assert address in lead.get(to(project, "indicator", row.pk)).content.decode()
    year = {"first_day": "2025-01-01", "last_day": "2025-12-31"}
    page = lead.get(address, year)
    assert sorted(line.record for line in page.context["lines"]) == sorted(
        project.rows["person", key].pk for key in ("p", "q")
    )
    assert "for the first time in this project within the period" in page.content.decode()
    of_row = {**year, "dimension": "organisation", "value": "Invented Lead"}
    assert [line.record for line in lead.get(address, of_row).context["lines"]] == [project.rows["person", "p"].pk]
    for wrong in ({"dimension": "age"}, {"first_day": "x"}, {"report": "0"}, {"report": "x"}):
        assert lead.get(address, {**year, **wrong}).status_code == 404
    frozen = freeze(Question(project.grant, Period(date(2025, 1, 1), date(2025, 12, 31)), timezone.now()), by=None)
    report = lead.get(reverse("leerlijn_freezing:report", args=[frozen.pk])).content.decode()
    assert f"{address}?report={frozen.pk}" in report
    change_recipe(row, replace(recipe, roles=("professional",)), seen=1, by=None)
    assert len(lead.get(address, {"report": frozen.pk}).context["lines"]) == 2
    assert lead.get(address, year).context["lines"] == []
    client.force_login(project.coordinator("partner"))
    assert client.get(address, {"report": frozen.pk}).status_code == 404


@pytest.mark.parametrize("unit", list(Unit))
def test_each_unit_has_lines_that_add_up_to_its_figure(project, unit):
    recipe = Recipe(unit, EVENTS_OF[unit][0], SCOPE_OF[unit], Basis.PERIOD)
    world = load_world(project.grant, [recipe], as_of=timezone.now())
    found = members_by_row(recipe, world, Values.of(world, [recipe]), Period(date(2025, 1, 1), date(2025, 12, 31)))[
        "", ""
    ]
    assert len(lines_of(recipe, world, found)) == len(found)
