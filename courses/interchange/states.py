"""How editions, sessions and enrolments will stand after the import: by the file, else by the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from courses.editions.models import Edition, Enrolment, Session
from courses.interchange.book import CHANGED, NEW, WRONG, Book, Handle
from courses.interchange.known import in_chunks
from courses.interchange.writing import EVER_PLACED

Pair = tuple[Handle, Handle]


class AttemptState(NamedTuple):
    """An enrolment after the import: what `attempt_on` asks of it."""

    handle: Handle
    enrolled_on: date
    withdrawn_on: date | None
    role: str
    function: str


@dataclass(frozen=True, slots=True)
class SessionState:
    edition: Handle
    first_day: date
    last_day: date
    self_paced: bool


class States:
    """Answers from dictionaries that `load` fills in a fixed number of queries per 5,000 rows.

    `touched` collects the (person, edition) pairs whose facts of before may belong to another enrolment now.
    """

    def __init__(self, book: Book) -> None:
        self.book = book
        self.touched: set[Pair] = set()
        self._zones: dict[Handle, ZoneInfo] = {}
        self._sessions: dict[str, SessionState] = {}
        self._attempts: dict[Pair, list[AttemptState]] = defaultdict(list)
        self._broken_pairs: set[Pair] = set()
        self._said = {book.handle("enrolment", record.id) for record in book.records.get("enrolment", ())}
        self._asked: set[Pair] = set()
        self._load_zones()
        self._load_sessions()
        self._take_enrolments()
        self.load_attempts(self._pairs_of_facts())

    def zone(self, edition: Handle) -> ZoneInfo:
        return self._zones[edition]

    def session(self, known_as: str) -> SessionState:
        return self._sessions[known_as]

    def knows_session(self, known_as: str) -> bool:
        return known_as in self._sessions

    def attempts(self, person: Handle, edition: Handle) -> list[AttemptState]:
        """All enrolments of a person in an edition that were ever placed."""
        self.load_attempts([(person, edition)])
        return self._attempts.get((person, edition), [])

    def is_broken(self, person: Handle, edition: Handle) -> bool:
        """Whether a wrong line was to enrol this person in this edition."""
        return (person, edition) in self._broken_pairs

    def rows_of_enrolments(self, keys: list[int]) -> Iterable[tuple[int, int, int]]:
        return Enrolment.objects.filter(pk__in=keys).values_list("pk", "person_id", "edition_id")

    def _load_zones(self) -> None:
        book = self.book
        for record in book.records.get("edition", ()):
            zone = record.get("time_zone")
            if zone:
                self._zones.setdefault(book.handle("edition", record.id), ZoneInfo(zone))
        rest = {known.pk for known in book.known["edition"].values()} - self._zones.keys()
        for chunk in in_chunks(sorted(rest)):
            for pk, zone in Edition.objects.filter(pk__in=chunk).values_list("pk", "time_zone"):
                self._zones[pk] = ZoneInfo(zone)

    def _load_sessions(self) -> None:
        book = self.book
        for record in book.records.get("session", ()):
            if record.status != WRONG and not book.is_broken("edition", record.values["edition"]):
                edition = book.handle("edition", record.values["edition"])
                self._sessions[record.id] = self._state(
                    edition, record.values["starts_at"], record.values["ends_at"], record.values["self_paced"]
                )
        rest = {
            line.pk: known_as
            for known_as, line in book.known["session"].items()
            if book.line("session", known_as) is None
        }
        for chunk in in_chunks(sorted(rest)):
            rows = Session.objects.filter(pk__in=chunk).select_related("edition")
            for pk, edition, zone, starts_at, ends_at, self_paced in rows.values_list(
                "pk", "edition_id", "edition__time_zone", "starts_at", "ends_at", "self_paced"
            ):
                self._zones.setdefault(edition, ZoneInfo(zone))
                self._sessions[rest[pk]] = self._state(edition, starts_at, ends_at, self_paced)

    def _state(self, edition: Handle, starts_at: datetime, ends_at: datetime, self_paced: bool) -> SessionState:
        zone = self._zones[edition]
        # Ending at midnight is ending on the day before.
        last = (ends_at - timedelta(microseconds=1)).astimezone(zone).date()
        return SessionState(edition, starts_at.astimezone(zone).date(), last, self_paced)

    def _take_enrolments(self) -> None:
        book = self.book
        for record in book.records.get("enrolment", ()):
            person, edition = record.get("person"), record.get("edition")
            if not person or not edition:
                continue
            pair = book.handle("person", person), book.handle("edition", edition)
            if record.status == WRONG:
                self._broken_pairs.add(pair)
            elif book.line("enrolment", record.id) is record:
                self._attempts[pair].append(
                    AttemptState(
                        book.handle("enrolment", record.id),
                        record.values["enrolled_on"],
                        record.get("withdrawn_on"),
                        record.values["role"],
                        record.get("function") or "",
                    )
                )
                if record.status in (NEW, CHANGED):
                    self.touched.add(pair)

    def _pairs_of_facts(self) -> Iterator[Pair]:
        book = self.book
        for record in book.pending("attendance"):
            state = self._sessions.get(record.values["session"])
            if state is not None:
                yield book.handle("person", record.values["person"]), state.edition
        for record in book.pending("completion"):
            yield book.handle("person", record.values["person"]), book.handle("edition", record.values["edition"])

    def load_attempts(self, pairs: Iterable[Pair]) -> None:
        """Add the rows of pairs that both are in the database; what the file says of a row goes before."""
        wanted = {pair for pair in pairs if all(isinstance(handle, int) for handle in pair)} - self._asked
        self._asked |= wanted
        for chunk in in_chunks(sorted({person for person, _edition in wanted})):
            rows = Enrolment.objects.filter(EVER_PLACED, person__in=chunk)
            fields = ("person_id", "edition_id", "pk", "enrolled_on", "withdrawn_on", "role", "function")
            for person, edition, *attempt in rows.values_list(*fields).iterator(chunk_size=5_000):
                if (person, edition) in wanted and attempt[0] not in self._said:
                    self._attempts[person, edition].append(AttemptState(*attempt))
