"""What could be better is said while editing and at publishing, and never keeps anybody from it."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils.translation import override
from wagtail.documents import get_document_model
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from cms.advising import advice, outline_of
from cms.models import ModulePage
from tests.factories import MasterclassPageFactory, ModulePageFactory, SuperuserFactory, raw, raw_meeting

pytestmark = pytest.mark.django_db
SILENT = raw("audio", {"title": "X", "file": None})
LONG = "Wie " + "heel " * 30 + "lang praat."


def said(body, **fields):
    fields = {"lead": "Waar het over gaat.", "minutes": 10, **fields}
    with override("en"):
        return advice(ModulePageFactory(draft=True, body=body, **fields))


def test_a_plain_module_has_nothing_to_be_said():
    assert said([raw("text", "<p>Een gewone zin.</p>")]) == []


@pytest.mark.parametrize(
    ("block", "word"),
    [
        (raw("audio", {"title": "Gesprek", "file": None, "transcript": ""}), "no transcript"),
        (
            raw("video", {"title": "Film", "file": None, "address": "https://example.org/", "transcript": ""}),
            "no transcript",
        ),
        (raw("embed", {"title": "Kaart", "address": "https://example.org/", "about": "<p> </p>"}), "another site"),
        (raw("text", '<p><a href="https://example.org"></a>Tekst</p>'), "without a word"),
        (raw("text", '<p><a href="#">Tekst</a></p>'), "leads nowhere"),
        (raw("text", '<p><a linktype="page" id="999999">Tekst</a></p>'), "gone"),
        (raw("text", '<p><a linktype="document" id="999999">Tekst</a></p>'), "gone"),
        (raw("text", '<p>Lees <a href="https://example.org">hier</a>.</p>'), "does not say"),
        (raw("text", "<p></p>"), "is empty"),
        (raw("picture", {"image": None, "caption": ""}), "lost its file"),
        (raw("section", "Einde"), "Nothing stands below"),
        (raw("checklist", {"title": "Lijst", "points": []}), "lists nothing"),
        (raw("text", f"<p>{LONG}</p>"), "33 words"),
        (raw("text", "<p>Wij trachten te helpen.</p>"), "proberen"),
        (raw("text", "<p>woord </p>" * 2000), "Reading takes"),
        (
            raw("only_for", {"functions": ["raadslid"], "pieces": [raw("audio", {"title": "X", "file": None})]}),
            "no transcript",
        ),
    ],
)
def test_each_of_these_is_said(block, word):
    found = said([raw("text", "<p>Een zin.</p>"), block])
    assert any(word in sentence for sentence in found), found


def test_an_uploaded_film_wants_captions():
    film = get_document_model().objects.create(title="Film", file=ContentFile(b"x", name="f.mp4"))
    found = said([raw("video", {"title": "Film", "file": film.pk, "address": "", "transcript": "<p>Gezegd.</p>"})])
    assert len(found) == 1
    assert "captions" in found[0]


def test_of_many_long_sentences_the_first_are_shown():
    found = said([raw("text", f"<p>{LONG} {LONG.replace('heel', 'erg')}</p>" * 6)], minutes=60)
    assert len(found) <= 7


def test_a_programme_at_a_glance_adds_up_what_is_required_and_keeps_breaks_apart():
    rows = [raw("item", {"minutes": 60, "title": "A"}), raw("item", {"minutes": 15, "title": "B", "is_break": True})]
    page = MasterclassPageFactory(
        outline=[raw_meeting("Dag", minutes=0, plan=rows), raw_meeting("Extra", 30, required=False)]
    )
    ModulePageFactory(parent=page, minutes=20, body=[raw("text", "<p>" + "woord " * 200 + "</p>")])
    outline = outline_of(page)
    assert (outline.required, outline.everything, outline.net) == (80, 110, 110)
    assert [row.reading for row in outline.rows] == [None, None, 2]
    assert outline.rows[0].plan == (75, 15)


def test_an_author_reads_it_on_the_edit_page_and_publishes_all_the_same(client):
    client.force_login(SuperuserFactory())
    module = ModulePageFactory(draft=True, body=[raw("text", f"<p>{LONG}</p>")], lead="Kort.")
    address = reverse("wagtailadmin_pages:edit", args=[module.pk])
    page = client.get(address).content.decode()
    assert "33 woorden" in page or "33 words" in page
    body = streamfield([("text", rich_text(f"<p>{LONG}</p>"))])
    fields = {"title": "Luisteren", "slug": module.slug, "lead": "Kort.", "minutes": "10", "action-publish": "1"}
    comments = {"comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0}
    form = nested_form_data({**fields, **comments, "body": body, "guide": streamfield([])})
    answer = client.post(address, form, follow=True)
    assert ModulePage.objects.get(pk=module.pk).live
    assert any("33" in str(message) for message in answer.context["messages"])
    offer = module.get_parent()
    assert client.get(reverse("wagtailadmin_pages:edit", args=[offer.pk])).status_code == 200
