"""The blocks of a module as its readers meet them: by source, by print, by address, and in the author's preview."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils.translation import override
from wagtail.documents import get_document_model
from wagtail.models import Locale

from cms.blocks import ModuleBodyBlock
from cms.models import ModulePage
from courses.curricula.models import CurriculumVersion
from tests.factories import (
    EditionFactory,
    EnrolmentFactory,
    ModulePageFactory,
    PersonWithAccountFactory,
    SuperuserFactory,
    raw,
)

pytestmark = pytest.mark.django_db


def only_for(function, *pieces, key="f"):
    return raw("only_for", {"functions": [function], "pieces": list(pieces)}, key)


BODY = [
    raw("text", "<p>Voor iedereen.</p>", "one"),
    only_for("bestuurder", raw("text", "<p>Wat jij als wethouder doet.</p>"), key="b"),
    raw("section", "Alleen raad", "two"),
    only_for("raadslid", raw("reflection", {"question": "Wat vraag je het college?", "hint": ""}, "r"), key="a"),
    raw("section", "Kijken", "three"),
    raw("embed", {"title": "Kaart", "address": "https://kaart.example.org/wijk", "about": "<p>De wijk.</p>"}, "e"),
]
GUIDE = [raw("text", "<p>Zeg dit niet tegen deelnemers.</p>")]


@pytest.fixture
def module(db):
    return ModulePageFactory(title="Je rol", body=BODY, guide=GUIDE)


@pytest.fixture
def address(module, client):
    version = CurriculumVersion.objects.filter(units__page=module.pk).latest("number")

    def of(function, query="?whole=1"):
        person = PersonWithAccountFactory(account__language="nl")
        enrolment = EnrolmentFactory(edition=EditionFactory(version=version), person=person, function=function)
        client.force_login(person.account)
        return reverse("leerlijn_courses:unit", args=[enrolment.pk, str(module.translation_key)]) + query

    return of


def seen(client, where):
    answer = client.get(where)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("function", "wethouder", "raad"),
    [("bestuurder", True, False), ("raadslid", False, True), ("ambtenaar", False, False)],
)
def test_content_for_a_function_reaches_that_function_only(client, address, function, wethouder, raad):
    content = seen(client, address(function))
    assert "Voor iedereen." in content
    assert ("Wat jij als wethouder doet." in content) is wethouder
    assert ("Wat vraag je het college?" in content) is raad
    assert ("Alleen raad" in content) is raad


def test_it_is_no_step_of_who_it_is_not_for(client, address):
    where = address("bestuurder", "")
    assert "Stap 1 van 2" in seen(client, where)
    client.post(where, {"action": "place", "position": "a"})
    assert "Voor iedereen." in seen(client, where)


def test_on_the_open_page_stands_only_what_is_for_everybody(client, module):
    module.open_to_all = True
    module.save_revision().publish()
    content = seen(client, module.url)
    assert "Voor iedereen." in content
    assert "wethouder" not in content
    assert "college" not in content


@pytest.mark.parametrize(
    ("mode", "shown"),
    [
        ("participant", {"Voor iedereen.", "Wat jij als wethouder doet.", "Wat vraag je het college?"}),
        ("as:raadslid", {"Voor iedereen.", "Wat vraag je het college?"}),
        ("visitor", {"Voor iedereen."}),
        ("trainer", {"Zeg dit niet tegen deelnemers."}),
    ],
)
def test_an_author_looks_at_it_as_each_of_its_readers(module, mode, shown):
    content = module.make_preview_request(preview_mode=mode).render().content.decode()
    sentences = (
        "Voor iedereen.",
        "Wat jij als wethouder doet.",
        "Wat vraag je het college?",
        "Zeg dit niet tegen deelnemers.",
    )
    assert {sentence for sentence in sentences if sentence in content} == shown


def test_nothing_loads_from_elsewhere_before_it_is_asked_for(client, address):
    where = address("ambtenaar")
    answer = client.get(where)
    assert "<iframe" not in answer.content.decode()
    assert "frame-src" not in answer["Content-Security-Policy"]
    assert "https://kaart.example.org/wijk" in answer.content.decode()
    shown = client.get(f"{where}&show=e")
    assert 'src="https://kaart.example.org/wijk"' in shown.content.decode()
    assert "frame-src https://kaart.example.org" in shown["Content-Security-Policy"]
    assert set(shown.cookies) <= {"csrftoken"}
    assert "<iframe" not in seen(client, where)


@pytest.mark.parametrize("asked", ["b", "x", "", "\U0001f600" * 200])
def test_only_what_is_from_elsewhere_is_shown_from_elsewhere(client, address, asked):
    answer = client.get(address("ambtenaar", "?whole=1"), {"whole": "1", "show": asked})
    assert "frame-src" not in answer["Content-Security-Policy"]


def test_a_module_of_before_is_shown_with_what_it_lacks(client):
    film = get_document_model().objects.create(title="Film", file=ContentFile(b"x", name="f.mp4"))
    body = [
        raw("video", {"title": "Film", "file": film.pk, "address": "", "transcript": "<p>Gezegd.</p>"}),
        raw("download", {"file": film.pk}),
        raw("example", {"title": "Zonder tekst"}),
        raw("checklist", {"title": "Lijst"}),
        raw("only_for", {}),
    ]
    module = ModulePageFactory(body=body, open_to_all=True)
    assert "Zonder tekst" in seen(client, module.url)
    film.delete()
    assert "Zonder tekst" in seen(client, module.url)


def test_every_block_that_has_an_example_shows_it_where_blocks_are_chosen(client):
    client.force_login(SuperuserFactory())
    pieces = ModuleBodyBlock().child_blocks.values()
    with_example = [block for block in pieces if block.is_previewable]
    assert len(with_example) >= 12
    for block in with_example:
        answer = client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
        assert answer.status_code == 200, block.name
        assert "ll-content" in answer.content.decode()


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("fa-AF", "rtl"), ("en", "ltr")])
def test_a_content_that_runs_the_other_way_says_so(client, module, language, direction):
    page = ModulePageFactory(body=[raw("text", "<p>مرحبا</p>")], open_to_all=True)
    locale, _made = Locale.objects.get_or_create(language_code=language)
    ModulePage.objects.filter(pk=page.pk).update(locale=locale)
    with override("nl"):
        request = ModulePage.objects.get(pk=page.pk).make_preview_request(preview_mode="visitor")
        assert f'lang="{language}" dir="{direction}"' in request.render().content.decode()
