"""Bringing in a file: parse, verify, create. Sends no mail, issues no certificate and invites nobody."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any, BinaryIO

from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from courses.audit.history import record_changes
from courses.completion.models import Completion
from courses.completion.signals import completed, completion_voided
from courses.editions.models import Attendance, Edition
from courses.editions.signals import attendance_marked
from courses.facts.changes import tell, told_together
from courses.interchange.book import CHANGED, NEW
from courses.interchange.creating import Rows
from courses.interchange.creating_facts import (
    relink,
    remember,
    write_answers,
    write_attendance,
    write_completions,
    write_joinings,
)
from courses.interchange.errors import InterchangeError
from courses.interchange.identity import site_source
from courses.interchange.models import SiteIdentity
from courses.interchange.parsing import Wrong, parse
from courses.interchange.reading import read_lines
from courses.interchange.verifying import Plan, verify


@dataclass(frozen=True)
class Outcome:
    """Per type how many lines are new, changed, unchanged and wrong; each wrong line; whether it was written."""

    source: str
    counts: dict[str, Counter[str]]
    wrong: list[Wrong]
    written: bool

    @property
    def changes(self) -> int:
        return sum(counter[NEW] + counter[CHANGED] for counter in self.counts.values())


def import_file(file: BinaryIO, *, by: Any, source: str = "", commit: bool = False) -> Outcome:
    """Verify a file and, with `commit` and no wrong line, write it in one transaction.

    Raises InterchangeError for a file that names no source, or another than `source`.
    """
    parsed = parse(read_lines(file), source=source)
    if not commit:
        return _outcome(verify(parsed), written=False)
    try:
        with transaction.atomic(), told_together():
            _one_at_a_time()
            plan = verify(parsed)
            written = not plan.book.wrong()
            if written:
                _create(plan, by)
            return _outcome(plan, written=written)
    except DatabaseError as error:
        raise InterchangeError(
            _("The database refused the file, and nothing was written: %(why)s") % {"why": error}
        ) from error


def _one_at_a_time() -> None:
    """A second import waits until the first is done, and then sees what it brought (SQLite locks as a whole)."""
    site_source()
    list(SiteIdentity.objects.select_for_update().order_by("pk")[:1])


def _outcome(plan: Plan, *, written: bool) -> Outcome:
    return Outcome(plan.book.source, plan.book.counts(), plan.book.wrong(), written)


def _create(plan: Plan, by: Any) -> None:
    rows = Rows(plan.book, by)
    rows.write_structure()
    relink(plan.touched)
    attendances = write_attendance(plan, rows)
    completions = write_completions(plan, rows)
    write_answers(plan, rows)
    write_joinings(plan, rows)
    remember(plan, rows)
    _tell(plan, rows)
    _log(plan, rows, by)
    if attendances:
        attendance_marked.send(sender=Attendance, attendances=attendances)
    holding = [one for one in completions if not one.void and one.superseded_at is None]
    voided = [one for one in completions if one.void]
    if holding:
        completed.send(sender=Completion, completions=holding)
    if voided:
        completion_voided.send(sender=Completion, completions=voided)


def _tell(plan: Plan, rows: Rows) -> None:
    """What was written in bulk and isn't a mark or a completion, to whoever keeps figures."""

    def named(field: str, *kinds: str) -> set[int]:
        """The rows that pending lines of these types name in a field."""
        return {rows.ref(field, record.get(field)) for kind in kinds for record in plan.book.pending(kind)} - {None}

    def themselves(kind: str) -> set[int]:
        return {rows.ref(kind, record.id) for record in plan.book.pending(kind)}

    relinked = {person for person, _edition in plan.touched if isinstance(person, int)}
    tell(
        perhaps=themselves("person") | named("person", "enrolment", "answer") | relinked,
        joined=named("person", "merge", "split"),
        editions=themselves("edition") | named("edition", "session"),
        grants=themselves("grant"),
    )


def _log(plan: Plan, rows: Rows, by: Any) -> None:
    keys = [rows.ref("edition", record.id) for record in plan.book.pending("edition")]
    editions = list(Edition.objects.filter(pk__in=keys).order_by("pk"))
    record_changes(editions, action="leerlijn.import", by=by, data={"source": plan.book.source})
