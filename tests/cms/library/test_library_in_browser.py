"""S0 (3, 4): a tool is found in two clicks by where it is used, and by search; a members' tool leads an organisation in."""

from __future__ import annotations

import pytest
from wagtail.models import Site

from cms.models import AudienceTag, ThemeTag
from config.demo.library import make_library
from config.demo.programmes.labels import AUDIENCES, THEMES
from courses.models import Mail
from courses.people.assigning import assign
from courses.people.linking import link_account
from courses.people.models import Assignment
from tests.factories import CatalogueFactory, OrganisationFactory, SuperuserFactory, UserFactory
from tests.rig.browser import WIDTHS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def library(transactional_db):
    for model, labels in ((ThemeTag, THEMES), (AudienceTag, AUDIENCES)):
        for name, english in labels.items():
            model.objects.create(name=name, slug=name.replace(" ", "-"), name_en=english)
    catalogue = CatalogueFactory(parent=Site.objects.get(is_default_site=True).root_page)
    return make_library(catalogue, {"stay-human": OrganisationFactory(name="Stay Human")}, by=SuperuserFactory())


def test_a_coach_finds_a_tool_for_the_sports_field(page, live_server, library, axe, pictures):
    page.set_viewport_size({"width": WIDTHS[0], "height": 800})
    page.goto(f"{live_server.url}{library.url}")
    axe(page)
    pictures(page, "library")
    page.get_by_role("link", name="Sportveld").click()
    page.get_by_role("heading", name="2 resultaten, op het sportveld").wait_for()
    page.get_by_role("link", name="Praten langs de lijn").click()
    page.get_by_role("heading", name="Zo gaat het").wait_for()
    axe(page)
    pictures(page, "library-tool")
    page.go_back()
    page.get_by_role("textbox", name="Zoeken").fill("gesprekken meningen")
    page.get_by_role("button", name="Zoeken").click()
    page.get_by_role("heading", name="1 resultaat, op het sportveld, met de woorden").wait_for()
    page.get_by_role("link", name="Vragen die openen").wait_for()
    page.goto(f"{live_server.url}{library.url}?q=onvindbaar&kind=method")
    axe(page)
    pictures(page, "library-nothing")
    page.goto(f"{live_server.url}{library.url}wat-werkt-bij-ontmoeting/")
    axe(page)
    pictures(page, "library-dossier")
    page.goto(f"{live_server.url}{library.url}de-zorg-en-de-wens/")
    pictures(page, "library-members")


def test_an_organisation_joins_by_a_members_tool(page, live_server, library, log_in, context, axe, pictures):
    coordinator = UserFactory(language="nl")
    assign(coordinator, library.network, Assignment.Role.COORDINATOR, by=None)
    tool = f"{live_server.url}{library.url}de-zorg-en-de-wens/"
    page.goto(tool)
    axe(page)
    page.get_by_role("link", name="Sluit je aan").click()
    page.get_by_role("button", name="Versturen").click()
    page.get_by_role("heading", name="Er klopt nog iets niet").wait_for()
    pictures(page, "library-join")
    page.get_by_label("Je organisatie").fill("Buurtclub Test")
    page.get_by_label("Wat voor organisatie").select_option("civil_society")
    page.get_by_label("Plaats").fill("Testdam")
    page.get_by_label("Je naam").fill("Test Contact")
    page.get_by_label("Je e-mailadres").fill("contact@example.org")
    page.get_by_label("Waarom").fill("Voor onze vrijwilligers.")
    page.get_by_label("Ik spreek namens").check()
    axe(page)
    page.get_by_role("button", name="Versturen").click()
    page.get_by_role("heading", name="Kijk in je mail").wait_for()
    path = next(line for line in Mail.objects.get().text.splitlines() if "/application/" in line).partition(
        "/application/"
    )
    page.goto(f"{live_server.url}/application/{path[2]}")
    axe(page)
    page.get_by_role("button", name="Ja, verstuur").click()
    page.get_by_text("Je vraag ligt bij Stay Human").wait_for()
    log_in(coordinator)
    page.goto(f"{live_server.url}/admin/")
    page.get_by_role("link", name="Buurtclub Test wil zich aansluiten").click()
    axe(page, within=".ll-admin")
    pictures(page, "library-application")
    page.get_by_role("button", name="Laat aansluiten").click()
    page.locator("[aria-labelledby^=members]").get_by_role("rowheader", name="Buurtclub Test").wait_for()
    axe(page, within=".ll-admin")
    pictures(page, "library-network")
    contact = UserFactory(email="contact@example.org", language="nl")
    link_account(account=contact, addresses=[contact.email])
    context.clear_cookies()
    log_in(contact)
    page.goto(tool)
    page.get_by_role("heading", name="Zo gaat het").wait_for()
