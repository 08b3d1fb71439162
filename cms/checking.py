"""What must be right before a programme or a module is published: each problem as a sentence its author can act on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.bank import Bank, bank_of
from cms.describing import Variant, answers_of, describe, key_of, tests_of, variants_of
from cms.library.checking import library_problems
from cms.models import BankQuestion, CurriculumPage, LibraryItemPage, ModulePage, TrajectoryPage
from courses.curricula.contract import Curriculum, CurriculumKind, Unit, UnitKind, text_in


@dataclass(frozen=True)
class Problem:
    """A sentence, and the field of the page it is about ("" for the page as a whole)."""

    sentence: str
    field: str = ""


def problems(page: Any) -> list[Problem]:
    """What keeps this page from being published; empty when all is well."""
    if isinstance(page, ModulePage):
        return list(_module_problems(page))
    if isinstance(page, CurriculumPage):
        return list(_curriculum_problems(page, describe(page)))
    if isinstance(page, BankQuestion):
        return list(_bank_question_problems(page))
    if isinstance(page, LibraryItemPage):
        return [Problem(sentence, field) for sentence, field in library_problems(page)]
    return []


def offer_problems(programme: Any, published: Any = None, variants: Sequence[Variant] | None = None) -> list[Problem]:
    """What keeps a published programme from being offered as it stands: its own, and what is wrong with its modules.

    A module that code or a planned moment published was never looked at. `published` is the page that just was, in
    whichever language; the modules of the original are what is asked. `variants` where they are known.
    """
    variants = variants if variants is not None else variants_of(programme)
    found = list(_curriculum_problems(programme, describe(programme, variants=variants)))
    if found:
        return found
    modules = {module.pk: module for module in variants[0].modules}
    if isinstance(published, ModulePage):
        modules.setdefault(published.pk, published)
    bank = bank_of(test for module in modules.values() for _key, test in tests_of(module))
    return [
        Problem(
            _("In “%(module)s”: %(problem)s") % {"module": module.title, "problem": problem.sentence}, problem.field
        )
        for module in modules.values()
        for problem in _module_problems(module, bank)
    ]


def _no_parts() -> str:
    return _(
        "This programme has no parts yet. Save a draft, add a module below it and publish that, or plan a meeting."
    )


def _curriculum_problems(page: Any, curriculum: Curriculum) -> Iterator[Problem]:
    yield from _outline_problems(page)
    if not curriculum.units:
        if curriculum.kind != CurriculumKind.EVENT:
            yield Problem(_no_parts(), "outline")
        return
    yield from _double_keys(curriculum)
    yield from _rule_problems(curriculum)


def _outline_problems(page: Any) -> Iterator[Problem]:
    chosen: Counter[Any] = Counter()
    for block in page.outline:
        if block.block_type not in ("module", "curriculum"):
            continue
        target = block.value[block.block_type]
        if target is None:
            yield Problem(
                _("A part of the outline points to a page that is gone. Choose another or remove the part."), "outline"
            )
            continue
        key = key_of(target) if block.block_type == "module" else target.translation_key
        chosen[key] += 1
        if chosen[key] == 2:
            yield Problem(_("“%(title)s” is in the outline twice. Remove one.") % {"title": target.title}, "outline")
        yield from _module_choice(page, target) if block.block_type == "module" else _curriculum_choice(page, target)


def _module_choice(page: Any, module: Any) -> Iterator[Problem]:
    parent = module.get_parent()
    if parent is None or parent.translation_key != page.translation_key:
        yield Problem(
            _("“%(title)s” belongs to another programme. Choose a module that stands below this page.")
            % {"title": module.title},
            "outline",
        )
    elif not module.live:
        yield Problem(
            _("“%(title)s” is not published yet. Publish that module first.") % {"title": module.title}, "outline"
        )


def _curriculum_choice(page: Any, included: Any) -> Iterator[Problem]:
    if not included.live:
        yield Problem(
            _("“%(title)s” is not published yet. Publish that programme first.") % {"title": included.title}, "outline"
        )
    if _contains(included, page.translation_key, set()):
        yield Problem(
            _("“%(title)s” contains this trajectory itself. A programme can't be part of itself.")
            % {"title": included.title},
            "outline",
        )


def _contains(page: Any, key: Any, seen: set[Any]) -> bool:
    """Whether a programme is, or by its outline leads to, the one with this key."""
    if page.translation_key == key:
        return True
    if page.translation_key in seen:
        return False
    seen.add(page.translation_key)
    specific = page.specific
    if not isinstance(specific, TrajectoryPage):
        return False
    parts = (block.value["curriculum"] for block in specific.outline if block.block_type == "curriculum")
    return any(_contains(part, key, seen) for part in parts if part is not None)


def _double_keys(curriculum: Curriculum) -> Iterator[Problem]:
    keys = Counter(unit.key for unit in curriculum.units)
    for unit in {u.key: u for u in curriculum.units if keys[u.key] > 1 and u.kind != UnitKind.MODULE}.values():
        if not (unit.kind == UnitKind.TEST and keys[unit.parent] > 1):
            yield Problem(_copied(_title(unit)), "outline")


def _copied(title: str) -> str:
    return _(
        "“%(title)s” is there twice with the same key, as a copied block is. Remove the copy and make it anew."
    ) % {"title": title}


def _title(unit: Unit) -> str:
    return text_in(unit.titles, "nl") or unit.key


def _rule_problems(curriculum: Curriculum) -> Iterator[Problem]:
    rule = curriculum.rule
    planned = sum(unit.kind == UnitKind.PLANNED_SESSION for unit in curriculum.units)
    if rule.sessions_present and rule.sessions_present > planned:
        yield Problem(
            ngettext(
                "The rule asks presence at %(asked)d meetings, but the outline plans %(count)d. Nobody could complete this.",
                "The rule asks presence at %(asked)d meetings, but the outline plans %(count)d. Nobody could complete this.",
                planned,
            )
            % {"asked": rule.sessions_present, "count": planned},
            "rule_sessions_present",
        )
    if rule.test_percentage is not None and not any(unit.kind == UnitKind.TEST for unit in curriculum.units):
        yield Problem(
            _("The rule asks for a test, but no published module has one. Add a test, or leave the percentage empty."),
            "rule_test_percentage",
        )
    if rule.all_required and not any(unit.required for unit in curriculum.units):
        yield Problem(
            _("The rule asks for everything that is required, but nothing is. Mark at least one part as required."),
            "rule_all_required",
        )


def _module_problems(module: Any, bank: Bank | None = None) -> Iterator[Problem]:
    if not len(module.body):
        yield Problem(_("This module is empty. Add a text first."), "body")
    blocks = list(_all_blocks(module.body))
    keys = Counter(block.id for block in blocks if block.id)
    for block in blocks:
        if block.id and keys.pop(block.id, 1) > 1:
            label = block.value["title"] if block.block_type == "test" else str(block.block.label)
            yield Problem(_copied(label), "body")
    for _key, test in tests_of(module):
        yield from _test_problems(test, bank or bank_of([test]))


def _all_blocks(stream: Any) -> Iterator[Any]:
    """The blocks of a module with those that are for some functions only: a text that is kept hangs on their keys."""
    for block in stream:
        yield block
        if block.block_type == "only_for":
            yield from _all_blocks(block.value.get("pieces") or ())


def _test_problems(test: Any, bank: Bank) -> Iterator[Problem]:
    if not len(test["questions"]):
        yield Problem(_("The test “%(title)s” has no questions yet.") % {"title": test["title"]}, "body")
    if any(test.get(limit) is not None and test[limit] < 1 for limit in ("attempts", "minutes")):
        yield Problem(
            _("In the test “%(title)s” nobody could begin: how often and how long must be at least 1, or empty.")
            % {"title": test["title"]},
            "body",
        )
    yield from _bank_problems(test, bank)
    questions: Counter[str] = Counter()
    for question in (place.child for place in Bank().taken(test) if place.child is not None):
        options: list[str] = []
        if question.block_type != "open":
            options = [option.id for option in answers_of(question) if option.id]
            sentence = _question_problem(question)
            if sentence:
                yield Problem(sentence % {"question": _short(question), "test": test["title"]}, "body")
        if question.id:
            questions[question.id] += 1
        if questions[question.id] > 1 or len(set(options)) < len(options):
            yield Problem(_copied(_short(question)), "body")


def _bank_problems(test: Any, bank: Bank) -> Iterator[Problem]:
    """What is wrong with what a test takes from the question bank."""
    title = {"test": test["title"]}
    for place in bank.taken(test):
        if place.missing:
            yield Problem(
                _("A question that the test “%(test)s” takes from the bank is no longer in the bank. Choose another.")
                % title,
                "body",
            )
        names = {key: bank.names.get(key, "") for key in (*place.keys, *place.twice)}
        for key in place.twice:
            yield Problem(
                _("The test “%(test)s” takes “%(question)s” from the bank twice. Remove one.")
                % {**title, "question": names[key]},
                "body",
            )
        for key in place.keys:
            if key not in bank.told:
                yield Problem(
                    _("“%(question)s” in the bank isn't published yet. Publish that question first.")
                    % {"question": names[key]},
                    "body",
                )
        if place.count > len(place.keys):
            yield Problem(
                ngettext(
                    "The test “%(test)s” takes %(count)d question from a pool that has %(pool)d. "
                    "Take fewer, or add questions to the bank.",
                    "The test “%(test)s” takes %(count)d questions from a pool that has %(pool)d. "
                    "Take fewer, or add questions to the bank.",
                    place.count,
                )
                % {**title, "count": place.count, "pool": len(place.keys)},
                "body",
            )
        if place.draws and place.count < 1:
            yield Problem(_("In the test “%(test)s” a draw takes no question.") % title, "body")


def _bank_question_problems(question: Any) -> Iterator[Problem]:
    asked = question.asked
    if asked is None:
        yield Problem(_("Write the question first."), "question")
    elif asked.block_type != "open" and (sentence := _question_problem(asked)):
        yield Problem(sentence % {"question": _short(asked), "test": question.name}, "question")


def _question_problem(question: Any) -> str:
    right = sum(bool(option.value.get("right")) for option in answers_of(question))
    if not right:
        return _("In the test “%(test)s” no answer to “%(question)s” is marked as right. Mark the right one.")
    if question.block_type == "single" and right > 1:
        return _(
            "In the test “%(test)s” the question “%(question)s” has several right answers. Leave one, or make it a "
            "question with several right answers."
        )
    return ""


def _short(question: Any) -> str:
    text = strip_tags(question.value["text"].source).strip()
    return text if len(text) <= 80 else f"{text[:79]}…"
