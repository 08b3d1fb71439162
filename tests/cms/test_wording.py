from __future__ import annotations

import pytest

from cms.wording import Text, reading_minutes


@pytest.mark.parametrize(
    ("source", "sentences"),
    [
        ("<p>Eén zin. En nog een!</p>", ["Eén zin.", "En nog een!"]),
        ("<ul><li>een punt</li><li>nog een punt</li></ul>", ["een punt", "nog een punt"]),
        ("<h2>Kop</h2><p>Dit kost 2.50 euro &amp; meer.<br/>Klaar</p>", ["Kop", "Dit kost 2.50 euro & meer.", "Klaar"]),
        ("<p>“Kom binnen.” Hij ging zitten.</p>", ["“Kom binnen.", "Hij ging zitten."]),
        ("<p> </p>", []),
    ],
)
def test_a_text_is_cut_in_its_sentences(source, sentences):
    assert Text(source, True, None).sentences == sentences


def test_words_are_counted_as_a_reader_counts_them():
    assert Text("<p>Zo’n auto-ongeluk: 3 keer, z'n derde.</p>", True, None).words == 5
    assert [reading_minutes(words) for words in (0, 1, 180, 181)] == [0, 1, 1, 2]


def test_links_with_and_without_words_are_found():
    source = '<p><a linktype="page" id="7">Een <b>pagina</b></a> <a href="https://example.org"></a></p>'
    links = Text(source, True, None).links
    assert [(link.kind, link.target, link.text) for link in links] == [
        ("page", "7", "Een pagina"),
        ("", "https://example.org", ""),
    ]


@pytest.mark.parametrize(
    ("text", "words", "sentences"),
    [
        ("مَرْحَبًا بِكُمْ. كيف الحال؟ بخير.", 5, 3),
        ("ሰላም ኩሉኹም። ከመይ ኣሎኹም፧ ጽቡቕ።", 5, 3),
        ("Wat doe je? Je luistert.", 5, 2),
    ],
)
def test_words_and_sentences_of_other_scripts(text, words, sentences):
    found = Text(text, False, None)
    assert (found.words, len(found.sentences)) == (words, sentences)
