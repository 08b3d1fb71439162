"""Who is compared with whom: those with a key in common, unless so many share it that it says nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator
from itertools import combinations, groupby, islice
from typing import Any

from courses.people.doubles.models import PersonKey
from courses.people.models import Person

Pair = tuple[int, int]
# So many may share a key: a name that more have is no reason to ask, nor is an office's telephone.
FEW = 25
# Of those who share it with many, so many may be near each other: in one organisation, or in one project.
FEW_NEAR = 12
CHUNK = 5_000
# Keys are digests, spread evenly over the whole numbers of 64 bits, so that so many parts are of about one size.
SLICES = 64
_LOWEST, _WIDTH = -(2**63), 2**64 // SLICES


def in_chunks(items: Iterable[Any], size: int = CHUNK) -> Iterator[list[Any]]:
    rest = iter(items)
    while chunk := list(islice(rest, size)):
        yield chunk


def pairs_of(persons: Collection[int]) -> set[Pair]:
    """The pairs to compare in which one of these persons is. Few queries, and more only per thousands of keys."""
    wanted = set(persons)
    values: set[int] = set()
    for chunk in in_chunks(sorted(wanted)):
        values.update(PersonKey.objects.filter(person__in=chunk).values_list("value", flat=True))
    blocks: dict[int, list[int]] = defaultdict(list)
    for chunk in in_chunks(sorted(values)):
        for value, person in PersonKey.objects.filter(value__in=chunk).values_list("value", "person"):
            blocks[value].append(person)
    return {pair for pair in _pairs(blocks.values()) if wanted.intersection(pair)}


def all_pairs() -> Iterator[set[Pair]]:
    """The pairs to compare among all persons, in SLICES parts of about equal size; one may come in several."""
    for number in range(SLICES):
        first, after = _LOWEST + number * _WIDTH, _LOWEST + (number + 1) * _WIDTH
        # The last part ends one number too far for the column.
        rows = PersonKey.objects.filter(value__gte=first, value__lte=after - 1).order_by("value", "person")
        shared = groupby(rows.values_list("value", "person").iterator(chunk_size=CHUNK), key=lambda row: row[0])
        yield set(_pairs([person for _value, person in block] for _value, block in shared))


def _pairs(blocks: Iterable[list[int]]) -> Iterator[Pair]:
    crowded: list[list[int]] = []
    for block in blocks:
        if len(block) <= FEW:
            yield from combinations(sorted(block), 2)
        else:
            crowded.append(block)
    if crowded:
        yield from _near(crowded)


def _near(crowded: list[list[int]]) -> Iterator[Pair]:
    circles = circles_of({person for block in crowded for person in block})
    for block in crowded:
        near: dict[Hashable, list[int]] = defaultdict(list)
        for person in block:
            for circle in circles[person]:
                near[circle].append(person)
        for few in near.values():
            if len(few) <= FEW_NEAR:
                yield from combinations(sorted(few), 2)


def circles_of(persons: Collection[int]) -> dict[int, set[Hashable]]:
    """Per person what it may have in common with another: who recorded it, and the groups, whose, and projects it is in."""
    found: dict[int, set[Hashable]] = defaultdict(set)
    group = "enrolments__edition__"
    for chunk in in_chunks(sorted(persons)):
        rows = Person.objects.filter(pk__in=chunk).values_list(
            "pk", "keeper", f"{group}pk", f"{group}organisation", f"{group}funding__grant"
        )
        for pk, keeper, edition, organisation, grant in rows.distinct().iterator(chunk_size=CHUNK):
            found[pk].update(("organisation", one) for one in (keeper, organisation) if one is not None)
            found[pk].update((kind, one) for kind, one in (("group", edition), ("project", grant)) if one is not None)
    return found
