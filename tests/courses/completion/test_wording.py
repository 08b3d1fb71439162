from decimal import Decimal

import pytest
from django.utils import translation

from courses.completion.rules import Asked, Missing
from courses.completion.wording import missing_in_words, percentage_in_words, rule_in_words
from courses.curricula.contract import CompletionRule, Unit, UnitKind


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def unit(kind=UnitKind.MODULE, key="u") -> Unit:
    return Unit(key, kind, {"en": "Listening"})


def test_a_rule_is_a_sentence_a_part():
    assert rule_in_words(CompletionRule(all_required=False)) == []
    words = rule_in_words(CompletionRule(all_required=True, test_percentage=70, sessions_present=3))
    assert words == [
        "Do every part that is required.",
        "Score at least 70% in each test.",
        "Be present at 3 meetings at least.",
    ]


@pytest.mark.parametrize("kind", UnitKind.values)
def test_every_kind_of_unit_says_what_to_do_with_it(kind):
    (sentence,) = missing_in_words([Missing(Asked.UNIT, unit(kind))])
    assert sentence.startswith("“Listening”: ")


def test_a_test_says_what_is_needed_and_what_there_is_once():
    test = unit(UnitKind.TEST)
    asked = [Missing(Asked.UNIT, test), Missing(Asked.TEST, test, 70, Decimal("66.67"))]
    assert missing_in_words(asked) == ["“Listening”: score at least 70%. Your best so far is 66.6%."]
    assert missing_in_words([Missing(Asked.TEST, test, 70)]) == ["“Listening”: score at least 70%."]


def test_meetings_are_counted_down():
    assert missing_in_words([Missing(Asked.MEETINGS, asked=3, have=2)]) == ["Being present at 1 more meeting."]
    assert "not known yet" in missing_in_words([Missing(Asked.PLANS, asked=2, have=0)])[0]


@pytest.mark.parametrize(
    ("value", "words"), [("70", "70"), ("66.67", "66.6"), ("69.99", "69.9"), ("0", "0"), ("100", "100")]
)
def test_a_percentage_is_never_rounded_up_to_what_was_not_reached(value, words):
    assert percentage_in_words(Decimal(value)) == words
