"""Bringing the demo's running groups to today: their days and all that was recorded in them, by whole days."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import models

from courses.completion.models import Completion
from courses.editions.models import Attendance, Edition, Enrolment, Session
from courses.learning.models import Reflection, TestAttempt, UnitProgress
from courses.telling.entries import settle

from .groups import GROUPS, Group

# Each kind of row by how it hangs on its edition, with what has a day or a moment.
DATED: tuple[tuple[type[models.Model], str, tuple[str, ...]], ...] = (
    (Edition, "pk", ("enrol_until",)),
    (Session, "edition", ("starts_at", "ends_at")),
    (Enrolment, "edition", ("enrolled_on", "placed_on", "withdrawn_on")),
    (Attendance, "session__edition", ("recorded_at", "superseded_at", "on")),
    (Completion, "edition", ("recorded_at", "superseded_at", "completed_on")),
    (UnitProgress, "enrolment__edition", ("opened_at", "visited_at", "finished_at")),
    (TestAttempt, "enrolment__edition", ("submitted_at",)),
    (Reflection, "enrolment__edition", ("saved_at", "shared_at")),
)


def move_to(today: date) -> int:
    """Move the groups that were not over when they were loaded; answers how many.

    The group that meets today is moved to the day, the others by whole weeks: they meet on working days.
    """
    moving = {group.code: group for group in GROUPS if group.moves}
    moved = 0
    for edition in Edition.objects.filter(code__in=moving):
        group = moving[edition.code]
        loaded_on = _loaded_on(edition, group)
        days = (today - loaded_on).days if loaded_on else 0
        days = days if group.meets_today else days // 7 * 7
        if days > 0:
            _move(edition, days)
            moved += 1
    return moved


def _loaded_on(edition: Edition, group: Group) -> date | None:
    """The day from which the group's days were counted, as its first meeting tells."""
    first = edition.sessions.order_by("starts_at").first()
    return first.starts_at.astimezone(edition.zone).date() - timedelta(days=group.days[0]) if first else None


def _move(edition: Edition, days: int) -> None:
    for model, path, fields in DATED:
        rows = list(model._default_manager.filter(**{path: edition.pk}))
        for row in rows:
            for field in fields:
                setattr(row, field, _later(getattr(row, field), days, edition.zone))
        model._default_manager.bulk_update(rows, fields)
    settle(edition)


def _later(value: Any, days: int, zone: ZoneInfo) -> Any:
    """As many days later, at the same time on the clock there."""
    if isinstance(value, datetime):
        return value.astimezone(zone) + timedelta(days=days)
    return value + timedelta(days=days) if value else value
