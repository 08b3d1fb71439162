"""How far a correction reaches: into every version in which that part of the programme still asks the same.

What is compared is one part at a time. A module is a part (its exercises and its tests with it), so is everything else
in the outline, and so are the programme's own words together with its rule. Where a part asks the same in an earlier
version, its new words and the published revision of its page go there too; where it asks something else, that version
keeps the words it has, so that nobody reads of an exercise they don't have. What counts in minutes never moves this way.

A language in which nothing is published any more keeps the words it had: who reads in it goes on in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import asdict, dataclass
from typing import Any

from wagtail.models import Page

from courses.curricula.contract import WORDING, Curriculum, UnitKind, structure_of
from courses.curricula.models import CurriculumUnit, CurriculumVersion, PagePin

PAGES_OWN = (UnitKind.MODULE, UnitKind.TEST)


@dataclass(frozen=True)
class Parts:
    """A programme taken apart: what each part asks, by its key; `own` is what the programme's page itself asks."""

    asked: Mapping[str, Any]
    units: Mapping[str, Sequence[Any]]
    own: Any

    def same(self, key: str, other: Parts) -> bool:
        return key in self.asked and self.asked[key] == other.asked.get(key)


def parts_of(units: Iterable[Any], rule: Mapping[str, Any]) -> Parts:
    """The parts of a list of units in their order, pinned ones or those of the contract."""
    grouped: dict[str, list[Any]] = {}
    own = []
    for unit in units:
        grouped.setdefault(unit.parent or unit.key, []).append(unit)
        if unit.kind not in PAGES_OWN:
            own.append([unit.key, str(unit.kind), unit.required, list(unit.functions), structure_of(unit.definition)])
    asked = {
        key: [[one.key, str(one.kind), one.parent, structure_of(one.definition)] for one in of_one]
        for key, of_one in grouped.items()
    }
    return Parts(asked, grouped, [dict(rule), own])


def parts_of_curriculum(curriculum: Curriculum) -> Parts:
    return parts_of(curriculum.units, asdict(curriculum.rule))


def parts_of_versions(versions: Iterable[CurriculumVersion]) -> dict[int, Parts]:
    """The parts of pinned versions by their id, in one query."""
    rules = {version.pk: version.rule for version in versions}
    units: dict[int, list[CurriculumUnit]] = {pk: [] for pk in rules}
    for unit in CurriculumUnit.objects.filter(version__in=rules).order_by("version", "position"):
        units[unit.version_id].append(unit)
    return {pk: parts_of(units[pk], rule) for pk, rule in rules.items()}


def words_of(curriculum: Curriculum, before: CurriculumVersion | None) -> dict[str, Any]:
    """What a version says of the programme: its titles and outcomes."""
    words: dict[str, dict[str, Any]] = {
        "titles": dict(curriculum.titles),
        "outcomes": {language: list(texts) for language, texts in curriculum.outcomes.items()},
    }
    if before is None:
        return words
    gone = before.titles.keys() - curriculum.titles.keys()
    return {name: _with_gone(getattr(before, name), said, gone) for name, said in words.items()}


def said_of(unit: Any, before: Any | None) -> tuple[dict[str, str], dict[str, Any]]:
    """Titles and definition of a unit as they are pinned, where it asks the same as it did before."""
    titles, definition = dict(unit.titles), dict(unit.definition)
    gone = before.titles.keys() - titles.keys() if before is not None else set()
    if before is None or not gone:
        return titles, definition
    return _with_gone(before.titles, titles, gone), _in_gone_too(before.definition, definition, gone)


def _with_gone(before: Mapping[str, Any], said: Mapping[str, Any], gone: Set[str]) -> dict[str, Any]:
    return {**{language: text for language, text in before.items() if language in gone}, **said}


def _in_gone_too(before: Any, now: Any, gone: Set[str]) -> Any:
    """A definition with its words in languages that are gone; what it asks is the same, so both have one shape."""
    if isinstance(before, list) and isinstance(now, list):
        return [_in_gone_too(old, new, gone) for old, new in zip(before, now, strict=True)]
    if not isinstance(before, Mapping) or not isinstance(now, Mapping):
        return now
    told = {key: _in_gone_too(before.get(key), value, gone) for key, value in now.items()}
    for key in WORDING & before.keys():
        if isinstance(before[key], Mapping) and isinstance(now.get(key, {}), Mapping):
            told[key] = _with_gone(before[key], now.get(key, {}), gone)
    return told


def carry_wording(version: CurriculumVersion, curriculum: Curriculum) -> None:
    """Bring what was published to the other versions that groups run on, as far as they ask the same.

    In the caller's transaction. The number of queries depends neither on the units nor on the groups and their people.
    """
    others = list(
        CurriculumVersion.objects.filter(translation_key=version.translation_key, editions__isnull=False)
        .exclude(pk=version.pk)
        .distinct()
    )
    if not others:
        return
    now = parts_of_curriculum(curriculum)
    then = parts_of_versions(others)
    _carry_titles(others, then, now, curriculum)
    _carry_units(then, now)
    _carry_pins(then, now, curriculum, str(version.translation_key))


def _carry_titles(
    others: Sequence[CurriculumVersion], then: Mapping[int, Parts], now: Parts, curriculum: Curriculum
) -> None:
    stale = []
    for one in others:
        told = {**words_of(curriculum, one), "address_form": curriculum.address_form}
        if then[one.pk].own == now.own and any(getattr(one, name) != value for name, value in told.items()):
            for name, value in told.items():
                setattr(one, name, value)
            stale.append(one)
    if stale:
        CurriculumVersion.objects.bulk_update(stale, ["titles", "outcomes", "address_form"])


def _carry_units(then: Mapping[int, Parts], now: Parts) -> None:
    stale = []
    for parts in then.values():
        for key, rows in parts.units.items():
            if not parts.same(key, now):
                continue
            for row, unit in zip(rows, now.units[key], strict=True):
                titles, definition = said_of(unit, row)
                if row.titles != titles or row.definition != definition:
                    row.titles, row.definition = titles, definition
                    stale.append(row)
    if stale:
        CurriculumUnit.objects.bulk_update(stale, ["titles", "definition"])


def _carry_pins(then: Mapping[int, Parts], now: Parts, curriculum: Curriculum, programme: str) -> None:
    keys = dict(Page.objects.filter(pk__in=curriculum.pages).values_list("pk", "translation_key"))
    known = {
        (version, page): revision
        for version, page, revision in PagePin.objects.filter(version__in=then).values_list(
            "version", "page", "revision"
        )
    }
    missing = object()
    moved = [
        PagePin(version_id=version, page_id=page, revision_id=revision)
        for version, parts in then.items()
        for page, revision in curriculum.pages.items()
        if (parts.own == now.own if str(keys.get(page)) == programme else parts.same(str(keys.get(page)), now))
        and known.get((version, page), missing) != revision
    ]
    if moved:
        PagePin.objects.bulk_create(
            moved, update_conflicts=True, unique_fields=["version", "page"], update_fields=["revision"]
        )
