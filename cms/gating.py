"""Documents of modules: who may read the page may have them, by whatever address.

A document that stands on no module, or also somewhere else, is as open as Wagtail says. Where it stands is known from
Wagtail's index of references.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import ReferenceIndex

from cms.models import ModulePage
from cms.reading import reaches
from courses.editions.access import visible_editions
from courses.editions.models import Enrolment
from courses.people.access import person_of


@dataclass(frozen=True)
class Place:
    """Where a document stands on a module: for which functions (none: for everybody), or in the guide for trainers."""

    module: ModulePage
    functions: Sequence[str] = ()
    guide: bool = False


def places_of(document: Any) -> list[Place]:
    """The places that close a document; empty where Wagtail alone decides."""
    index = ReferenceIndex.get_references_to(document).values_list("content_type", "object_id", "content_path")
    uses = list(index)
    module = ContentType.objects.get_for_model(ModulePage).pk
    if any(content_type != module for content_type, _pk, _path in uses):
        return []
    modules = ModulePage.objects.in_bulk([int(pk) for _type, pk, _path in uses])
    return [_place(modules[int(pk)], path) for _type, pk, path in uses if int(pk) in modules]


def _place(module: ModulePage, path: str) -> Place:
    field, _dot, rest = path.partition(".")
    block = next((one for one in module.body if one.id == rest.partition(".")[0]), None) if field == "body" else None
    functions = block.value.get("functions") if block is not None and block.block_type == "only_for" else ()
    return Place(module, tuple(functions or ()), guide=field == "guide")


def opens_for(places: Iterable[Place], account: Any) -> bool:
    """Whether one of the places of a document is one that this account may read."""
    known = list(places)
    if any(_is_open(place) for place in known):
        return True
    if not account.is_authenticated or not account.is_active:
        return False
    if any(place.module.permissions_for_user(account).can_edit() for place in known):
        return True
    pages = {place.module.pk for place in known}
    if visible_editions(account).filter(version__pins__page__in=pages).exists():
        return True
    return _takes_part(known, account)


def _is_open(place: Place) -> bool:
    return place.module.live and place.module.open_to_all and not place.functions and not place.guide


def _takes_part(places: Sequence[Place], account: Any) -> bool:
    person = person_of(account)
    if person is None:
        return False
    for place in places:
        functions = Enrolment.objects.filter(
            person=person,
            state=Enrolment.State.PLACED,
            role__in=Enrolment.TAKING_PART,
            edition__version__pins__page=place.module.pk,
        ).values_list("function", flat=True)
        if not place.guide and any(reaches(place.functions, function) for function in functions):
            return True
    return False
