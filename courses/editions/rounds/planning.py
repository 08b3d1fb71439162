"""Planning rounds with their breakouts, and holding a planned session in parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.audit.history import record_changes
from courses.editions.closed import because
from courses.editions.errors import EditionError
from courses.editions.models import Attendance, Edition, Session
from courses.editions.planning import Meeting, check_times
from courses.editions.rounds.choosing import move_up
from courses.editions.rounds.models import Choice, Round
from courses.editions.signals import choices_changed, sessions_changed


@dataclass(frozen=True)
class Breakout:
    """A breakout to plan; `session` is the one it changes (None: a new one)."""

    title: str
    label: str = ""
    description: str = ""
    place: str = ""
    capacity: int | None = None
    session: Session | None = None


@dataclass(frozen=True)
class RoundPlan:
    """A round to plan, whole: breakouts that are not named any more are taken off. Moments are aware."""

    title: str
    starts_at: datetime
    ends_at: datetime
    breakouts: Sequence[Breakout] = ()
    choose_until: datetime | None = None


def plan_round(edition: Edition, plan: RoundPlan, *, by: Any, reason: str = "") -> Round:
    """Add a round with its breakouts to a group."""
    return _write(Round(edition=edition), plan, by=by, reason=reason)


def change_round(one: Round, plan: RoundPlan, *, by: Any, reason: str = "") -> Round:
    """Change a round and its breakouts. Nobody loses what they chose, but by a breakout that is taken off.

    Refused where that breakout was marked already, and where the new times would have somebody in two rooms.
    """
    return _write(one, plan, by=by, reason=reason)


def remove_round(one: Round, *, by: Any) -> None:
    """Take a round off the plan with all its breakouts and what was chosen; one with marks stays."""
    with transaction.atomic():
        _lock(one.edition_id)
        breakouts = list(one.breakouts.all())
        given_up = _take_off(breakouts)
        record_changes([one], action="leerlijn.remove_round", by=by)
        one.delete()
        _tell(breakouts, given_up)


def split_session(session: Session, meetings: Sequence[Meeting], *, by: Any, reason: str = "") -> list[Session]:
    """Hold a planned session in several meetings: it is done by who was at each of them, and counts as one.

    The first keeps the row, so what refers to it stays. The curriculum stays as it was. A meeting that is itself a part
    is split into parts of the same unit. Refused once somebody was marked.
    """
    for meeting in meetings:
        check_times(meeting)
    with transaction.atomic():
        session = Session.objects.select_for_update().get(pk=session.pk)
        if not session.unit_key or session.round_id is not None:
            raise EditionError(_("Only a meeting that holds a part of the programme can be split."))
        if session.attendances.exists():
            raise EditionError(_("Attendance was marked at this meeting, so it can't be split any more."))
        first = session.part or 1
        later = Session.objects.filter(edition=session.edition_id, unit_key=session.unit_key, part__gt=first)
        later.update(part=F("part") + len(meetings) - 1)
        rows = []
        for number, meeting in enumerate(meetings):
            row = session if number == 0 else Session(edition_id=session.edition_id, unit_key=session.unit_key)
            row.part = first + number
            for name in ("starts_at", "ends_at", "title", "place"):
                setattr(row, name, getattr(meeting, name))
            row.save()
            rows.append(row)
        record_changes(rows, action="leerlijn.split_session", by=by, data=because(reason) or None)
        sessions_changed.send(sender=Session, sessions=rows)
        return rows


def overbooked_sentence(session: Session, chosen: int) -> str:
    """What a coordinator hears who made a room smaller than the number of those who chose it; "" where it fits."""
    if session.capacity is None or chosen <= session.capacity:
        return ""
    return ngettext(
        "%(count)d person chose “%(title)s” already, and there is room for %(places)d. Nobody loses a place; "
        "nobody new comes in until it fits.",
        "%(count)d people chose “%(title)s” already, and there is room for %(places)d. Nobody loses a place; "
        "nobody new comes in until it fits.",
        chosen,
    ) % {"count": chosen, "title": session.title, "places": session.capacity}


def _write(one: Round, plan: RoundPlan, *, by: Any, reason: str) -> Round:
    _check(plan)
    with transaction.atomic():
        _lock(one.edition_id)
        for name in ("title", "starts_at", "ends_at", "choose_until"):
            setattr(one, name, getattr(plan, name))
        one.save()
        _check_nobody_twice(one)
        kept = {breakout.session.pk for breakout in plan.breakouts if breakout.session is not None}
        dropped = list(one.breakouts.exclude(pk__in=kept))
        given_up = _take_off(dropped)
        rows = [_breakout(one, breakout) for breakout in plan.breakouts]
        record_changes([one], action="leerlijn.plan_round", by=by)
        if reason:
            # The meetings' own history: what a report's next version would change is looked up there.
            record_changes(rows, action="leerlijn.plan", by=by, data=because(reason))
        _tell([*rows, *dropped], [*given_up, *move_up(rows, by=by)])
        return one


def _check(plan: RoundPlan) -> None:
    if plan.ends_at <= plan.starts_at:
        raise EditionError(_("The round ends before it starts."))
    if plan.choose_until and plan.choose_until > plan.starts_at:
        raise EditionError(_("One can choose until the round begins, not longer."))
    if any(breakout.capacity == 0 for breakout in plan.breakouts):
        raise EditionError(_("A breakout without places can't be chosen. Leave it empty where there is no limit."))


def _check_nobody_twice(one: Round) -> None:
    """That nobody chose in a round that is at the same time now."""
    others = Round.objects.filter(edition=one.edition_id, starts_at__lt=one.ends_at, ends_at__gt=one.starts_at).exclude(
        pk=one.pk
    )
    here = Choice.objects.filter(round=one).values("enrolment")
    twice = Choice.objects.filter(round__in=others, enrolment__in=here).values("enrolment").distinct().count()
    if twice:
        raise EditionError(
            ngettext(
                "%(count)d person chose in another round that would be at the same time. Choose other times.",
                "%(count)d people chose in another round that would be at the same time. Choose other times.",
                twice,
            )
            % {"count": twice}
        )


def _breakout(one: Round, breakout: Breakout) -> Session:
    row = breakout.session or Session(edition_id=one.edition_id, round=one)
    row.starts_at, row.ends_at = one.starts_at, one.ends_at
    for name in ("title", "label", "description", "place", "capacity"):
        setattr(row, name, getattr(breakout, name))
    row.save()
    return row


def _take_off(breakouts: list[Session]) -> list[Choice]:
    """Delete breakouts; answers what was chosen of them."""
    if Attendance.objects.filter(session__in=breakouts).exists():
        raise EditionError(_("Attendance was marked at this meeting, so it can't be taken off the plan."))
    given_up = list(Choice.objects.filter(session__in=breakouts))
    Session.objects.filter(pk__in=[row.pk for row in breakouts]).delete()
    return given_up


def _tell(sessions: list[Session], choices: list[Choice]) -> None:
    if sessions:
        sessions_changed.send(sender=Session, sessions=sessions)
    if choices:
        choices_changed.send(sender=Choice, choices=choices)


def _lock(edition: int) -> None:
    Edition.objects.select_for_update(no_key=True).get(pk=edition)
