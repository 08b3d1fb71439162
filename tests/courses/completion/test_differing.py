"""What differs between two versions is said part by part, and nothing where only words differ."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from courses.completion.differing import differences
from courses.curricula.contract import CompletionRule, Curriculum, CurriculumKind, Unit, UnitKind
from tests.factories import definition_of_test, question

A = Unit("a", UnitKind.MODULE, {"en": "A"}, minutes=10)
B = Unit("b", UnitKind.PLANNED_SESSION, {"en": "B"}, minutes=60)
C = Unit("c", UnitKind.COACHING, {"en": "C"})
T = Unit("a:t", UnitKind.TEST, {"en": "T"}, parent="a", definition=definition_of_test())
U = replace(T, key="a:u", titles={"en": "U"})
P = Unit("p", UnitKind.CURRICULUM, {"en": "P"})


RULE = CompletionRule()


def told(old, new, rules=(RULE, RULE), minutes=(0, 0)):
    with override("en"):
        return differences(old, new, rules=rules, minutes=minutes)


def more(**limits):
    return replace(T, definition={**definition_of_test(), **limits})


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
        ([A, T], [A, more(attempts=2)], "“T” can now be done 2 times."),
        ([A, more(attempts=2)], [A, T], "“T” can now be done as often as somebody likes."),
        ([A, T], [A, more(minutes=20)], "“T” now has a time limit of 20 minutes."),
        ([A, more(minutes=20)], [A, T], "“T” has no time limit any more."),
        ([A, more(draws={"d": 2})], [A, more(draws={"d": 3})], "“T” draws its questions from the bank in another way."),
        (
            [A, replace(T, definition=definition_of_test(question("q1"), question("q2")))],
            [A, replace(T, definition=definition_of_test(question("q2"), question("q1")))],
            "In “T” the questions or answers are in another order.",
        ),
        ([A, T, U], [A, U, T], "The tests in “A” are in another order."),
        (
            [replace(A, definition={"exercises": ["x"], "only_for": {"x": ["mayor"]}})],
            [replace(A, definition={"exercises": ["x"]})],
            "In “A” 1 exercise is for other functions now.",
        ),
        (
            [A],
            [replace(A, definition={"elsewhere": {"en": {"x": []}}})],
            "In a translation of “A” there are other exercises.",
        ),
        (
            [replace(P, definition={"version": 1, "curriculum": "x"})],
            [replace(P, definition={"version": 1, "curriculum": "y"})],
            "“P” asks something else now.",
        ),
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


QUESTIONS = st.builds(
    question,
    st.sampled_from(["q1", "q2", "q3"]),
    st.sampled_from(["single", "multiple", "open"]),
    st.sampled_from("ab"),
    st.sampled_from(["ab", "ba", "abc"]),
    st.integers(1, 2),
)
TESTS = st.builds(
    lambda questions, **rest: {**definition_of_test(*questions), **{name: said for name, said in rest.items() if said}},
    st.lists(QUESTIONS, min_size=1, max_size=3, unique_by=lambda one: one["key"]),
    attempts=st.sampled_from([None, 1, 2]),
    minutes=st.sampled_from([None, 5]),
    draws=st.sampled_from([{}, {"d": 1}, {"d": 2}]),
    pass_percentage=st.sampled_from([60, 70]),
)
MODULES = st.fixed_dictionaries(
    {},
    optional={
        "exercises": st.lists(st.sampled_from("xy"), min_size=1, unique=True).map(sorted),
        "only_for": st.fixed_dictionaries({"x": st.sampled_from([["a"], ["b"]])}),
        "guide": st.just(True),
    },
)
ASKED = {"required": st.booleans(), "functions": st.sampled_from([(), ("mayor",)])}


@st.composite
def programmes(draw):
    """Modules with tests and meetings among each other, in any order."""
    units = []
    for key in draw(st.lists(st.sampled_from("abcd"), unique=True, max_size=3)):
        shared = {name: draw(strategy) for name, strategy in ASKED.items()}
        if key == "d":
            units.append(Unit(key, UnitKind.PLANNED_SESSION, {"en": key}, definition={"plan": draw(TESTS)}, **shared))
            continue
        units.append(Unit(key, UnitKind.MODULE, {"en": key}, definition=draw(MODULES), **shared))
        units += [
            Unit(f"{key}:{test}", UnitKind.TEST, {"en": test}, parent=key, definition=draw(TESTS), **shared)
            for test in draw(st.lists(st.sampled_from("tu"), unique=True))
        ]
    rule = draw(st.builds(CompletionRule, st.booleans(), st.sampled_from([None, 50]), st.sampled_from([None, 1])))
    return Curriculum(CurriculumKind.TRAINING, {"en": "P"}, tuple(units), rule)


@given(programmes(), programmes())
def test_whatever_makes_another_version_is_said_and_nothing_else(old, new):
    said = told(old.units, new.units, rules=(old.rule, new.rule))
    assert bool(said) == (old.structure() != new.structure())


@given(programmes())
def test_a_programme_differs_in_nothing_from_itself(old):
    assert told(old.units, old.units, rules=(old.rule, old.rule)) == []
