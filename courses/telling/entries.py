"""What calendars were told, beside what is planned now: the difference is what people must hear."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from courses.curricula.contract import CurriculumKind
from courses.editions.models import Edition, Session
from courses.telling.models import CalendarEntry
from courses.telling.programmes import parts_of

# A meeting by its number, or the local day of an event.
Key = int | date


@dataclass(frozen=True)
class Planned:
    """A meeting, or the day of an event, as people are told of it; moments are aware."""

    starts_at: datetime
    ends_at: datetime
    title: str = ""
    place: str = ""
    programme: list[dict[str, Any]] = field(default_factory=list)

    def stored(self) -> dict[str, Any]:
        return {**vars(self), "starts_at": self.starts_at.isoformat(), "ends_at": self.ends_at.isoformat()}

    @classmethod
    def read(cls, stored: dict[str, Any]) -> Planned:
        moments = {name: datetime.fromisoformat(stored[name]) for name in ("starts_at", "ends_at")}
        return cls(**{**stored, **moments})


@dataclass
class Change:
    """`was` is None for what is new, `now` for what doesn't take place; `entry` is None until a new one has its row."""

    key: Key
    entry: CalendarEntry | None
    was: Planned | None
    now: Planned | None

    def matters(self, moment: datetime) -> bool:
        """Whether anybody should hear of it: what lies in the past never does."""
        last = self.now or self.was
        return last is not None and last.ends_at > moment

    def stored(self) -> dict[str, Any]:
        assert self.entry is not None
        return {
            "entry": self.entry.pk,
            "was": self.was and self.was.stored(),
            "now": self.now and self.now.stored(),
        }


def planned(edition: Edition) -> dict[Key, Planned]:
    """What is planned now: each meeting, of an event each local day. Meetings at one's own pace are no appointments."""
    return planned_in([edition])[edition.pk]


def planned_in(editions: Iterable[Edition]) -> dict[int, dict[Key, Planned]]:
    """As `planned`, for several groups by their numbers, in one query."""
    held: dict[int, list[Session]] = {edition.pk: [] for edition in editions}
    sessions = Session.objects.filter(edition__in=held, self_paced=False).select_related("round")
    for session in sessions.order_by("starts_at", "pk"):
        held[session.edition_id].append(session)
    return {edition.pk: _planned(edition, held[edition.pk]) for edition in editions}


def _planned(edition: Edition, sessions: list[Session]) -> dict[Key, Planned]:
    if edition.kind != CurriculumKind.EVENT:
        alone = [session for session in sessions if session.round_id is None and not session.is_break]
        return {s.pk: Planned(s.starts_at, s.ends_at, s.title, s.place) for s in alone}
    days: dict[date, list[Session]] = defaultdict(list)
    for session in sessions:
        days[session.starts_at.astimezone(edition.zone).date()].append(session)
    return {day: _whole_day(held) for day, held in days.items()}


def _whole_day(held: list[Session]) -> Planned:
    """From the first to the last; a place of its own where all parts have the same one."""
    places = list(dict.fromkeys(session.place for session in held if session.place and session.round_id is None))
    alone = len(held) == 1 and held[0].round_id is None
    return Planned(
        min(session.starts_at for session in held),
        max(session.ends_at for session in held),
        held[0].title if alone else "",
        places[0] if len(places) == 1 else "",
        [] if alone else [asdict(part) for part in parts_of(held)],
    )


def as_told(entry: CalendarEntry) -> Planned:
    return Planned(entry.starts_at, entry.ends_at, entry.title, entry.place, entry.programme)


def differences(edition: Edition) -> list[Change]:
    """What is planned otherwise than calendars know; the day of an event that moved stays the same entry."""
    now = planned(edition)
    rows = CalendarEntry.objects.filter(edition=edition).order_by("pk")
    # Of a day that was cancelled and planned again the entry that holds comes last, and stays.
    known = {_key(entry): entry for entry in sorted(rows, key=lambda entry: entry.cancelled_at is None)}
    holding = {key: entry for key, entry in known.items() if entry.cancelled_at is None}
    found = [
        Change(key, entry, as_told(entry), now[key])
        for key, entry in holding.items()
        if key in now and as_told(entry) != now[key]
    ]
    gone = sorted((key for key in holding if key not in now), key=lambda key: holding[key].starts_at)
    new = sorted((key for key in now if key not in holding), key=lambda key: now[key].starts_at)
    if edition.kind == CurriculumKind.EVENT:
        moved = [pair for pair in zip(gone, new, strict=False) if isinstance(pair[0], date)]
        found += [Change(to, holding[away], as_told(holding[away]), now[to]) for away, to in moved]
        gone, new = gone[len(moved) :], new[len(moved) :]
    found += [Change(key, holding[key], as_told(holding[key]), None) for key in gone]
    found += [Change(key, known.get(key), None, now[key]) for key in new]
    return sorted(found, key=lambda change: (change.now or change.was).starts_at)  # type: ignore[union-attr]


def _key(entry: CalendarEntry) -> Key:
    return entry.day or entry.meeting or 0


def take_over(edition: Edition, changes: Iterable[Change]) -> None:
    """Let the entries say what is planned; each that was known goes one further. In a transaction of the caller."""
    moment = timezone.now()
    fresh, changed = [], []
    for change in changes:
        entry = change.entry
        if entry is None:
            entry = change.entry = CalendarEntry(edition=edition)
            fresh.append(entry)
        else:
            entry.sequence += 1
            changed.append(entry)
        entry.published_at = moment
        entry.cancelled_at = moment if change.now is None else None
        if change.now is not None:
            is_day = isinstance(change.key, date)
            entry.day = change.key if is_day else None  # type: ignore[assignment]
            entry.meeting = None if is_day else change.key  # type: ignore[assignment]
            for name, value in vars(change.now).items():
                setattr(entry, name, value)
    CalendarEntry.objects.bulk_create(fresh)
    names = ["sequence", "published_at", "cancelled_at", "day", "meeting", *Planned.__dataclass_fields__]
    CalendarEntry.objects.bulk_update(changed, names)


def settle(edition: Edition) -> list[CalendarEntry]:
    """Let calendars know what is planned without telling anybody; answers the entries that hold, by time."""
    with transaction.atomic():
        Edition.objects.select_for_update().get(pk=edition.pk)
        changes = differences(edition)
        if changes:
            take_over(edition, changes)
    return holding(edition)


def holding(edition: Edition) -> list[CalendarEntry]:
    found = CalendarEntry.objects.filter(edition=edition, cancelled_at=None)
    return list(found.order_by("starts_at", "pk"))


def complete(edition: Edition) -> list[CalendarEntry]:
    """The entries that hold, with those added that nobody was told of yet; what changed waits for its own mail."""
    with transaction.atomic():
        Edition.objects.select_for_update().get(pk=edition.pk)
        new = [change for change in differences(edition) if change.was is None]
        if new:
            take_over(edition, new)
    return holding(edition)
