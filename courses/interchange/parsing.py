"""The first step of an import: lines into typed records. Looks at one line at a time and at no database."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from courses.interchange.errors import InterchangeError, WrongValue
from courses.interchange.reading import Line
from courses.interchange.types import FIELDS
from courses.interchange.values import identifier, shown

SOURCE = "source"
UNREADABLE = "?"
_BY_NAME = {name: {one.name: one for one in fields} for name, fields in FIELDS.items()}


@dataclass(slots=True)
class Record:
    """A line of a known type. `values` has no empty ones; where the line is wrong it holds what could be read.

    `status` is given by verifying: new, changed, unchanged or wrong.
    """

    line: int
    type: str
    id: str
    values: dict[str, Any]
    digest: str = ""
    problems: list[str] = field(default_factory=list)
    status: str = ""

    def get(self, name: str) -> Any:
        return self.values.get(name)

    @property
    def recorded_at(self) -> datetime:
        return self.values["recorded_at"]


@dataclass(frozen=True, slots=True)
class Wrong:
    """A line that can't be taken, and why."""

    line: int
    type: str
    id: str
    reason: str

    def __str__(self) -> str:
        who = " ".join(part for part in (self.type, _printable(self.id)) if part)
        return f"line {self.line}: {who}: {self.reason}" if who else f"line {self.line}: {self.reason}"


@dataclass
class Parsed:
    """A whole file: its source, its records in the order of their lines, and lines that aren't records at all."""

    source: str
    records: list[Record] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)

    def by_type(self) -> dict[str, list[Record]]:
        found: dict[str, list[Record]] = defaultdict(list)
        for record in self.records:
            found[record.type].append(record)
        return found


def parse(lines: Iterable[Line], *, source: str = "") -> Parsed:
    """Type all lines; raises InterchangeError where the file as a whole names no source, another one, or nothing."""
    parsed = Parsed(source=_named_source(source))
    seen_any = False
    for line in lines:
        first, seen_any = not seen_any, True
        if line.problem:
            parsed.wrong.append(Wrong(line.number, "", "", line.problem))
        elif line.content.get("type") == SOURCE:
            _take_source(parsed, line, first)
        else:
            _take_record(parsed, line)
    if not seen_any:
        raise InterchangeError(_("The file is empty."))
    if not parsed.source and parsed.wrong:
        # What this file is can't be told before its lines can be read; with a wrong line nothing is written anyway.
        parsed.source = UNREADABLE
    if not parsed.source:
        raise InterchangeError(
            _(
                'The file doesn\'t say whose lines these are: begin it with {"type": "source", "id": …}, or give --source.'
            )
        )
    return parsed


def _named_source(source: str) -> str:
    try:
        return str(identifier(source)) if source else ""
    except WrongValue as error:
        raise InterchangeError(_("The name of the source can't be used: %(why)s.") % {"why": error}) from error


def _take_source(parsed: Parsed, line: Line, first: bool) -> None:
    try:
        if not first:
            raise WrongValue(_("only the first line names the source"))
        unknown = line.content.keys() - {"type", "id"}
        if unknown:
            raise WrongValue(_("unknown field %(field)s") % {"field": shown(min(unknown))})
        named = identifier(line.content.get("id"))
    except WrongValue as error:
        parsed.wrong.append(Wrong(line.number, SOURCE, "", str(error)))
        return
    if parsed.source and parsed.source != named:
        raise InterchangeError(
            _("The file names the source %(named)s, and --source says %(given)s: they must agree.")
            % {"named": shown(named), "given": shown(parsed.source)}
        )
    parsed.source = named


def _take_record(parsed: Parsed, line: Line) -> None:
    kind, given_id = line.content.get("type"), line.content.get("id")
    if not isinstance(kind, str) or kind not in FIELDS:
        reason = _("type is missing") if kind is None else _("unknown type %(type)s") % {"type": shown(kind)}
        parsed.wrong.append(Wrong(line.number, "", "", reason))
        return
    try:
        known_as = identifier(given_id)
    except WrongValue as error:
        reason = _("id is missing") if given_id is None else _("id: %(why)s") % {"why": error}
        parsed.wrong.append(Wrong(line.number, kind, "", reason))
        return
    parsed.records.append(parse_record(line.number, kind, known_as, line.content))


def parse_record(number: int, kind: str, known_as: str, content: dict[str, Any]) -> Record:
    """One line of a known type; what is wrong with its fields stands in `problems`."""
    record = Record(number, kind, known_as, {})
    for name, value in content.items():
        if name not in ("type", "id"):
            _take_field(record, name, value)
    for one in FIELDS[kind]:
        if one.name not in record.values:
            if one.required:
                record.problems.append(_("%(field)s is missing") % {"field": one.name})
            elif one.default is not None:
                record.values[one.name] = one.default
    if not record.problems:
        record.problems += _disagreements(record)
        record.digest = digest_of(record.values)
    return record


def _take_field(record: Record, name: str, value: Any) -> None:
    known = _BY_NAME[record.type].get(name)
    if known is None:
        record.problems.append(_("unknown field %(field)s") % {"field": shown(name)})
    elif value is not None:
        try:
            parsed = known.parse(value)
        except WrongValue as error:
            record.problems.append(_("%(field)s: %(why)s") % {"field": name, "why": error})
            record.values[name] = None
        else:
            if parsed != "" and parsed != []:
                record.values[name] = parsed


def _disagreements(record: Record) -> Iterator[str]:
    """What a line says against itself."""
    if record.type == "session" and record.values["ends_at"] <= record.values["starts_at"]:
        yield _("it ends before it starts")
    if record.type == "grant" and record.values["last_day"] < record.values["first_day"]:
        yield _("its last day comes before its first day")
    if record.type == "attendance" and record.values["status"] == "partial" and "minutes" not in record.values:
        yield _("partial needs minutes")
    if record.type in ("merge", "split"):
        other = record.values["into" if record.type == "merge" else "from"]
        if other == record.values["person"]:
            yield _("a person can't be joined with or taken apart from themselves")


def digest_of(content: dict[str, Any]) -> str:
    """SHA-256 of what a line says: the same for other spacing, order of fields, offset, or a default written out."""
    canonical = {name: sorted(value) if name == "partners" else value for name, value in content.items()}
    written = json.dumps(canonical, sort_keys=True, ensure_ascii=False, default=str, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def _printable(known_as: str) -> str:
    return "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in known_as)
