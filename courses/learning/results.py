"""How a group did at its tests: per question without a name, and who passed for who gives or coordinates the group.

Of each person the first go counts per question: what they knew before they read the explanation. One pass over the
answers of a group, and the same few queries for five people and for five hundred.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from html import unescape
from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import get_language

from courses.curricula.contract import UnitKind, text_in
from courses.curricula.models import CurriculumUnit
from courses.editions.models import Edition, Enrolment
from courses.learning.models import TestAttempt, TestSitting
from courses.learning.scoring import questions_of, score

# With fewer, what was chosen would tell who chose it.
FEWEST = 5


@dataclass(frozen=True)
class OptionResult:
    text: str
    right: bool
    count: int


@dataclass(frozen=True)
class QuestionResult:
    """`asked` people had it before them, `answered` answered it, `right` had all of it right (None: it isn't counted).

    `options` tell how many chose each answer. Both are empty where too few were asked. `gone`: no longer in the test.
    """

    key: str
    kind: str
    text: str
    asked: int
    answered: int
    right: int | None
    options: tuple[OptionResult, ...]
    gone: bool = False

    @property
    def told(self) -> bool:
        """Whether enough people were asked to say more than that."""
        return self.asked >= FEWEST

    @property
    def share(self) -> int | None:
        """Per cent of those asked who had it all right."""
        return round(100 * self.right / self.asked) if self.right is not None and self.asked else None


@dataclass(frozen=True)
class TestResult:
    """`people` handed it in, of whom `passed` did pass with some go; `goes` is how often it was handed in.

    With `draws` not everybody had the same questions before them.
    """

    __test__ = False

    key: str
    title: str
    people: int
    passed: int
    goes: int
    questions: tuple[QuestionResult, ...]
    draws: bool = False


@dataclass
class _Tally:
    asked: Counter = field(default_factory=Counter)
    answered: Counter = field(default_factory=Counter)
    right: Counter = field(default_factory=Counter)
    chosen: dict[str, Counter] = field(default_factory=lambda: defaultdict(Counter))
    seen_in: dict[str, int] = field(default_factory=dict)
    people: set[int] = field(default_factory=set)
    passed: set[int] = field(default_factory=set)
    goes: int = 0


def tests_of_edition(edition: Edition) -> list[CurriculumUnit]:
    """The tests that a group's participants are given, in order."""
    return list(CurriculumUnit.objects.filter(version=edition.version_id, kind=UnitKind.TEST))


def results_of(edition: Edition) -> list[TestResult]:
    """The tests of a group with how each question went; four queries at most."""
    tests = tests_of_edition(edition)
    tallies = _count(edition, [test.key for test in tests])
    known = {test.key: {q["key"]: q for q in questions_of(test.definition)} for test in tests}
    gone = {
        pk: key
        for key, tally in tallies.items()
        for question, pk in tally.seen_in.items()
        if question not in known[key]
    }
    stored: dict[str, dict[str, Any]] = defaultdict(dict)
    for pk, definition in TestAttempt.objects.filter(pk__in=gone).values_list("pk", "definition") if gone else ():
        stored[gone[pk]] |= {q["key"]: q for q in questions_of(definition)}
    return [_result(test, tallies[test.key], known[test.key], stored[test.key]) for test in tests]


def _count(edition: Edition, keys: list[str]) -> dict[str, _Tally]:
    tallies = {key: _Tally() for key in keys}
    goes = _goes(edition, keys)
    # What was handed in before marks were kept is scored again from what was kept with it.
    old = [pk for pk, _enrolment, _key, _answers, marks, _passed in goes if marks is None]
    definitions = dict(TestAttempt.objects.filter(pk__in=old).values_list("pk", "definition")) if old else {}
    for pk, enrolment, key, answers, kept, passed in goes:
        tally = tallies[key]
        tally.goes += 1
        if passed:
            tally.passed.add(enrolment)
        if enrolment in tally.people:
            continue
        tally.people.add(enrolment)
        marks = score(definitions[pk], answers).marks if kept is None else kept
        _add(tally, pk, answers, marks)
    return tallies


def _goes(edition: Edition, keys: list[str]) -> list[tuple[Any, ...]]:
    if not keys:
        return []
    rows = TestAttempt.objects.filter(
        enrolment__edition=edition,
        enrolment__state=Enrolment.State.PLACED,
        enrolment__role__in=Enrolment.TAKING_PART,
        unit_key__in=keys,
    ).order_by("number")
    return list(rows.values_list("pk", "enrolment_id", "unit_key", "answers", "marks", "passed"))


def _add(tally: _Tally, pk: int, answers: Mapping[str, Any], marks: Mapping[str, Any]) -> None:
    tally.asked.update(marks.keys())
    for key, share in marks.items():
        tally.seen_in.setdefault(key, pk)
        given = answers.get(key)
        if given:
            tally.answered[key] += 1
        if isinstance(given, list):
            tally.chosen[key].update(given)
        if share is not None and share >= 1:
            tally.right[key] += 1


def _result(test: CurriculumUnit, tally: _Tally, known: Mapping[str, Any], stored: Mapping[str, Any]) -> TestResult:
    gone = [stored[key] for key in tally.asked if key not in known and key in stored]
    return TestResult(
        key=test.key,
        title=test.title,
        people=len(tally.people),
        passed=len(tally.passed),
        goes=tally.goes,
        questions=tuple(_question(question, tally, gone=False) for question in known.values())
        + tuple(_question(question, tally, gone=True) for question in gone),
        draws=bool(test.definition.get("draws")),
    )


def _question(question: Mapping[str, Any], tally: _Tally, *, gone: bool) -> QuestionResult:
    key = question["key"]
    asked = tally.asked[key]
    enough = asked >= FEWEST
    counted = question["kind"] != "open"
    options = question.get("options", ()) if enough else ()
    return QuestionResult(
        key=key,
        kind=question["kind"],
        text=plain(question.get("text")),
        asked=asked,
        answered=tally.answered[key] if enough else 0,
        right=tally.right[key] if enough and counted else None,
        options=tuple(
            OptionResult(plain(option.get("text")), bool(option.get("right")), tally.chosen[key][option["key"]])
            for option in options
        ),
        gone=gone,
    )


def plain(texts: Mapping[str, str] | None) -> str:
    """A text of a definition, in the reader's language and without markup."""
    return " ".join(unescape(strip_tags(text_in(texts or {}, get_language() or ""))).split())


# Who


@dataclass(frozen=True)
class Standing:
    """How one person stands with one test: the best score, how often, and what of it came too late."""

    unit: CurriculumUnit
    best: Decimal | None
    passed: bool
    goes: int
    late: Any = None
    running: bool = False


def standings(edition: Edition, enrolments: Iterable[Enrolment]) -> list[tuple[Enrolment, list[Standing]]]:
    """Per person how it stands with each test of the group; four queries for a whole page of people."""
    people = list(enrolments)
    tests = tests_of_edition(edition)
    goes: dict[tuple[int, str], list[tuple[Decimal, bool]]] = defaultdict(list)
    for enrolment, key, percentage, passed in TestAttempt.objects.filter(enrolment__in=people).values_list(
        "enrolment_id", "unit_key", "percentage", "passed"
    ):
        goes[enrolment, key].append((percentage, passed))
    late, running = {}, set()
    for sitting in TestSitting.objects.filter(enrolment__in=people).defer("definition", "answers"):
        at = (sitting.enrolment_id, sitting.unit_key)
        if sitting.handed_in_at is None:
            running.add(at)
        elif sitting.late_answers and sitting.late_counted_at is None:
            late[at] = sitting
    return [
        (
            person,
            [
                _standing(test, goes[at], late.get(at), at in running)
                for test in tests
                for at in [(person.pk, test.key)]
            ],
        )
        for person in people
    ]


def _standing(test: CurriculumUnit, goes: list[tuple[Decimal, bool]], late: Any, running: bool) -> Standing:
    return Standing(
        unit=test,
        best=max((percentage for percentage, _passed in goes), default=None),
        passed=any(passed for _percentage, passed in goes),
        goes=len(goes),
        late=late,
        running=running,
    )
