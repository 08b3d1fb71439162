"""Dutch words without their endings."""

from __future__ import annotations

import pytest

from cms.library.stemming import asked_stems, stem, words


@pytest.mark.parametrize(
    "together",
    [
        "gesprek gesprekken",
        "kaart kaarten",
        "school scholen",
        "huis huizen",
        "dialoog dialogen",
        "brief brieven",
        "mens mensen",
        "foto foto's",
        "idee ideeën",
        "mogelijkheid mogelijkheden",
        "groot grote",
        "les lessen",
        "trainer trainers",
    ],
)
def test_forms_of_one_word_have_one_stem(together):
    assert len({stem(word) for word in words(together)}) == 1


@pytest.mark.parametrize("apart", ["kerk kern", "wijk wijn", "buurt burger", "bus boos", "geen gaan"])
def test_other_words_have_others(apart):
    assert len({stem(word) for word in words(apart)}) == 2


def test_a_question_keeps_its_first_words_once():
    assert asked_stems("De gesprekken en het gesprek " + "a1 b2 c3 d4 e5 f6 g7") == [
        "gesprek",
        "a1",
        "b2",
        "c3",
        "d4",
        "e5",
    ]
    assert asked_stems("de") == ["de"]
    assert asked_stems('" * ( %') == []
