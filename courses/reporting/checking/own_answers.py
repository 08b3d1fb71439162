"""What a partner's own participants were not asked: by what was said under its own records, and by nothing else.

The projections hold what is known of a human being, under whosever records. That would tell a partner that an answer stands
elsewhere, so its part is read from its own groups and records, as its own tables are (`courses.reporting.dimensions`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Min
from django.utils import timezone

from courses.editions.models import Enrolment
from courses.people.models import Answer, Person
from courses.reporting.checking.ground import Ground
from courses.reporting.dimensions import AGE, DAYS_AFTER_ENTRY
from courses.reporting.projections.models import PersonEdition, SurvivingRecord


class Lack(NamedTuple):
    """How many were not asked, and of them for how many it is too late."""

    number: int
    late: int


def lacking_in_part(grant: int, needed: Collection[str], ground: Ground) -> dict[tuple[int, str], Lack]:
    """By project and question, in the account's own groups of one project; four queries."""
    own = [edition.id for edition in ground.editions.values() if grant in edition.grants]
    entries = _entries(grant, own)
    if not entries:
        return {}
    survivor = dict(SurvivingRecord.objects.values_list("record", "survivor"))
    records = Enrolment.objects.filter(edition__in=own).order_by().values("person")
    known: dict[str, set[int]] = defaultdict(set)
    born = Person.objects.filter(pk__in=records, birth_date__isnull=False) if AGE in needed else Person.objects.none()
    known[AGE] = {survivor.get(pk, pk) for pk in born.values_list("pk", flat=True)}
    said = Answer.objects.filter(person__in=records, dimension__in=set(needed) - {AGE})
    for record, dimension, day in said.values_list("person", "dimension", "valid_from"):
        human = survivor.get(record, record)
        if human in entries and day <= entries[human] + timedelta(days=DAYS_AFTER_ENTRY):
            known[dimension].add(human)
    over = timezone.localdate() - timedelta(days=DAYS_AFTER_ENTRY)
    found = {}
    for dimension in needed:
        lacks = [entry for human, entry in entries.items() if human not in known[dimension]]
        if lacks:
            found[grant, dimension] = Lack(len(lacks), sum(entry < over for entry in lacks))
    return found


def _entries(grant: int, editions: Collection[int]) -> dict[int, date]:
    """When each human being first took part in these groups."""
    rows = PersonEdition.objects.filter(grant=grant, edition__in=editions, began_on__isnull=False)
    return dict(rows.order_by().values_list("person").annotate(entry=Min("began_on")))
