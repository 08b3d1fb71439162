"""A version is what progress hangs on: wording moves along, structure makes a new one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import models
from wagtail.models import Page

from courses.curricula.contract import CompletionRule, Curriculum, CurriculumKind, Unit, UnitKind
from courses.curricula.pinning import CurriculumRefused, latest_version, pin_version
from tests.factories import EditionFactory, PageFactory, definition_of_test

pytestmark = pytest.mark.django_db

MODULE = Unit("k1", UnitKind.MODULE, {"nl": "Kijken", "en": "Looking"}, minutes=10)
TEST = Unit("k1:t", UnitKind.TEST, {"nl": "Toets"}, parent="k1", definition=definition_of_test())
OFFER = Curriculum(
    CurriculumKind.TRAINING, {"nl": "Training"}, (MODULE, TEST), CompletionRule(), {"nl": ["Je kunt kijken."]}, 90
)


class Offering:
    """A stand-in for a page's specific type: it hands over what it is told to."""

    def __init__(self, page: models.Model, curriculum: Curriculum) -> None:
        self.__dict__.update(pk=page.pk, translation_key=page.translation_key, page_ptr=page, curriculum=curriculum)

    @property
    def specific(self) -> Offering:
        return self

    def get_curriculum(self) -> Curriculum:
        return self.curriculum


@pytest.fixture
def page() -> Page:
    return PageFactory()


def pin(page, curriculum):
    return pin_version(Offering(page, curriculum), by=None)


def test_the_same_structure_is_the_same_version_with_the_new_wording(page):
    first = pin(page, OFFER)
    better = replace(MODULE, titles={"nl": "Beter kijken", "en": "Looking better"}, minutes=12)
    second = pin(page, replace(OFFER, units=(better, TEST)))
    assert second == first
    assert [unit.titles["nl"] for unit in second.units.all()] == ["Beter kijken", "Toets"]


def test_a_typo_in_a_question_is_no_new_structure_but_another_right_answer_is(page):
    first = pin(page, OFFER)
    typo = definition_of_test()
    typo["questions"][0]["text"] = {"nl": "<p>Zonder typefout</p>"}
    assert pin(page, replace(OFFER, units=(MODULE, replace(TEST, definition=typo)))) == first
    other = definition_of_test()
    other["questions"][0]["options"][0]["right"] = False
    assert pin(page, replace(OFFER, units=(MODULE, replace(TEST, definition=other)))) != first


@pytest.mark.parametrize(
    "changed",
    [
        replace(OFFER, units=(MODULE,)),
        replace(OFFER, units=(replace(MODULE, required=False), TEST)),
        replace(OFFER, units=(replace(MODULE, functions=("bestuurder",)), TEST)),
        replace(OFFER, rule=CompletionRule(test_percentage=80)),
    ],
)
def test_another_structure_is_a_new_version_and_running_groups_keep_theirs(page, changed):
    first = pin(page, OFFER)
    edition = EditionFactory(version=first)
    second = pin(page, changed)
    assert (first.number, second.number) == (1, 2)
    assert latest_version(page) == second
    edition.refresh_from_db()
    assert edition.version == first
    assert first.units.count() == 2


def test_what_offers_nothing_or_has_one_key_twice_is_refused_in_words(page):
    with pytest.raises(CurriculumRefused):
        pin_version(page, by=None)
    with pytest.raises(CurriculumRefused):
        pin(page, replace(OFFER, units=()))
    with pytest.raises(CurriculumRefused, match="Kijken"):
        pin(page, replace(OFFER, units=(MODULE, MODULE)))


def test_a_revision_that_a_version_shows_cannot_be_purged(page):
    revision = page.save_revision()
    pin(page, replace(OFFER, pages={page.pk: revision.pk}))
    with pytest.raises(models.ProtectedError):
        revision.delete()
