"""The figures' screen in a real browser: targets, growth, tables, and a project with nothing in it."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from courses.people.assigning import assign
from courses.reporting.indicators.keeping import add_indicator
from courses.reporting.indicators.recipes import Basis, Event, Recipe, Scope, Unit
from tests import factories as f
from tests.courses.reporting.worlds import Settled, World, at
from tests.rig import browser

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
GENDERS = ("female", "male", "non_binary", "declined", "no_answer")
DAYS = [at(year, month, 10) for year in (2023, 2024) for month in (2, 5, 9, 11)]
PARTNERS = ("Stichting Welzijn Proefland en Voorbeeldenstreek", "جمعية الحوار الشمالي", "Jongerenwerk Testveld")


def polrad() -> tuple[World, Settled]:
    world, chance = World(), random.Random(7)
    world.grant("HOME/2022/PROEF/AG/4000003805", first_day=date(2023, 1, 1), last_day=date(2024, 12, 31))
    world.grant("LEEG", first_day=date(2023, 1, 1), last_day=date(2024, 12, 31))
    for name in PARTNERS:
        world.add("organisation", name, name=name)
        world.edition(name, organisation=name, grants=["HOME/2022/PROEF/AG/4000003805"], themes=["Dialoog"])
    sessions = {name: [world.session(name, day) for day in DAYS] for name in PARTNERS}
    for number in range(64):
        person = world.person(f"p{number}", birth_date=date(1960 + number % 50, 5, 1) if number % 9 else None)
        if number % 6:
            world.answer(person, "gender", GENDERS[number % 5], date(2023, 1, 5))
        start = min(chance.choice(range(len(DAYS))), chance.choice(range(len(DAYS))))
        name = PARTNERS[number % 3]
        enrolment = world.enrol(person, name, chance.choice(["participant", "role_model", "deployed"]))
        for session in sessions[name][start : start + 2]:
            world.mark(enrolment, session, chance.choice(["present", "present", "late", "absent"]))
    return world, Settled(world.lines)


PEOPLE = Recipe(Unit.PERSONS, Event.ATTENDANCE, Scope.PROJECT, Basis.SO_FAR, dimensions=("gender",))


def aim(grant, code: str, name: str, target: int, baseline: int, recipe: Recipe = PEOPLE) -> None:
    add_indicator(grant, code=code, name=name, recipe=recipe, target=target, baseline=baseline, active=True, by=None)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_coordinator_reads_the_project_and_takes_it_along(page, live_server, log_in, axe, language, tmp_path):
    _world, settled = polrad()
    grant = settled.rows["grant", "HOME/2022/PROEF/AG/4000003805"]
    grant.title, lead = "Samen tegen polarisatie in de provincie", f.OrganisationFactory(name="Invented Lead")
    grant.lead, account = lead, f.UserFactory(language=language)
    grant.save()
    settled.rows["grant", "LEEG"].lead = lead
    settled.rows["grant", "LEEG"].save()
    assign(account, lead, "coordinator", by=None)
    aim(grant, "P1", "Professionals getraind" if language == "nl" else "Professionals trained", 60, 5)
    aim(grant, "P2", "Role models trained", 20, 0, replace(PEOPLE, roles=("role_model",)))
    log_in(account)
    asked = "by=gender&by=organisation&by=age&first_day=2023-01-01&last_day=2024-12-31"
    address = live_server.url + reverse("leerlijn_reporting:project", args=[grant.pk])
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"{address}?{asked}")
        axe(page, within=".ll-admin")
        browser.take_pictures(page, f"figures-{language}", (width,))
        page.goto(live_server.url + reverse("leerlijn_reporting:project", args=[settled.rows["grant", "LEEG"].pk]))
        axe(page, within=".ll-admin")
        browser.take_pictures(page, f"figures-empty-{language}", (width,))
    page.goto(f"{address}?{asked}")
    assert page.locator(".ll-aim").count() == 2
    with page.expect_download() as taken:
        page.get_by_role("link", name="Excel").click()
    file = tmp_path / "report.xlsx"
    taken.value.save_as(file)
    assert len(load_workbook(BytesIO(Path(file).read_bytes())).sheetnames) >= 8
    if language == "en":
        page.emulate_media(media="print")
        browser.take_pictures(page, "figures-print", (1280,))
        page.emulate_media(media="screen", forced_colors="active")
        browser.take_pictures(page, "figures-forced", (320,))
        page.emulate_media(forced_colors="none")
        page.evaluate("document.documentElement.dir = 'rtl'")
        browser.take_pictures(page, "figures-mirrored", (1280,))
