"""What somebody says about their own background; each answer holds from a day on, and no answer is ever rewritten."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.audit.history import record_changes
from courses.errors import CoursesError
from courses.people.merging import records_of
from courses.people.models import Answer, Person
from courses.people.questions import QUESTIONS
from courses.people.signals import persons_changed

UNSAID = (Answer.DECLINED, Answer.NO_ANSWER)
AGE = "age"
ON = "on"
OLDEST = 130


class AnswerRefused(CoursesError):
    """An answer that can't be: to a question nobody asks, from the future, of somebody not yet born."""

    def __init__(self, sentence: str, dimension: str) -> None:
        super().__init__(sentence)
        self.dimension = dimension


def write_answers(
    person: Person,
    answers: Mapping[str, str],
    *,
    by: Any,
    birth_date: date | None = None,
    on: date | None = None,
    source: str = "",
    reason: str = "",
) -> list[Answer]:
    """Append what is new among these answers (dimension: value), true from `on` (today, unless said).

    `declined` and `no_answer` are answers. The birth date is written on the person. What held on that day already and is said
    again makes no row. Who would rather not say any more takes back what they said: for each day until then from which an
    answer held, under any of their records, declining is recorded too, so that figures of now no longer know it. What they
    said after that day stays. The log keeps which questions were answered, never what.
    """
    today = timezone.localdate()
    day = on or today
    if on is not None:
        _check_day(on, birth_date or person.birth_date, today)
    for dimension, value in answers.items():
        _check(dimension, value)
    if birth_date is not None:
        _check_birth(birth_date, today)
    with transaction.atomic():
        locked = Person.objects.select_for_update().get(pk=person.pk)
        known = latest_answers([person.pk], on=day)
        new = {dimension: value for dimension, value in answers.items() if known.get(dimension) != value}
        written = [
            Answer.objects.create(
                person=locked,
                dimension=dimension,
                value=value,
                valid_from=day,
                recorded_by=by,
                source=source,
                reason=reason[:300],
            )
            for dimension, value in new.items()
        ]
        written += _take_back(
            locked, [name for name, value in new.items() if value == Answer.DECLINED], until=day, by=by, reason=reason
        )
        told = list(new)
        if birth_date is not None and locked.birth_date != birth_date:
            locked.birth_date = birth_date
            locked.save(update_fields=["birth_date"])
            persons_changed.send(sender=Person, persons=[locked])
            told.append("birth_date")
        if told:
            record_changes([locked], action="leerlijn.answer", by=by, data={"questions": sorted(told)})
        return written


def _take_back(person: Person, dimensions: list[str], *, until: date, by: Any, reason: str) -> list[Answer]:
    if not dimensions:
        return []
    said = Answer.objects.filter(person__in=records_of(person), dimension__in=dimensions, valid_from__lte=until)
    said = said.exclude(value__in=UNSAID)
    days = (
        said.order_by("dimension", "person", "valid_from").values_list("dimension", "person", "valid_from").distinct()
    )
    return [
        Answer.objects.create(
            person_id=record,
            dimension=dimension,
            value=Answer.DECLINED,
            valid_from=day,
            recorded_by=by,
            reason=reason[:300],
        )
        for dimension, record, day in days
    ]


def latest_answers(records: Any, on: date | None = None) -> dict[str, str]:
    """Per dimension what was said last under any of these records of one human being; with `on` what held on that day."""
    rows = Answer.objects.filter(person__in=records).order_by("valid_from", "recorded_at", "pk")
    if on is not None:
        rows = rows.filter(valid_from__lte=on)
    return dict(rows.values_list("dimension", "value"))


def _check(dimension: str, value: str) -> None:
    question = QUESTIONS.get(dimension)
    if question is None:
        raise AnswerRefused(_("Nobody asks that."), dimension)
    if value not in UNSAID and value not in dict(question.options):
        raise AnswerRefused(_("Choose one of the answers."), dimension)


def _check_day(day: date, birth_date: date | None, today: date) -> None:
    """Whose day is wrong is told beside the day: `on`."""
    if day > today:
        raise AnswerRefused(_("That day is still to come. An answer holds from today, or from a day before."), ON)
    if birth_date is not None and day < birth_date:
        raise AnswerRefused(_("On that day this person was not born yet. Look at the date once more."), ON)
    if today.year - day.year > OLDEST:
        raise AnswerRefused(_("That is too long ago. Look at the year once more."), ON)


def _check_birth(birth_date: date, today: date) -> None:
    if birth_date > today:
        raise AnswerRefused(_("That day is still to come."), AGE)
    if today.year - birth_date.year > OLDEST:
        raise AnswerRefused(_("Nobody is that old. Look at the year once more."), AGE)
