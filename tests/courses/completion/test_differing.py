"""What differs between two versions is said part by part, and nothing where only words differ."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from courses.completion.differing import differences
from courses.curricula.contract import CompletionRule, Unit, UnitKind
from tests.factories import definition_of_test, question

A = Unit("a", UnitKind.MODULE, {"en": "A"}, minutes=10)
B = Unit("b", UnitKind.PLANNED_SESSION, {"en": "B"}, minutes=60)
C = Unit("c", UnitKind.COACHING, {"en": "C"})
T = Unit("a:t", UnitKind.TEST, {"en": "T"}, parent="a", definition=definition_of_test())


RULE = CompletionRule()


def told(old, new, rules=(RULE, RULE), minutes=(0, 0)):
    with override("en"):
        return differences(old, new, rules=rules, minutes=minutes)


def other(**changes):
    return replace(T, definition=definition_of_test(**changes))


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ([A], [A, B], "New: “B” (meeting), required."),
        ([A], [A, replace(B, required=False)], "New: “B” (meeting), of free choice."),
        ([A], [A, T], "New in “A”: the test “T”, required."),
        ([A, B], [A], "No longer there: “B” (meeting)."),
        ([A, T], [A], "No longer there: “T” (test)."),
        ([A, B, C], [C, A, B], "“C” now comes first."),
        ([A, B, C], [A, C, B], "“C” now comes after “A”."),
        ([A], [replace(A, required=False)], "“A” is of free choice now."),
        ([replace(A, required=False)], [A], "“A” is required now."),
        ([A], [replace(A, functions=("mayor",))], "“A” is now only for mayor."),
        ([replace(A, functions=("mayor",))], [A], "“A” is now for everybody."),
        ([A], [replace(A, minutes=70)], "“A” takes 1 hour and 10 minutes, where it was 10 minutes."),
        ([A], [replace(A, definition={"exercises": ["x"]})], "In “A” there is 1 new exercise."),
        ([replace(A, definition={"exercises": ["x", "y"]})], [A], "In “A” 2 exercises are gone."),
        (
            [A, T],
            [A, replace(T, definition=definition_of_test(question("q1"), question("q2")))],
            "In “T” there is 1 question more.",
        ),
        (
            [A, T],
            [A, replace(T, definition=definition_of_test(question("q1", right="b")))],
            "In “T” other answers or points are right in 1 question.",
        ),
        ([A, T], [A, other(pass_percentage=80)], "“T” is passed from 80%."),
    ],
)
def test_one_difference_is_one_sentence(old, new, sentence):
    assert told(old, new) == [sentence]


def test_the_rule_and_the_net_time_are_said():
    assert told([A], [A], rules=(CompletionRule(), CompletionRule(sessions_present=2)), minutes=(60, 90)) == [
        "To complete it, now: Do every part that is required. Be present at 2 meetings at least.",
        "The net time is 1 hour and 30 minutes, where it was 1 hour.",
    ]


UNITS = st.lists(
    st.builds(Unit, st.sampled_from("abcdefgh"), st.just(UnitKind.COACHING), st.just({})),
    unique_by=lambda unit: unit.key,
)


@given(UNITS, UNITS)
def test_nothing_is_said_of_what_is_the_same_and_something_of_what_is_not(old, new):
    assert bool(told(old, new)) == ([unit.key for unit in old] != [unit.key for unit in new])
