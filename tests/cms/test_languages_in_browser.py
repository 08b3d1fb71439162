"""A programme is translated by Wagtail's own screen, and read in Arabic, English and Dutch with one progress."""

from __future__ import annotations

import json

import pytest
from django.urls import reverse
from playwright.sync_api import expect
from wagtail.models import Locale, Site

from cms.models import MasterclassPage, ModulePage
from courses.completion.models import Completion
from courses.curricula.pinning import latest_version
from tests.cms.test_blocks_in_browser import every_block
from tests.factories import (
    EditionFactory,
    EnrolmentFactory,
    PersonWithAccountFactory,
    SelfPacedSessionFactory,
    SuperuserFactory,
    published,
)
from tests.factories_languages import programme

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ARABIC = {
    "title": "كيف يبدأ الخلاف",
    "text": "<p>يبدأ الخلاف <b>صغيراً</b>: بكلمة، أو بالصمت. في عام 2022 شارك 65 شخصاً مع Wilma de Vries في Utrecht.</p>",
    "transcript": "<p>«أرى أنك غاضب.»</p>",
    "about": "<p>الحي الذي نسكن فيه.</p>",
    "question": "ماذا سمعت، وماذا أضفت من عندك؟",
    "hint": "ابدأ بجملة واحدة.",
    "source": "مشاركة من Groningen",
    "caption": "الساحة في المساء",
    "goal": "ترى ما تشترك فيه مع من يبدو مختلفاً.",
    "group_size": "من 10 إلى 25 شخصاً",
    "material": "خط على الأرض، 20 عبارة",
    "outcome": "اختاروا جملة واحدة.",
    "intro": "<p>سؤال واحد.</p>",
}
RICH = {"text", "transcript", "about"}


def in_arabic(value, kind=""):
    """A body with the same blocks and keys, and Arabic words."""
    if isinstance(value, dict) and "type" in value and "value" in value:
        inner = in_arabic(value["value"], value["type"])
        return {**value, "value": ARABIC["text"] if value["type"] == "text" else inner}
    if isinstance(value, dict):
        return {
            name: ARABIC[name].replace("<p>", "").replace("</p>", "").replace("<b>", "").replace("</b>", "")
            if name in ARABIC and isinstance(part, str) and part and not part.startswith("<")
            else ARABIC.get(name, "<p>قل ما تراه.</p>")
            if isinstance(part, str) and part.startswith("<")
            else in_arabic(part)
            for name, part in value.items()
        }
    return [in_arabic(one) for one in value] if isinstance(value, list) else value


@pytest.fixture
def pages(transactional_db):
    page, first, second = programme(rule_test_percentage=70, outline=[])
    first.body = json.dumps([json.loads(json.dumps(one)) for one in [*first.body.raw_data, *every_block()]])
    first.save_revision(clean=False).publish()
    return page, first, second


def test_from_dutch_by_way_of_arabic_to_a_completion(page, log_in, live_server, axe, pictures, pages):
    offer, first, _second = pages
    arabic, _made = Locale.objects.get_or_create(language_code="ar")
    home = Site.objects.get(is_default_site=True).root_page
    published(home.copy_for_translation(arabic))
    log_in(SuperuserFactory(language="nl"))
    catalogue = offer.get_parent()
    page.goto(live_server.url + reverse("simple_translation:submit_page_translation", args=[catalogue.pk]))
    page.get_by_label("Arabisch").check()
    page.get_by_label("subtree").or_(page.locator("[name=include_subtree]")).first.check()
    page.locator("form [type=submit]").last.click()
    page.wait_for_selector(".messages")
    there = ModulePage.objects.get(translation_key=first.translation_key, locale=arabic)
    there.title, there.lead = ARABIC["title"], ARABIC["goal"]
    there.body = json.dumps(in_arabic(list(there.body.raw_data)))
    there.save_revision(clean=False)
    arabic_offer = offer.get_translation(arabic).specific
    arabic_offer.title, arabic_offer.lead = ARABIC["title"], ARABIC["goal"]
    arabic_offer.save_revision(clean=False)
    for one in (catalogue.get_translation(arabic), offer.get_translation(arabic), there):
        page.goto(live_server.url + reverse("wagtailadmin_pages:edit", args=[one.pk]))
        page.locator('button[name="action-publish"]').evaluate("button => button.click()")
        page.wait_for_load_state()
        page.wait_for_selector(".messages .success")
        page.goto(live_server.url + reverse("wagtailadmin_pages:edit", args=[there.pk]))
    pictures(page, "translation-editor", (1280,))

    version = latest_version(MasterclassPage.objects.get(pk=offer.pk))
    edition = EditionFactory(version=version, title="Leren luisteren")
    SelfPacedSessionFactory(edition=edition)
    enrolment = EnrolmentFactory(edition=edition, person=PersonWithAccountFactory(account__language="nl"))
    log_in(enrolment.person.account)
    address = reverse("leerlijn_courses:unit", args=[enrolment.pk, str(first.translation_key)])
    page.goto(live_server.url + address)
    page.get_by_role("button", name="العربيّة").click()
    expect(page.locator("h1")).to_have_attribute("dir", "rtl")
    axe(page)
    page.goto(live_server.url + address + "?whole=1")
    pictures(page, "arabic-module")
    page.emulate_media(media="print")
    pictures(page, "arabic-print", (1280,))
    page.emulate_media(media="screen")
    page.goto(live_server.url + offer.url)
    page.get_by_role("link", name="العربيّة").click()
    pictures(page, "arabic-offer")
    axe(page)
    page.goto(live_server.url + address)
    while page.get_by_role("button", name="Verder").count() and page.url.find(str(first.translation_key)) > 0:
        page.get_by_role("button", name="Verder").click()
    # The second module is not there in Arabic: it is read as it was written.
    expect(page.get_by_text("Dit is er nog niet in het Arabisch. Je leest het in het Nederlands.")).to_be_visible()
    pictures(page, "arabic-missing", (320,))
    page.get_by_label("Luisteren").check()
    page.get_by_role("button", name="Inleveren").click()
    expect(page.get_by_text("Gehaald")).to_be_visible()
    page.get_by_role("button", name="Verder").click()
    assert Completion.objects.filter(person=enrolment.person, void=False).count() == 1
