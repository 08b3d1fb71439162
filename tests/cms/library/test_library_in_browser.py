"""S0 (3): a tool is found in two clicks by where it is used, and by search."""

from __future__ import annotations

import pytest
from wagtail.models import Site

from cms.models import AudienceTag, ThemeTag
from config.demo.library import make_library
from config.demo.programmes.labels import AUDIENCES, THEMES
from tests.factories import CatalogueFactory, OrganisationFactory, SuperuserFactory
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
