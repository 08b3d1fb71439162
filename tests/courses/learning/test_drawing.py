"""Questions drawn from a pool: as many as asked, fair, and the same ones each time."""

import hashlib
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from courses.curricula.contract import structure_of
from courses.learning.drawing import drawn
from courses.learning.scoring import score
from tests.factories import definition_of_test, question


def pooled(sizes: dict[str, int], counts: dict[str, int]) -> dict:
    questions = [
        {**question(f"{draw or 'own'}{n}"), **({"draw": draw} if draw else {})}
        for draw, size in sizes.items()
        for n in range(size)
    ]
    return {**definition_of_test(*questions), "draws": counts}


def keys(definition: dict) -> list[str]:
    return [q["key"] for q in definition["questions"]]


def test_a_test_without_draws_asks_everybody_the_same():
    definition = definition_of_test(question("q1"), question("q2"))
    assert drawn(definition, "x") == definition


@given(
    sizes=st.dictionaries(st.sampled_from(["", "d", "e"]), st.integers(1, 6), min_size=1),
    counts=st.fixed_dictionaries({"d": st.integers(1, 6), "e": st.integers(1, 6)}),
    seed=st.text(max_size=8),
)
def test_agrees_with_drawing_lots_by_hand(sizes, counts, seed):
    definition = pooled(sizes, counts)
    expected = []
    for draw, size in sizes.items():
        names = [f"{draw or 'own'}{n}" for n in range(size)]
        if draw:
            lots = sorted((hashlib.sha256((seed + "|" + name).encode()).hexdigest(), name) for name in names)
            names = [name for _lot, name in lots[: counts[draw]]]
        expected += names
    once = drawn(definition, seed)
    assert keys(once) == expected
    assert drawn(definition, seed) == once
    assert "draws" not in once


def test_each_question_comes_up_about_as_often():
    definition = pooled({"d": 8}, {"d": 2})
    seen = Counter(key for go in range(800) for key in keys(drawn(definition, f"7:unit:{go}")))
    assert len(seen) == 8
    assert all(130 < times < 270 for times in seen.values())


def test_what_was_not_drawn_is_neither_asked_nor_counted():
    definition = pooled({"d": 8}, {"d": 2})
    asked = drawn(definition, "7:unit:1")
    everything = {f"d{n}": ["a"] for n in range(8)}
    result = score(asked, everything)
    assert (result.points_possible, result.percentage) == (2, 100)
    assert sorted(result.answers) == sorted(result.marks) == sorted(keys(asked))


def test_another_pool_or_another_number_of_questions_is_another_test():
    eight, seven, three = (structure_of(pooled({"d": size}, {"d": count})) for size, count in ((8, 2), (7, 2), (8, 3)))
    assert eight != seven
    assert eight != three
