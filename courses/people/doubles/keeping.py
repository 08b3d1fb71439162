"""Keeping the keys of persons and the pairs found by them: with the verbs that change persons, or all anew."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cached_property, partial

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from courses.jobs.queueing import enqueue
from courses.people.doubles.blocks import Pair, all_pairs, in_chunks, pairs_of
from courses.people.doubles.keys import keys_of
from courses.people.doubles.likeness import ENOUGH, Likeness, Traits, likeness, score_of, traits_of
from courses.people.doubles.models import PersonKey, PersonPair
from courses.people.doubles.namesakes import Namesakes, by_name_alone
from courses.people.merging import survivors
from courses.people.models import Person

KIND = "people.look_for_doubles"
# So many are looked at straight after the commit; more are a job.
AT_ONCE = 1_000
# A job names no more persons than this, and else looks at all.
NAMED = 5_000
Decision = PersonPair.Decision
_COMPARED_FIELDS = ("name", "latin_name", "email", "phone", "birth_date")


def persons_were_changed(persons: Sequence[Person]) -> None:
    """Write their keys now, and look for their doubles once the transaction stands: only then others see them too."""
    keep_keys(persons)
    ids = [person.pk for person in persons]
    if len(ids) <= AT_ONCE:
        transaction.on_commit(partial(look_for_doubles, ids), robust=True)
    else:
        enqueue(kind=KIND, by=None, parameters={"persons": ids if len(ids) <= NAMED else None})


def keep_keys(persons: Sequence[Person]) -> None:
    """Two queries per thousands of persons; who was erased has none."""
    with transaction.atomic():
        for chunk in in_chunks(persons, 2_000):
            PersonKey.objects.filter(person__in=[person.pk for person in chunk]).delete()
            PersonKey.objects.bulk_create(
                [
                    PersonKey(person_id=person.pk, value=value)
                    for person in chunk
                    if person.erased_at is None
                    for value in sorted(keys_of(traits_of(person)))
                ],
                batch_size=5_000,
            )


def look_for_doubles(persons: Collection[int]) -> int:
    """Settle the pairs in which these persons are; answers how many new ones there are."""
    with transaction.atomic():
        settling = _Settling(PersonPair.objects.filter(Q(first__in=persons) | Q(second__in=persons)))
        settling.settle(pairs_of(persons))
        settling.drop()
        return settling.fresh


def look_at_all(each: Callable[[Iterable[set[Pair]]], Iterable[set[Pair]]] = iter) -> int:
    """Settle all pairs by the keys as they are; answers how many new ones there are.

    What was found is written part by part, so that nobody who decides meanwhile has to wait for the end; `each` is told
    of every part.
    """
    settling = _Settling(PersonPair.objects.all())
    for pairs in each(all_pairs()):
        settling.settle(pairs)
    settling.drop()
    return settling.fresh


def rebuild_keys(*, missing_only: bool = False) -> int:
    """Write the keys of all persons anew, or of those without any; answers of how many. For what no verb changed."""
    number = 0
    people = Person.objects.filter(erased_at=None).order_by("pk").only(*_COMPARED_FIELDS, "erased_at")
    if missing_only:
        people = people.filter(~Exists(PersonKey.objects.filter(person=OuterRef("pk"))))
    for chunk in in_chunks(people.iterator(chunk_size=2_000), 2_000):
        keep_keys(chunk)
        number += len(chunk)
    return number


class _Settling:
    """One look: of `known`, the open pairs that don't fit any more go at its end. `fresh` counts the new ones."""

    def __init__(self, known: QuerySet[PersonPair]) -> None:
        undecided = known.filter(decision=Decision.OPEN).order_by()
        self.known: dict[Pair, int] = {
            (first, second): pk for pk, first, second in undecided.values_list("pk", "first", "second")
        }
        self.traits: dict[int, Traits] = {}
        self.found: set[Pair] = set()
        self.namesakes = Namesakes()
        self.fresh = 0

    @cached_property
    def survivors(self) -> dict[int, int]:
        return survivors()

    def settle(self, pairs: set[Pair]) -> None:
        self._read({person for pair in pairs for person in pair} - self.traits.keys())
        alike: dict[Pair, Likeness] = {}
        for one, other in pairs - self.found:
            if one in self.traits and other in self.traits:
                like = likeness(self.traits[one], self.traits[other])
                if like.score >= ENOUGH:
                    alike[one, other] = like
        by_name = {pair for pair, like in alike.items() if by_name_alone(like)}
        for pair in by_name - self.namesakes.surprising(by_name, self.traits):
            del alike[pair]
        self.found |= alike.keys()
        for chunk in in_chunks(sorted(alike.items()), 2_000):
            self._write(dict(chunk))

    def _read(self, persons: set[int]) -> None:
        for chunk in in_chunks(sorted(persons)):
            living = Person.objects.filter(pk__in=chunk, erased_at=None).only(*_COMPARED_FIELDS)
            self.traits.update((person.pk, traits_of(person)) for person in living)

    def _write(self, alike: dict[Pair, Likeness]) -> None:
        """New pairs, and what changed of those that are there; somebody may be deciding about one just now."""
        with transaction.atomic():
            firsts, seconds = {one for one, _other in alike}, {other for _one, other in alike}
            rows = PersonPair.objects.select_for_update().filter(first__in=firsts, second__in=seconds).order_by("pk")
            there = {key: pair for pair in rows if (key := (pair.first_id, pair.second_id)) in alike}
            changed = [pair for key, pair in there.items() if self._changes(pair, alike[key])]
            PersonPair.objects.bulk_update(changed, ["score", "reasons", "decision", "found_at"], batch_size=500)
            fresh = [self._fresh(*key, like) for key, like in alike.items() if key not in there]
            PersonPair.objects.bulk_create(fresh, ignore_conflicts=True, batch_size=2_000)
        self.fresh += len(fresh)

    def drop(self) -> None:
        """Pairs that nobody decided and that fit no longer go."""
        gone = [pk for key, pk in self.known.items() if key not in self.found]
        for chunk in in_chunks(gone):
            PersonPair.objects.filter(pk__in=chunk, decision=Decision.OPEN).delete()

    def _changes(self, pair: PersonPair, like: Likeness) -> bool:
        """One that was judged comes back if more speaks for it now."""
        if (pair.score, pair.reasons) == (like.score, like.reasons):
            return False
        pair.score, pair.reasons = like.score, like.reasons
        if pair.decision == Decision.DIFFERENT and like.score > score_of(pair.judged):
            pair.decision, pair.found_at = Decision.OPEN, timezone.now()
        return True

    def _fresh(self, one: int, other: int, like: Likeness) -> PersonPair:
        joined = self.survivors.get(one, one) == self.survivors.get(other, other)
        decision = Decision.SAME if joined else Decision.OPEN
        return PersonPair(first_id=one, second_id=other, score=like.score, reasons=like.reasons, decision=decision)
