"""The only way facts are written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import TypeVar

from django.db import transaction
from django.db.models import OuterRef, Subquery

from courses.facts.changes import tell
from courses.facts.models import Fact

F = TypeVar("F", bound=Fact)
CHUNK = 5_000


def append_facts(facts: Sequence[F]) -> list[F]:
    """Append facts of one model and settle what each supersedes, in a constant number of queries per 5,000.

    Facts may arrive in any order of recording. A fact recorded at the very moment of another of its key is moved one
    microsecond later, so that of several marks by screen the last one stands; imports refuse such pairs before.
    """
    if not facts:
        return []
    model = type(facts[0])
    key = model.SUPERSEDED_BY_SAME
    with transaction.atomic():
        written: list[F] = []
        for start in range(0, len(facts), CHUNK):
            chunk = facts[start : start + CHUNK]
            others = _recorded(model, key, chunk)
            for fact in chunk:
                moments = others.setdefault(tuple(getattr(fact, name) for name in key), set())
                while fact.recorded_at in moments:
                    fact.recorded_at += timedelta(microseconds=1)
                moments.add(fact.recorded_at)
            model._default_manager.bulk_create(chunk)
            written += chunk
            repeated = {k for k, moments in others.items() if len(moments) > 1}
            if repeated:
                _settle(model, key, repeated)
        if model.COUNTS:
            tell(persons={fact.person_id for fact in written})  # type: ignore[attr-defined]
    return written


def _recorded(model: type[F], key: tuple[str, ...], facts: Sequence[F]) -> dict[tuple, set]:
    wanted = {tuple(getattr(fact, name) for name in key) for fact in facts}
    found: dict[tuple, set] = {}
    rows = _of_keys(model, key, wanted).values_list(*key, "recorded_at")
    for *values, recorded_at in rows.iterator(chunk_size=CHUNK):
        if tuple(values) in wanted:
            found.setdefault(tuple(values), set()).add(recorded_at)
    return found


def _of_keys(model: type[F], key: tuple[str, ...], keys: Iterable[tuple]):
    """Rows whose parts occur among the keys: somewhat too many, by one index instead of a long OR."""
    columns = list(zip(*keys, strict=True))
    rarest = min(range(len(key)), key=lambda i: len(set(columns[i])))
    return model._default_manager.filter(**{f"{key[rarest]}__in": set(columns[rarest])})


def _settle(model: type[F], key: tuple[str, ...], keys: set[tuple]) -> None:
    same = {name: OuterRef(name) for name in key}
    following = (
        model._default_manager.filter(**same, recorded_at__gt=OuterRef("recorded_at"))
        .order_by("recorded_at")
        .values("recorded_at")[:1]
    )
    columns = list(zip(*keys, strict=True))
    touched = {f"{name}__in": set(column) for name, column in zip(key, columns, strict=True)}
    model._default_manager.filter(**touched).update(superseded_at=Subquery(following))
