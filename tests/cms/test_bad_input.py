"""What is wrong with a page is a sentence at publishing, or a graceful page: however it is published, in every language."""

from __future__ import annotations

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Page

from cms.checking import problems
from cms.models import MasterclassPage, ModulePage
from courses.curricula.pinning import latest_version
from tests.factories import (
    EditionFactory,
    EnrolmentFactory,
    PersonWithAccountFactory,
    SuperuserFactory,
    published,
    raw,
    raw_choice,
    raw_option,
    raw_test,
)
from tests.factories_languages import FIRST, in_english, programme, translated

pytestmark = pytest.mark.django_db

TEXT = raw("text", "<p>Tekst.</p>", key="tekst")
NOTE = raw("reflection", {"question": "Wat zag je?", "hint": ""}, key="zag")
# What keeps a module from being published, by the words that say why.
REFUSED = {
    "nothing at all": ([], "is leeg"),
    "a copied block": ([NOTE, NOTE], "met dezelfde sleutel"),
    "a block pasted into what is for some": (
        [NOTE, raw("only_for", {"functions": ["bestuurder"], "pieces": [NOTE]})],
        "met dezelfde sleutel",
    ),
    "a test without questions": ([raw("test", {"title": "T", "pass_percentage": 70, "questions": []})], "geen vragen"),
    "a test without a right answer": ([raw_test(raw_choice("Wat?", raw_option("Dit")))], "geen antwoord goed"),
    "a question without answers": (
        [raw_test(raw("single", {"text": "<p>Wat?</p>", "options": []}))],
        "geen antwoord goed",
    ),
    "a question that is gone from the bank": (
        [raw_test(raw("from_bank", {"question": 999_999}, key="b"))],
        "zit daar niet meer in",
    ),
}
# What is shown as far as it goes.
GRACEFUL = {
    "a kind of block that is gone": raw("a_block_of_long_ago", {"x": [1]}),
    "a picture that is gone": raw("picture", {"image": {"image": 999_999, "decorative": True, "alt_text": ""}}),
    "a recording that is gone": raw("reading_aloud", {"title": "Stem", "text": "<p>A</p>", "recording": 999_999}),
    "a film that is gone": raw("video", {"title": "Film", "file": 999_999, "captions": 999_999, "transcript": ""}),
    "a file that is gone": raw("download", {"title": "Blad", "file": 999_999, "about": ""}),
    "another site that is gone": raw("embed", {"title": "Kaart", "address": "https://example.org/weg", "about": ""}),
    "an address that is none": raw("embed", {"title": "Kaart", "address": "javascript:alert(1)", "about": None}),
    "functions that nobody has": raw("only_for", {"functions": ["koning"], "pieces": [raw("text", "<p>B</p>")]}),
    "blocks without a value": raw("discussion", {}),
    "lists that are none": raw("checklist", {"title": "Lijst"}),
}


@pytest.fixture(params=["nl", "en"])
def module(request):
    """A module that a group reads, in the language it was written in and in a translation."""
    page, first, _second = programme()
    if request.param == "en":
        translated(page, "en", "Learning to listen")
        first = translated(first, "en", "Looking", in_english(FIRST))
    return first


def spoilt(module, body):
    """The module with another body, as a draft."""
    module = ModulePage.objects.get(pk=module.pk)
    module.body = json.dumps(body)
    module.save_revision(clean=False)
    return module


def shown(client, module):
    """The module in every preview, in the editor, and to somebody in a group."""
    request = RequestFactory().get("/")
    draft = module.get_latest_revision_as_object()
    for mode, _label in draft.preview_modes:
        assert draft.make_preview_request(request, preview_mode=mode).render().status_code == 200
    client.force_login(SuperuserFactory())
    editor = client.get(reverse("wagtailadmin_pages:edit", args=[module.pk]))
    assert editor.status_code == 200
    version = latest_version(module.get_parent().specific)
    enrolment = EnrolmentFactory(edition=EditionFactory(version=version), person=PersonWithAccountFactory())
    client.force_login(enrolment.person.account)
    address = reverse("leerlijn_courses:unit", args=[enrolment.pk, str(module.translation_key)])
    assert client.get(address + "?whole=1").status_code == 200
    return editor.content.decode()


@pytest.mark.parametrize("what", REFUSED)
def test_it_is_a_sentence_in_bulk_and_as_planned_it_stops_nobody(client, module, what):
    body, words = REFUSED[what]
    before = latest_version(module.get_parent().specific)
    draft = spoilt(module, body)
    with override("nl"):
        assert words in " ".join(one.sentence for one in problems(draft.get_latest_revision_as_object()))
    client.force_login(SuperuserFactory(language="nl"))
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = client.post(f"{bulk}?id={module.pk}&next=/admin/", follow=True)
    assert words in answer.content.decode()
    draft.go_live_at = timezone.now() - timedelta(minutes=1)
    draft.save_revision(clean=False, approved_go_live_at=draft.go_live_at)
    call_command("publish_scheduled", stdout=StringIO())
    shown(client, draft)
    assert latest_version(module.get_parent().specific).structure == before.structure


def test_it_is_shown_as_far_as_it_goes_by_preview_to_readers_and_published_by_code(client, module):
    draft = spoilt(module, [TEXT, *GRACEFUL.values(), NOTE])
    published(draft)
    shown(client, draft)
    assert problems(ModulePage.objects.get(pk=module.pk)) == []


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"outline": "[]"}, "geen onderdelen"),
        ({"rule_sessions_present": 3}, "3 bijeenkomsten"),
        ({"rule_test_percentage": 80}, "vraagt om een toets"),
        ({"outline": json.dumps([raw("module", {"module": 999_999})])}, "die er niet meer is"),
        ({"outline": json.dumps([raw("long_ago", {})])}, ""),
    ],
    ids=["no parts", "more meetings than planned", "no test", "a module that is gone", "a block that is gone"],
)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_programme_that_cannot_be_offered_says_why(client, fields, words, language):
    page, *modules = programme()
    if fields == {"outline": "[]"} or "rule_test_percentage" in fields:
        Page.objects.filter(pk__in=[one.pk for one in modules]).update(live=False)
    if language == "en":
        page = translated(page, "en", "Learning to listen")
    page = MasterclassPage.objects.get(pk=page.pk)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision(clean=False)
    with override("nl"):
        told = " ".join(one.sentence for one in problems(page.get_latest_revision_as_object()))
    # What is asked is what the original asks.
    assert words in told or language == "en"
    published(page)
    client.force_login(SuperuserFactory())
    assert client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200
    assert client.get(reverse("leerlijn_programmes:groups", args=[page.pk])).status_code == 200
    draft = page.get_latest_revision_as_object()
    assert draft.make_preview_request(RequestFactory().get("/")).render().status_code == 200
