"""Bringing the demo's running groups to today: their days and all that was recorded in them, by whole days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import models

from courses.completion.models import Completion
from courses.editions.models import Attendance, Edition, Enrolment, Session
from courses.editions.places.models import Offer
from courses.editions.rounds.models import Choice, ChoiceWaiting, Round
from courses.facts.changes import tell
from courses.fieldwork.models import Activity, HostAnswer
from courses.learning.models import Reflection, TestAttempt, TestSitting, UnitProgress
from courses.paper.models import Sheet
from courses.telling.entries import settle

from .closing_day import move_page
from .groups import CLOSING_DAY, CLOSING_DAYS_AHEAD, GROUPS
from .neighbourhood import outings

# Each kind of row by how it hangs on its edition, with what has a day or a moment.
DATED: tuple[tuple[type[models.Model], str, tuple[str, ...]], ...] = (
    (Edition, "pk", ("enrol_until",)),
    (Session, "edition", ("starts_at", "ends_at")),
    (Round, "edition", ("starts_at", "ends_at", "choose_until")),
    (Enrolment, "edition", ("enrolled_on", "placed_on", "withdrawn_on")),
    (Offer, "enrolment__edition", ("made_at", "expires_at", "answered_at")),
    (Choice, "round__edition", ("chosen_at",)),
    (ChoiceWaiting, "round__edition", ("since",)),
    (Sheet, "session__edition", ("printed_at",)),
    (Activity, "edition", ("day", "recorded_at")),
    (HostAnswer, "activity__edition", ("answered_at", "settled_at")),
    (Attendance, "session__edition", ("recorded_at", "superseded_at", "on")),
    (Completion, "edition", ("recorded_at", "superseded_at", "completed_on")),
    (UnitProgress, "enrolment__edition", ("opened_at", "visited_at", "finished_at")),
    (TestAttempt, "enrolment__edition", ("submitted_at",)),
    (TestSitting, "enrolment__edition", ("begun_at", "saved_at", "handed_in_at", "late_counted_at")),
    (Reflection, "enrolment__edition", ("saved_at", "shared_at")),
)


def move_to(today: date, *, by: Any) -> int:
    """Move what was not over when it was loaded; answers how many groups and activities.

    The group that meets today is moved to the day, the others by whole weeks: they meet on working days.
    """
    moved = 0
    for edition, first, to_the_day in _running():
        loaded_on = _loaded_on(edition, first)
        days = (today - loaded_on).days if loaded_on else 0
        days = days if to_the_day else days // 7 * 7
        if days > 0:
            _move(edition, days)
            if edition.code == CLOSING_DAY:
                move_page(edition, days, by=by)
            moved += 1
    return moved


def _running() -> Iterator[tuple[Edition, int, bool]]:
    """Each with the day of its first meeting, counted from the loading, and whether it meets on that very day."""
    groups = {group.code: group for group in GROUPS if group.moves}
    for edition in Edition.objects.filter(code__in=groups):
        yield edition, groups[edition.code].days[0], groups[edition.code].meets_today
    for edition in Edition.objects.filter(code=CLOSING_DAY).select_related("version"):
        yield edition, CLOSING_DAYS_AHEAD, False
    days_ago = outings()
    for activity in Activity.objects.filter(client_key__in=days_ago).select_related("edition"):
        yield activity.edition, -days_ago[activity.client_key], False


def _loaded_on(edition: Edition, first_day: int) -> date | None:
    """The day from which the days of a group were counted, as its first meeting tells."""
    first = edition.sessions.order_by("starts_at").first()
    return first.starts_at.astimezone(edition.zone).date() - timedelta(days=first_day) if first else None


def _move(edition: Edition, days: int) -> None:
    for model, path, fields in DATED:
        rows = list(model._default_manager.filter(**{path: edition.pk}))
        for row in rows:
            for field in fields:
                setattr(row, field, _later(getattr(row, field), days, edition.zone))
        model._default_manager.bulk_update(rows, fields)
    tell(editions=[edition.pk])
    settle(edition)


def _later(value: Any, days: int, zone: ZoneInfo) -> Any:
    """As many days later, at the same time on the clock there."""
    if isinstance(value, datetime):
        return value.astimezone(zone) + timedelta(days=days)
    return value + timedelta(days=days) if value else value
