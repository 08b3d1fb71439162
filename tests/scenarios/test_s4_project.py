"""The project behind the role models, by its coordinator's own screens: S4, steps 1 and 2."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from courses.models import Funder, Grant, Indicator
from courses.people.assigning import assign
from courses.reporting.indicators.results import results_of
from courses.reporting.periods import Period
from tests import factories as f
from tests.scenarios.screens import DESK, PHONE

CODE = "HOME/2012/ISEC/AG/RAD/4000003805"
PARTNERS = (
    "Stichting Maatschappelijke en Juridische Dienstverlening",
    "VluchtelingenWerk Noord-Nederland",
    "Jongerenwerk Barkema & de Haan",
    "Overstag Uitvoering",
)
PROMISES = (
    ("Rolmodellen ingezet", "POLRAD-1", 75, 0),
    ("Professionals getraind", "POLRAD-2", 60, 5),
    ("Voorlichtingsactiviteiten", "POLRAD-3", 90, 12),
)
NOTE = "Het document noemt in zijn titel een ander fonds; de projectcode bepaalt."

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def coordinator(transactional_db: None) -> Any:
    lead = f.OrganisationFactory(name="CMO STAMM")
    account = f.UserFactory(language="nl")
    assign(account, lead, "coordinator", by=None)
    for name in PARTNERS:
        f.OrganisationFactory(name=name, keeper=lead)
    Funder.objects.create(name="Europese Commissie, DG Binnenlandse Zaken", kind="subsidy")
    return account


def test_a_project_with_its_partners_and_what_was_promised(
    page: Any, live_server: Any, log_in: Any, axe: Any, pictures: Any, coordinator: Any
) -> None:
    log_in(coordinator)
    page.set_viewport_size(DESK)
    page.goto(live_server.url + reverse("leerlijn_courses_grant_modeladmin_create"))
    make_the_project(page, axe, pictures)
    grant = Grant.objects.get(code=CODE)
    assert (grant.lead.name, grant.programme, grant.funder.kind) == ("CMO STAMM", "ISEC / RAD", "subsidy")
    assert (grant.first_day, grant.last_day) == (date(2013, 4, 1), date(2014, 12, 31))
    assert (grant.note, grant.keep_until) == (NOTE, date(2020, 12, 31))
    assert {row.organisation.name for row in grant.partnerships.all()} == set(PARTNERS)
    promise(page, live_server, grant, axe, pictures)
    results = results_of(grant, period=Period(grant.first_day, grant.last_day))
    assert [(one.name, one.code, one.target, one.baseline) for one in results] == list(PROMISES)
    count_in_another_way(page, live_server, grant, axe, pictures)


def make_the_project(page: Any, axe: Any, pictures: Any) -> None:
    page.locator("#id_title").fill("POLRAD")
    page.locator("#id_funder").select_option(label="Europese Commissie, DG Binnenlandse Zaken")
    page.locator("#id_programme").fill("ISEC / RAD")
    page.locator("#id_code").fill(CODE)
    page.locator("#id_first_day").fill("2013-04-01")
    page.locator("#id_last_day").fill("2012-12-31")
    page.locator("#id_lead").select_option(label="CMO STAMM")
    for number, name in enumerate(PARTNERS):
        page.locator("#id_partnerships-ADD").click()
        page.locator(f"#id_partnerships-{number}-organisation").select_option(label=name)
    page.locator("#id_note").fill(NOTE)
    page.locator("#id_keep_until").fill("2020-12-31")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("De laatste dag ligt voor de eerste dag.").first).to_be_visible()
    page.locator("#id_last_day").fill("2014-12-31")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("Zeg waarom het bewijs tot die dag bewaard blijft.").first).to_be_visible()
    page.locator("#id_keep_reason").fill("Subsidiebeschikking, artikel 9")
    pictures(page, "project-form")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text(CODE).first).to_be_visible()


def promise(page: Any, live_server: Any, grant: Grant, axe: Any, pictures: Any) -> None:
    page.goto(live_server.url + reverse("leerlijn_indicators:index", args=[grant.pk]))
    pictures(page, "indicators-empty")
    for name, _code, target, baseline in PROMISES:
        page.goto(live_server.url + reverse("leerlijn_indicators:index", args=[grant.pk]))
        page.get_by_role("link", name="Indicator toevoegen").click()
        axe(page)
        page.get_by_role("link", name=name).click()
        page.get_by_label("Streefwaarde").fill("-3")
        page.get_by_label("Beginwaarde").fill(str(baseline))
        page.get_by_role("button", name="Toevoegen en in gebruik nemen").click()
        expect(page.get_by_text("Minder dan niets bestaat niet")).to_be_visible()
        axe(page)
        page.get_by_label("Streefwaarde").fill(str(target))
        page.get_by_role("button", name="Toevoegen en in gebruik nemen").click()
        expect(page.get_by_text(f"0 bereikt, {target} gewenst; het begon bij {baseline}")).to_be_visible()
    page.goto(live_server.url + reverse("leerlijn_indicators:index", args=[grant.pk]))
    expect(page.get_by_text("90 gewenst")).to_be_visible()
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        axe(page)
    pictures(page, "indicators")


def count_in_another_way(page: Any, live_server: Any, grant: Grant, axe: Any, pictures: Any) -> None:
    """The definition follows what is chosen; what is saved is a second version."""
    indicator = Indicator.objects.get(grant=grant, code="POLRAD-2")
    page.goto(live_server.url + reverse("leerlijn_indicators:recipe", args=[grant.pk, indicator.pk]))
    page.get_by_label("Bewijs dat nodig is bij aanwezigheid").select_option("signed")
    expect(page.locator("#sentence")).to_contain_text("Aanwezigheid telt alleen met dit bewijs of sterker")
    page.get_by_label("Wat telt").select_option("reach/held")
    expect(page.locator("#sentence")).to_contain_text("Dit kan nog niet geteld worden")
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        axe(page)
    pictures(page, "indicator-recipe")
    page.get_by_label("Wat telt").select_option("persons/attendance")
    page.get_by_role("button", name="Voortaan zo tellen").click()
    expect(page.get_by_text("Versie 2,")).to_be_visible()
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        axe(page)
    pictures(page, "indicator")
