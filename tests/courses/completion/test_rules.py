from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.completion.rules import Asked, judge, meetings_asked
from courses.curricula.contract import CompletionRule, Unit, UnitKind
from courses.learning.trail import Mark, Trail

DAY = date(2025, 3, 1)
MODULE = Unit("m", UnitKind.MODULE, {"nl": "Module"})
TEST = Unit("t", UnitKind.TEST, {"nl": "Toets"})
MEETING = Unit("s", UnitKind.PLANNED_SESSION, {"nl": "Bijeenkomst"})
PRODUCT = Unit("w", UnitKind.WORK_PRODUCT, {"nl": "Actieplan"})
INNER = Unit("c", UnitKind.CURRICULUM, {"nl": "Training"})
ALL = CompletionRule(all_required=True)


def day(n: int) -> date:
    return DAY + timedelta(days=n)


def present(n: int, session: int = 1, unit_key: str = "") -> Mark:
    return Mark(session, unit_key, "present", day(n))


def test_all_required_units_and_the_day_of_the_last():
    trail = Trail(finished={"m": day(2), "w": day(9)}, marks=[present(4, unit_key="s")], children={"c": day(5)})
    verdict = judge(ALL, [MODULE, MEETING, PRODUCT, INNER], "", trail)
    assert (verdict.day, verdict.missing) == (day(9), ())


def test_what_is_not_required_is_not_asked():
    assert judge(ALL, [MODULE, replace(PRODUCT, required=False)], "", Trail(finished={"m": day(0)})).day == day(0)


def test_a_unit_for_another_function_is_not_asked_nor_is_what_stands_in_it():
    aldermen = replace(MODULE, key="a", functions=("alderman",))
    inside = replace(TEST, parent="a")
    trail = Trail(finished={"m": day(1)})
    assert judge(ALL, [MODULE, aldermen, inside], "teacher", trail).day == day(1)
    assert {missing.unit.key for missing in judge(ALL, [MODULE, aldermen, inside], "alderman", trail).missing} == {
        "a",
        "t",
    }
    assert judge(ALL, [MODULE, aldermen, inside], "", trail).day is None


def test_a_planned_session_is_done_by_being_at_one_that_holds_it():
    elsewhere = Trail(marks=[present(1, session=2, unit_key="other")])
    absent = Trail(marks=[replace(present(1, unit_key="s"), status="excused")])
    twice = Trail(marks=[present(8, session=3, unit_key="s"), present(1, session=1, unit_key="s")])
    assert judge(ALL, [MEETING], "", elsewhere).day is None
    assert judge(ALL, [MEETING], "", absent).day is None
    assert judge(ALL, [MEETING], "", twice).day == day(1)


@pytest.mark.parametrize(("status", "enough"), [("late", True), ("partial", False)])
def test_who_came_late_has_done_the_meeting_who_was_partly_there_has_not(status, enough):
    trail = Trail(marks=[replace(present(1, unit_key="s"), status=status)], meetings=1)
    parts = Trail(
        marks=[replace(present(1, unit_key="s"), part=1), replace(present(2, unit_key="s"), part=2, status=status)],
        parts={"s": frozenset({1, 2})},
        meetings=1,
    )
    often = CompletionRule(all_required=False, sessions_present=1)
    for judged in (judge(ALL, [MEETING], "", trail), judge(ALL, [MEETING], "", parts), judge(often, [], "", parts)):
        assert (judged.day is not None) == enough


def test_every_test_needs_its_best_score_and_counts_from_the_first_that_is_enough():
    rule = CompletionRule(all_required=False, test_percentage=60)
    tries = [(day(1), Decimal("59.99")), (day(2), Decimal(60)), (day(3), Decimal(100))]
    assert judge(rule, [TEST], "", Trail(scores={"t": tries})).day == day(2)
    missing = judge(rule, [TEST], "", Trail(scores={"t": tries[:1]})).missing[0]
    assert (missing.what, missing.asked, missing.have) == (Asked.TEST, 60, Decimal("59.99"))


def test_an_optional_test_is_asked_only_where_no_test_is_required():
    rule = CompletionRule(all_required=False, test_percentage=60)
    optional = replace(TEST, key="o", required=False)
    assert judge(rule, [TEST, optional], "", Trail(scores={"t": [(day(1), Decimal(80))]})).day == day(1)
    assert judge(rule, [optional], "", Trail()).day is None


def test_enough_meetings_or_all_there_are():
    rule = CompletionRule(all_required=False, sessions_present=3)
    two = [present(1), present(8, session=2)]
    assert judge(rule, [], "", Trail(marks=two, meetings=4)).day is None
    assert judge(rule, [], "", Trail(marks=two, meetings=2)).day == day(8)
    assert meetings_asked(rule, Trail(meetings=2)) == 2
    assert judge(rule, [], "", Trail(meetings=0)).missing[0].what == Asked.PLANS


def test_a_rule_that_asks_for_nothing_is_met_by_nobody():
    nothing = CompletionRule(all_required=False)
    assert judge(nothing, [MODULE], "", Trail(finished={"m": day(0)})).day is None
    assert judge(ALL, [replace(MODULE, required=False)], "", Trail(finished={"m": day(0)})).day is None


@dataclass(frozen=True)
class Happened:
    """One fact of a stream: which kind, about what, when."""

    kind: str
    about: str
    day: int
    value: int


UNITS = st.lists(
    st.builds(
        Unit,
        key=st.sampled_from("abcdef"),
        kind=st.sampled_from([UnitKind.MODULE, UnitKind.TEST, UnitKind.PLANNED_SESSION, UnitKind.CURRICULUM]),
        titles=st.just({"nl": "x"}),
        required=st.booleans(),
        functions=st.sampled_from([(), (), ("x",), ("x", "y"), ("y",)]),
        parent=st.sampled_from(["", "", "a", "b"]),
    ),
    max_size=6,
    unique_by=lambda unit: unit.key,
)
RULES = st.builds(
    CompletionRule,
    all_required=st.booleans(),
    test_percentage=st.none() | st.integers(0, 100),
    sessions_present=st.none() | st.integers(1, 3),
)
FACTS = st.lists(
    st.builds(
        Happened,
        kind=st.sampled_from(["finished", "score", "mark", "child"]),
        about=st.sampled_from("abcdef"),
        day=st.integers(0, 9),
        value=st.integers(0, 100),
    ),
    max_size=25,
)


def as_trail(facts: list[Happened], meetings: int) -> Trail:
    trail = Trail(meetings=meetings)
    for number, fact in enumerate(sorted(facts, key=lambda fact: fact.day)):
        if fact.kind == "finished":
            trail.finished.setdefault(fact.about, day(fact.day))
        elif fact.kind == "child":
            trail.children.setdefault(fact.about, day(fact.day))
        elif fact.kind == "score":
            trail.scores.setdefault(fact.about, []).append((day(fact.day), Decimal(fact.value)))
        else:
            status = (
                "present" if fact.value > 60 else "late" if fact.value > 30 else "partial" if fact.value else "absent"
            )
            trail.marks.append(Mark(number, fact.about, status, day(fact.day)))
    return trail


def is_met(rule: CompletionRule, units: list[Unit], function: str, facts: list[Happened], meetings: int) -> bool:
    """The rule read out loud, over facts as they lie there."""
    asked_anything = False
    by_key = {unit.key: unit for unit in units}

    def for_me(unit: Unit) -> bool:
        own = not unit.functions or not function or function in unit.functions
        parent = by_key.get(unit.parent)
        return own and (parent is None or not parent.functions or not function or function in parent.functions)

    def happened(kind: str, key: str) -> bool:
        return any(f.kind == kind and f.about == key and (kind != "mark" or f.value > 30) for f in facts)

    line = [unit for unit in units if for_me(unit)]
    if rule.all_required:
        for unit in line:
            if unit.required:
                asked_anything = True
                kind = {"planned_session": "mark", "curriculum": "child"}.get(unit.kind, "finished")
                if not happened(kind, unit.key):
                    return False
    if rule.test_percentage is not None:
        tests = [unit for unit in line if unit.kind == "test"]
        for test in [t for t in tests if t.required] or tests:
            asked_anything = True
            if not any(f.kind == "score" and f.about == test.key and f.value >= rule.test_percentage for f in facts):
                return False
    if rule.sessions_present:
        asked_anything = True
        visits = sum(1 for f in facts if f.kind == "mark" and f.value > 30)
        if meetings == 0 or visits < min(rule.sessions_present, meetings):
            return False
    return asked_anything


@settings(max_examples=400)
@given(RULES, UNITS, st.sampled_from(["", "x", "y"]), FACTS, st.integers(0, 4))
def test_agrees_with_reading_the_rule_out_loud_day_by_day(rule, units, function, facts, meetings):
    """The day is the first evening on which the facts so far meet the rule."""
    expected = next(
        (day(n) for n in range(10) if is_met(rule, units, function, [f for f in facts if f.day <= n], meetings)), None
    )
    verdict = judge(rule, units, function, as_trail(facts, meetings))
    assert verdict.day == expected
    if verdict.missing:
        assert verdict.day is None
