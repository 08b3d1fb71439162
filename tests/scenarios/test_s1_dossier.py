"""A dossier, a story, two modules that cite the dossier, and what their authors hear when it changes: S1, step 9."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from playwright.sync_api import expect

from cms.authors import EDITORS, let_work_on
from courses.models import Mail
from tests import factories as f
from tests.factories_library import DossierFactory, LibraryFactory, StoryFactory
from tests.scenarios.screens import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TITLE = "Wat werkt bij het bevorderen van sociaal contact"
SOURCE = {"author": "Verzonnen Instituut", "title": "Contact onder goede omstandigheden", "year": 2021}
KNOWN = "Contact helpt in 4 van de 10 buurten."
KNOWN_NOW = "Contact helpt in 6 van de 10 buurten."


def editor(name: str, *pages: Any) -> Any:
    account = f.UserFactory(name=name, language="nl", email=f"{name.split()[0].lower()}@example.org")
    for page in pages:
        let_work_on(page)
    account.groups.add(Group.objects.get(name=EDITORS))
    return account


def press(page: Any, action: str) -> None:
    page.locator("footer .w-dropdown__toggle").last.click()
    page.locator(f"[name='{action}']").click()
    page.wait_for_url(re.compile(r"/admin/pages/\d+/(\?|$)"))


def publish(page: Any, address: str) -> None:
    page.goto(address)
    page.wait_for_load_state("networkidle")
    press(page, "action-publish")


def cites(page: Any, address: str) -> None:
    """An author adds the block, chooses the dossier by searching, and publishes."""
    page.goto(address)
    page.wait_for_load_state("networkidle")
    body = page.locator("[id$='-body-section']")
    body.locator("button.c-sf-add-button").last.click()
    page.locator("[role=option]", has_text="Dossier uit de bibliotheek").first.click()
    body.get_by_role("button", name=re.compile("Kies een pagina")).click()
    page.locator(".modal #id_q").fill("Wat werkt")
    page.locator(".modal a", has_text=TITLE).first.click()
    body.locator("textarea[name$='-words']").fill("Contact helpt, als het vaker gebeurt.")
    page.wait_for_timeout(1_000)
    press(page, "action-publish")


def the_dossier_changes(page: Any, address: str) -> None:
    page.goto(address)
    page.wait_for_load_state("networkidle")
    text = page.locator("[id$='-body-section'] [contenteditable=true]").first
    text.click()
    page.keyboard.press("Control+A")
    page.keyboard.type(KNOWN_NOW)
    page.wait_for_timeout(1_000)
    press(page, "action-publish")


def test_a_dossier_is_published_with_sources_and_its_citing_authors_hear_of_its_change(
    page: Any, live_server: Any, log_in: Any, axe: Any, pictures: Any, context: Any
) -> None:
    library = LibraryFactory(title="Bibliotheek")
    offer = f.TrainingPageFactory(title="Ontmoeting organiseren")
    keeper, author = editor("Kees Kennis", library), editor("Anne Auteur", offer.get_parent())
    dossier = DossierFactory(
        parent=library,
        title=TITLE,
        made_by="Respectvol Samenleven",
        draft=True,
        body=[f.raw("text", f"<p>{KNOWN}</p>")],
        sources=[f.raw("source", SOURCE)],
    )
    story = StoryFactory(parent=library, title="Soep op dinsdag", series="Aangenaam Kennismaken", made_by="Buurtwijs")
    begin = f.ModulePageFactory(parent=offer, title="Begin", open_to_all=True)
    edit = {one.pk: live_server.url + reverse("wagtailadmin_pages:edit", args=[one.pk]) for one in (dossier, begin)}
    page.set_viewport_size(DESK)

    log_in(keeper)
    publish(page, edit[dossier.pk])
    log_in(author)
    cites(page, edit[begin.pk])
    cited = f.raw("citation", {"dossier": dossier.pk, "words": ""})
    modules = [begin, f.ModulePageFactory(parent=offer, title="Vervolg", body=[cited])]
    f.published(modules[1], by=author)
    context.clear_cookies()
    page.set_viewport_size(PHONE)
    page.goto(live_server.url + story.url)
    expect(page.get_by_text("Aangenaam Kennismaken")).to_be_visible()
    expect(page.get_by_text("Buurtwijs")).to_be_visible()
    page.goto(live_server.url + modules[0].url)
    cited = page.locator(".ll-citation")
    expect(cited).to_contain_text("Respectvol Samenleven")
    axe(page)
    pictures(page, "s1-cited")
    cited.get_by_role("link", name=TITLE).click()
    expect(page.get_by_text(SOURCE["title"])).to_be_visible()

    page.set_viewport_size(DESK)
    log_in(keeper)
    the_dossier_changes(page, edit[dossier.pk])
    log_in(author)
    page.goto(live_server.url + reverse("wagtailadmin_home"))
    page.locator(".ll-admin-needs a", has_text="Je verwijst ernaar op 2 pagina's").click()
    expect(page.get_by_text(f"Er stond ‘{KNOWN}’ Er staat nu ‘{KNOWN_NOW}’")).to_be_visible()
    axe(page, within=".ll-admin")
    pictures(page, "s1-changed")
    page.set_viewport_size(DESK)
    page.get_by_role("button", name="Ik heb ernaar gekeken").click()
    page.get_by_text("Afgevinkt.").wait_for()
    page.goto(live_server.url + reverse("wagtailadmin_home"))
    expect(page.get_by_text("Je verwijst ernaar")).to_have_count(0)
    sent = Mail.objects.filter(recipient="anne@example.org").get()
    assert KNOWN_NOW in sent.text
    assert all(module.title in sent.text for module in modules)
    assert not Mail.objects.filter(recipient="kees@example.org").exists()
