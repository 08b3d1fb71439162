from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.people.doubles.keys import keys_of
from courses.people.doubles.likeness import ENOUGH, WORDS, in_words, likeness, plain_email, slips
from tests.courses.people.doubles.names import OTHERS, SAME, traits

text = st.text(st.characters(codec="utf-8"), max_size=40)


def found(one, other):
    """As it goes in the product: only who has a key in common is compared."""
    first, second = traits(one), traits(other)
    return bool(keys_of(first) & keys_of(second)) and likeness(first, second).score >= ENOUGH


def test_it_finds_nearly_all_doubles_and_hardly_anybody_else():
    missed = [pair for pair in SAME if not found(*pair)]
    wrong = [pair for pair in OTHERS if found(*pair)]
    right = len(SAME) - len(missed)
    assert right / len(SAME) >= 0.95, missed
    assert right / (right + len(wrong)) >= 0.95, wrong


@pytest.mark.parametrize(
    ("birth", "other", "reason"),
    [
        (date(1990, 5, 17), date(1990, 5, 17), "birth_date"),
        (date(1990, 3, 4), date(1990, 4, 3), "birth_turned"),
        (date(1990, 5, 17), date(1990, 5, 18), "birth_close"),
        (date(1990, 5, 17), date(1987, 11, 2), "birth_other"),
        (date(1990, 1, 1), date(1990, 1, 1), None),
        (date(1990, 1, 1), date(1987, 11, 2), None),
        (date(1990, 5, 17), None, None),
    ],
)
def test_what_a_date_of_birth_says(birth, other, reason):
    one, two = (
        traits({"name": "Noor Beiden", "birth_date": birth}),
        traits({"name": "Noor Beiden", "birth_date": other}),
    )
    assert [why for why in likeness(one, two).reasons if why.startswith("birth")] == ([reason] if reason else [])


def test_every_reason_has_words_and_a_strange_one_none():
    assert in_words(["phone", "name_same", "no such"]) == [str(WORDS["phone"]), str(WORDS["name_same"])]


def test_addresses_that_lead_to_one_mailbox():
    assert plain_email("Sam.Example+les@GoogleMail.com") == "samexample@gmail.com"
    assert plain_email(" Sam.Example@example.org") == "sam.example@example.org"
    assert plain_email("") == ""


@pytest.mark.parametrize(
    ("one", "other", "number"),
    [("bakker", "bakker", 0), ("baker", "bakker", 1), ("bakekr", "bakker", 1), ("", "ab", 2), ("abc", "cab", 2)],
)
def test_slips(one, other, number):
    assert slips(one, other) == slips(other, one) == number


@given(text, text)
def test_any_text_is_compared_the_same_both_ways(one, other):
    first, second = traits(one), traits(other)
    assert likeness(first, second) == likeness(second, first)
    assert all(-(2**63) <= key < 2**63 for key in keys_of(first))
