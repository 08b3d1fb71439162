"""Joining double persons and taking them apart; both are facts, and no row moves."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.audit.history import record_changes
from courses.errors import CoursesError
from courses.people.models import Merge, Person
from courses.people.signals import persons_joined


class MergeRefused(CoursesError):
    """A merge or split that would make no sense of who is who."""


def merged_into(as_of: datetime | None = None) -> dict[int, int]:
    """Whom each merged person was merged into (one step), now or as known at a moment; split ones are left out."""
    facts = Merge.objects.order_by("recorded_at", "pk")
    if as_of is not None:
        facts = facts.filter(recorded_at__lte=as_of)
    steps: dict[int, int] = {}
    for kind, person, other in facts.values_list("kind", "person_id", "other_id"):
        if kind == Merge.Kind.MERGE:
            steps[person] = other
        else:
            steps.pop(person, None)
    return steps


def survivors(as_of: datetime | None = None) -> dict[int, int]:
    """The surviving person of each merged one, through chains; who is not a key survives as themselves."""
    return {person: survivor_in(steps, person) for steps in [merged_into(as_of)] for person in steps}


def survivor_in(steps: dict[int, int], person: int) -> int:
    """Follow the steps to their end. Of a circle, which only contradicting imports can make, the lowest id survives."""
    path = [person]
    while path[-1] in steps:
        following = steps[path[-1]]
        if following in path:
            return min(path[path.index(following) :])
        path.append(following)
    return path[-1]


def survivor_of(person: Person) -> Person:
    """The record that lives on of this human being; one query where it was never joined."""
    if not Merge.objects.filter(person=person).exists():
        return person
    survivor = survivor_in(merged_into(), person.pk)
    return person if survivor == person.pk else Person.objects.get(pk=survivor)


def records_of(person: Person) -> set[int]:
    """The ids of all records that are this human being; one query where nothing was ever joined."""
    found, fresh = {person.pk}, {person.pk}
    while fresh:
        joined = Merge.objects.filter(Q(person__in=fresh) | Q(other__in=fresh)).values_list("person", flat=True)
        fresh = set().union(*(pair for pair in _joined_now(set(joined)) if pair & found)) - found
        found |= fresh
    return found


def records_seen(person: Person) -> set[int]:
    """As `records_of`, remembered with this very object: for one screen whose parts all ask."""
    known: set[int] | None = person.__dict__.get("_records_seen")
    if known is None:
        known = person.__dict__["_records_seen"] = records_of(person)
    return known


def records_opened(person: Person) -> set[int]:
    """The ids of the records whose groups, marks and certificates this person's account opens: all that are them.

    An account that stands in for one belongs to a card, which the organisation that recorded them printed and could
    open itself: it shows that organisation's records alone. That somebody is known elsewhere stays there.
    """
    records = records_seen(person)
    if not person.account_stands_in or len(records) == 1:
        return records
    same_keeper = Person.objects.filter(pk__in=records, keeper=person.keeper_id).exclude(keeper=None)
    return {person.pk, *same_keeper.values_list("pk", flat=True)}


def _joined_now(persons: set[int]) -> list[set[int]]:
    """Each of these records with the one it is joined to; of several facts about a record the last one holds."""
    if not persons:
        return []
    facts = Merge.objects.filter(person__in=persons).order_by("recorded_at", "pk")
    last = {fact.person_id: fact for fact in facts}
    return [{fact.person_id, fact.other_id} for fact in last.values() if fact.kind == Merge.Kind.MERGE]


def merge(
    person: Person, into: Person, *, by: Any, at: datetime | None = None, source: str = "", reason: str = ""
) -> Merge:
    """Record that `person` is the same human being as `into`, whose record survives.

    `reason` says why only now, where a report was closed over it; the log keeps it.
    """
    with transaction.atomic():
        check_merge(_locked(person.pk, into.pk), person.pk, into.pk)
        fact = Merge(kind=Merge.Kind.MERGE, person=person, other=into, recorded_by=by, source=source)
        return _record(fact, at, action="leerlijn.join_person", reason=reason)


def split(
    person: Person, from_: Person, *, by: Any, at: datetime | None = None, source: str = "", reason: str = ""
) -> Merge:
    """Record that `person` was wrongly merged into `from_`."""
    with transaction.atomic():
        if _locked(person.pk, from_.pk).get(person.pk) != from_.pk:
            raise MergeRefused(_("These two records are not joined, so they can't be taken apart."))
        fact = Merge(kind=Merge.Kind.SPLIT, person=person, other=from_, recorded_by=by, source=source)
        return _record(fact, at, action="leerlijn.split_person", reason=reason)


def _locked(*persons: int) -> dict[int, int]:
    """Who is joined with whom, while nobody else changes it for these persons or for who they are by now.

    With the survivors locked too, several joinings that would close a circle wait for each other.
    """
    steps, held = merged_into(), set[int]()
    while not held.issuperset(wanted := {*persons, *(survivor_in(steps, person) for person in persons)}):
        held |= wanted
        list(Person.objects.select_for_update().filter(pk__in=held).order_by("pk"))
        steps = merged_into()
    return steps


def _record(fact: Merge, at: datetime | None, *, action: str, reason: str) -> Merge:
    """Each record's history says that it was joined, and not with which one: that may be another partner's."""
    fact.recorded_at = at or timezone.now()
    fact.save(force_insert=True)
    why = {"reason": reason[:300]} if reason else None
    record_changes([fact.person, fact.other], action=action, by=fact.recorded_by, data=why)
    persons_joined.send(sender=Merge, merges=[fact])
    return fact


def check_merge(steps: dict[int, int], person: int, into: int) -> None:
    """Refuse a merge into itself, of somebody already merged, or into a circle; into a merged one leads on."""
    if person == into:
        raise MergeRefused(_("A person can't be joined with themselves."))
    if person in steps:
        raise MergeRefused(_("This person was already joined with somebody else."))
    if survivor_in(steps, into) == person:
        raise MergeRefused(_("That would join two persons in a circle."))
