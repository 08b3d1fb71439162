"""What a source brought before: the row behind each of its ids, and what the line last said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from courses.interchange.erasing import ERASED, erased_id
from courses.interchange.identity import own_row, site_source
from courses.interchange.models import SourceLine
from courses.interchange.parsing import parse_record
from courses.interchange.types import FACTS, MODELS
from courses.interchange.writing import write
from courses.people.models import Person

CHUNK = 5_000


@dataclass(slots=True)
class Known:
    """A row and the digests under which a line says nothing new about it."""

    pk: int
    digests: frozenset[str]
    recorded_at: datetime | None = None


def in_chunks(items: Iterable[Any], size: int = CHUNK) -> Iterator[list[Any]]:
    rest = iter(items)
    while chunk := list(islice(rest, size)):
        yield chunk


def known_lines(source: str, ids: Mapping[str, set[str]]) -> dict[str, dict[str, Known]]:
    """Per type and id what is known; a row that is gone by now isn't. A constant number of queries per 5,000 ids."""
    own = source == site_source()
    found: dict[str, dict[str, Known]] = {}
    for kind, wanted in ids.items():
        known = _brought(source, kind, wanted)
        if own:
            _add_own(kind, wanted, known)
        found[kind] = _still_there(kind, known)
    return found


def _brought(source: str, kind: str, wanted: set[str]) -> dict[str, Known]:
    found = {}
    for chunk in in_chunks(sorted(wanted)):
        lines = SourceLine.objects.filter(source=source, type=kind, external_id__in=chunk)
        for known_as, pk, digest, recorded_at in lines.values_list("external_id", "object_id", "digest", "recorded_at"):
            found[known_as] = Known(pk, frozenset([digest]), recorded_at)
    return found | (_erased(source, wanted) if kind == "person" else {})


def _erased(source: str, wanted: set[str]) -> dict[str, Known]:
    """Persons of this source who were erased here, by the digest that is left of their id."""
    left = SourceLine.objects.filter(source=source, type="person", external_id__startswith=ERASED)
    rows = dict(left.values_list("external_id", "object_id"))
    if not rows:
        return {}
    digests = {known_as: erased_id(source, known_as) for known_as in wanted}
    return {known_as: Known(rows[digest], frozenset()) for known_as, digest in digests.items() if digest in rows}


def erased_among(persons: Mapping[str, Known]) -> set[str]:
    """The ids under which the source means somebody who was erased."""
    found: set[int] = set()
    for chunk in in_chunks(sorted({known.pk for known in persons.values()})):
        erased = Person.objects.filter(pk__in=chunk, erased_at__isnull=False)
        found.update(erased.values_list("pk", flat=True))
    return {known_as for known_as, known in persons.items() if known.pk in found}


def _add_own(kind: str, wanted: set[str], known: dict[str, Known]) -> None:
    """This site's own ids: what a line would say if it were exported now is known too."""
    rows = {pk: known_as for known_as in wanted if (pk := own_row(kind, known_as)) is not None}
    for chunk in in_chunks(sorted(rows)):
        for pk, content in write(kind, _of_kind(kind, chunk)):
            record = parse_record(0, kind, rows[pk], content)
            before = known.get(rows[pk])
            moment = record.get("recorded_at") if kind in FACTS else None
            digests = {record.digest}
            if before is not None:
                digests |= before.digests
                moment = max(moment, before.recorded_at) if moment and before.recorded_at else moment
                pk = before.pk
            known[record.id] = Known(pk, frozenset(digests), moment)


def _of_kind(kind: str, keys: list[int]) -> Any:
    rows = MODELS[kind].objects.filter(pk__in=keys)
    return rows.filter(kind=kind) if kind in ("merge", "split") else rows


def _still_there(kind: str, known: dict[str, Known]) -> dict[str, Known]:
    there: set[int] = set()
    for chunk in in_chunks(sorted({line.pk for line in known.values()})):
        there.update(_of_kind(kind, chunk).values_list("pk", flat=True))
    return {known_as: line for known_as, line in known.items() if line.pk in there}
