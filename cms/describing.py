"""From pages to the contract: what a programme hands over to be pinned.

A programme has one structure and as many languages as it was translated to. The page that was written first leads: its
outline and modules are the units. Its translations share the keys and bring their words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q
from django.utils.html import escape
from wagtail.blocks import StreamValue, StructValue

from cms.bank import Bank, bank_of
from cms.blocks.minute_plan import minutes_of, plan_rows
from courses.curricula.contract import CompletionRule, Curriculum, Unit, UnitKind


@dataclass(frozen=True)
class Variant:
    """A programme in one language: its page and the modules below it, in tree order."""

    page: Any
    modules: tuple[Any, ...]

    @property
    def language(self) -> str:
        return self.page.locale.language_code


def describe(page: Any, *, draft: Any = None, variants: Sequence[Variant] | None = None) -> Curriculum:
    """The programme as it is published in all its languages, this page with whatever it holds now.

    `draft`: a module with what it would hold, in place of what is published of it; `variants` where they are known.
    """
    variants = variants if variants is not None else variants_of(page, draft=draft)
    leading = variants[0]
    return Curriculum(
        kind=page.curriculum_kind,
        titles={variant.language: variant.page.title for variant in variants},
        units=tuple(_units(leading, variants)),
        rule=CompletionRule(
            all_required=leading.page.rule_all_required,
            test_percentage=leading.page.rule_test_percentage,
            sessions_present=leading.page.rule_sessions_present,
        ),
        outcomes={variant.language: variant.page.outcome_list for variant in variants},
        net_minutes=leading.page.net_minutes or sum(_all_minutes(leading)),
        address_form=leading.page.address_form,
        themes=_themes(leading.page),
        pages={shown.pk: shown.live_revision_id for v in variants for shown in (v.page, *v.modules) if shown.pk},
    )


def variants_of(page: Any, *, draft: Any = None) -> list[Variant]:
    """The page and its published translations, the one written first in front, each with its published modules."""
    published = type(page)._default_manager.filter(
        translation_key=page.translation_key, live=True, alias_of__isnull=True
    )
    pages = [*published.exclude(pk=page.pk).select_related("locale"), page]
    pages.sort(key=lambda one: (one.pk is None, one.pk))
    modules = modules_below(pages)
    if draft is not None:
        _put(draft, modules)
    return [Variant(one, tuple(modules.get(one.path, ()))) for one in pages]


def modules_below(pages: Sequence[Any]) -> dict[str, list[Any]]:
    """The published modules of several programmes, by the path of the programme, in tree order: one query."""
    from cms.models import ModulePage

    placed = [page for page in pages if page.path]
    if not placed:
        return {}
    below = reduce(or_, (Q(path__startswith=page.path, depth=page.depth + 1) for page in placed))
    found: dict[str, list[Any]] = {}
    for module in ModulePage.objects.live().filter(below).select_related("locale").order_by("path"):
        found.setdefault(module.path[: -ModulePage.steplen], []).append(module)
    _follow_aliases(found)
    return found


def _follow_aliases(found: dict[str, list[Any]]) -> None:
    """An alias stands for the page it repeats: that one has the revisions to pin, and the keys.

    One that only holds the place of a translation to come says nothing in its language yet.
    """
    from cms.models import ModulePage

    wanted = {module.alias_of_id for modules in found.values() for module in modules if module.alias_of_id}
    if not wanted:
        return
    sources = {page.pk: page for page in ModulePage.objects.live().filter(pk__in=wanted).select_related("locale")}
    for path, modules in found.items():
        told = [sources.get(module.alias_of_id) if module.alias_of_id else module for module in modules]
        there = {
            page.translation_key: page
            for module, page in zip(modules, told, strict=True)
            if page is not None and not (module.alias_of_id and module.translation_key == page.translation_key)
        }
        found[path] = list(there.values())


def _put(draft: Any, modules: dict[str, list[Any]]) -> None:
    """A module's draft in the place of the published module, or where it would come."""
    below = modules.setdefault(draft.path[: -draft.steplen], [])
    below[:] = sorted([*(one for one in below if one.pk != draft.pk), draft], key=lambda one: one.path)


def tests_of(module: Any) -> Iterator[tuple[str, Any]]:
    """The tests of a module's page: key of the unit, value of the block."""
    for block in module.body:
        if block.block_type == "test":
            yield part_key(module, block), block.value


def exercises_of(module: Any) -> dict[str, list[str]]:
    """What a reader does or writes on a module's page that is no unit of its own: key → for whom (empty: everybody)."""
    return dict(_exercises(module.body, []))


def _exercises(pieces: Iterable[Any], functions: list[str]) -> Iterator[tuple[str, list[str]]]:
    for block in pieces:
        if block.id and getattr(block.block, "is_exercise", False):
            yield block.id, functions
        elif block.block_type != "test" and isinstance(block.value, StructValue):
            only = sorted(block.value.get("functions") or functions) if block.block_type == "only_for" else functions
            for part in block.value.values():
                if isinstance(part, StreamValue):
                    yield from _exercises(part, only)


def practice_of(module: Any, translations: Mapping[str, Any]) -> dict[str, Any]:
    """A module's exercises as its unit's definition holds them; what has nothing to say is left out.

    A translation that is behind is no other module. One that asks what the leading page doesn't, or asks it of others, is.
    """
    leading = exercises_of(module)
    others = {language: exercises_of(page) for language, page in translations.items() if page.pk != module.pk}
    elsewhere = {
        language: {key: functions for key, functions in asked.items() if leading.get(key) != functions}
        for language, asked in others.items()
    }
    told = {
        "exercises": sorted(leading),
        "only_for": {key: functions for key, functions in leading.items() if functions},
        "elsewhere": {language: asked for language, asked in elsewhere.items() if asked},
    }
    return {"version": 1} | {name: value for name, value in told.items() if value} if any(told.values()) else {}


def part_key(page: Any, block: Any) -> str:
    """The key of a part of a page: the same in all languages, and after every edit."""
    return f"{page.translation_key}:{block.id}"


def _themes(page: Any) -> tuple[str, ...]:
    """The codes of the page's themes; a host's page type may have none."""
    return tuple(sorted(tag.slug for tag in page.themes.all())) if hasattr(page, "themes") else ()


def _all_minutes(variant: Variant) -> Iterator[int]:
    yield from (module.minutes for module in variant.modules)
    yield from (minutes_of(block.value) for block in variant.page.outline)


def _units(leading: Variant, variants: Sequence[Variant]) -> Iterator[Unit]:
    bank = bank_of(test for variant in variants for module in variant.modules for _key, test in tests_of(module))
    translations = {
        module.translation_key: {v.language: m for v in variants for m in v.modules if m.translation_key == key}
        for key, module in ((m.translation_key, m) for m in leading.modules)
    }
    waiting = {module.translation_key: module for module in leading.modules}
    chosen_twice: dict[Any, Any] = {}
    for block in leading.page.outline:
        if block.block_type != "module":
            yield _outline_unit(leading.page, block, variants)
            continue
        key = key_of(block.value.get("module"))
        module = waiting.pop(key, None) or chosen_twice.get(key)
        if module is not None:
            chosen_twice[key] = module
            asked = block.value
            yield from _module_units(module, translations[key], asked.get("required"), asked.get("functions"), bank)
    for key, module in waiting.items():
        yield from _module_units(module, translations[key], True, (), bank)


def key_of(module: Any) -> Any:
    """By which a chosen module is known: an alias by the page it repeats."""
    return (
        module.alias_of.translation_key
        if module is not None and module.alias_of_id
        else getattr(module, "translation_key", None)
    )


def _module_units(
    module: Any, translations: Mapping[str, Any], required: bool, functions: Sequence[str] | None, bank: Bank
) -> Iterator[Unit]:
    key = str(module.translation_key)
    shared: dict[str, Any] = {"required": bool(required), "functions": tuple(functions or ()), "page_id": module.pk}
    titles = {language: page.title for language, page in translations.items()}
    definition = practice_of(module, translations)
    if any(len(page.guide) for page in translations.values()):
        definition["guide"] = True
    yield Unit(key=key, kind=UnitKind.MODULE, titles=titles, minutes=module.minutes, definition=definition, **shared)
    in_languages = {language: dict(tests_of(page)) for language, page in translations.items()}
    for test_key, test in tests_of(module):
        told = {module.locale.language_code: test}
        told |= {language: tests[test_key] for language, tests in in_languages.items() if test_key in tests}
        yield Unit(
            key=test_key,
            kind=UnitKind.TEST,
            titles={language: value.get("title") or "" for language, value in told.items()},
            parent=key,
            definition=test_definition(told, bank),
            **shared,
        )


def _outline_unit(page: Any, block: Any, variants: Sequence[Variant]) -> Unit:
    told = {
        variant.language: other.value
        for variant in variants
        for other in variant.page.outline
        if other.id == block.id and other.block_type == block.block_type
    }
    value = block.value
    included = value.get("curriculum") if block.block_type == "curriculum" else None
    definition: dict[str, Any] = {"version": 1}
    if block.block_type == "curriculum":
        titles = _names_of(included, page)
        if included:
            definition |= {"page": included.pk, "curriculum": str(included.translation_key)}
    else:
        titles = {language: other.get("title") or "" for language, other in told.items()}
        definition["text"] = {language: other.get("description") or "" for language, other in told.items()}
        plans = {language: rows for language, other in told.items() if (rows := plan_rows(other))}
        if plans:
            definition["plan"] = plans
    return Unit(
        key=part_key(page, block),
        kind=UnitKind(block.block_type),
        titles=titles,
        minutes=minutes_of(value),
        required=bool(value.get("required")),
        functions=tuple(value.get("functions") or ()),
        page_id=included.pk if included else page.pk,
        definition=definition,
    )


def _names_of(included: Any, page: Any) -> dict[str, str]:
    """What a programme inside another is called, in the languages in which it is published."""
    if included is None:
        return {page.locale.language_code: ""}
    rows = type(page.page_ptr)._default_manager.filter(translation_key=included.translation_key, live=True)
    names = dict(rows.order_by("-pk").values_list("locale__language_code", "title"))
    return names or {included.locale.language_code: included.title}


def test_definition(told: Mapping[str, Any], bank: Bank) -> dict[str, Any]:
    """A test as `courses.learning.scoring` reads it, from its block in each language; the first one leads."""
    leading = next(iter(told.values()))
    places = bank.taken(leading)
    own = {
        language: {place.child.id: place.child for place in bank.taken(value) if place.child is not None}
        for language, value in told.items()
    }
    questions: list[dict[str, Any]] = []
    for place in places:
        if place.child is not None:
            here = {language: by_key[place.id] for language, by_key in own.items() if place.id in by_key}
            questions.append(question_definition(place.child, here))
        questions += [_from_bank(bank, key, place.id if place.count else "") for key in place.keys if key in bank.told]
    draws = {place.id: place.count for place in places if place.count}
    return {
        "version": 1,
        "pass_percentage": leading.get("pass_percentage"),
        # Only what is limited is said, so that tests of before are the tests they were.
        **{name: leading.get(name) for name in ("attempts", "minutes") if leading.get(name)},
        **({"draws": draws} if draws else {}),
        "questions": questions,
    }


def _from_bank(bank: Bank, key: str, draw: str) -> dict[str, Any]:
    told = bank.told[key]
    asked = {**question_definition(next(iter(told.values())), told), "key": key}
    return {**asked, "draw": draw} if draw else asked


def question_definition(question: StreamValue.StreamChild, told: Mapping[str, Any]) -> dict[str, Any]:
    definition: dict[str, Any] = {
        "key": question.id,
        "kind": question.block_type,
        "weight": question.value.get("weight") or 1,
        "text": _html(told, "text"),
    }
    if question.block_type == "open":
        return {**definition, "options": [], "feedback": {}, "model_answer": _html(told, "model_answer")}
    options = {lang: {o.id: o.value for o in answers_of(q)} for lang, q in told.items()}
    return {
        **definition,
        "options": [_option(option, options) for option in answers_of(question)],
        "feedback": _html(told, "feedback"),
        "model_answer": {},
    }


def _option(option: Any, told: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    here = {language: by_key[option.id] for language, by_key in told.items() if option.id in by_key}
    return {
        "key": option.id,
        "right": bool(option.value.get("right")),
        "text": {language: escape(value.get("text") or "") for language, value in here.items()},
        "feedback": {
            language: escape(value.get("feedback")) for language, value in here.items() if value.get("feedback")
        },
    }


def answers_of(question: Any) -> Sequence[Any]:
    """The answers of a question, each with its key; a question written without any has none."""
    return getattr(question.value.get("options"), "bound_blocks", ())


def _html(told: Mapping[str, Any], field: str) -> dict[str, str]:
    """A rich text per language. Its features make no links, so that what is stored is what is shown."""
    texts = {language: question.value.get(field) for language, question in told.items()}
    return {language: text.source for language, text in texts.items() if text and text.source}
