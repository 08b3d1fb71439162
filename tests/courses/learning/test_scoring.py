from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.learning.scoring import score
from tests.factories import definition_of_test, question

MULTIPLE = question("m", kind="multiple", right="ab", options="abcd")


def test_a_right_choice_earns_its_weight():
    result = score(definition_of_test(question("q1", weight=3)), {"q1": ["a"]})
    assert (result.points, result.points_possible, result.percentage, result.passed) == (3, 3, 100, True)


@pytest.mark.parametrize("answer", [["b"], ["a", "b"], ["unknown"], [], None, 7, {"a": 1}, "b", [["a"]]])
def test_a_wrong_missing_or_unknown_choice_earns_nothing(answer):
    result = score(definition_of_test(), {"q1": answer})
    assert (result.points, result.percentage, result.passed) == (0, 0, False)


def test_one_of_several_right_options_will_do_where_one_is_asked():
    assert score(definition_of_test(question("q1", right="ab", options="abc")), {"q1": ["b"]}).passed


@pytest.mark.parametrize(
    ("chosen", "points"),
    [("ab", "1"), ("a", "0.5"), ("abc", "0.5"), ("ac", "0"), ("c", "0"), ("abcd", "0"), ("", "0"), ("abx", "0.5")],
)
def test_several_right_choices_are_weighed_against_wrong_ones(chosen, points):
    assert score(definition_of_test(MULTIPLE), {"m": list(chosen)}).points == Decimal(points)


def test_a_question_without_a_right_option_wants_none():
    none_right = question("m", kind="multiple", right="", options="ab")
    assert score(definition_of_test(none_right), {}).passed
    assert not score(definition_of_test(none_right), {"m": ["a"]}).passed


def test_an_open_question_is_kept_and_not_counted():
    definition = definition_of_test(question("q1"), question("o", kind="open", options=""))
    result = score(definition, {"q1": ["a"], "o": "My own\x00 words"})
    assert (result.points_possible, result.percentage) == (1, 100)
    assert result.answers == {"q1": ["a"], "o": "My own words"}
    assert not result.questions[1].right


def test_a_test_of_open_questions_alone_is_passed_by_handing_it_in():
    result = score(definition_of_test(question("o", kind="open", options="")), {})
    assert (result.points_possible, result.percentage, result.passed) == (0, 100, True)


def test_weights_and_two_decimals():
    definition = definition_of_test(question("q1", weight=2), question("q2", weight=1), pass_percentage=66)
    result = score(definition, {"q1": ["a"]})
    assert (result.percentage, result.passed) == (Decimal("66.67"), True)


def test_what_is_not_counted_weighs_nothing():
    definition = definition_of_test(question("q1"), question("q2", weight=0))
    assert score(definition, {"q1": ["a"], "q2": ["b"]}).percentage == 100


def test_what_was_not_asked_is_not_kept():
    assert score(definition_of_test(), {"q1": ["a", "z"], "q9": ["a"]}).answers == {"q1": ["a"]}


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)
QUESTIONS = st.lists(
    st.builds(
        question,
        st.text("pqr", min_size=1, max_size=3),
        kind=st.sampled_from(["single", "multiple", "open"]),
        right=st.text("abc", min_size=1, max_size=3),
        options=st.just("abc"),
        weight=st.integers(0, 5),
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda q: q["key"],
)


@given(questions=QUESTIONS, answers=st.dictionaries(st.text("pqr", max_size=3), ANYTHING))
def test_no_answer_whatever_breaks_a_test(questions, answers):
    result = score(definition_of_test(*questions), answers)
    assert 0 <= result.percentage <= 100
    assert 0 <= result.points <= result.points_possible
    assert result.passed == (result.percentage >= 70)
    assert score(definition_of_test(*questions), result.answers).points >= result.points


@given(questions=QUESTIONS, picks=st.lists(st.sets(st.sampled_from("abc")), min_size=6, max_size=6))
def test_agrees_with_counting_on_fingers(questions, picks):
    answers = {q["key"]: sorted(pick) for q, pick in zip(questions, picks, strict=False)}
    possible, points = 0, Decimal(0)
    for q in questions:
        if q["kind"] == "open":
            continue
        possible += q["weight"]
        right = [o["key"] for o in q["options"] if o["right"]]
        picked = answers[q["key"]]
        if q["kind"] == "single":
            points += q["weight"] if len(picked) == 1 and picked[0] in right else 0
        else:
            good = len([key for key in picked if key in right])
            points += q["weight"] * max(Decimal(0), Decimal(good - (len(picked) - good)) / len(right))
    result = score(definition_of_test(*questions), answers)
    assert result.points_possible == possible
    assert abs(result.points - points) <= Decimal("0.01")


@given(questions=QUESTIONS)
def test_everything_right_is_everything(questions):
    answers = {}
    for q in questions:
        right = [o["key"] for o in q["options"] if o["right"]]
        answers[q["key"]] = right[:1] if q["kind"] == "single" else right
    assert score(definition_of_test(*questions), answers).percentage == 100
