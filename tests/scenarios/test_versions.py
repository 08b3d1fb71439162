"""Authors write on while groups run, by everybody's own screens: S3, step 4, and S4, step 4."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from playwright.sync_api import expect

from cms.authors import EDITORS, let_work_on
from courses.curricula.pinning import latest_version
from courses.models import Assignment, Edition
from courses.people.assigning import assign
from tests import factories as f
from tests.scenarios.screens import DESK

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

THEORY = [f.raw("text", "<p>Polarisatie is een gedachtenconstrutie.</p>", "uitleg")]
QUESTION = "Waar zie jij dit in je eigen straat?"


def somebody(role: str, edition: Any, name: str) -> Any:
    person = f.PersonWithAccountFactory(name=name, account__language="nl", account__name=name)
    f.EnrolmentFactory(edition=edition, person=person, role=role)
    if role == "trainer":
        assign(person.account, edition.organisation, Assignment.Role.TRAINER, by=None)
    return person.account


def an_editor(catalogue: Any) -> Any:
    account = f.UserFactory(name="Auke Auteur", language="nl")
    let_work_on(catalogue)
    account.groups.add(Group.objects.get(name=EDITORS))
    return account


def publish(page: Any) -> None:
    page.locator("footer [data-controller~='w-dropdown'] [aria-label], footer .w-dropdown__toggle").last.click()
    page.locator("[name='action-publish']").click()
    page.wait_for_url(re.compile(r"/admin/pages/\d+/(\?|$)"))


def opened(page: Any, address: str) -> None:
    """Wagtail looks at the form once it stands before it sees what is changed in it."""
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(2_500)


def notice(page: Any) -> Any:
    return page.locator("[data-ll-underway]")


def the_typo_is_corrected(page: Any, address: str, axe: Any, pictures: Any) -> None:
    opened(page, address)
    expect(notice(page)).to_contain_text("1 persoon in 1 groep is hiermee bezig.")
    text = page.locator("[id$='-body-section'] [contenteditable=true]").first
    text.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Verbeterd.")
    expect(notice(page)).to_contain_text("Publiceren verandert hier alleen woorden.", timeout=10_000)
    axe(page, within="[data-ll-underway]")
    pictures(page, "s3-words")
    page.set_viewport_size(DESK)
    publish(page)
    page.get_by_text("ziet je verandering vanaf nu").wait_for()


def an_exercise_is_added(page: Any, address: str, axe: Any, pictures: Any) -> None:
    opened(page, address)
    body = page.locator("[id$='-body-section']")
    body.locator("button.c-sf-add-button").last.click()
    page.locator("[role=option]", has_text="Reflectie").first.click()
    body.locator("textarea[name$='-question']").fill(QUESTION)
    expect(notice(page)).to_contain_text("Publiceren maakt versie 3", timeout=10_000)
    expect(notice(page)).to_contain_text("staat 1 nieuwe oefening")
    axe(page, within="[data-ll-underway]")
    pictures(page, "s3-structure")
    page.set_viewport_size(DESK)
    publish(page)
    page.get_by_text("Versie 3 is er.").wait_for()
    page.get_by_role("link", name="Versies en groepen").first.click()
    page.get_by_text("wacht tot iemand de nieuwste overneemt").wait_for()
    axe(page, within=".ll-admin")
    pictures(page, "s3-groups")
    page.set_viewport_size(DESK)


def the_trainer_takes_it_over(page: Any, live_server: Any, group: Edition, axe: Any, pictures: Any) -> None:
    page.goto(live_server.url + reverse("leerlijn_editions:edition", args=[group.pk]))
    page.get_by_role("heading", name="Er is een nieuwere versie").wait_for()
    axe(page, within=".ll-admin")
    page.get_by_role("link", name="Bekijken en beslissen").click()
    page.get_by_text("staat 1 nieuwe oefening").wait_for()
    page.get_by_text("1 persoon gaat verder").wait_for()
    axe(page, within=".ll-admin")
    pictures(page, "s3-take-over")
    page.set_viewport_size(DESK)
    page.get_by_role("link", name="Bekijken als deelnemer").click()
    axe(page)
    pictures(page, "s3-example")
    page.set_viewport_size(DESK)
    page.get_by_role("link", name="Theorie").first.click()
    page.get_by_text(QUESTION).wait_for()
    page.go_back()
    page.get_by_role("link", name="Terug naar de groep").click()
    page.get_by_role("button", name="Overnemen").click()
    page.get_by_text("gaat verder met versie 3").wait_for()


def test_a_typo_reaches_the_group_and_a_new_exercise_when_its_trainer_takes_it_over(
    page: Any, live_server: Any, log_in: Any, axe: Any, pictures: Any
) -> None:
    offer = f.TrajectoryPageFactory(title="Ondersteuning op maat", outline=[f.raw_meeting("De situatie")])
    module = f.ModulePageFactory(parent=offer, title="Theorie", body=THEORY)
    group = f.EditionFactory(version=latest_version(offer), title="Rond het opvangcentrum")
    participant, trainer = somebody("participant", group, "Dounia Oefening"), somebody("trainer", group, "Tom Trainer")
    author = an_editor(offer.get_parent())
    unit = live_server.url + reverse(
        "leerlijn_courses:unit", args=[group.enrolments.get(role="participant").pk, str(module.translation_key)]
    )
    edit = live_server.url + reverse("wagtailadmin_pages:edit", args=[module.pk])
    page.set_viewport_size(DESK)

    log_in(author)
    the_typo_is_corrected(page, edit, axe, pictures)
    log_in(participant)
    page.goto(unit)
    expect(page.get_by_text("Verbeterd.")).to_be_visible()

    log_in(author)
    an_exercise_is_added(page, edit, axe, pictures)
    log_in(participant)
    page.goto(unit)
    expect(page.get_by_text("Verbeterd.")).to_be_visible()
    expect(page.get_by_text(QUESTION)).to_have_count(0)

    log_in(trainer)
    the_trainer_takes_it_over(page, live_server, group, axe, pictures)
    log_in(participant)
    page.goto(unit)
    expect(page.get_by_text(QUESTION)).to_be_visible()


def test_groups_before_stay_on_version_1_and_later_ones_use_version_2(page: Any, live_server: Any, log_in: Any) -> None:
    offer = f.TrainingPageFactory(
        title="Trainershandleiding", outline=[f.raw_meeting("Dag 1", key="dag1"), f.raw_meeting("Dag 2", key="dag2")]
    )
    partner = f.OrganisationFactory(name="Jongerenwerk van de Proef")
    before = f.EditionFactory(version=latest_version(offer), title="Voorjaar", organisation=partner)
    somebody("participant", before, "Yusuf Proef")
    coordinator = f.UserFactory(name="Cor Coördinator", language="nl")
    assign(coordinator, partner, Assignment.Role.COORDINATOR, by=None)
    page.set_viewport_size(DESK)

    log_in(an_editor(offer.get_parent()))
    opened(page, live_server.url + reverse("wagtailadmin_pages:edit", args=[offer.pk]))
    page.locator("#id_rule_sessions_present").fill("2")
    expect(notice(page)).to_contain_text("Publiceren maakt versie 2", timeout=10_000)
    publish(page)
    page.get_by_text("Versie 2 is er.").wait_for()

    log_in(coordinator)
    page.goto(live_server.url + reverse("leerlijn_editions:start", args=[offer.pk]))
    page.locator("#id_title").fill("Najaar")
    page.locator("button.action-save").click()
    page.get_by_text("versie 2").first.wait_for()
    page.goto(live_server.url + reverse("leerlijn_editions:edition", args=[before.pk]))
    page.get_by_text("versie 1").first.wait_for()
    page.get_by_text("Afronden gaat nu zo").wait_for()
    assert dict(Edition.objects.values_list("title", "version__number")) == {"Voorjaar": 1, "Najaar": 2}
