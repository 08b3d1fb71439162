"""Partners of a coalition write together, by their own screens: S0, step 2."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from cms.authors import let_work_on
from cms.models import ModulePage
from cms.together.sharing import share
from courses.models import Assignment
from courses.people.assigning import assign
from tests import factories as f
from tests.cms.test_authors import form
from tests.scenarios.screens import DESK

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

STRANDS = (
    "Inzicht in de polarisatiedynamiek",
    "Toepassen in je communicatiestrategie",
    "Kennisuitwisseling uit onderzoek en praktijk",
    "Werkvormen voor open dialoog en conflicthantering",
)
ADDED = "Begin bij wie er nog niet spreekt."
ASKED = "Noem waar je dit vandaan hebt."
SOURCED = "Dit komt uit ons onderzoek van vorig jaar."


def somebody(name: str, organisation: Any, role: str) -> Any:
    account = f.UserFactory(name=name, language="nl")
    assign(account, organisation, role, by=None)
    return account


def written_by(account: Any, module: Any, text: str) -> None:
    """An author writes a module and hands it in, by posting the editor's own form."""
    client = Client()
    client.force_login(account)
    address = reverse("wagtailadmin_pages:edit", args=[module.pk])
    assert (
        client.post(
            address, form(module, f"<p>{text}</p>", **{"action-submit": "yes", "open_to_all": "on"})
        ).status_code
        == 302
    )


def published_by(account: Any, module: Any) -> None:
    """The reviewer approves what waits for them."""
    state = module.current_workflow_state
    act = [module.pk, "approve", state.current_task_state_id]
    client = Client()
    client.force_login(account)
    assert client.post(reverse("wagtailadmin_pages:workflow_action", args=act), {}).status_code in (200, 302)


def edit_and_hand_in(page: Any, address: str, text: str) -> None:
    page.goto(address)
    page.wait_for_load_state("networkidle")
    body = page.locator("[id$='-body-section'] [contenteditable=true]").first
    body.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(f" {text}")
    page.wait_for_timeout(1_000)
    page.locator("footer .w-dropdown__toggle").last.click()
    page.locator("[name='action-submit']").click()
    page.wait_for_url(re.compile(r"/admin/pages/\d+/(\?|$)"))


def the_site_admin_says_who(page: Any, live_server: Any, strand: Any, axe: Any, pictures: Any) -> None:
    page.goto(live_server.url + reverse("leerlijn_programmes:partners", args=[strand.pk]))
    page.locator("#id_organisation").select_option(label="Vierde Partner")
    page.get_by_label("schrijft").check()
    page.get_by_role("button", name="Toevoegen").click()
    page.get_by_text("Vierde Partner schrijft eraan.").wait_for()
    page.locator("#id_organisation").select_option(label="Tweede Partner")
    page.get_by_label("kijkt na en publiceert").check()
    page.get_by_role("button", name="Toevoegen").click()
    page.get_by_text("kijkt Tweede Partner na voordat iemand het ziet").wait_for()
    axe(page, within=".ll-admin")
    pictures(page, "s0-partners")
    page.set_viewport_size(DESK)


def the_reviewer_asks_for_a_source(page: Any, live_server: Any, pictures: Any) -> None:
    page.goto(live_server.url + reverse("wagtailadmin_home"))
    line = page.locator(".ll-admin-needs a", has_text="wacht tot jij het nakijkt")
    expect(line).to_contain_text("Vera Vierde (Vierde Partner)")
    pictures(page, "s0-waits")
    page.set_viewport_size(DESK)
    line.click()
    page.wait_for_load_state("networkidle")
    page.locator("footer .w-dropdown__toggle").last.click()
    page.locator("[data-workflow-action-name='reject']").first.click()
    page.locator("#id_comment").fill(ASKED)
    page.locator(".modal [type=submit]").click()
    page.wait_for_url(re.compile(r"/admin/(pages/\d+/)?(\?|$)"))


def the_author_reads_it_and_hands_in_again(page: Any, live_server: Any, axe: Any, pictures: Any) -> None:
    page.goto(live_server.url + reverse("wagtailadmin_home"))
    line = page.locator(".ll-admin-needs a", has_text=ASKED)
    expect(line).to_contain_text("is terug van Rob Tweede (Tweede Partner)")
    axe(page, within=".ll-admin-needs")
    pictures(page, "s0-came-back")
    page.set_viewport_size(DESK)
    edit_and_hand_in(page, line.evaluate("one => one.href"), SOURCED)


def test_three_partners_write_four_strands_and_a_fourth_partners_edit_is_reviewed_before_it_is_published(
    page: Any, live_server: Any, log_in: Any, axe: Any, pictures: Any, context: Any
) -> None:
    first, second, third, fourth = (
        f.OrganisationFactory(name=f"{name} Partner") for name in ("Eerste", "Tweede", "Derde", "Vierde")
    )
    catalogue = f.CatalogueFactory(title="Aanbod")
    let_work_on(catalogue)
    strands = [f.TrainingPageFactory(parent=catalogue, title=title) for title in STRANDS]
    modules = [f.ModulePageFactory(parent=strand, title="Begin", open_to_all=True) for strand in strands]
    writers = [first, second, third, first]
    authors = {one: somebody(f"Auteur van {one}", one, Assignment.Role.AUTHOR) for one in (first, second, third)}
    reviewers = {one: somebody(f"Redacteur van {one}", one, Assignment.Role.EDITOR) for one in (first, third)}
    reviewers[second] = somebody("Rob Tweede", second, Assignment.Role.EDITOR)
    # Each strand is looked at by another partner than the one that writes it.
    looks = [second, third, first, third]
    for strand, module, writer, reviewer in zip(strands, modules, writers, looks, strict=True):
        share(strand, writer, "writes", by=None)
        share(strand, reviewer, "reviews", by=None)
        written_by(authors[writer], module, f"Geschreven door {writer}.")
        assert not Client().get(module.url).content.decode().count(f"Geschreven door {writer}.")
        published_by(reviewers[reviewer], module)
        assert f"Geschreven door {writer}." in Client().get(module.url).content.decode()

    page.set_viewport_size(DESK)
    log_in(f.SuperuserFactory(language="nl"))
    the_site_admin_says_who(page, live_server, strands[0], axe, pictures)
    guest = somebody("Vera Vierde", fourth, Assignment.Role.AUTHOR)
    log_in(guest)
    edit_and_hand_in(page, live_server.url + reverse("wagtailadmin_pages:edit", args=[modules[0].pk]), ADDED)
    page.goto(live_server.url + modules[0].url)
    expect(page.get_by_text("Geschreven door Eerste Partner.")).to_be_visible()
    expect(page.get_by_text(ADDED)).to_have_count(0)

    log_in(reviewers[second])
    the_reviewer_asks_for_a_source(page, live_server, pictures)
    log_in(guest)
    the_author_reads_it_and_hands_in_again(page, live_server, axe, pictures)
    published_by(reviewers[second], ModulePage.objects.get(pk=modules[0].pk))
    context.clear_cookies()
    page.goto(live_server.url + modules[0].url)
    expect(page.get_by_text(ADDED)).to_be_visible()
    expect(page.get_by_text(SOURCED)).to_be_visible()
    page.goto(live_server.url + strands[0].url)
    expect(page.get_by_text("Nagekeken en gepubliceerd door Tweede Partner")).to_be_visible()
    assert [one for one in modules[1:] if ADDED in str(ModulePage.objects.get(pk=one.pk).body)] == []
