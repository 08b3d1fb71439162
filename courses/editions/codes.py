"""Codes that people read: one series a year, handed out under a lock, never counted."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F

from courses.editions.models import CodeSeries, Edition


def next_in_series(name: str) -> int:
    """The next number of a series; concurrent callers get different ones, in an open transaction of the caller."""
    return reserve_in_series(name, 1)


def reserve_in_series(name: str, count: int) -> int:
    """Take `count` numbers at once; answers the first of them."""
    with transaction.atomic():
        CodeSeries.objects.bulk_create([CodeSeries(name=name)], ignore_conflicts=True)
        # The UPDATE takes the row's lock on PostgreSQL and the database's on SQLite: what is read next is ours.
        CodeSeries.objects.filter(pk=name).update(last=F("last") + count)
        return CodeSeries.objects.values_list("last", flat=True).get(pk=name) - count + 1


def new_edition_code(year: int) -> str:
    """A free code such as G2026-014; hands on where an import or a person took one already."""
    while True:
        code = f"G{year}-{next_in_series(f'edition-{year}'):03d}"
        if not Edition.objects.filter(code=code).exists():
            return code
