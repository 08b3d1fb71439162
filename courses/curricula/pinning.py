"""Pinning what a page offers, so that a group keeps the curriculum it started with."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from courses.audit.history import record_changes
from courses.curricula.carrying import carry_wording, said_of, words_of
from courses.curricula.contract import Curriculum, CurriculumKind, OffersCurriculum
from courses.curricula.meeting import can_be_met
from courses.curricula.models import CurriculumUnit, CurriculumVersion, PagePin
from courses.curricula.tools import write_tools
from courses.errors import CoursesError


class CurriculumRefused(CoursesError):
    """The page can't be pinned: it offers nothing, two of its units have one key, or nobody could ever complete it."""


def pin_version(page: Any, *, by: Any) -> CurriculumVersion:
    """The version of what the page offers now: a known one if the structure is known, else a new one.

    With the same structure only wording changed, so the version's texts and pages move along and everybody sees the
    correction. Another structure leaves what earlier versions ask, and who is in the middle of one, alone; of the parts
    that ask the same there too, they get the corrections (`courses.curricula.carrying`).
    """
    if not isinstance(page.specific, OffersCurriculum):
        raise CurriculumRefused(_("This page offers no programme."))
    with transaction.atomic():
        curriculum = _in_turn(page).get_curriculum()
        _check(curriculum)
        structure = curriculum.structure()
        known = CurriculumVersion.objects.filter(translation_key=page.translation_key)
        version = known.filter(structure=structure).first()
        if version is None:
            number = (known.aggregate(last=Max("number"))["last"] or 0) + 1
            wording = _wording(curriculum, None)
            version = CurriculumVersion.objects.create(
                page_id=page.pk,
                translation_key=page.translation_key,
                number=number,
                structure=structure,
                created_by=by,
                created_at=wording["pinned_at"],
                **wording,
            )
            record_changes([version], action="leerlijn.pin", by=by)
        else:
            CurriculumVersion.objects.filter(pk=version.pk).update(**_wording(curriculum, version))
            version.refresh_from_db()
        _write_units(version, curriculum)
        _write_pins(version, curriculum)
        carry_wording(version, curriculum)
        write_tools(version.translation_key)
        return version


def _in_turn(page: Any) -> Any:
    """The page as it is stored once nobody else is pinning the same programme, in whichever of its languages.

    What was read before could lack another part that was published meanwhile, and would pin it away.
    """
    same = Page.objects.select_for_update(no_key=True).filter(translation_key=page.translation_key)
    same.order_by("pk").first()
    specific = page.specific
    return type(specific)._default_manager.get(pk=page.pk) if isinstance(specific, Page) else specific


def latest_version(page: Any) -> CurriculumVersion | None:
    """The version that a page offered last, in whichever language it is asked."""
    return newest_versions().filter(translation_key=page.translation_key).first()


def newest_versions() -> QuerySet[CurriculumVersion]:
    """Of each programme the version that it offered last."""
    later = Q(pinned_at__gt=OuterRef("pinned_at")) | Q(pinned_at=OuterRef("pinned_at"), number__gt=OuterRef("number"))
    others = CurriculumVersion.objects.filter(later, translation_key=OuterRef("translation_key"))
    return CurriculumVersion.objects.filter(~Exists(others)).order_by("pk")


def _check(curriculum: Curriculum) -> None:
    # What happens at an event are the meetings of its group; it may ask for nothing beside them.
    if not curriculum.units and curriculum.kind != CurriculumKind.EVENT:
        raise CurriculumRefused(_("This programme has no parts yet. Add a module or a meeting first."))
    keys = [unit.key for unit in curriculum.units]
    twice = sorted({key for key in keys if keys.count(key) > 1})
    if twice:
        titles = [next(iter(u.titles.values()), u.key) for u in curriculum.units if u.key in twice]
        raise CurriculumRefused(
            _("Two parts have the same key, probably because one was copied: %(titles)s. Remove one and add it anew.")
            % {"titles": ", ".join(titles)}
        )
    if not can_be_met(curriculum.rule, curriculum.units):
        raise CurriculumRefused(
            _("Nobody could ever complete this programme: its rule asks for parts that it doesn't have.")
        )


def _wording(curriculum: Curriculum, before: CurriculumVersion | None) -> dict[str, Any]:
    return {
        **words_of(curriculum, before),
        "kind": curriculum.kind,
        "rule": asdict(curriculum.rule),
        "net_minutes": curriculum.net_minutes,
        "address_form": curriculum.address_form,
        "themes": list(curriculum.themes),
        "pinned_at": timezone.now(),
    }


def _write_units(version: CurriculumVersion, curriculum: Curriculum) -> None:
    """Same structure, so the same keys in the same order: rows are updated in place, or written the first time."""
    before = {unit.key: unit for unit in version.units.all()}
    said = {unit.key: said_of(unit, before.get(unit.key)) for unit in curriculum.units}
    rows = [
        CurriculumUnit(
            version=version,
            position=position,
            key=unit.key,
            kind=unit.kind,
            titles=said[unit.key][0],
            minutes=unit.minutes,
            required=unit.required,
            functions=list(unit.functions),
            parent=unit.parent,
            page_id=unit.page_id,
            definition=said[unit.key][1],
        )
        for position, unit in enumerate(curriculum.units)
    ]
    CurriculumUnit.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["version", "key"],
        update_fields=["titles", "minutes", "page", "definition"],
    )


def _write_pins(version: CurriculumVersion, curriculum: Curriculum) -> None:
    PagePin.objects.bulk_create(
        [PagePin(version=version, page_id=page, revision_id=rev) for page, rev in curriculum.pages.items()],
        update_conflicts=True,
        unique_fields=["version", "page"],
        update_fields=["revision"],
    )
