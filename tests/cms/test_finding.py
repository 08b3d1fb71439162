"""The catalogue: filters, and an answer that reads as a sentence."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone, translation
from wagtail.models import Locale

from cms.finding import sentence
from cms.models import CataloguePage
from courses.curricula.models import CurriculumVersion
from tests.factories import (
    AudienceTagFactory,
    CatalogueFactory,
    EditionFactory,
    MasterclassPageFactory,
    SessionFactory,
    ThemeTagFactory,
    TrainingPageFactory,
    published,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def catalogue(db):
    return CatalogueFactory(title="Aanbod")


@pytest.fixture
def offer(catalogue):
    theme = ThemeTagFactory(name="Polarisatie", name_en="Polarisation", slug="polarisatie")
    audience = AudienceTagFactory(name="Ambtenaren", name_en="Civil servants", slug="ambtenaren")
    training = TrainingPageFactory(parent=catalogue, title="Signaleren", form="own_pace")
    training.themes.add(theme)
    training.audiences.add(audience)
    published(training)
    MasterclassPageFactory(parent=catalogue, title="De bubbel", lead="Over een wijkgesprek.")
    MasterclassPageFactory(parent=catalogue, title="Nog niet", draft=True)
    return training


def found(client, catalogue, **parameters):
    answer = client.get(catalogue.url, parameters)
    assert answer.status_code == 200
    return [one.page.title for one in answer.context["results"]], answer


def test_everything_that_is_published_is_there(client, catalogue, offer):
    titles, answer = found(client, catalogue)
    assert titles == ["De bubbel", "Signaleren"]
    assert "2 programma" in answer.context["sentence"]


@pytest.mark.parametrize(
    "asked",
    [{"kind": "training"}, {"theme": "polarisatie"}, {"audience": "ambtenaren"}, {"form": "own_pace"}, {"q": "POLAR"}],
    ids=lambda asked: next(iter(asked)),
)
def test_each_filter_narrows(client, catalogue, offer, asked):
    assert found(client, catalogue, **asked)[0] == ["Signaleren"]


def test_search_finds_parts_of_words_as_dutch_joins_them(client, catalogue, offer):
    assert found(client, catalogue, q="gesprek")[0] == ["De bubbel"]
    assert found(client, catalogue, q="gesprek onzin")[0] == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_answer_is_a_sentence(language):
    words = {"audience": {"a": "Ambtenaren"}, "theme": {"t": "AMIF"}, "language": {}}
    asked = {"kind": "training", "audience": "a", "theme": "t"}
    with translation.override(language):
        said = sentence(4, asked, words)
    expected = {"nl": "4 trainingen voor ambtenaren over AMIF", "en": "4 trainings for ambtenaren about AMIF"}
    assert said == expected[language]


def test_none_is_a_word():
    with translation.override("nl"):
        assert sentence(0, {"kind": "training"}, {}) == "Geen trainingen"


def test_labels_are_read_in_the_readers_language(client, catalogue, offer):
    content = client.get(catalogue.url, headers={"accept-language": "en"}).content.decode()
    assert "Civil servants" in content
    assert "Ambtenaren" not in content


def test_a_programme_in_two_languages_is_there_once_in_the_readers(client, catalogue, offer):
    english = Locale.objects.get_or_create(language_code="en")[0]
    root = catalogue.get_parent().specific
    published(root.copy_for_translation(english))
    there = catalogue.copy_for_translation(english, copy_parents=True)
    published(there)
    other = offer.copy_for_translation(english)
    other.title = "Noticing"
    published(other)
    answer = client.get(CataloguePage.objects.get(locale=english).url, headers={"accept-language": "en"})
    assert [one.page.title for one in answer.context["results"]] == ["De bubbel", "Noticing"]
    assert [one.language for one in answer.context["results"]] == ["nl", ""]
    assert found(client, catalogue)[0] == ["De bubbel", "Signaleren"]
    assert found(client, catalogue, language="en")[0] == ["Noticing"]


def test_the_soonest_date_stands_with_a_programme(client, catalogue, offer):
    version = CurriculumVersion.objects.get(page=offer.pk)
    for days in (40, 10):
        edition = EditionFactory(version=version, open_for_enrolment=True)
        start = timezone.now() + timedelta(days=days)
        SessionFactory(edition=edition, starts_at=start, ends_at=start + timedelta(hours=2), place=f"Zaal {days}")
    content = found(client, catalogue, kind="training")[1].content.decode()
    assert "Zaal 10" in content
    assert "Zaal 40" not in content


@pytest.mark.parametrize(
    "asked",
    [
        {"kind": "x" * 500},
        {"theme": "weg"},
        {"q": "😀" * 50},
        {"q": "a\x00b"},
        {"q": "x" * 500},
        {"q": '" OR * NEAR( %_\\'},
        {"page": "99999999999999999999"},
        {"page": "-1"},
    ],
    ids=lambda asked: f"{next(iter(asked.items()))!r}"[:20].encode("ascii", "replace").decode(),
)
def test_what_makes_no_sense_is_answered(client, catalogue, offer, asked):
    assert client.get(catalogue.url, asked).status_code in (200, 400)


def test_it_takes_as_many_queries_for_many_as_for_few(client, catalogue, offer, django_assert_max_num_queries):
    for number in range(14):
        page = MasterclassPageFactory(parent=catalogue, title=f"Masterclass {number}")
        edition = EditionFactory(version=CurriculumVersion.objects.get(page=page.pk), open_for_enrolment=True)
        SessionFactory(
            edition=edition,
            starts_at=datetime(2035, 1, 1, 9, tzinfo=UTC),
            ends_at=datetime(2035, 1, 1, 12, tzinfo=UTC),
        )
    client.get(catalogue.url)
    with django_assert_max_num_queries(22):
        assert len(found(client, catalogue)[0]) == 12
    assert len(found(client, catalogue, page="2")[0]) == 4
