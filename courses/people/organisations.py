"""The organisation somebody names for themselves, found or written down; nobody is shown a list of them."""

from __future__ import annotations

from courses.people.access import organisations_known_to
from courses.people.models import Organisation


def organisation_named(name: str, *, keeper: Organisation | None) -> Organisation | None:
    """The one of this name (capitals and spaces aside) that `keeper` can see, else a new one that `keeper` recorded.

    Others' organisations are never found: that somebody is known elsewhere stays there. None for an empty name.
    """
    wanted = " ".join(name.split())
    if not wanted:
        return None
    known = organisations_known_to(keeper).order_by("pk").values_list("pk", "name")
    found = next((pk for pk, known_as in known if _same(known_as, wanted)), None)
    if found is not None:
        return Organisation.objects.get(pk=found)
    return Organisation.objects.create(name=wanted, keeper=keeper)


def _same(one: str, other: str) -> bool:
    return "".join(one.split()).casefold() == "".join(other.split()).casefold()
