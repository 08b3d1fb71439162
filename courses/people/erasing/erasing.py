"""Erasing a person, and saying beforehand what that means."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.audit.history import record_changes
from courses.facts.changes import tell, told_together
from courses.moments import in_words
from courses.people.erasing import registry
from courses.people.erasing.errors import ErasureRefused
from courses.people.erasing.models import Kept
from courses.people.erasing.registry import Line, Outcome, Persons, Term
from courses.people.merging import records_of
from courses.people.models import Person


@dataclass(frozen=True)
class Plan:
    """What erasing these records, one human being, does at `moment`; `terms` are those that still run."""

    persons: Persons
    moment: datetime
    lines: tuple[Line, ...]
    terms: tuple[Term, ...]

    @property
    def locked_until(self) -> date | None:
        return self.terms[0].until if self.terms else None

    def of(self, outcome: Outcome) -> list[Line]:
        return [line for line in self.lines if line.outcome == outcome]


def plan_of(person: Person, *, moment: datetime | None = None) -> Plan:
    """What would go, stay and be locked now; changes nothing. Raises ErasureRefused where nothing is left to go."""
    moment = moment or timezone.now()
    persons = frozenset(records_of(person))
    terms = tuple(registry.terms_of(persons, moment))
    lines = [line for eraser in registry.erasers() for line in eraser.plan(persons, moment) if line.number]
    plan = Plan(persons, moment, tuple(lines), terms)
    if not plan.of(Outcome.GOES):
        raise ErasureRefused(_nothing_left(person, plan))
    return plan


def erase_person(person: Person, *, by: Any, moment: datetime | None = None) -> Plan:
    """Erase all that may go, lock what a project's evidence term still needs, and answer what was done.

    All records that are this human being go together. The same verb erases the rest once the term has ended. The log
    keeps the number, how many of what, and until when; never a name.
    """
    with transaction.atomic(), told_together():
        persons = frozenset(records_of(person))
        list(Person.objects.select_for_update().filter(pk__in=persons).order_by("pk"))
        person.refresh_from_db()
        plan = plan_of(person, moment=moment)
        _overwrite_what_is_deleted()
        for eraser in registry.erasers():
            eraser.erase(plan.persons, by=by, moment=plan.moment)
        tell(perhaps=plan.persons)
        until = plan.locked_until
        record_changes(
            list(Person.objects.filter(pk__in=plan.persons).order_by("pk")),
            action="leerlijn.erase_person",
            by=by,
            data={
                "records": len(plan.persons),
                "locked_until": until.isoformat() if until else None,
                "projects": [term.source for term in plan.terms],
            },
        )
        transaction.on_commit(_leave_no_copy)
    return plan


def erase_due(*, moment: datetime | None = None) -> int:
    """Erase the rest of everybody whose last term has ended; answers how many human beings. Twice does no harm."""
    moment = moment or timezone.now()
    number = 0
    # Terms are longer or shorter by now, so each is asked again.
    for kept in Kept.objects.select_related("person").order_by("pk"):
        if not Kept.objects.filter(pk=kept.pk).exists():
            continue
        try:
            erase_person(kept.person, by=None, moment=moment)
        except ErasureRefused:
            continue
        number += 1
    return number


def _nothing_left(person: Person, plan: Plan) -> str:
    until = plan.locked_until
    if until is not None:
        return _(
            "All that may go of this person is gone. Name, attendance, completions and evidence are locked until %(day)s, "
            "because of %(project)s."
        ) % {"day": in_words(until), "project": plan.terms[0].project}
    if person.erased_at is None:
        return _("Nothing is known of this person.")
    return _("This person was erased on %(day)s. Nothing is left to erase.") % {
        "day": in_words(timezone.localdate(person.erased_at))
    }


def _overwrite_what_is_deleted() -> None:
    """SQLite leaves deleted text in the file until the place is needed; PostgreSQL does so until its own vacuum."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")


def _leave_no_copy() -> None:
    """SQLite's write-ahead log holds pages as they were; who reads just now makes it wait for a later turn."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
