"""What the public may read, by its coordinator's own screens: S0, step 9, and S2, step 10."""

from __future__ import annotations

import json
import random
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from courses import models
from courses.people.assigning import assign
from tests.courses.reporting.disclosure.attacker import Attacker
from tests.courses.reporting.worlds import Settled, World, at
from tests.factories import UserFactory
from tests.scenarios.screens import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
STRANDS = {"Inzicht in de dynamiek": 24, "Communicatiestrategie": 15, "Kennis uitwisselen": 9, "Open dialoog": 3}
# The functions of eighteen people of eleven municipalities; one of them has one alderman there and somebody else.
GOVERNING = {"bestuurder": [0, 1, 2, 3], "ambtenaar": [0, 1, 2, 4, 5, 6, 7, 8, 9], "raadslid": [10, 4, 5, 6, 0]}


def coordinator(organisation: Any) -> Any:
    account = UserFactory(language="nl")
    assign(account, organisation, "coordinator", by=None)
    return account


def settled(world: World) -> Any:
    """The project with a lead, so that somebody answers for it."""
    rows = Settled(world.lines).rows
    grant = rows["grant", "G1"]
    grant.lead, grant.title = rows["organisation", "lead"], "Verzonnen leerplatform"
    grant.save()
    return rows


def stay_human() -> Any:
    """Three partners, four strands, and people of whom some follow two."""
    chance = random.Random(9)
    world = World()
    world.grant("G1")
    partners = [world.add("organisation", key, name=f"Verzonnen {key.title()}") for key in ("lead", "noord", "zuid")]
    for index, (strand, number) in enumerate(STRANDS.items()):
        world.edition(strand, organisation=partners[index % 3], themes=[strand])
        session = world.session(strand, at(2025, 3, 3 + index))
        for one in range(number):
            person = world.person(f"{index}-{one}")
            world.answer(
                person, "gender", chance.choices(["female", "male", "non_binary"], (9, 7, 1))[0], date(2025, 1, 2)
            )
            world.mark(world.enrol(person, strand), session)
        if index:
            world.mark(world.enrol("0-0", strand), session)
    rows = settled(world)
    for key in partners[1:]:
        models.GrantPartner.objects.create(grant=rows["grant", "G1"], organisation=rows["organisation", key])
    return rows


def those_who_govern() -> Any:
    world = World()
    world.grant("G1")
    world.add("organisation", "lead", name="Vereniging van Proefgemeenten")
    world.edition("dag", organisation="lead", kind="masterclass")
    world.session("dag", at(2025, 3, 3))
    for number in range(11):
        world.add("organisation", f"m{number}", name=f"Gemeente Proefstad {number}")
    for function, homes in GOVERNING.items():
        for number, home in enumerate(homes):
            person = world.person(f"{function}-{number}")
            world.mark(world.enrol(person, "dag", function=function, organisation=f"m{home}"), "s1")
    return settled(world)


def test_a_published_report_by_strand_can_not_be_taken_apart(
    page: Any, live_server: Any, log_in: Any, axe: Any, pictures: Any
) -> None:
    rows = stay_human()
    grant = rows["grant", "G1"]
    log_in(coordinator(rows["organisation", "lead"]))
    page.set_viewport_size(DESK)
    figures = reverse("leerlijn_reporting:project", args=[grant.pk])
    page.goto(f"{live_server.url}{figures}?first_day=2025-01-01&last_day=2025-06-30&by=organisation&by=theme")
    # The coordinator reads everything: 51 people, 54 participations, of three organisations.
    expect(page.locator("main")).to_contain_text("54")
    page.get_by_role("link", name="Voor publicatie").click()
    page.get_by_role("link", name="eerste helft van 2025").click()
    page.get_by_label("Thema", exact=True).check()
    page.get_by_text("Kruistabellen en leeftijden").click()
    page.locator("#id_rows_1").select_option("theme")
    page.locator("#id_columns_1").select_option("gender")
    page.get_by_role("button", name="Tabellen tonen").click()
    expect(page.get_by_role("heading", name="Thema en gender")).to_be_visible()
    strands = page.get_by_role("region", name="Thema", exact=True)
    expect(strands.get_by_role("row", name="Open dialoog").get_by_text("verborgen").first).to_be_visible()
    expect(strands.get_by_role("row", name="Inzicht in de dynamiek")).to_contain_text("24")
    expect(page.locator("main")).to_contain_text("cijfers zijn verborgen")
    assert "54" not in page.locator("main").inner_text()  # participations are nobody else's business
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        axe(page)
    pictures(page, "s0-published")
    client = Client()
    client.force_login(coordinator(rows["organisation", "lead"]))
    address = page.get_by_role("link", name="JSON, voor een ander programma").get_attribute("href")
    answer = json.loads(client.get(address).content)
    attacker = Attacker(answer)
    assert (("theme", "Open dialoog"),) in attacker.hidden
    assert attacker.narrowest() == answer["audit"]["least_values"] >= 5
    a_partner_sees_the_whole(page, live_server, log_in, axe, pictures, rows)


def a_partner_sees_the_whole(page: Any, live_server: Any, log_in: Any, axe: Any, pictures: Any, rows: Any) -> None:
    grant = rows["grant", "G1"]
    log_in(coordinator(rows["organisation", "zuid"]))
    page.goto(live_server.url + reverse("leerlijn_reporting:project", args=[grant.pk]) + "?by=theme")
    expect(page.get_by_role("link", name="Voor publicatie")).to_have_count(0)
    whole = page.locator("section", has=page.get_by_role("heading", name="Het hele project"))
    whole.get_by_role("link", name="eerste helft van 2025").click()
    expect(whole).to_contain_text("51")
    expect(whole.get_by_role("row", name="Open dialoog")).to_contain_text("verborgen")
    expect(whole).to_contain_text("een paar mensen van de andere partners")
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        axe(page)
    pictures(page, "s0-partner")
    assert urlsplit(page.url).fragment == "whole"


def test_the_one_alderman_of_a_municipality_is_hidden(
    page: Any, live_server: Any, log_in: Any, axe: Any, pictures: Any
) -> None:
    rows = those_who_govern()
    grant = rows["grant", "G1"]
    log_in(coordinator(rows["organisation", "lead"]))
    page.set_viewport_size(DESK)
    asked = "?first_day=2025-01-01&last_day=2025-06-30&by=function"
    page.goto(live_server.url + reverse("leerlijn_reporting:project", args=[grant.pk]) + asked)
    for function, number in (("bestuurder", "4"), ("ambtenaar", "9"), ("raadslid", "5")):
        expect(page.get_by_role("row", name=function)).to_contain_text(number)
    crossed = "&rows_1=home_organisation&columns_1=function"
    page.goto(live_server.url + reverse("leerlijn_reporting:publication", args=[grant.pk]) + asked + crossed)
    expect(page.locator("main")).to_contain_text("Nieuwe deelnemers: 18")
    cross = page.get_by_role("region", name="Organisatie van de deelnemer en functie")
    alderman = cross.get_by_role("row", name="Gemeente Proefstad 3").locator('td[data-label="Bestuurder"]')
    expect(alderman.get_by_text("verborgen").first).to_be_visible()
    axe(page)
    pictures(page, "s2-published")
