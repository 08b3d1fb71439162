"""Who is known to two partners, in a project of 97 records: S4, step 3, from the street to the linker's screens.

Four are written down on a phone; the others come from the partners' own file, as yet without anybody joined.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from courses.editions.enrolling import enrol
from courses.models import Assignment, Edition, Enrolment, Merge, Organisation, Person, PersonPair
from tests.scenarios.polrad import PRESENT, bring_in, kept_by_their_partners, lines, partners_of, person_of, works_for
from tests.scenarios.screens import DESK, PHONE

KNOWN_TWICE = ("Mohamed Voorbeeld", "Parwana Voorbeeld", "Wiebe van Verzonnen")
# Some others are called alike and are two people, which only somebody who looks can say; not more than so many.
MOST_ALIKE = 4
# One of the three, as the second partner hears the name.
ON_THE_STREET = "rm-095"

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def never_came() -> dict[str, dict[str, Any]]:
    """Of each partner one recruit who was enrolled and never came, by the group's key; among them who is known twice."""
    there = {line["person"] for line in lines() if line["type"] == "attendance" and line["status"] in PRESENT}
    people = {line["id"]: line for line in lines() if line["type"] == "person"}
    found: dict[str, dict[str, Any]] = {}
    for line in lines():
        if line["type"] == "enrolment" and line["role"] == "role_model" and line["person"] not in there:
            kept = found.get(line["organisation"])
            if kept is None or line["person"] == ON_THE_STREET:
                found[line["organisation"]] = people[line["person"]] | {"group": line["edition"]}
    return found


def written_down_on_the_phone(page: Any, live_server: Any, log_in: Any, recruits: list[dict[str, Any]]) -> None:
    """A name, a number and a button, by each partner's own youth worker."""
    page.set_viewport_size(PHONE)
    for recruit in recruits:
        group = Edition.objects.get(code=f"POLRAD-{recruit['group']}")
        assert group.organisation is not None
        log_in(works_for(group.organisation, Assignment.Role.FIELDWORKER))
        page.goto(live_server.url + reverse("leerlijn_courses:field"))
        page.get_by_role("link", name="Iemand toevoegen").click()
        required = page.locator("main form :is(input, select, textarea)[required]")
        expect(required).to_have_count(1)
        page.get_by_label("Naam").fill(recruit["name"])
        page.get_by_label("Telefoonnummer").fill(recruit["phone"])
        page.get_by_role("button", name="Opschrijven", exact=True).click()
        # Nothing is said of another partner's record: it is a new name here.
        page.get_by_text("is opgeschreven").wait_for()
        person = Person.objects.latest("pk")
        assert (person.name, person.email, person.keeper) == (recruit["name"], "", group.organisation)
        enrol(person, group, by=None, role=Enrolment.Role.ROLE_MODEL, organisation=group.organisation)


def recruited() -> Any:
    return Person.objects.filter(enrolments__role="role_model").exclude(keeper=None).distinct()


def trained(page: Any, live_server: Any, grant: Any) -> str:
    page.goto(live_server.url + reverse("leerlijn_reporting:project", args=[grant.pk]) + "?by=role")
    cell = page.locator("tr", has=page.get_by_role("rowheader", name="Rolmodel", exact=True)).locator(
        "td[data-label='Mensen die voor het eerst afrondden'] a"
    )
    return str(cell.inner_text()).partition(",")[0].strip()


def each_sees_its_own(partners: list[Organisation], coordinators: list[Any]) -> None:
    """By list, by typed-in address, and among possible double persons."""
    of_partner = {one.pk: list(Person.objects.filter(keeper=one).order_by("pk")) for one in partners}
    for partner, account in zip(partners, coordinators, strict=True):
        client = Client(HTTP_ACCEPT_LANGUAGE="nl")
        client.force_login(account)
        doubles = client.get(reverse("leerlijn_people:doubles")).content.decode()
        assert not any(name in doubles for name in KNOWN_TWICE)
        for other in partners:
            address = reverse("leerlijn_courses_person_modeladmin_inspect", args=[of_partner[other.pk][0].pk])
            assert client.get(address).status_code == (200 if other == partner else 404)


def the_linker_joins(page: Any, live_server: Any, axe: Any, pictures: Any) -> None:
    """Three pairs are one person each, the others two people; who wrote them down stays unsaid."""
    page.set_viewport_size(DESK)
    page.goto(live_server.url + reverse("leerlijn_people:doubles"))
    pairs = page.locator("article.ll-admin-pair h2").all_inner_texts()
    assert sorted(pair.partition(" · ")[0] for pair in pairs[:3]) == list(KNOWN_TWICE)
    two_people = len(pairs) - len(KNOWN_TWICE)
    assert 0 < two_people <= MOST_ALIKE, pairs
    axe(page)
    pictures(page, "s4-twice-list")
    for number, name in enumerate(KNOWN_TWICE):
        page.get_by_role("article", name=name).get_by_role("link").click()
        main = page.locator("main")
        expect(main).to_contain_text("hetzelfde telefoonnummer")
        assert "+31" not in main.inner_text()
        page.get_by_role("button", name="Dit is één persoon").click()
        expect(main).to_contain_text("POLRAD")
        if number == 0:
            expect(main).to_contain_text("mensen die voor het eerst afrondden −1", ignore_case=True)
            axe(page)
            pictures(page, "s4-twice-preview")
            page.set_viewport_size(DESK)
        page.get_by_role("button", name="Samenvoegen", exact=True).click()
        page.get_by_text("Ze zijn nu één persoon").wait_for()
    for _number in range(two_people):
        page.get_by_role("link", name="Beide bekijken").first.click()
        page.get_by_role("button", name="Dit zijn twee mensen").click()
        page.get_by_text("Het blijven twee mensen").wait_for()
    expect(page.locator("main")).to_contain_text("Niemand lijkt dubbel te zijn opgeschreven.")
    assert PersonPair.objects.filter(decision="different").count() == two_people


def a_partner_hears_that_it_counts_once(page: Any, live_server: Any, axe: Any, pictures: Any, partner: Any) -> None:
    """Its own record as it wrote it, and nothing about the other partner."""
    person = Person.objects.get(keeper=partner, name="Parwana Voorbeeld")
    page.goto(live_server.url + reverse("leerlijn_courses_person_modeladmin_inspect", args=[person.pk]))
    expect(page.locator("#joined")).to_be_visible()
    text = page.locator("main").inner_text()
    assert "Dubbel in dit project" in text
    assert "Stichting Maatschappelijke" not in text
    page.set_viewport_size(PHONE)
    axe(page, within="section[aria-labelledby=joined]")
    pictures(page, "s4-twice-partner")
    page.set_viewport_size(DESK)


def test_97_records_3_known_twice_86_trained(page, live_server, log_in, axe, pictures):
    recruits = never_came()
    grant = bring_in(without=[one["id"] for one in recruits.values()], joined=False)
    kept_by_their_partners()
    partners = partners_of(grant)
    coordinators = [works_for(partner) for partner in partners]
    lead, linker = works_for(grant.lead), works_for(grant.lead, Assignment.Role.LINKER)
    written_down_on_the_phone(page, live_server, log_in, list(recruits.values()))
    assert (recruited().count(), recruited().filter(email="").exists()) == (97, True)
    each_sees_its_own(partners, coordinators)
    log_in(lead)
    page.set_viewport_size(DESK)
    assert trained(page, live_server, grant) == "87"
    log_in(linker)
    the_linker_joins(page, live_server, axe, pictures)
    assert Merge.objects.count() == len(KNOWN_TWICE)
    assert recruited().count() == 97
    each_sees_its_own(partners, coordinators)
    log_in(coordinators[partners.index(Person.objects.get(pk=person_of("rm-003").pk).keeper)])
    a_partner_hears_that_it_counts_once(page, live_server, axe, pictures, person_of("rm-003").keeper)
    log_in(lead)
    assert trained(page, live_server, grant) == "86"
