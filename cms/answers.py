"""A test as it is put on a page: the form to fill in, or what was answered with what to learn from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from courses.curricula.contract import text_in
from courses.learning.scoring import QuestionScore, pass_percentage, questions_of, score


@dataclass(frozen=True)
class ShownOption:
    key: str
    text: SafeString
    feedback: SafeString
    right: bool
    chosen: bool

    @property
    def as_it_should(self) -> bool:
        return self.right == self.chosen


@dataclass(frozen=True)
class ShownQuestion:
    """`result` is set once it was answered; `text` is what was written at an open question."""

    key: str
    kind: str
    text: SafeString
    options: tuple[ShownOption, ...]
    feedback: SafeString
    model_answer: SafeString
    result: QuestionScore | None


@dataclass(frozen=True)
class ShownTest:
    """`attempt` is the last go; `answered` whether its result is shown in place of the form; `number` the next go."""

    key: str
    pass_percentage: int
    questions: tuple[ShownQuestion, ...]
    attempt: Any
    answered: bool
    number: int

    @property
    def counts(self) -> bool:
        return any(question.kind != "open" for question in self.questions)


def show_test(key: str, definition: Mapping[str, Any], answered: Any, language: str) -> ShownTest:
    """`answered` has `attempt`, `number` and `again`, or is None where nobody is at work.

    A result is shown with the questions it was scored from, which the attempt kept.
    """
    attempt: Any = getattr(answered, "attempt", None)
    with_result = attempt is not None and not answered.again
    shown = attempt.definition if with_result else definition
    results = {one.key: one for one in score(shown, attempt.answers).questions} if with_result else {}
    return ShownTest(
        key=key,
        pass_percentage=pass_percentage(shown),
        questions=tuple(_question(q, results.get(q["key"]), language) for q in questions_of(shown)),
        attempt=attempt,
        answered=with_result,
        number=getattr(answered, "number", 1),
    )


def _question(question: Mapping[str, Any], result: QuestionScore | None, language: str) -> ShownQuestion:
    chosen = result.chosen if result else ()
    return ShownQuestion(
        key=question["key"],
        kind=question["kind"],
        text=_said(question, "text", language),
        options=tuple(
            ShownOption(
                key=option["key"],
                text=_said(option, "text", language),
                feedback=_said(option, "feedback", language),
                right=bool(option.get("right")),
                chosen=option["key"] in chosen,
            )
            for option in question.get("options", ())
        ),
        feedback=_said(question, "feedback", language),
        model_answer=_said(question, "model_answer", language),
        result=result,
    )


def _said(part: Mapping[str, Any], field: str, language: str) -> SafeString:
    # Definitions hold HTML: rich text cleaned by Wagtail when its author saved it, and escaped plain text.
    return mark_safe(text_in(part.get(field) or {}, language))
