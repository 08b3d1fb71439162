"""Keeping the projections true: in the transaction of what changed, for the human beings about whom it changed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from courses.completion.models import Completion
from courses.editions.models import Attendance, Edition, EditionFunding
from courses.facts.changes import Changes
from courses.people.merging import survivors
from courses.people.models import Answer, Merge
from courses.reporting.projections.dialects import dialect, execute, rows_of
from courses.reporting.projections.models import AwaitedFact, PersonEdition, SurvivingRecord
from courses.reporting.projections.recipes import COLUMNS, RECIPES, Scope, table

# With more of them than this it is cheaper to make everything again.
MOST = 20_000
FACTS: tuple[Any, ...] = (Attendance, Completion, Answer, Merge)


def keep(changes: Changes) -> None:
    """Bring the projections up to date with what changed. Runs in the transaction that changed it."""
    with transaction.atomic(savepoint=False):
        persons = set(changes.persons)
        if changes.joined:
            persons |= changes.joined | resolve_records()
        if changes.grants or changes.editions:
            persons |= _persons_in(changes.editions, changes.grants)
        if changes.perhaps - persons:
            persons |= _with_facts(changes.perhaps - persons)
        if persons:
            refresh(persons)


def refresh(persons: Collection[int]) -> None:
    """Make the rows of these persons (any of their records) again, in a number of queries that is always the same.

    Whoever does so for the same human being waits, and then sees the other's facts. (On SQLite there is one writer.)
    """
    with transaction.atomic(savepoint=False):
        now = timezone.now()
        _lock(persons)
        humans, records, awaits = _humans(persons, now)
        if awaits:
            humans, records, _awaits = _humans({*persons, *_catch_up(now)}, now)
            _await(records, now)
        if len(records) > MOST:
            make(None, now)
        else:
            own = dialect()
            make(Scope(own.ids(humans), own.ids(records)), now)


def make(scope: Scope | None, now: datetime) -> None:
    """Throw rows away and make them again: those of some human beings, or all."""
    with connection.cursor() as cursor:
        for model, recipe in RECIPES.items():
            name, columns, select = table(model.__name__), ", ".join(COLUMNS[model]), recipe(scope)
            cursor.execute(f"DELETE FROM {name}" + (f" WHERE person_id IN ({scope.records})" if scope else ""))
            execute(cursor, f"INSERT INTO {name} ({columns}) {select}", now)


def resolve_records() -> set[int]:
    """Write down as whom each merged record survives now; answers everybody for whom that changed."""
    wanted = survivors(timezone.now())
    there = dict(SurvivingRecord.objects.values_list("record", "survivor"))
    changed = {record for record in {*wanted, *there} if wanted.get(record) != there.get(record)}
    if changed:
        SurvivingRecord.objects.filter(record__in=changed).delete()
        rows = [SurvivingRecord(record_id=one, survivor_id=wanted[one]) for one in changed if one in wanted]
        SurvivingRecord.objects.bulk_create(rows, batch_size=5_000)
    return {one for record in changed for one in (record, wanted.get(record, record), there.get(record, record))}


def note_awaited(now: datetime) -> None:
    """Of everybody, from when on their rows may be out of date; nothing else is awaited any more."""
    AwaitedFact.objects.all().delete()
    _await(None, now)


def catch_up() -> None:
    """Take in the facts that were awaited and hold by now."""
    persons = _catch_up(timezone.now())
    if persons:
        refresh(persons)


def _await(records: Collection[int] | None, now: datetime) -> None:
    """Remember the facts about these records that are recorded for a moment to come."""
    ahead: set[tuple[int, datetime]] = set()
    for model in FACTS:
        rows = model.objects.filter(recorded_at__gt=now)
        if records is not None:
            rows = rows.filter(person__in=records)
        ahead.update(rows.order_by().values_list("person", "recorded_at"))
    if records is not None:
        AwaitedFact.objects.filter(person__in=records).delete()
    AwaitedFact.objects.bulk_create([AwaitedFact(person_id=one, moment=moment) for one, moment in sorted(ahead)], 5_000)


def _catch_up(now: datetime) -> set[int]:
    """Those about whom a fact was awaited that holds by now."""
    due = AwaitedFact.objects.filter(moment__lte=now, person__isnull=False)
    persons = set(due.values_list("person", flat=True))
    if persons:
        due.delete()
        persons |= resolve_records()
    return persons


def _persons_in(editions: Collection[int], grants: Collection[int]) -> set[int]:
    """Whoever has a fact or a row in these groups or in groups of these projects, doubles of them included."""
    asked = Q(pk__in=editions)
    if grants:
        asked |= Q(pk__in=EditionFunding.objects.filter(grant__in=grants).values("edition"))
    ids = set(Edition.objects.filter(asked).order_by().values_list("pk", flat=True))
    doubles = Edition.objects.filter(same_as__in=ids).order_by().values_list("pk", flat=True)
    kept = Edition.objects.filter(pk__in=ids, same_as__isnull=False).order_by().values_list("same_as", flat=True)
    ids.update(doubles.union(kept))
    marked = Attendance.objects.filter(session__edition__in=ids).order_by().values_list("person", flat=True)
    completed = Completion.objects.filter(edition__in=ids).order_by().values_list("person", flat=True)
    rows = PersonEdition.objects.filter(Q(edition__in=ids) | Q(grant__in=grants)).values_list("person", flat=True)
    return set(marked.union(completed, rows))


def _with_facts(persons: Collection[int]) -> set[int]:
    """Those of these persons about whom there is anything to count, or who are joined with somebody else."""
    here = {"person__in": persons}
    marked = Attendance.objects.filter(**here).order_by().values_list("person", flat=True)
    completed = Completion.objects.filter(**here).order_by().values_list("person", flat=True)
    merged = SurvivingRecord.objects.filter(record__in=persons).values_list("record", flat=True)
    surviving = SurvivingRecord.objects.filter(survivor__in=persons).values_list("survivor", flat=True)
    rows = PersonEdition.objects.filter(**here).values_list("person", flat=True)
    return set(marked.union(completed, merged, surviving, rows))


def _kin(ids: str) -> str:
    """A SELECT of all records that are one of these human beings."""
    merged = table("SurvivingRecord")
    humans = f"{ids} UNION SELECT v.survivor_id FROM {merged} v WHERE v.record_id IN ({ids})"
    return f"{humans} UNION SELECT w.record_id FROM {merged} w WHERE w.survivor_id IN ({humans})"


def _lock(persons: Collection[int]) -> None:
    """Take everybody in the same order, so that no two wait for each other."""
    if connection.vendor == "postgresql":
        kin = _kin(dialect().ids(persons))
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT id FROM {table('Person')} WHERE id IN ({kin}) ORDER BY id FOR NO KEY UPDATE")


def _humans(persons: Collection[int], now: datetime) -> tuple[set[int], set[int], bool]:
    """The surviving records of these persons, all records that are one of them, and whether any fact is awaited."""
    ahead = " OR ".join(
        f"EXISTS (SELECT 1 FROM {table(model.__name__)} f WHERE f.person_id = r.id AND f.recorded_at > %s)"
        for model in FACTS
    )
    due = f"EXISTS (SELECT 1 FROM {table('AwaitedFact')} d WHERE d.person_id = r.id)"
    late = f"EXISTS (SELECT 1 FROM {table('AwaitedFact')} d WHERE d.moment <= %s AND d.person_id IS NOT NULL)"
    select = f"""
        SELECT r.id, COALESCE(v.survivor_id, r.id), {ahead} OR {due} OR {late}
        FROM ({_kin(dialect().ids(persons))}) r LEFT JOIN {table("SurvivingRecord")} v ON v.record_id = r.id"""
    rows = rows_of(select, now)
    return {row[1] for row in rows}, {row[0] for row in rows}, any(row[2] for row in rows)
