"""The line of one enrolment: its parts in order, what is done, where somebody is, and what comes next.

Built from plain rows and a `Trail`, without a query. Tests and other parts of a module stand in their module's station:
it is done when they are. Meetings that hold no unit stand among the others by their date.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import quote

from django.urls import reverse
from django.utils.translation import gettext

from courses import moments
from courses.curricula.contract import UnitKind
from courses.editions.models import Enrolment, Session
from courses.languages import screen_language
from courses.learning.choosing_language import reading_language
from courses.learning.trail import Trail, units_for
from courses.line import Station

# Kinds that have an address of their own: a page that shows them, or the line inside this one.
ADDRESSED = (UnitKind.MODULE, UnitKind.CURRICULUM)


@dataclass(frozen=True, kw_only=True)
class Step(Station):
    """A station with what only its own screen needs. `starts_at` is set for a meeting that is planned."""

    key: str = ""
    text: str = ""
    text_language: str = ""
    starts_at: datetime | None = None


@dataclass(frozen=True)
class Line:
    """`here` is the one next step (None: nothing is left to do); `until` the next meeting, which it comes before."""

    steps: list[Step]
    here: Step | None
    until: Session | None

    @property
    def day(self) -> datetime | None:
        """By which lines are ordered: when the next thing happens."""
        return (self.here and self.here.starts_at) or (self.until and self.until.starts_at) or None

    def after(self, key: str) -> Step | None:
        """The next open step with an address behind a unit, else the first open one before it."""
        keys = [step.key for step in self.steps]
        behind = self.steps[keys.index(key) + 1 :] if key in keys else self.steps
        rest = [step for step in (*behind, *self.steps) if step.key != key and step.state != "done"]
        return next((step for step in rest if step.url), None)


def follow(
    enrolment: Enrolment,
    units: Sequence[Any],
    sessions: Sequence[Session],
    trail: Trail,
    *,
    now: datetime,
) -> Line:
    """`units` are those of the edition's version, `sessions` all of the edition, both in order."""
    zone = enrolment.edition.zone
    mine = units_for(units, enrolment.function)
    known = {unit.key for unit in mine}
    meetings = meetings_of(sessions, trail)
    below = address_below(enrolment.pk)
    language = reading_language(enrolment)
    steps = []
    for unit in mine:
        if unit.parent in known:
            continue
        parts = [part for part in mine if part.parent == unit.key and part.required]
        held = [session for session in meetings if session.unit_key == unit.key]
        if any(session.part is not None for session in held):
            steps += [replace(_meeting(one, trail, zone), key=unit.key, required=unit.required) for one in held]
        else:
            steps.append(_step(unit, parts, held, trail, now, zone, below, language))
    for session in meetings:
        if session.unit_key not in known and not session.is_break:
            _insert(steps, _meeting(session, trail, zone), now)
    here = _here(steps, now)
    if here is not None:
        steps[here] = replace(steps[here], state="here")
    until = next((session for session in meetings if session.ends_at > now), None)
    return Line(steps, steps[here] if here is not None else None, until)


def meetings_of(sessions: Sequence[Session], trail: Trail) -> list[Session]:
    """The meetings that are somebody's own: of a round the breakout they chose, or were at all the same."""
    there = {mark.session for mark in trail.marks if mark.counted} | trail.chosen
    return [one for one in sessions if not one.self_paced and (one.round_id is None or one.pk in there)]


def address_below(enrolment: int) -> str:
    """Where the units of an enrolment have their addresses: the key comes behind it. Reversing each would take long."""
    return reverse("leerlijn_courses:enrolment", args=[enrolment])


def said(texts: Mapping[str, str], language: str = "") -> tuple[str, str]:
    """A text in a language (by default the screen's), and which language it is in where that is another than the screen's.

    What isn't there in it is told in the screen's language, else as it was written.
    """
    here = screen_language()
    told = next((code for code in (language, here, *texts) if texts.get(code)), "")
    return texts.get(told, ""), "" if told == here else told


def _step(
    unit: Any,
    parts: Sequence[Any],
    held: Sequence[Session],
    trail: Trail,
    now: datetime,
    zone: Any,
    below: str,
    language: str,
) -> Step:
    title, told_in = said(unit.titles, language)
    text, text_in = said(unit.definition.get("text") or {}, language)
    done = all(trail.done_on(part) for part in (unit, *parts))
    session = next((one for one in held if one.ends_at > now), held[-1] if held else None)
    address = f"{below}{quote(unit.key, safe=':')}/" if unit.kind in ADDRESSED else ""
    if address and trail.positions.get(unit.key):
        address += "#" + trail.positions[unit.key]
    return Step(
        key=unit.key,
        title=title or gettext("Part"),
        language=told_in,
        kind=unit.kind,
        state="done" if done else "ahead",
        minutes=(unit.minutes + sum(part.minutes for part in parts)) or None,
        required=unit.required,
        url=address,
        text=text,
        text_language=text_in,
        starts_at=session.starts_at if session else None,
        when=moments.in_words(session.starts_at, zone) if session else "",
    )


def _meeting(session: Session, trail: Trail, zone: Any) -> Step:
    here = [mark for mark in trail.marks if mark.session == session.pk]
    # A part has to be met whole; of any other meeting the line tells who was there at all.
    there = any(mark.done if session.part is not None else mark.counted for mark in here)
    return Step(
        title=session.title or gettext("Meeting"),
        kind=UnitKind.PLANNED_SESSION,
        state="done" if there else "ahead",
        minutes=session.minutes,
        starts_at=session.starts_at,
        when=moments.in_words(session.starts_at, zone),
        required=False,
    )


def _insert(steps: list[Step], meeting: Step, now: datetime) -> None:
    """By date among the meetings. One that passed without somebody is no part of their line any more."""
    if meeting.state != "done" and meeting.starts_at and meeting.starts_at < now:
        return
    at = next(
        (
            n
            for n, step in enumerate(steps)
            if step.starts_at and meeting.starts_at and step.starts_at > meeting.starts_at
        ),
        len(steps),
    )
    steps.insert(at, meeting)


def _here(steps: Sequence[Step], now: datetime) -> int | None:
    """The first open part that is required, or that nothing behind it was done before; not a meeting that passed."""
    last_done = max((n for n, step in enumerate(steps) if step.state == "done"), default=-1)
    for n, step in enumerate(steps):
        passed = step.kind == UnitKind.PLANNED_SESSION and step.starts_at and step.starts_at < now
        if step.state != "done" and not passed and (step.required or n > last_done):
            return n
    return None
