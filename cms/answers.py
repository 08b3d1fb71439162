"""A test as it is put on a page: the form to fill in, or what was answered with what to learn from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from courses.curricula.contract import text_in
from courses.languages import base_of, direction_of
from courses.learning.drawing import drawn
from courses.learning.scoring import (
    QuestionScore,
    minutes_of,
    most_attempts,
    pass_percentage,
    questions_of,
    score,
)


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
    """`result` is set once it was answered; `written` is what was saved so far at an open question."""

    key: str
    kind: str
    text: SafeString
    options: tuple[ShownOption, ...]
    feedback: SafeString
    model_answer: SafeString
    result: QuestionScore | None
    written: str = ""


@dataclass(frozen=True)
class ShownTest:
    """`state` says what stands on the page: `before` the clock starts, `running`, `over`, `form` or `result`.

    `attempt` is the last go, `number` the next or running one, `answered` how it stands with the person (see
    `courses.mine.taking.Answered`), None where nobody is at work.
    """

    key: str
    pass_percentage: int
    minutes: int | None
    most: int | None
    questions: tuple[ShownQuestion, ...]
    state: str
    attempt: Any = None
    number: int = 1
    answered: Any = None

    @property
    def counts(self) -> bool:
        return any(question.kind != "open" for question in self.questions)

    @property
    def allowed(self) -> int | None:
        """The minutes this reader has; None: no limit."""
        return self.answered.allowed if self.answered else self.minutes

    @property
    def left(self) -> int | None:
        """How many goes this reader has, the running one included; None: any number."""
        return self.answered.left if self.answered else self.most


def show_test(key: str, definition: Mapping[str, Any], answered: Any, language: str) -> ShownTest:
    """A result is shown with the questions it was scored from, which the attempt kept; a draft of a draw as an example."""
    state = answered.state if answered else "form"
    attempt = answered.attempt if answered else None
    asked = answered.definition if answered else drawn(definition, "example")
    if attempt is not None and state == "result":
        asked = attempt.definition
    given = _given(answered, state)
    results = {one.key: one for one in score(asked, given).questions} if given is not None else {}
    return ShownTest(
        key=key,
        pass_percentage=pass_percentage(asked),
        minutes=minutes_of(asked),
        most=most_attempts(asked),
        questions=tuple(_question(q, results.get(q["key"]), language) for q in questions_of(asked)),
        state=state,
        attempt=attempt,
        number=answered.number if answered else 1,
        answered=answered,
    )


def example_test(questions: Sequence[Mapping[str, Any]], *, answered: bool, language: str) -> ShownTest:
    """Questions as they look by themselves, before or after somebody answered them wholly right."""
    definition = {"version": 1, "pass_percentage": 0, "questions": questions}
    right = {q["key"]: [option["key"] for option in q["options"] if option["right"]] for q in questions}
    result = score(definition, right)
    results = {one.key: one for one in result.questions} if answered else {}
    return ShownTest(
        key="example",
        pass_percentage=0,
        minutes=None,
        most=None,
        questions=tuple(_question(q, results.get(q["key"]), language) for q in questions),
        state="result" if answered else "form",
        attempt=result if answered else None,
    )


def _given(answered: Any, state: str) -> Any:
    """The answers that are shown: those handed in, or those saved so far."""
    if state == "result":
        return answered.attempt.answers
    if state == "form" and answered is not None:
        return answered.filled
    return answered.sitting.answers if state == "running" else None


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
        written=result.text if result else "",
    )


def _said(part: Mapping[str, Any], field: str, language: str) -> SafeString:
    """A text in a language; where it isn't translated it is said in which other one it is."""
    texts = part.get(field) or {}
    # Definitions hold HTML: rich text cleaned by Wagtail when its author saved it, and escaped plain text.
    text = mark_safe(text_in(texts, language))
    told = next((code for code in (language, base_of(language), *texts) if code in texts), language)
    if not text or base_of(told) == base_of(language):
        return text
    element = "div" if text.lstrip().startswith("<") else "span"
    return format_html('<{0} lang="{1}" dir="{2}">{3}</{0}>', element, told, direction_of(told), text)
