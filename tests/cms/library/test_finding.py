"""The library: facets with counts, an answer as a sentence, search in Dutch, and nothing that leaks by it."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation
from wagtail.models import Locale

from cms.library.words import sentence
from cms.models import LibraryPage
from tests.factories import AudienceTagFactory, ThemeTagFactory, published, raw
from tests.factories_library import (
    DossierFactory,
    LibraryFactory,
    RegionTagFactory,
    SettingTagFactory,
    StoryFactory,
    ToolFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexed")]


@pytest.fixture
def library(db):
    return LibraryFactory()


@pytest.fixture
def tool(library):
    return ToolFactory(
        title="Praten langs de lijn",
        parent=library,
        dated=date(2022, 5, 1),
        group_from=6,
        group_to=12,
        used_in=[SettingTagFactory(name="Sportveld", slug="sportveld", phrase="op het sportveld")],
        themes=[ThemeTagFactory(name="Polarisatie", slug="polarisatie")],
        audiences=[AudienceTagFactory(name="Sportcoaches", slug="coaches")],
        regions=[RegionTagFactory(name="Groningen", slug="groningen")],
        body=[raw("text", "<p>Begin met een wijkgesprek over moeilijke vragen.</p>")],
    )


def ask(client, library, **parameters):
    answer = client.get(library.url, parameters, headers={"accept-language": "nl"})
    assert answer.status_code == 200
    return [one.page.title for one in answer.context["results"]], answer


ASKED = {
    "setting": "sportveld",
    "audience": "coaches",
    "kind": "method",
    "theme": "polarisatie",
    "region": "groningen",
    "language": "nl",
    "year": "2022",
}


@pytest.mark.parametrize("name", [name for name in ASKED if name != "language"])
def test_each_facet_narrows_and_says_how_many(client, library, tool, name):
    DossierFactory(parent=library, dated=date(2021, 1, 1))
    titles, answer = ask(client, library, **{name: ASKED[name]})
    assert titles == [tool.title]
    values = {
        value.code: value
        for facet, values in answer.context["first_facets"] + answer.context["more_facets"]
        if facet.name == name
        for value in values
    }
    assert values[ASKED[name]].count == 1
    assert values[ASKED[name]].chosen
    # The others of the same facet are counted as if nothing of it were chosen.
    assert name not in ("kind", "year") or len(values) == 2


def test_what_is_asked_is_said_in_a_sentence(client, library, tool):
    said = ask(client, library, **ASKED, q="gesprek")[1].context["sentence"]
    assert said == (
        "1 werkvorm voor sportcoaches over polarisatie, op het sportveld, in Groningen, in het Nederlands, "
        "uit 2022, met de woorden ‘gesprek’"
    )


def test_none_is_a_word():
    with translation.override("nl"):
        assert sentence(0, {}, "x") == "Geen resultaten, met de woorden ‘x’"


@pytest.mark.parametrize(
    "words", ["wijkgesprekken", "moeilijk", "gesprek", "vraag", "sportvelden", "praten lijn", "POLARISATIE"]
)
def test_words_are_found_in_every_form(client, library, tool, words):
    StoryFactory(parent=library)
    assert ask(client, library, q=words)[0] == [tool.title]


def test_a_word_is_found_by_its_beginning(client, library, tool):
    assert ask(client, library, q="wijk")[0] == [tool.title]
    assert ask(client, library, q="wijk onzin")[0] == []


@pytest.mark.parametrize("available_to", ["members", "request"])
def test_what_is_not_for_everybody_is_found_by_its_outside_alone(client, library, tool, available_to):
    ToolFactory(
        parent=library,
        title="Voor leden",
        lead="Een inleiding.",
        available_to=available_to,
        body=[raw("text", "<p>Het wachtwoordgeheim.</p>")],
        cards=[raw("card", {"title": "Kaartgeheim", "text": "Meer kaartgeheim."})],
        material="Materiaalgeheim",
    )
    for word in ("wachtwoordgeheim", "kaartgeheim", "materiaalgeheim"):
        assert ask(client, library, q=word)[0] == []
    assert ask(client, library, q="inleidingen")[0] == ["Voor leden"]
    ToolFactory(parent=library, title="Concept", draft=True)
    assert ask(client, library, q="concept")[0] == []


def test_something_in_two_languages_is_there_once_in_the_readers(client, library, tool):
    english = Locale.objects.get_or_create(language_code="en")[0]
    published(library.get_parent().specific.copy_for_translation(english))
    published(library.copy_for_translation(english))
    other = tool.copy_for_translation(english)
    other.title = "Talking at the touchline"
    published(other)
    DossierFactory(parent=library, title="Alleen Nederlands")
    there = LibraryPage.objects.get(locale=english)
    answer = client.get(there.url, headers={"accept-language": "en"})
    assert {one.page.title for one in answer.context["results"]} == {other.title, "Alleen Nederlands"}
    assert ask(client, library)[0] == ["Alleen Nederlands", tool.title]
    assert ask(client, library, language="en")[0] == [other.title]


@pytest.mark.parametrize(
    "asked",
    [
        {"kind": "x" * 500},
        {"setting": "weg"},
        {"year": "20225"},
        {"year": "½"},
        {"q": "😀" * 50},
        {"q": "a\x00b"},
        {"q": "x" * 10_000},
        {"q": '" OR * NEAR( %_\\ title:'},
        {"page": "99999999999999999999"},
        {"language": "tlh", "theme": "\x00"},
    ],
    ids=lambda asked: next(iter(asked)),
)
def test_what_makes_no_sense_is_answered(client, library, tool, asked):
    assert client.get(library.url, asked).status_code in (200, 400)


def test_it_takes_as_many_queries_for_many_as_for_few(client, library, tool, django_assert_max_num_queries):
    labels = [SettingTagFactory(name=f"Plek {number}", slug=f"plek-{number}") for number in range(6)]
    for number in range(14):
        ToolFactory(parent=library, title=f"Werkvorm {number}", used_in=[labels[number % 6]])
    client.get(library.url)
    with django_assert_max_num_queries(32):
        assert len(ask(client, library, q="werkvorm")[0]) == 12


@pytest.mark.sqlite
def test_a_word_that_stands_everywhere_gives_the_newest_first(client, library, monkeypatch):
    monkeypatch.setattr("cms.library.finding.MOST_RANKED", 1)
    for year in (2019, 2023, 2021):
        ToolFactory(parent=library, title=f"Samen {year}", dated=date(year, 5, 1))
    assert ask(client, library, q="samen")[0] == ["Samen 2023", "Samen 2021", "Samen 2019"]
