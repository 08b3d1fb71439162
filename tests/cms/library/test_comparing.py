"""What of a dossier's change is worth telling: a misspelled word is not, a figure is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.library.comparing import differences, in_words, small_correction

CONTENT = {
    "title": "Wat werkt bij ontmoeting",
    "lead": "Wat we weten.",
    "note": "",
    "for": "everybody",
    "texts": ["Contact helpt vaak. Niet altijd.", "In 40% van de wijken."],
    "sources": {"a": "Instituut · Een onderzoek · 2020 · "},
    "named": {"a": "Een onderzoek"},
}


def told(**changed):
    return differences(CONTENT, {**CONTENT, **changed})


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("Ontmoeting hlept vaak.", "Ontmoeting helpt vaak."),
        ("samen leven", "Samenleven"),
        ("Dit , is fout", "Dit is fout!"),
        ("vluchtelingen en buurtbewonres praten", "vluchtelingen en buurtbewoners praten"),
    ],
)
def test_a_misspelled_word_is_a_small_correction(was, now):
    assert small_correction(was, now)


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("Het helpt", "Het helpt niet"),
        ("Een buurt is veilig", "Een buurt is onveilig"),
        ("In 40% van de wijken", "In 60% van de wijken"),
        ("Er is een bewijs", "Er is geen bewijs"),
        ("Dit werkt wel", "Dit werkt niet"),
        ("1,5 jaar", "15 jaar"),
        ("min -2 graden", "min 2 graden"),
        ("", "Iets nieuws"),
        ("Praat met ouders", "Praat met jongeren"),
    ],
)
def test_what_turns_a_sentence_round_is_none(was, now):
    assert not small_correction(was, now)


@given(st.text(max_size=200))
def test_nothing_is_told_of_what_stayed_the_same(text):
    assert small_correction(text, text)
    assert differences({**CONTENT, "texts": [text]}, {**CONTENT, "texts": [text]}) == []


def test_many_small_corrections_together_are_rewriting():
    was = " ".join(f"woordjes{letter}" for letter in "abcdefghijklmnop")
    assert told(texts=[was.replace("woordjes", "woordje")]) != []


def test_each_kind_of_change_is_a_line_that_can_be_read(settings):
    from django.utils import translation

    with translation.override("en"):
        assert in_words(told(note="De cijfers zijn nu van 2026.")) == ["De cijfers zijn nu van 2026."]
        assert in_words(told(sources={"b": "X · Nieuw · 2024 · "}, named={"b": "Nieuw"})) == [
            "Source taken out: “Een onderzoek”.",
            "New source: “Nieuw”.",
        ]
        assert in_words(told(texts=["Contact helpt vaak. Niet altijd.", "In 60% van de wijken."])) == [
            "It said “In 40% van de wijken.” It says now “In 60% van de wijken.”"
        ]
        assert in_words(told(texts=[*CONTENT["texts"], "Vraag door."])) == ["New: “Vraag door.”"]
        assert in_words(told(**{"for": "members"})) == ["Not everybody can read it any more."]
        assert len(in_words([{"what": "text_many"}] * 9)) == 7


def test_a_source_that_was_put_in_again_is_the_same_one():
    assert told(sources={"b": CONTENT["sources"]["a"]}, named={"b": "Een onderzoek"}) == []
