"""The rules of merges and splits, told in the order in which they were recorded, those of the database included."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.utils.translation import gettext as _

from courses.interchange.book import CHANGED, Book, Handle
from courses.interchange.facts import refuse_older
from courses.interchange.parsing import Record
from courses.people.models import Merge


@dataclass(frozen=True, slots=True)
class Event:
    """A merge (or a split) of a person into (from) another; without a record it is in the database already."""

    recorded_at: datetime
    is_merge: bool
    person: Handle
    other: Handle
    record: Record | None = None

    @property
    def line(self) -> int:
        return self.record.line if self.record else 0


@dataclass
class Story:
    """Who was joined with whom so far, and which event said so."""

    steps: dict[Handle, Handle]
    said_by: dict[Handle, Event]

    def objection(self, event: Event) -> str:
        """Why an event makes no sense here; empty where it does."""
        joined_with = self.steps.get(event.person)
        if not event.is_merge:
            return "" if joined_with == event.other else _("these two are not joined at that moment")
        if event.person == event.other:
            return _("a person can't be joined with or taken apart from themselves")
        if joined_with is not None:
            return _("this person is joined with somebody else already at that moment")
        return _("that would join persons in a circle") if event.person in self.way(event.other) else ""

    def way(self, person: Handle) -> list[Handle]:
        """A person and whom the merges lead to, the survivor last."""
        way = [person]
        while way[-1] in self.steps:
            way.append(self.steps[way[-1]])
        return way

    def tell(self, event: Event) -> None:
        if event.is_merge:
            self.steps[event.person] = event.other
        else:
            self.steps.pop(event.person, None)
        self.said_by[event.person] = event

    def culprit(self, event: Event) -> Event | None:
        """The latest line of the file without which an event of the database would still make sense."""
        involved = [event.person, *self.way(event.other)]
        told = (self.said_by[person] for person in involved if person in self.said_by)
        return max((one for one in told if one.record), key=lambda one: (one.recorded_at, one.line), default=None)


def check_joinings(book: Book) -> list[Record]:
    """Refuse what makes no sense; answers the right lines in an order in which they can be written down."""
    standing = [
        Event(recorded_at, kind == Merge.Kind.MERGE, person, other)
        for kind, person, other, recorded_at in Merge.objects.order_by("recorded_at", "pk").values_list(
            "kind", "person_id", "other_id", "recorded_at"
        )
    ]
    _leave_out_told(book, standing)
    while True:
        told = [_event(book, record) for kind in ("merge", "split") for record in book.pending(kind)]
        if not told:
            return []
        order, culprit = _tell(book, standing, told)
        if culprit is None:
            return [event.record for event in order if event.record and event.record.status != "wrong"]
        assert culprit.record is not None
        book.refuse(culprit.record, _("a merge or split recorded later contradicts it"))


def _event(book: Book, record: Record) -> Event:
    other = record.values["into" if record.type == "merge" else "from"]
    return Event(
        record.recorded_at,
        record.type == "merge",
        book.handle("person", record.values["person"]),
        book.handle("person", other),
        record,
    )


def _leave_out_told(book: Book, standing: list[Event]) -> None:
    """Lines under a known id: what stands already changes nothing, and a correction is recorded later."""
    there = {(event.recorded_at, event.is_merge, event.person, event.other) for event in standing}
    for kind in ("merge", "split"):
        for record in book.pending(kind):
            event = _event(book, record)
            if (event.recorded_at, event.is_merge, event.person, event.other) in there:
                book.says_nothing_new(record)
            elif record.status == CHANGED and book.is_older(record):
                refuse_older(book, record)


def _tell(book: Book, standing: list[Event], told: list[Event]) -> tuple[list[Event], Event | None]:
    """Tell the whole story; a line that makes no sense is refused, one that spoils what stands is the culprit."""
    story = Story({}, {})
    order: list[Event] = []
    events = sorted([*standing, *told], key=lambda event: event.recorded_at)
    for _moment, group in groupby(events, key=lambda event: event.recorded_at):
        waiting = list(group)
        while waiting:
            # Of one moment the order isn't known: each as soon as it makes sense, those of the database first.
            event = next((one for one in waiting if not story.objection(one)), None)
            if event is None:
                event = waiting[0]
                if event.record is not None:
                    book.refuse(event.record, story.objection(event))
                    waiting.remove(event)
                    continue
                culprit = story.culprit(event)
                if culprit is not None:
                    return order, culprit
                waiting.remove(event)
                continue
            waiting.remove(event)
            story.tell(event)
            order.append(event)
    return order, None
