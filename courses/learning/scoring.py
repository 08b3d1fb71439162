"""What a test's answers are worth, from the definition that was pinned: no database, no page, no clock.

A definition is plain JSON of version 1. Texts are per language; keys are the blocks' ids, which the languages share::

    {"version": 1, "pass_percentage": 70, "questions": [
        {"key": "q1", "kind": "single" | "multiple" | "open", "weight": 1,
         "text": {"nl": "<p>…</p>"}, "feedback": {"nl": "<p>…</p>"}, "model_answer": {"nl": "<p>…</p>"},
         "options": [{"key": "a", "right": true, "text": {"nl": "…"}, "feedback": {"nl": "…"}}]}]}

Answers are `{question key: [option keys]}`, for an open question `{question key: text}`.

- single: its weight for a right option, else nothing; two options chosen are wrong.
- multiple: each right choice adds and each wrong choice takes away the same share of the weight, never below nothing. So
  all right ones and no other give it in full, and ticking everything gives no more than guessing.
- open: shows its model answer and is not counted.

What is missing or unknown is wrong. A test that counts nothing is passed by handing it in, with 100 per cent.

A definition may say besides: `attempts` (how often it can be done), `minutes` (how long one go takes) and `draws` (see
`courses.learning.drawing`). What it doesn't say has no limit; of several goes the best counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

DEFAULT_PASS_PERCENTAGE = 70
CENT = Decimal("0.01")
MAX_OPEN_ANSWER = 10_000

Answers = Mapping[str, Any]


@dataclass(frozen=True)
class QuestionScore:
    """One question answered: `chosen` are known option keys, `text` an open answer; `points` of `weight` were earned."""

    key: str
    counted: bool
    weight: Fraction
    points: Fraction
    chosen: tuple[str, ...] = ()
    text: str = ""

    @property
    def right(self) -> bool:
        return self.counted and self.points == self.weight

    @property
    def partly(self) -> bool:
        return self.counted and 0 < self.points < self.weight


@dataclass(frozen=True)
class Score:
    """The whole test. `percentage` is rounded to two decimals, and what is shown decides whether it is passed."""

    questions: tuple[QuestionScore, ...]
    points: Decimal
    points_possible: Decimal
    percentage: Decimal
    passed: bool

    @property
    def answers(self) -> dict[str, list[str] | str]:
        """What is worth keeping of the answers: known questions, known options."""
        return {q.key: list(q.chosen) if not q.text else q.text for q in self.questions if q.chosen or q.text}

    @property
    def marks(self) -> dict[str, float | None]:
        """Which share of each question that was asked was earned, 0 to 1; None where an answer isn't counted."""
        return {q.key: round(float(q.points / q.weight), 4) if q.counted else None for q in self.questions}


def score(definition: Mapping[str, Any], answers: Answers) -> Score:
    """Score answers against a definition."""
    questions = tuple(_scored(question, answers.get(question["key"])) for question in questions_of(definition))
    points = sum((q.points for q in questions), Fraction(0))
    possible = sum((q.weight for q in questions), Fraction(0))
    percentage = _rounded(points * 100 / possible) if possible else Decimal(100).quantize(CENT)
    return Score(
        questions=questions,
        points=_rounded(points),
        points_possible=_rounded(possible),
        percentage=percentage,
        passed=percentage >= pass_percentage(definition),
    )


def questions_of(definition: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return list(definition.get("questions", ()))


def pass_percentage(definition: Mapping[str, Any]) -> int:
    return definition.get("pass_percentage", DEFAULT_PASS_PERCENTAGE)


def most_attempts(definition: Mapping[str, Any]) -> int | None:
    """How often somebody may hand this test in; None: as often as they like."""
    return definition.get("attempts") or None


def minutes_of(definition: Mapping[str, Any]) -> int | None:
    """How long one go may take, before anybody's extra time; None: as long as somebody likes."""
    return definition.get("minutes") or None


def _scored(question: Mapping[str, Any], answer: Any) -> QuestionScore:
    if question["kind"] == "open":
        text = answer.replace("\x00", "")[:MAX_OPEN_ANSWER] if isinstance(answer, str) else ""
        return QuestionScore(question["key"], counted=False, weight=Fraction(0), points=Fraction(0), text=text)
    chosen = _chosen(answer)
    options = question.get("options", ())
    right = {option["key"] for option in options if option.get("right")}
    weight = Fraction(str(question.get("weight", 1)))
    share = _one(chosen, right) if question["kind"] == "single" else _share(chosen, right)
    return QuestionScore(
        question["key"],
        counted=weight > 0,
        weight=weight,
        points=weight * share,
        chosen=tuple(option["key"] for option in options if option["key"] in chosen),
    )


def _chosen(answer: Any) -> set[str]:
    if isinstance(answer, str):
        return {answer}
    if not isinstance(answer, list | tuple | set | frozenset):
        return set()
    return {key for key in answer if isinstance(key, str)}


def _one(chosen: set[str], right: set[str]) -> Fraction:
    return Fraction(int(len(chosen) == 1 and chosen <= right))


def _share(chosen: set[str], right: set[str]) -> Fraction:
    if not right:
        return Fraction(int(not chosen))
    return max(Fraction(0), Fraction(len(chosen & right) - len(chosen - right), len(right)))


def _rounded(value: Fraction) -> Decimal:
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(CENT, rounding=ROUND_HALF_UP)
