"""What publishing a page does to those who are in the middle of its programme: foretold to its author, and told after."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import reduce
from operator import add
from typing import Any

from django.db.models import F
from django.utils import timezone

from cms.checking import problems
from cms.describing import describe
from cms.publishing import programme_of
from courses.completion.differing import differences
from courses.completion.underway import Underway, underway_by_version
from courses.curricula.carrying import parts_of_curriculum, parts_of_versions
from courses.curricula.contract import Curriculum
from courses.curricula.models import CurriculumVersion, PagePin
from courses.curricula.pinning import latest_version


class Kind(StrEnum):
    """A change is what it is; nobody chooses it."""

    NOTHING = "nothing"
    FIRST = "first"
    WORDS = "words"
    STRUCTURE = "structure"
    BACK = "back"


@dataclass(frozen=True)
class Effect:
    """`number` is the version that the programme will offer; `reached` see the page's new words at once, `waiting` go on
    with what they have; `starts_at` where it is planned; `problem` is why it can't be published as it stands.
    """

    kind: Kind
    number: int
    reached: Underway
    waiting: Underway
    differences: list[str] = field(default_factory=list)
    starts_at: datetime | None = None
    problem: str = ""

    @property
    def underway(self) -> Underway:
        return self.reached + self.waiting


def effect_of(page: Any) -> Effect | None:
    """What publishing this page as it stands (its latest draft) would do; None where it belongs to no published programme.

    The number of queries depends neither on the units nor on the people.
    """
    offer = programme_of(page)
    if offer is None or (offer.pk != page.pk and not offer.live) or not page.path:
        return None
    newest = latest_version(offer)
    if newest is None:
        return Effect(Kind.FIRST, 1, Underway(), Underway())
    curriculum = describe(page) if offer.pk == page.pk else describe(offer, draft=page)
    versions = list(CurriculumVersion.objects.filter(translation_key=offer.translation_key))
    people = underway_by_version(version.pk for version in versions)
    reached = _reached(page, curriculum, [version for version in versions if version.pk in people])
    return Effect(
        kind=(kind := _kind(page, curriculum, newest, versions)),
        number=_number(kind, curriculum, newest, versions),
        reached=_all(people[pk] for pk in reached),
        waiting=_all(people[pk] for pk in people if pk not in reached),
        differences=_differences(newest, curriculum) if kind in (Kind.STRUCTURE, Kind.BACK) else [],
        starts_at=page.go_live_at if page.go_live_at and page.go_live_at > timezone.now() else None,
        problem=next((one.sentence for one in problems(page)), ""),
    )


def _kind(page: Any, curriculum: Curriculum, newest: CurriculumVersion, versions: list[CurriculumVersion]) -> Kind:
    structure = curriculum.structure()
    if structure == newest.structure:
        return Kind.WORDS if page.has_unpublished_changes else Kind.NOTHING
    return Kind.BACK if any(version.structure == structure for version in versions) else Kind.STRUCTURE


def _number(kind: Kind, curriculum: Curriculum, newest: CurriculumVersion, versions: list[CurriculumVersion]) -> int:
    if kind == Kind.STRUCTURE:
        return max(version.number for version in versions) + 1
    if kind == Kind.BACK:
        structure = curriculum.structure()
        return next(version.number for version in versions if version.structure == structure)
    return newest.number


def _reached(page: Any, curriculum: Curriculum, versions: list[CurriculumVersion]) -> set[int]:
    """The versions in which this page asks what it asks now."""
    now, then = parts_of_curriculum(curriculum), parts_of_versions(versions)
    key, own = str(page.translation_key), programme_of(page).pk == page.pk  # type: ignore[union-attr]
    return {pk for pk, parts in then.items() if (parts.own == now.own if own else parts.same(key, now))}


def _differences(newest: CurriculumVersion, curriculum: Curriculum) -> list[str]:
    return differences(
        newest.units.all(),
        curriculum.units,
        rules=(newest.completion_rule, curriculum.rule),
        minutes=(newest.net_minutes, curriculum.net_minutes),
    )


def _all(people: Iterable[Underway]) -> Underway:
    return reduce(add, people, Underway())


def mark_of(offer: Any) -> tuple[int, datetime] | None:
    """By which one knows afterwards whether a programme was pinned meanwhile."""
    newest = latest_version(offer)
    return (newest.pk, newest.pinned_at) if newest is not None else None


def effect_after(page: Any, before: tuple[int, datetime] | None) -> Effect | None:
    """What publishing a page did, where its programme had this mark before; None where it pinned nothing."""
    offer = programme_of(page)
    newest = latest_version(offer) if offer is not None else None
    if newest is None or (newest.pk, newest.pinned_at) == before:
        return None
    people = underway_by_version(
        CurriculumVersion.objects.filter(translation_key=newest.translation_key).values_list("pk", flat=True)
    )
    # Who calls may hold the page as it was before.
    pins = PagePin.objects.filter(page=page.pk, version__in=people, revision=F("page__live_revision"))
    reached = set(pins.values_list("version", flat=True))
    if newest.created_at == newest.pinned_at:
        kind = Kind.STRUCTURE if before is not None else Kind.FIRST
    else:
        kind = Kind.WORDS if before is not None and before[0] == newest.pk else Kind.BACK
    return Effect(
        kind=kind,
        number=newest.number,
        reached=_all(people[pk] for pk in reached),
        waiting=_all(people[pk] for pk in people if pk not in reached),
    )
