"""Who recruited somebody; and names in what was noted about activities."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from courses.fieldwork.activities import compared
from courses.fieldwork.models import Activity, HostAnswer, Recruit
from courses.people.erasing.naming import Naming, blot, naming_of
from courses.people.erasing.registry import Line, Outcome, Persons

HOLDS = ("Activity", "HostAnswer", "Recruit")
KEYS = ("region_key", "place_key", "host_key")
# Keys have no spaces: a shorter name may be a part of any word, so it has to be the whole key.
SHORTEST_KEY = 8


def plan(persons: Persons, moment: datetime) -> list[Line]:
    return [Line(_("who wrote this person down"), Recruit.objects.filter(person__in=persons).count(), Outcome.GOES)]


def erase(persons: Persons, *, by: Any, moment: datetime) -> None:
    Recruit.objects.filter(person__in=persons).delete()
    naming = naming_of(persons)
    for model in (Activity, HostAnswer):
        blot(model._default_manager.exclude(note=""), ("note",), naming)
    _forget_keys(naming)


def _forget_keys(naming: Naming) -> None:
    """Places and hosts as they are compared: one that holds a whole name, address or number is compared no more."""
    said = {compared(one) for one in (*naming.names, *naming.addresses, *naming.phones)}
    for key in KEYS:
        for one in said:
            there = Q(**{key: one}) if len(one) < SHORTEST_KEY else Q(**{f"{key}__contains": one})
            if one:
                Activity.objects.filter(there).update(**{key: ""})
