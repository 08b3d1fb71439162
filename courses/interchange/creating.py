"""The third step of an import: a verified plan into rows, in bulk. The caller holds the transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.utils import timezone

from courses.editions.codes import reserve_in_series
from courses.editions.models import Edition, EditionFunding, Enrolment, Session
from courses.grants.models import Funder, Grant, GrantPartner
from courses.interchange.book import CHANGED, NEW, Book, Handle
from courses.interchange.known import in_chunks
from courses.interchange.parsing import Record
from courses.interchange.types import MODELS
from courses.people.models import Organisation, Person
from courses.people.signals import persons_changed

BATCH = 2_000


class Rows:
    """Turns what a line names into primary keys, and writes the structural types one after another."""

    def __init__(self, book: Book, by: Any) -> None:
        self.book = book
        self.by = by
        self.made: dict[tuple[str, str], int] = {}

    def pk(self, kind: str, handle: Handle) -> int:
        return handle if isinstance(handle, int) else self.made[kind, handle]

    def ref(self, kind: str, known_as: str | None) -> Any:
        """The primary key behind an id; None for none."""
        return None if known_as is None else self.pk(kind, self.book.handle(kind, known_as))

    def write_structure(self) -> None:
        self._write("organisation", lambda record: Organisation(**_texts(record, "name", "email")))
        self._write("funder", lambda record: Funder(**_texts(record, "name")))
        self._write("grant", self._grant)
        self._write_partners()
        self._write("person", _person, unless=self._erased())
        self._write("edition", self._edition, keep=self._kept_codes())
        self._write_funding()
        self._write("session", self._session)
        self._write("enrolment", self._enrolment)
        self._write_parents()

    def _write(
        self,
        kind: str,
        build: Callable[[Record], Any],
        *,
        unless: Iterable[int] = (),
        keep: dict[int, dict[str, Any]] | None = None,
    ) -> None:
        """Update what is known, then create what is new: a code given up in this file is free again."""
        model: Any = MODELS[kind]
        left_alone = set(unless)
        changed: dict[int, Any] = {}
        for record in self._of_status(kind, CHANGED):
            row = build(record)
            row.pk = self.ref(kind, record.id)
            if row.pk not in left_alone:
                for name, value in (keep or {}).get(row.pk, {}).items():
                    setattr(row, name, value)
                changed[row.pk] = row
        # One at one's own pace is given up before another becomes it.
        for rows in _in_order(list(changed.values())):
            model.objects.bulk_update(rows, UPDATED[kind], batch_size=500)
            _tell(rows)
        fresh = self._of_status(kind, NEW)
        for chunk in in_chunks(fresh, BATCH):
            written = model.objects.bulk_create(map(build, chunk))
            for record, row in zip(chunk, written, strict=True):
                self.made[kind, record.id] = row.pk
            _tell(written)

    def _of_status(self, kind: str, status: str) -> list[Record]:
        return [record for record in self.book.records.get(kind, ()) if record.status == status]

    def _grant(self, record: Record) -> Grant:
        return Grant(
            **_texts(record, "code", "title", "programme", "time_zone"),
            first_day=record.values["first_day"],
            last_day=record.values["last_day"],
            funder_id=self.ref("funder", record.get("funder")),
            lead_id=self.ref("organisation", record.get("lead")),
            source=self.book.source,
        )

    def _edition(self, record: Record) -> Edition:
        return Edition(
            **_texts(record, "title", "code", "kind", "time_zone", "region", "counting"),
            themes=record.get("themes") or [],
            organisation_id=self.ref("organisation", record.get("organisation")),
            source=self.book.source,
        )

    def _session(self, record: Record) -> Session:
        return Session(
            edition_id=self.ref("edition", record.get("edition")),
            starts_at=record.values["starts_at"],
            ends_at=record.values["ends_at"],
            place=record.get("place") or "",
            headcount=record.get("headcount"),
            self_paced=record.values["self_paced"],
        )

    def _enrolment(self, record: Record) -> Enrolment:
        withdrawn_on = record.get("withdrawn_on")
        return Enrolment(
            person_id=self.ref("person", record.get("person")),
            edition_id=self.ref("edition", record.get("edition")),
            **_texts(record, "role", "function"),
            organisation_id=self.ref("organisation", record.get("organisation")),
            state=Enrolment.State.STOPPED if withdrawn_on else Enrolment.State.PLACED,
            enrolled_on=record.values["enrolled_on"],
            placed_on=record.values["enrolled_on"],
            withdrawn_on=withdrawn_on,
            source=self.book.source,
            enrolled_by=self.by,
        )

    def _erased(self) -> Iterable[int]:
        """What was erased here doesn't come back by a newer file."""
        known = [self.ref("person", record.id) for record in self._of_status("person", CHANGED)]
        for chunk in in_chunks(known):
            yield from Person.objects.filter(pk__in=chunk, erased_at__isnull=False).values_list("pk", flat=True)

    def _kept_codes(self) -> dict[int, dict[str, Any]]:
        """An edition without a code keeps the one it has; a new one gets the next."""
        without = [record for record in self.book.pending("edition") if not record.get("code")]
        fresh = [record for record in without if record.status == NEW]
        for record, code in zip(fresh, _free_codes(len(fresh), self._codes_of_file()), strict=True):
            record.values["code"] = code
        known = [self.ref("edition", record.id) for record in without if record.status == CHANGED]
        rows = Edition.objects.filter(pk__in=known).values_list("pk", "code")
        return {pk: {"code": code} for pk, code in rows}

    def _codes_of_file(self) -> set[str]:
        return {record.values["code"] for record in self.book.right("edition") if record.get("code")}

    def _write_partners(self) -> None:
        pending = {self.ref("grant", record.id): record for record in self.book.pending("grant")}
        there = GrantPartner.objects.filter(grant__in=pending)
        known = {(row.grant_id, row.organisation_id): row for row in there}
        wanted = {
            (grant, self.ref("organisation", one)): None
            for grant, record in pending.items()
            for one in record.get("partners") or ()
        }
        gone = [row.pk for key, row in known.items() if key not in wanted and row.role == GrantPartner.Role.PARTNER]
        GrantPartner.objects.filter(pk__in=gone).delete()
        promoted = [row.pk for key, row in known.items() if key in wanted]
        GrantPartner.objects.filter(pk__in=promoted).update(role=GrantPartner.Role.PARTNER)
        GrantPartner.objects.bulk_create(
            GrantPartner(grant_id=grant, organisation_id=organisation)
            for grant, organisation in wanted
            if (grant, organisation) not in known
        )

    def _write_funding(self) -> None:
        changed = [self.ref("edition", record.id) for record in self._of_status("edition", CHANGED)]
        for chunk in in_chunks(changed):
            EditionFunding.objects.filter(edition__in=chunk).delete()
        EditionFunding.objects.bulk_create(
            (
                EditionFunding(
                    edition_id=self.ref("edition", record.id), grant_id=self.ref("grant", grant), position=position
                )
                for record in self.book.pending("edition")
                for position, grant in enumerate(record.get("grants") or ())
            ),
            batch_size=BATCH,
        )

    def _write_parents(self) -> None:
        """Once all enrolments are rows: a parent may stand further on in the file."""
        rows = [
            Enrolment(pk=self.ref("enrolment", record.id), parent_id=self.ref("enrolment", record.get("parent")))
            for record in self.book.pending("enrolment")
            if record.get("parent") or record.status == CHANGED
        ]
        Enrolment.objects.bulk_update(rows, ["parent"], batch_size=500)


# What a changed line sets; the rest of a row is not the source's.
UPDATED = {
    "organisation": ["name", "email"],
    "funder": ["name"],
    "grant": ["code", "title", "programme", "time_zone", "first_day", "last_day", "funder", "lead"],
    "person": ["name", "email", "phone", "birth_date", "language"],
    "edition": ["title", "code", "kind", "time_zone", "region", "counting", "themes", "organisation"],
    "session": ["edition", "starts_at", "ends_at", "place", "headcount", "self_paced"],
    "enrolment": ["person", "edition", "role", "function", "organisation", "state", "enrolled_on", "withdrawn_on"],
}


def _texts(record: Record, *names: str) -> dict[str, str]:
    return {name: record.get(name) or "" for name in names}


def _person(record: Record) -> Person:
    return Person(**_texts(record, "name", "email", "phone", "language"), birth_date=record.get("birth_date"))


def _tell(rows: list[Any]) -> None:
    if rows and isinstance(rows[0], Person):
        persons_changed.send(sender=Person, persons=rows)


def _in_order(rows: list[Any]) -> list[list[Any]]:
    given_up = [row for row in rows if not getattr(row, "self_paced", False)]
    return [given_up, [row for row in rows if getattr(row, "self_paced", False)]]


def _free_codes(count: int, taken: set[str]) -> list[str]:
    """Codes of this year's series that no edition has, here or in the file."""
    year = timezone.localdate().year
    codes: list[str] = []
    while len(codes) < count:
        first = reserve_in_series(f"edition-{year}", count - len(codes))
        offered = [f"G{year}-{first + step:03d}" for step in range(count - len(codes))]
        there = set(Edition.objects.filter(code__in=offered).values_list("code", flat=True))
        codes += [code for code in offered if code not in there and code not in taken]
    return codes
