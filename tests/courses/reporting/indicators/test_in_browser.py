"""The questions on a small phone, by the address of one's own page; and as a coordinator types them in."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from courses.editions.addresses import own_page_address
from courses.models import Answer, EditionFunding
from courses.people.assigning import assign
from courses.reporting.indicators import keeping
from tests import factories as f
from tests.factories_indicators import PEOPLE
from tests.scenarios.screens import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_questions_are_answered_or_not(page: Any, live_server: Any, axe: Any, pictures: Any) -> None:
    grant = f.GrantFactory(funder__name="Ministerie van Proeven")
    enrolment = f.EnrolmentFactory(person__language="nl")
    EditionFunding.objects.create(edition=enrolment.edition, grant=grant)
    recipe = replace(PEOPLE, dimensions=("gender", "age", "employment", "disability"))
    keeping.add_indicator(grant, code="I", name="N", recipe=recipe, target=1, baseline=0, active=True, by=None)
    page.set_viewport_size(PHONE)
    page.goto(live_server.url + own_page_address(enrolment))
    page.get_by_role("link", name="Naar de vragen").click()
    for size in (DESK, PHONE):
        page.set_viewport_size(size)
        axe(page)
    pictures(page, "questions")
    page.get_by_role("group", name="Ben je een vrouw").get_by_label("non-binair").check()
    page.get_by_role("group", name="Heb je een beperking").get_by_label("Wil ik niet zeggen").check()
    page.get_by_label("Wanneer ben je geboren?").fill("2999-01-01")
    page.get_by_role("button", name="Mijn antwoorden versturen").click()
    expect(page.get_by_text("Die dag moet nog komen.").first).to_be_visible()
    page.get_by_label("Wanneer ben je geboren?").fill("1990-02-28")
    page.get_by_role("button", name="Mijn antwoorden versturen").click()
    expect(page.get_by_text("Je antwoorden worden alleen geteld")).to_be_visible()
    assert dict(Answer.objects.values_list("dimension", "value")) == {
        "gender": "non_binary",
        "employment": "no_answer",
        "disability": "declined",
    }


def test_a_coordinator_types_in_a_paper_form(page: Any, live_server: Any, log_in: Any, axe: Any, pictures: Any) -> None:
    organisation = f.OrganisationFactory()
    enrolment = f.EnrolmentFactory(edition__organisation=organisation, person__name="Amira Voorbeeld")
    grant = f.GrantFactory(funder__name="Ministerie van Proeven")
    EditionFunding.objects.create(edition=enrolment.edition, grant=grant)
    recipe = replace(PEOPLE, dimensions=("gender", "age", "disability"))
    keeping.add_indicator(grant, code="I", name="N", recipe=recipe, target=1, baseline=0, active=True, by=None)
    account = f.UserFactory(language="nl")
    assign(account, organisation, "coordinator", by=None)
    log_in(account)
    page.set_viewport_size(PHONE)
    page.goto(live_server.url + reverse("leerlijn_editions:edition", args=[enrolment.edition_id]))
    page.get_by_role("link", name="Amira Voorbeeld", exact=True).click()
    page.get_by_role("link", name="Antwoorden overnemen").click()
    axe(page)
    page.get_by_role("textbox", name="Datum op het formulier").fill("2999-01-01")
    page.get_by_label("Ben je een vrouw").select_option("Wil ik niet zeggen")
    page.get_by_label("Heb je een beperking").select_option("opengelaten op het formulier")
    page.get_by_role("button", name="Antwoorden opslaan").click()
    expect(page.get_by_text("Die dag moet nog komen.").first).to_be_visible()
    pictures(page, "paper-answers")
    page.set_viewport_size(PHONE)
    page.get_by_role("textbox", name="Datum op het formulier").fill("2025-01-05")
    page.get_by_role("button", name="Antwoorden opslaan").click()
    expect(page.get_by_text("De antwoorden zijn vastgelegd")).to_be_visible()
    assert dict(Answer.objects.values_list("dimension", "value")) == {"gender": "declined", "disability": "no_answer"}
