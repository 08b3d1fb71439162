"""What an organisation and its field worker filled in before, so that nobody types it twice."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from courses.editions.models import Session
from courses.fieldwork.models import Activity
from courses.people.models import Organisation

LOOKED_AT = 300
OFFERED = 30


@dataclass
class Remembered:
    """`initial` is what one filled in last; the lists are what the organisation used before, the most used first."""

    initial: dict[str, str] = field(default_factory=dict)
    regions: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    hosts: list[str] = field(default_factory=list)
    themes: list[str] = field(default_factory=list)


def remembered(organisation: Organisation, account: Any) -> Remembered:
    """Two queries, however much was logged: the latest activities of the organisation are looked at."""
    rows = list(
        Activity.objects.filter(organisation=organisation)
        .select_related("edition", "host")
        .order_by("-recorded_at", "-pk")[:LOOKED_AT]
    )
    sessions = Session.objects.filter(edition__in=[row.edition_id for row in rows])
    places = dict(sessions.values_list("edition_id", "place"))
    found = Remembered(
        regions=_most_used(row.edition.region for row in rows),
        places=_most_used(places.get(row.edition_id, "") for row in rows),
        hosts=_most_used(row.host.name if row.host else "" for row in rows),
        themes=_most_used(theme for row in rows for theme in row.edition.themes or ()),
    )
    last = next((row for row in rows if row.recorded_by_id == account.pk), rows[0] if rows else None)
    if last is not None:
        found.initial = {
            "region": last.edition.region,
            "host": last.host.name if last.host else "",
            "theme": next(iter(last.edition.themes or ()), ""),
        }
    return found


def _most_used(words: Any) -> list[str]:
    counts: dict[str, int] = {}
    for word in words:
        if word:
            counts[word] = counts.get(word, 0) + 1
    return sorted(counts, key=lambda word: (-counts[word], word.casefold()))[:OFFERED]
