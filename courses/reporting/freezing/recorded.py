"""What the records say about rows that differ between two versions: when they were written, and what was there before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from courses.completion.models import Completion
from courses.editions.models import Attendance, Edition
from courses.people.merging import survivors
from courses.people.models import Answer, Consent, Person

if TYPE_CHECKING:
    from courses.reporting.freezing.causes import State

CHUNK = 10_000
# Some key of a fact that differs: recorded person, and meeting or group.
Key = tuple[int, int]


class Recorded:
    """Answers from the database, each table asked once and for what differs alone."""

    def __init__(self, old: State, new: State) -> None:
        self.old, self.new = old, new
        editions = {*old.ledger.editions, *new.ledger.editions}
        self._created = dict(Edition.objects.filter(pk__in=editions).values_list("pk", "created_at"))
        self._set_aside = set(
            Edition.objects.filter(pk__in=editions, same_as__isnull=False).values_list("pk", flat=True)
        )
        self._erased = set(Person.objects.filter(erased_at__isnull=False).values_list("pk", flat=True))
        self._took_back = set(
            Consent.objects.effective()
            .filter(said=Consent.Said.WITHDRAWN, recorded_at__gt=old.as_of)
            .values_list("person", flat=True)
        )
        self._who_was, self._who_is = _who_is_who(old), _who_is_who(new)
        self._were, self._are = _grouped(self._who_was), _grouped(self._who_is)
        self._facts: dict[str, dict[Key, list[tuple[datetime, bool]]]] = {}

    def edition_is_new(self, pk: int) -> bool:
        return pk in self._created and self._created[pk] > self.old.read_at

    def is_set_aside(self, pk: int) -> bool:
        return pk in self._set_aside

    def is_erased(self, person: int) -> bool:
        return person in self._erased

    def took_consent_back(self, person: int) -> bool:
        return person in self._took_back

    def look_up(self, aspect: str, keys: set[Key]) -> None:
        """Read every fact of these keys: when it was recorded, and whether it took the one before back."""
        found: dict[Key, list[tuple[datetime, bool]]] = defaultdict(list)
        persons = sorted({person for person, _ in keys})
        for start in range(0, len(persons), CHUNK):
            some = persons[start : start + CHUNK]
            rows = _marks(some) if aspect == "mark" else _completions(some)
            for person, what, recorded_at, void in rows:
                if (person, what) in keys:
                    found[person, what].append((recorded_at, void))
        self._facts[aspect] = found

    def is_first(self, aspect: str, key: Key) -> bool:
        """Whether nothing at all was recorded yet when the old version was frozen."""
        return not self._before(aspect, key)

    def was_void(self, aspect: str, key: Key) -> bool:
        """Whether the old version knew of it as taken back."""
        return any(void for _, void in self._before(aspect, key))

    def is_later_than_new(self, aspect: str, key: Key) -> bool:
        """Whether it was recorded after the moment of the new version, which then looks further back than the old one."""
        facts = self._facts[aspect].get(key, [])
        return bool(facts) and min(facts)[0] > self.new.as_of

    def _before(self, aspect: str, key: Key) -> list[tuple[datetime, bool]]:
        return [fact for fact in self._facts[aspect].get(key, []) if fact[0] <= self.old.as_of]

    def answers_of(self, dimension: str, person_of: dict[int, int]) -> dict[int, list[datetime]]:
        """When each of these people answered, under any of their records."""
        given: dict[int, list[datetime]] = defaultdict(list)
        answers = Answer.objects.filter(dimension=dimension, person__in=list(person_of))
        for record, recorded_at in answers.order_by().values_list("person", "recorded_at"):
            given[person_of[record]].append(recorded_at)
        return given

    def who_was(self, person: int) -> int:
        """Whose record survived in the old version; of somebody it doesn't hold, at its moment."""
        return self._who_was.get(person, person)

    def who_is(self, person: int) -> int:
        return self._who_is.get(person, person)

    def records_before(self, person: int) -> set[int]:
        """All records that were somebody in the old version, whether or not they are in the project."""
        return {person} | self._were[person]

    def records_after(self, person: int) -> set[int]:
        return {person} | self._are[person]

    def records_of(self, person: int) -> set[int]:
        return self.records_before(person) | self.records_after(person)


def _who_is_who(state: State) -> dict[int, int]:
    """What the report itself holds goes first: a merge may have been brought in later than it says it was recorded."""
    held = {enrolment.person: enrolment.person for enrolment in state.ledger.enrolments.values()}
    return survivors(state.as_of) | held | state.ledger.survivors


def _grouped(survivors: dict[int, int]) -> dict[int, set[int]]:
    groups: dict[int, set[int]] = defaultdict(set)
    for record, survivor in survivors.items():
        groups[survivor].add(record)
    return groups


def _marks(persons: list[int]) -> Iterator[tuple[int, int, datetime, bool]]:
    rows = Attendance.objects.filter(person__in=persons).values_list("person", "session", "recorded_at", "status")
    for person, session, recorded_at, status in rows.iterator(chunk_size=CHUNK):
        yield person, session, recorded_at, status == Attendance.Status.VOID


def _completions(persons: list[int]) -> Iterator[tuple[int, int, datetime, bool]]:
    rows = Completion.objects.filter(person__in=persons).values_list("person", "edition", "recorded_at", "void")
    yield from rows.iterator(chunk_size=CHUNK)
