"""A file beside what its source brought before: what each id means, and whether its line says something new."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import datetime

from django.utils.translation import gettext as _

from courses.interchange.identity import own_row, site_source
from courses.interchange.known import Known, erased_among, known_lines
from courses.interchange.parsing import SOURCE, Parsed, Record, Wrong
from courses.interchange.types import FACTS, FIELDS, MODELS
from courses.interchange.values import shown

NEW, CHANGED, UNCHANGED, WRONG = STATUSES = ("new", "changed", "unchanged", "wrong")
OTHER = "other"

# What an id stands for: the primary key of a row, or (while there is no row yet) the id of its line.
Handle = int | str


class Book:
    """The records of one file by type and id, with what is known of them. Refusing a line is done here."""

    def __init__(self, parsed: Parsed) -> None:
        self.source = parsed.source
        self.is_own = parsed.source == site_source()
        self.records: dict[str, list[Record]] = parsed.by_type()
        self.unreadable = parsed.wrong
        self.by_id: dict[str, dict[str, Record]] = {
            kind: {record.id: record for record in reversed(records)} for kind, records in self.records.items()
        }
        # Ids that turn out to mean another line's row: a grant by its code, a funder by its name.
        self.aliases: dict[str, dict[str, Handle]] = defaultdict(dict)
        # Lines that change nothing, but whose id is to be remembered.
        self.to_remember: list[Record] = []
        self.known: dict[str, dict[str, Known]] = known_lines(self.source, self._ids())
        for kind, records in self.records.items():
            (self._settle_fact_ids if kind in FACTS else self._settle_ids)(kind, records)
            for record in records:
                if record.problems:
                    record.status = WRONG
        self._leave_out_the_erased()
        self._check_references()

    def handle(self, kind: str, known_as: str) -> Handle:
        alias = self.aliases[kind].get(known_as)
        if alias is not None:
            return alias
        known = self.known.get(kind, {}).get(known_as)
        return known.pk if known is not None else known_as

    def line(self, kind: str, known_as: str) -> Record | None:
        return self.by_id.get(kind, {}).get(known_as)

    def is_broken(self, kind: str, known_as: str) -> bool:
        """Whether the line of this id is wrong, so that nothing can be said of lines that name it."""
        record = self.line(kind, known_as)
        return record is not None and record.status == WRONG

    def refuse(self, record: Record, reason: str) -> None:
        record.problems.append(reason)
        record.status = WRONG

    def right(self, kind: str) -> list[Record]:
        """The records of a type that are not wrong."""
        return [record for record in self.records.get(kind, ()) if record.status != WRONG]

    def pending(self, kind: str) -> list[Record]:
        """The records of a type that say something new."""
        return [record for record in self.records.get(kind, ()) if record.status in (NEW, CHANGED)]

    def says_nothing_new(self, record: Record) -> None:
        record.status = UNCHANGED
        self.to_remember.append(record)

    def counts(self) -> dict[str, Counter[str]]:
        """Per type, in the order of the format, how many lines have which status; lines of no known type come last."""
        found: dict[str, Counter[str]] = {kind: Counter() for kind in (*FIELDS, SOURCE, OTHER)}
        for kind, records in self.records.items():
            found[kind].update(record.status for record in records)
        for wrong in self.unreadable:
            found[wrong.type or OTHER][WRONG] += 1
        return {kind: counter for kind, counter in found.items() if counter}

    def wrong(self) -> list[Wrong]:
        found = [
            Wrong(record.line, record.type, record.id, "; ".join(dict.fromkeys(record.problems)))
            for records in self.records.values()
            for record in records
            if record.status == WRONG
        ]
        return sorted([*self.unreadable, *found], key=lambda wrong: wrong.line)

    def _ids(self) -> dict[str, set[str]]:
        ids: dict[str, set[str]] = {kind: set() for kind in MODELS}
        for kind, records in self.records.items():
            ids[kind].update(record.id for record in records)
            for field in FIELDS[kind]:
                if field.refers:
                    for record in records:
                        ids[field.refers].update(_named(record, field.name))
        return ids

    def _settle_ids(self, kind: str, records: list[Record]) -> None:
        for record in records:
            first = self.by_id[kind][record.id]
            known = self.known[kind].get(record.id)
            if first is not record and first.digest != record.digest:
                record.problems.append(_("the same id says something else on line %(line)d") % {"line": first.line})
            elif first is not record or (known is not None and (record.digest in known.digests or _says_who(record))):
                record.status = UNCHANGED
            else:
                record.status = self._new_or_changed(record, known)

    def _settle_fact_ids(self, kind: str, records: list[Record]) -> None:
        said: dict[str, dict[datetime, Record]] = defaultdict(dict)
        for record in sorted((one for one in records if not one.problems), key=lambda one: one.recorded_at):
            known = self.known[kind].get(record.id)
            before = said[record.id].get(record.recorded_at)
            if before is not None and before.digest != record.digest:
                record.problems.append(
                    _("the same id says something else on line %(line)d, recorded at the same moment")
                    % {"line": before.line}
                )
            elif before is not None or (known is not None and record.digest in known.digests):
                record.status = UNCHANGED
            else:
                record.status = CHANGED if said[record.id] else self._new_or_changed(record, known)
            said[record.id].setdefault(record.recorded_at, record)

    def _new_or_changed(self, record: Record, known: Known | None) -> str:
        if known is None and self.is_own and own_row(record.type, record.id) is not None:
            record.problems.append(_("this site has no such row (any more); a new line needs another id"))
        return NEW if known is None else CHANGED

    def is_older(self, record: Record) -> bool:
        """Whether a fact's line was recorded before (or when) what is known under its id was."""
        known = self.known[record.type].get(record.id)
        return known is not None and known.recorded_at is not None and record.recorded_at <= known.recorded_at

    def _leave_out_the_erased(self) -> None:
        """Lines about somebody who was erased here say nothing: no file brings them back."""
        erased = erased_among(self.known["person"])
        if not erased:
            return
        for kind, fields in FIELDS.items():
            named = [field.name for field in fields if field.refers == "person"]
            for record in self.records.get(kind, ()) if named or kind == "person" else ():
                of = {record.id} if kind == "person" else {record.values.get(name) for name in named}
                if of & erased:
                    record.problems.clear()
                    record.status = UNCHANGED

    def _check_references(self) -> None:
        for kind, fields in FIELDS.items():
            named = [(field.name, field.refers) for field in fields if field.refers]
            for record in self.pending(kind):
                for name, refers in named:
                    for known_as in _named(record, name):
                        if known_as not in self.known[refers] and known_as not in self.by_id.get(refers, ()):
                            self.refuse(
                                record,
                                _("%(type)s %(id)s is not in the file nor in the database")
                                % {"type": refers, "id": _plain(known_as)},
                            )


def _says_who(record: Record) -> bool:
    """Whether a person's line has a number for a name, as an export writes whom it mustn't tell about: it corrects nobody."""
    return (
        record.type == "person" and record.values.get("name") == record.id and own_row("person", record.id) is not None
    )


def _named(record: Record, name: str) -> list[str]:
    value = record.values.get(name)
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _plain(known_as: str) -> str:
    return known_as if known_as.isprintable() else shown(known_as)
