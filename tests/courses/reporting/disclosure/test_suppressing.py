"""Published tables against somebody who knows every published figure: integer programmes over all tables jointly."""

from __future__ import annotations

import random
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.reporting.disclosure import suppressing, systems
from courses.reporting.disclosure.audits import Audit, audit
from courses.reporting.disclosure.effort import Effort, TooLaborious
from courses.reporting.disclosure.greedy import exposed, greedily
from courses.reporting.disclosure.suppressing import Suppressed, suppress
from courses.reporting.disclosure.systems import system_of
from courses.reporting.disclosure.tables import TOTAL, Publication
from courses.reporting.errors import ReportRefused
from tests.courses.reporting.disclosure.attacker import Attacker, answer_of, possible_by_trying, publication, table

NUMBERS = st.sampled_from([0, 0, 0, 1, 2, 3, 4, 5, 6, 8, 12, 40, 3000])
SHAPES = {
    "2×2": ({"a": 2, "b": 2}, ["ab"]),
    "3×5": ({"a": 3, "b": 5}, ["ab"]),
    "rows only": ({"a": 3, "b": 4, "c": 2}, []),
    "a shared side": ({"a": 3, "b": 3, "c": 2}, ["ab", "bc"]),
    "three of one side": ({"a": 3, "b": 2, "c": 2, "d": 2}, ["ab", "ac", "ad"]),
    "apart": ({"a": 2, "b": 3, "c": 2, "d": 2}, ["ab", "cd"]),
    "a circle": ({"a": 2, "b": 3, "c": 3}, ["ab", "bc", "ac"]),
}


@st.composite
def publications(draw: st.DrawFn) -> Publication:
    axes, pairs = SHAPES[draw(st.sampled_from(sorted(SHAPES)))]
    cells = st.tuples(*(st.integers(0, size - 1) for size in axes.values()))
    persons = draw(st.dictionaries(cells, NUMBERS, max_size=12))
    least = draw(st.sampled_from([{}, {}, {"a": 10}, {"b": 10}]))
    return publication(axes, [(pair[0], pair[1]) for pair in pairs], persons, least=least)


@settings(max_examples=40)
@given(publications())
def test_no_hidden_figure_can_be_narrowed_too_far_and_the_audit_says_how_far(public):
    suppressed = suppress(public)
    answer = answer_of(public, suppressed)
    is_circle = len(public.pairs) > len(public.axes) - 1
    attacker = Attacker(answer, joint=is_circle)
    assert suppressed.hidden == set(attacker.hidden)
    assert all(figure in suppressed.hidden for figure in attacker.figures if public.is_small(figure))
    for key in attacker.hidden:
        lowest, highest = attacker.interval(key)
        assert highest - lowest + 1 >= public.least_values(key)
    assert suppressed.least_values == attacker.narrowest() or (suppressed.least_values or 0) > 10_000


@settings(max_examples=25)
@given(st.lists(st.lists(st.integers(0, 4), min_size=3, max_size=3), min_size=2, max_size=2), st.booleans())
def test_every_single_table_written_down_leaves_values_enough(rows, narrow):
    public = table([row[: 3 - narrow] for row in rows], least_of_all=3)
    total = public.numbers[TOTAL]
    answer = answer_of(public)
    most = total + 3 if total < 3 else total
    for key, values in possible_by_trying(answer, most).items():
        assert public.numbers[key] in values
        assert len(values) >= 3


def test_as_few_cells_are_hidden_as_can_be():
    chance = random.Random(11)
    for _attempt in range(25):
        height, width = chance.choice([(2, 2), (2, 3), (3, 3)])
        rows = [[chance.choice([0, 1, 2, 3, 4, 5, 6, 9, 15, 30]) for _ in range(width)] for _ in range(height)]
        public = table(rows)
        hidden = suppress(public).hidden
        system = system_of(public)
        settled = {
            column
            for column, figure in enumerate(system.figures)
            if (figure in hidden and len(figure) < 2) or public.is_small(figure)
        }
        others = [column for column, figure in enumerate(system.figures) if len(figure) == 2 and column not in settled]
        fewest = next(
            len(settled) + number
            for number in range(len(others) + 1)
            for more in combinations(others, number)
            if not exposed(system, settled | set(more), 1)
        )
        assert len(hidden) == fewest, rows


def test_without_hiding_further_cells_a_subtraction_is_enough():
    """The attack works: it finds what a careless publication gives away."""
    chance = random.Random(3)
    found = small = 0
    for _attempt in range(20):
        public = table([[chance.choice([1, 3, 4, 8, 20, 31]) for _ in range(2)] for _ in range(2)])
        careless = frozenset(figure for figure in public.numbers if public.is_small(figure))
        attacker = Attacker(answer_of(public, Suppressed(public, careless, Audit(None, []))))
        for key in attacker.hidden:
            small += 1
            found += attacker.interval(key) == (public.numbers[key], public.numbers[key])
        assert (Attacker(answer_of(public)).narrowest() or 5) >= 5
    assert found > small / 3


def test_much_is_still_shown():
    """Hiding everything would be safe too."""
    chance = random.Random(5)
    rows = [[chance.choice([10, 20, 30, 40, 50, 60, 2]) for _ in range(12)] for _ in range(30)]
    public = table(rows)
    hidden = suppress(public).hidden
    small = sum(number < 5 for row in rows for number in row)
    assert small > 30
    assert len(hidden) <= small * 1.5
    assert not any(len(figure) < 2 for figure in hidden)


def test_a_large_zero_and_a_shown_small_one_are_told_apart():
    hidden = suppress(table([[0, 25], [30, 40]])).hidden
    assert not hidden
    assert suppress(table([[0, 0], [0, 0]])).least_values is None


def test_the_total_is_hidden_only_where_nothing_else_helps():
    assert TOTAL not in suppress(table([[2, 30], [3, 30]])).hidden
    few = suppress(table([[2, 1], [0, 1]]))
    assert TOTAL in few.hidden
    # Seven people by a sensitive dimension: no choice of rows leaves ten possible values while the total stands there.
    sensitive = suppress(publication({"a": 2, "b": 2}, [], {(0, 0): 4, (1, 1): 3}, least={"a": 10}))
    assert TOTAL in sensitive.hidden
    assert {(("a", 0),), (("a", 1),)} <= sensitive.hidden
    assert any((("b", value),) in sensitive.hidden for value in (0, 1))


def test_a_margin_is_hidden_in_every_table_that_has_it():
    chance = random.Random(2)
    persons = {(a, b, c): chance.choice([0, 0, 1, 6, 9]) for a in range(3) for b in range(3) for c in range(2)}
    public = publication({"a": 3, "b": 3, "c": 2}, [("a", "b"), ("c", "a"), ("b", "a")], persons)
    assert public.pairs == (("a", "b"), ("a", "c"))
    Attacker(answer_of(public))  # refuses a figure that stands in two ways


def test_neither_order_nor_repetition_changes_what_is_hidden():
    chance = random.Random(7)
    persons = {(a, b, c): chance.choice([0, 1, 4, 7, 30]) for a in range(3) for b in range(4) for c in range(2)}
    one = publication({"a": 3, "b": 4, "c": 2}, [("a", "b"), ("b", "c")], persons)
    turned = {(c, b, a): number for (a, b, c), number in reversed(persons.items())}
    other = publication({"c": 2, "b": 4, "a": 3}, [("c", "b"), ("b", "a")], turned)
    assert suppress(one).hidden == suppress(other).hidden == suppress(one).hidden


def test_what_must_be_hidden_besides_is_hidden_too():
    public = table([[20, 30], [40, 50]])
    assert not suppress(public).hidden
    suppressed = suppress(public, also=[(("a", 0), ("b", 0))])
    assert (("a", 0), ("b", 0)) in suppressed.hidden
    assert suppressed.least_values >= 5


def test_a_large_table_is_built_up_greedily_and_is_as_safe():
    chance = random.Random(4)
    public = table([[chance.choice([0, 0, 1, 4, 8, 30]) for _ in range(6)] for _ in range(8)])
    system = system_of(public)
    hidden = suppress(public).hidden
    forced = {
        column
        for column, figure in enumerate(system.figures)
        if public.is_small(figure) or (len(figure) < 2 and figure in hidden)
    }
    free = {column for column, figure in enumerate(system.figures) if len(figure) == 2}
    greedy = greedily(system, forced, free)
    assert not exposed(system, greedy)
    assert len(hidden) <= len(greedy) <= len(hidden) * 1.3


def test_tables_in_a_circle_are_sides_of_one_that_a_reader_knows_to_exist(monkeypatch):
    """Found by trying: without the unseen table a reader who uses it narrows a figure to two values."""
    some = {(0, 0, 1): 5, (0, 1, 0): 5, (0, 2, 1): 5, (1, 0, 0): 1, (1, 0, 1): 6, (1, 1, 0): 5, (1, 2, 0): 5}
    persons = some | {(2, 0, 0): 1, (2, 1, 0): 5, (2, 2, 1): 6}
    public = publication({"a": 3, "b": 3, "c": 2}, [("a", "b"), ("b", "c"), ("a", "c")], persons)
    assert Attacker(answer_of(public), joint=True).narrowest() >= 5
    monkeypatch.setattr(systems, "_circles", lambda pairs: iter(()))
    assert Attacker(answer_of(public), joint=True).narrowest() == 2


def test_what_everybody_knows_of_groups_and_who_gives_them_is_reckoned_with():
    """A group of three hides its organiser's row; its companion must not be a group that gives another row away."""
    givers = {0: 0, 1: 1, 2: 2, 3: 2}
    persons = {(0, 0): 3, (1, 1): 7, (2, 2): 6, (3, 2): 30}
    sides: dict[str, int] = {"edition": 4, "giver": 3}

    def known_to_reader(inside: dict[tuple[str, str], dict[int, int]]) -> int | None:
        public = publication(sides, [], persons, inside=inside)
        attacker = Attacker(answer_of(public))
        attacker.sums += [
            ((("giver", giver),), [(("edition", one),) for one, by in givers.items() if by == giver])
            for giver in range(3)
        ]
        attacker.constraints = attacker.matrix()
        return attacker.narrowest()

    assert known_to_reader({("edition", "giver"): givers}) >= 5
    assert known_to_reader({}) < 5


def test_a_circle_that_is_too_large_to_prove_is_refused(monkeypatch):
    monkeypatch.setattr(systems, "LARGEST_UNSEEN", 3)
    persons = {(a, b, c): 6 for a in range(2) for b in range(2) for c in range(2)}
    with pytest.raises(ReportRefused):
        suppress(publication({"a": 2, "b": 2, "c": 2}, [("a", "b"), ("b", "c"), ("a", "c")], persons))


def test_a_wide_report_is_split_over_its_margins_first(monkeypatch):
    """Cells that can't be protected while a margin is shown take that margin along."""
    monkeypatch.setattr(suppressing, "LARGEST_WITH_ZEROS", 0)
    public = publication({"a": 2, "b": 2}, [("a", "b")], {(0, 0): 6, (1, 1): 40}, least={"a": 10})
    suppressed = suppress(public)
    assert (("b", 0),) in suppressed.hidden
    assert Attacker(answer_of(public, suppressed)).narrowest() >= 10


def test_proving_ends_where_its_work_ends_and_the_same_work_does_each_time():
    """A refusal, never a table that was looked at half; what it takes doesn't depend on the clock."""
    public = publication(
        {"a": 4, "b": 4, "c": 3},
        [("a", "b"), ("b", "c"), ("a", "c")],
        {(n % 4, n // 4 % 4, n // 16): int(n % 7 == 0) for n in range(48)},
    )
    hidden = suppress(public).hidden
    left = set()
    for _again in range(2):
        system = system_of(public, effort=Effort(10_000_000))
        audit(system, {place for place, figure in enumerate(system.figures) if figure in hidden})
        left.add(system.effort.left)
    assert len(left) == 1
    needed = 10_000_000 - left.pop()
    for some in (1, needed // 2, needed - 1):
        system = system_of(public, effort=Effort(some))
        with pytest.raises(TooLaborious, match=r"\.$"):
            audit(system, {place for place, figure in enumerate(system.figures) if figure in hidden})
