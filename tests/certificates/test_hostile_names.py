"""Two thousand names nobody has: each is printed or waits with a sentence, on the page, in the form, in the picture."""

from __future__ import annotations

import random

import pytest

from certificates.errors import NameWaits
from certificates.forms import SpellingForm
from certificates.names import picture_of_name
from certificates.rendering import check_name, clean, render
from certificates.rendering.layouts import choices
from tests import factories as f
from tests.certificates.sheets import design, facts

PIECES = [
    "Ada", "van der", "O’Brien", "Şükrü", "محمد", "עִבְרִית", "ሳራ", "王", "한", "नरेन्द्र", "ខេ", "🙂", "👩🏽‍🎓", "a\u0301" * 12,
    "<img src='/etc/passwd'>", "<a href=\"javascript:x\">", "{programme}", "%(x)s", "&amp;", "]]>", "\\", "(", ")",
    "endstream", "\x00", "\x07", "\x1b[2J", "\r\n", "\t", "\u2028", "\x85", "\ufeff", "\u00ad", "\ufffe",
    "\U0010ffff", "\ue000",
    "\u202e", "\u202d", "\u2066", "\u2069", "\u200e", "\u061c", "\u200b", "\u200c", "\u200d", "\ufe0f", "\u034f",
    "\ud800", "\udfff", "\ud83d", "W" * 500, "ﷺ", "𒀀", "\u0f3c", "\u1160", "'; DROP TABLE x; --", "../../x", "=1+1",
]  # fmt: skip


def names() -> list[str]:
    chance = random.Random(20_260_408)
    mixed = ["".join(chance.choices(PIECES, k=chance.randint(1, 5))) for _ in range(1_000)]
    spaced = [" ".join(chance.choices(PIECES, k=chance.randint(1, 4))) for _ in range(500)]
    wild = ["".join(chr(chance.randrange(0x110000)) for _ in range(chance.randint(1, 40))) for _ in range(500)]
    return [*mixed, *spaced, *wild]


def _says(waits: NameWaits) -> None:
    """A sentence that can be shown: a lone half of a character cannot."""
    assert str(waits).encode()


def test_two_thousand_hostile_names_raise_nothing_but_that_they_wait():
    printed = 0
    layouts = [key for key, _label in choices()]
    for number, name in enumerate(names()):
        layout = layouts[number % len(layouts)]
        try:
            pdf = render(design(layout=layout), facts(name))
        except NameWaits as waits:
            _says(waits)
            with pytest.raises(type(waits)):
                check_name(name, layout)
        else:
            printed += 1
            assert check_name(name, layout) == clean(name)
            assert pdf.startswith(b"%PDF-1.7")
            assert pdf.endswith(b"%%EOF\n")
    assert 200 < printed < 1_500


def test_the_form_for_a_spelling_answers_each_with_a_sentence():
    for name in names()[::10]:
        form = SpellingForm({"latin_name": name})
        assert form.is_valid() or all(str(error).encode() for error in form.errors.values())


def test_the_picture_of_a_name_is_made_or_waits():
    for name in names()[::40]:
        try:
            assert picture_of_name(f.PersonFactory.build(name=name)).startswith(b"\x89PNG")
        except NameWaits as waits:
            _says(waits)
