"""Taking a test on my line: before it, in the middle of it, its result; and beginning, saving and handing in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.learning.drawing import drawn, mark_of, seed_of
from courses.learning.errors import LearningRefused
from courses.learning.keeping import attempt_of
from courses.learning.models import ExtraTime, TestAttempt, TestSitting
from courses.learning.scoring import minutes_of, most_attempts, questions_of
from courses.learning.sitting import begin_test, open_sitting, save_answers, saved_mark
from courses.learning.testing import submit_test
from courses.learning.timing import ends_at, extra_time_of, is_up, minutes_allowed


@dataclass
class Answered:
    """A test as its maker sees it: the last go, and the number of the next. `again`: the form is asked for anew.

    `definition` is what the next go asks, `left` how many goes there are (None: any number), `allowed` how many minutes
    one takes (None: no limit for this person), `extra` whether that is more than the author gives. `sitting` is the go
    that runs, `until` when (None: an open end), `over` whether its time is; `late` whether the last go's answers came too
    late in part. `filled` is what was filled in on a form that has to be looked at again.
    """

    definition: Mapping[str, Any]
    attempt: TestAttempt | None = None
    best: Decimal | None = None
    number: int = 1
    again: bool = False
    allowed: int | None = None
    extra: bool = False
    sitting: TestSitting | None = None
    until: datetime | None = None
    over: bool = False
    late: bool = False
    filled: Mapping[str, Any] | None = None

    @property
    def asks(self) -> str:
        """Which questions a form of it asks."""
        return mark_of(self.definition)

    @property
    def saved(self) -> str:
        """Which saving a form of it is made from."""
        return saved_mark(self.sitting) if self.sitting is not None else ""

    @property
    def seconds(self) -> int:
        """Until the time is over, for a clock in the browser, whose own time may be wrong."""
        return max(0, int((self.until - timezone.now()).total_seconds())) if self.until else 0

    @property
    def left(self) -> int | None:
        most = most_attempts(self.definition)
        return None if most is None else max(0, most + 1 - self.number)

    @property
    def state(self) -> str:
        """`before` the clock starts, `running`, `over`, `form` without a clock, or `result`."""
        if self.sitting is not None:
            return "over" if self.over else "running"
        if self.attempt is not None and self.filled is None and (not self.again or self.left == 0):
            return "result"
        return "before" if minutes_of(self.definition) else "form"


def attempts(asked: Any) -> dict[str, Answered]:
    """How it stands with the tests that a unit's page shows; as many queries for one test as for ten."""
    tests = {test.key: test for test in asked.tests}
    if not tests:
        return {}
    of_these = {"enrolment": asked.enrolment, "unit_key__in": list(tests)}
    goes = _by_test(TestAttempt.objects.filter(**of_these).order_by("number"))
    # Also where no limit is set: somebody may be in the middle of a go that was begun with one.
    sittings = _by_test(TestSitting.objects.filter(**of_these).order_by("number"))
    timed = bool(sittings) or any(minutes_of(test.definition) for test in tests.values())
    extra = extra_time_of(asked.enrolment) if timed else None
    again = asked.request.GET.get("again", "")
    found = {
        key: _answered(asked.enrolment.pk, test, goes.get(key, []), sittings.get(key, []), extra, again=again == key)
        for key, test in tests.items()
    }
    for key, filled in asked.filled.items():
        found[key].filled = filled
    return found


def _by_test(rows: Any) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(row.unit_key, []).append(row)
    return found


def _answered(
    enrolment: int, test: Any, goes: list[Any], sittings: list[Any], extra: ExtraTime | None, *, again: bool
) -> Answered:
    number = max([0, *(go.number for go in goes), *(one.number for one in sittings)]) + 1
    last = goes[-1] if goes else None
    running = next((one for one in sittings if one.handed_in_at is None), None)
    author = minutes_of(test.definition)
    allowed = minutes_allowed(author, extra)
    late = [one.number for one in sittings if one.late_answers and not one.late_counted_at]
    return Answered(
        definition=running.definition if running else drawn(test.definition, seed_of(enrolment, test.key, number)),
        attempt=last,
        best=max((go.percentage for go in goes), default=None),
        number=running.number if running else number,
        again=again,
        allowed=allowed,
        extra=bool(author) and allowed != author,
        sitting=running,
        until=ends_at(running, extra) if running else None,
        over=is_up(running, extra) if running else False,
        late=last is not None and last.number in late,
    )


def _begin(asked: Any) -> HttpResponse:
    test = _asked_for(asked)
    try:
        begin_test(asked.enrolment, test.key, by=asked.request.user)
    except LearningRefused as refusal:
        messages.error(asked.request, str(refusal))
    return asked.back(test.key)


def _save(asked: Any) -> HttpResponse:
    """Keeps what is filled in. A script that saves in the background is told how many seconds are left."""
    test = _asked_for(asked)
    try:
        kept = save_answers(
            asked.enrolment,
            test.key,
            _given(asked, test),
            number=_number(asked),
            by=asked.request.user,
            seen=_seen(asked),
        )
    except LearningRefused as refusal:
        messages.error(asked.request, str(refusal))
        return asked.back(test.key)
    if asked.request.headers.get("Accept") == "application/json":
        return _told(asked, test, kept=kept)
    if kept:
        messages.success(asked.request, _("Saved. You can go on, or hand it in."))
    return asked.back(test.key)


def _clock(asked: Any) -> HttpResponse:
    """Keeps nothing: for a window in which nothing changed, while somebody may be at work in another one."""
    return _told(asked, _asked_for(asked), kept=True)


def _told(asked: Any, test: Any, *, kept: bool) -> JsonResponse:
    """What a script wants to know: whether it was kept, as which saving, and how many seconds are left (None: no end)."""
    running = open_sitting(asked.enrolment, test.key)
    end = ends_at(running, extra_time_of(asked.enrolment)) if running else None
    left = max(0, int((end - timezone.now()).total_seconds())) if end else None
    return JsonResponse({"kept": kept, "saved": saved_mark(running) if running else "", "seconds": left})


def _hand_in(asked: Any) -> HttpResponse | None:
    test, begun = _asked_for(asked), timezone.now()
    answers = _given(asked, test)
    timed = minutes_of(test.definition) or open_sitting(asked.enrolment, test.key) is not None
    if not timed and _asks_other_questions(asked, test):
        messages.warning(
            asked.request,
            _("This test was changed while you were filling it in. Look at it again, and hand it in then."),
        )
        asked.filled[test.key] = answers
        return None
    if not any(answers.values()) and not (timed and _has_something(asked, test)):
        messages.error(asked.request, _("Nothing was handed in yet: choose or write an answer first."))
        return asked.back(test.key) if timed else redirect(f"{asked.here}?again={test.key}#{test.key}")
    try:
        attempt = submit_test(
            asked.enrolment, test.key, answers, number=_number(asked), by=asked.request.user, seen=_seen(asked)
        )
    except LearningRefused as refusal:
        messages.error(asked.request, str(refusal))
    else:
        if attempt.submitted_at < begun:
            messages.info(asked.request, _("This was handed in before, perhaps in another window. That one counts."))
    return asked.back(test.key)


def _asks_other_questions(asked: Any, test: Any) -> bool:
    """Whether a form was made for other questions than would be scored now, as after its group went on with a version."""
    mark, number = asked.request.POST.get("asks"), _number(asked)
    if not mark or attempt_of(asked.enrolment, test.key, number) is not None:
        return False
    return mark != mark_of(drawn(test.definition, seed_of(asked.enrolment.pk, test.key, number)))


ACTS: dict[str, Callable[[Any], HttpResponse | None]] = {
    "begin": _begin,
    "save": _save,
    "clock": _clock,
    "test": _hand_in,
}


def _asked_for(asked: Any) -> Any:
    wanted = asked.request.POST.get("unit")
    test = next((unit for unit in (asked.unit, *asked.tests) if unit.key == wanted), None)
    if test is None:
        raise Http404
    return test


def _given(asked: Any, test: Any) -> dict[str, Any]:
    """What was filled in, by the questions that this go asks."""
    running = open_sitting(asked.enrolment, test.key)
    answers: dict[str, Any] = {}
    for question in questions_of(running.definition if running else test.definition):
        given = asked.request.POST.getlist(f"q-{question['key']}")
        answers[question["key"]] = (given[0] if given else "") if question["kind"] == "open" else given
    return answers


def _number(asked: Any) -> int:
    number = asked.request.POST.get("number", "")
    return max(1, int(number)) if number.isascii() and number.isdigit() and len(number) < 7 else 1


def _seen(asked: Any) -> str | None:
    """The saving that the form was made from; None where it doesn't say."""
    return asked.request.POST.get("saved")


def _has_something(asked: Any, test: Any) -> bool:
    """Whether a go that runs may be handed in without new answers: something was saved, or its time is over."""
    running = open_sitting(asked.enrolment, test.key)
    return running is None or bool(running.answers) or is_up(running, extra_time_of(asked.enrolment))
