"""What would say who somebody is, wherever a text may hold it: found and taken out."""

from __future__ import annotations

import html
import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Model, Q, QuerySet, TextField
from django.db.models.functions import Cast

from courses.people.erasing.models import Kept
from courses.people.erasing.registry import Persons
from courses.people.models import Person

BLOT = "…"
# Of a shorter word nobody knows whether it is a name.
SHORTEST = 3


@dataclass(frozen=True)
class Naming:
    """The names, addresses and phone numbers of one human being, as written."""

    names: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Every form in which a text may hold them, the longest first."""
        said = {word for word in (*self.names, *self.addresses, *self.phones) if len(word) >= SHORTEST}
        forms = {form for word in said for form in forms_of(word)}
        return tuple(sorted(forms, key=lambda form: (-len(form), form)))

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        if not self.words:
            return None
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, self.words))})(?!\w)", re.IGNORECASE)

    def without(self, text: str) -> str:
        """The text with each of them blotted out; whole words only, since “An” is no part of “Anders”."""
        return self._pattern.sub(BLOT, text) if self._pattern else text

    def cleaned(self, value: Any) -> Any:
        """The same through a JSON value."""
        if isinstance(value, str):
            return self.without(value)
        if isinstance(value, list):
            return [self.cleaned(one) for one in value]
        if isinstance(value, dict):
            return {self.without(key): self.cleaned(one) for key, one in value.items()}
        return value


def naming_of(persons: Persons) -> Naming:
    """What is still known of these records, their accounts included."""
    rows = list(Person.objects.filter(pk__in=persons).select_related("account"))
    kept = list(Kept.objects.filter(person__in=persons))
    names = {one for row in rows for one in (row.name, row.latin_name)}
    names |= {one for row in kept for one in (row.name, row.latin_name)}
    addresses = {row.email.lower() for row in rows}
    for row in rows:
        account: Any = row.account
        if account is not None:
            addresses.add(account.email.lower() if getattr(account, "email", "") else "")
            names.add(account.get_full_name())
    return Naming(
        frozenset(filter(None, names)),
        frozenset(filter(None, addresses)),
        frozenset(filter(None, (r.phone for r in rows))),
    )


def forms_of(word: str) -> set[str]:
    """A word composed and decomposed, as HTML writes it, and as JSON does."""
    forms = {unicodedata.normalize(form, word) for form in ("NFC", "NFD", "NFKC", "NFKD")} | {word}
    forms |= {html.escape(form) for form in forms}
    return forms | {json.dumps(form)[1:-1] for form in forms}


def blot(rows: QuerySet[Any], fields: Iterable[str], naming: Naming) -> int:
    """Take it out of these fields (text or JSON) of the rows that hold any; answers how many rows changed."""
    changed = 0
    model: type[Model] = rows.model
    for row in holding(rows, fields, naming):
        before = {field: getattr(row, field) for field in fields}
        after = {field: naming.cleaned(value) for field, value in before.items()}
        if after != before:
            model._default_manager.filter(pk=row.pk).update(**after)
            changed += 1
    return changed


def holding(rows: QuerySet[Any], fields: Iterable[str], naming: Naming) -> Iterable[Any]:
    """Rows that hold one of the words somewhere in these fields, as far as the database can tell: rather too many."""
    if not naming.words:
        return []
    casts = {f"as_text_{field}": Cast(field, TextField()) for field in fields}
    wanted = Q(pk__in=[])
    for name in casts:
        for word in naming.words:
            wanted |= Q(**{f"{name}__icontains": word})
            if "\\" in word:  # a JSON text in a JSON column is escaped already
                wanted |= Q(**{f"{name}__contains": word})
    return rows.annotate(**casts).filter(wanted).order_by("pk").iterator(chunk_size=500)
