"""The question bank: what a test takes from it, which modules ask a question, archiving, and copying into it.

A test names a question of the bank or draws from a pool. What is pinned holds all of them whole, by the key that the
languages of a question share, so that what groups run on needs no bank any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import get_language, ngettext

FROM_BANK, DRAW = "from_bank", "draw"


@dataclass(frozen=True)
class Taken:
    """What stands at one place of a test: a question of its own (`child`), or those of the bank by key, drawn or not.

    `count` is how many of them a draw takes (0: it is no draw). `missing` holds the ids of what is gone.
    """

    id: str
    child: Any = None
    keys: tuple[str, ...] = ()
    count: int = 0
    draws: bool = False
    missing: tuple[int, ...] = ()
    twice: tuple[str, ...] = ()


@dataclass(frozen=True)
class Bank:
    """The questions that some tests take, loaded at once. `told`: key → language → the question as it is published."""

    keys: Mapping[int, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    told: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    with_theme: Mapping[int, Sequence[str]] = field(default_factory=dict)

    def taken(self, test: Any) -> list[Taken]:
        """The places of a test in order. Each question is asked at the first place that names it, a draw's come last."""
        places = list(_places(test))
        named = [self.keys.get(value.get("question") or 0) for kind, value, _id, _child in places if kind == FROM_BANK]
        used = {key for key in named if key}
        found, once = [], set()
        for kind, value, key, child in places:
            if kind == FROM_BANK:
                asked = self.keys.get(value.get("question") or 0, "")
                twice = (asked,) if asked in once else ()
                once.add(asked)
                gone = () if asked else (value.get("question") or 0,)
                found.append(Taken(key, keys=(asked,) if asked else (), missing=gone, twice=twice))
            elif kind == DRAW:
                pool, missing = self._pool(value)
                fresh = tuple(one for one in pool if one not in used)
                used.update(fresh)
                found.append(Taken(key, keys=fresh, count=value.get("count") or 0, draws=True, missing=missing))
            else:
                found.append(Taken(key, child=child))
        return found

    def _pool(self, value: Mapping[str, Any]) -> tuple[list[str], tuple[int, ...]]:
        chosen = _ids(value.get("questions"))
        keys = {self.keys[pk] for pk in chosen if pk in self.keys} | set(
            self.with_theme.get(value.get("theme") or 0, ())
        )
        published = sorted(key for key in keys if key in self.told)
        return published, tuple(pk for pk in chosen if pk not in self.keys)


def bank_of(tests: Iterable[Any]) -> Bank:
    """What these tests take from the bank: three queries, none where they take nothing."""
    from cms.models import BankQuestion, BankQuestionTheme

    wanted: set[int] = set()
    themes: set[int] = set()
    for test in tests:
        for kind, value, _id, _child in _places(test):
            if kind == FROM_BANK and value.get("question"):
                wanted.add(value["question"])
            elif kind == DRAW:
                wanted.update(_ids(value.get("questions")))
                themes.update({value["theme"]} if value.get("theme") else ())
    if not wanted and not themes:
        return Bank()
    rows = BankQuestion.objects.filter(pk__in=wanted).values_list("pk", "translation_key", "name")
    keys = {pk: str(key) for pk, key, _name in rows}
    names = {str(key): name for _pk, key, name in rows}
    with_theme: dict[int, list[str]] = {}
    tagged = BankQuestionTheme.objects.filter(
        tag__in=themes, content_object__live=True, content_object__archived_at__isnull=True
    )
    for tag, key in tagged.values_list("tag_id", "content_object__translation_key") if themes else ():
        with_theme.setdefault(tag, []).append(str(key))
    all_keys = {*keys.values(), *(key for one in with_theme.values() for key in one)}
    told: dict[str, dict[str, Any]] = {}
    published = BankQuestion.objects.filter(translation_key__in=all_keys, live=True)
    for question in published.select_related("locale").order_by("pk"):
        if question.asked is not None:
            told.setdefault(str(question.translation_key), {})[question.locale.language_code] = question.asked
            names.setdefault(str(question.translation_key), question.name)
    return Bank(keys, names, told, with_theme)


def _places(test: Any) -> Iterator[tuple[str, Mapping[str, Any], str, Any]]:
    """Kind, raw value, key and block of each place; those of the bank are left raw, so that nothing is looked up."""
    questions = test.get("questions")
    for number, raw in enumerate(questions.raw_data if questions is not None else ()):
        if raw["type"] in (FROM_BANK, DRAW):
            yield raw["type"], raw["value"] or {}, raw.get("id") or "", None
        elif raw["type"] in questions.stream_block.child_blocks:
            child = questions[number]
            yield raw["type"], {}, child.id, child


def _ids(items: Any) -> list[int]:
    """The ids in a list of choosers as it is stored, in its old form or its new one."""
    values = (item["value"] if isinstance(item, Mapping) else item for item in items or ())
    return [value for value in values if value]


# Where a question is asked


def modules_asking(question: Any) -> list[Any]:
    """The modules whose tests, as they are stored, ask a question or may draw it, in the order of the site.

    Read from the pages themselves: an index that is a moment behind would let a question go that is asked.
    """
    from cms.describing import tests_of
    from cms.models import BankQuestion, ModulePage

    same = BankQuestion.objects.filter(translation_key=question.translation_key)
    ids = set(same.values_list("pk", flat=True))
    themes = {tag for tag in same.values_list("theme_items__tag", flat=True) if tag}
    stored = ModulePage.objects.annotate(stored=Cast("body", TextField()))
    candidates = stored.filter(Q(stored__contains=f'"{FROM_BANK}"') | Q(stored__contains=f'"{DRAW}"')).order_by("path")
    return [page for page in candidates if any(_names(test, ids, themes) for _key, test in tests_of(page))]


def _names(test: Any, ids: set[int], themes: set[int]) -> bool:
    """Whether a test takes one of these questions, or draws from one of these themes."""
    for kind, value, _id, _child in _places(test):
        if kind == FROM_BANK and value.get("question") in ids:
            return True
        if kind == DRAW and (value.get("theme") in themes or ids & set(_ids(value.get("questions")))):
            return True
    return False


def why_kept(questions: Iterable[Any]) -> str:
    """A sentence that says where questions are asked, or nothing when they can go."""
    modules = {page.pk: page for question in questions for page in modules_asking(question)}
    if not modules:
        return ""
    titles = ", ".join(f"“{page.title}”" for page in list(modules.values())[:3])
    return ngettext(
        "It is asked in %(count)d module (%(titles)s), so it can't be deleted. Archive it: then nobody chooses it any more.",
        "It is asked in %(count)d modules (%(titles)s), so it can't be deleted. "
        "Archive it: then nobody chooses it any more.",
        len(modules),
    ) % {"count": len(modules), "titles": titles}


def programmes_asking(question: Any) -> list[Any]:
    """The pages of the programmes to pin again when a question is published or archived."""
    from cms.publishing import programme_of

    found = (programme_of(page) for page in modules_asking(question) if page.live)
    return [page for page in found if page is not None]


# Verbs


def archive(question: Any, *, archived: bool, by: Any) -> None:
    """Take a question in all its languages out of what can be chosen and drawn for new tests, or put it back."""
    from cms.publishing import pin_each

    same: QuerySet[Any] = type(question)._default_manager.filter(translation_key=question.translation_key)
    with transaction.atomic():
        same.update(archived_at=timezone.now() if archived else None)
        pin_each(programmes_asking(question), by=by)


def copy_to_bank(module: Any, keys: Iterable[str], *, by: Any) -> list[Any]:
    """Drafts in the bank of a module's own questions with these keys; the module keeps its own."""
    from cms.models import BankQuestion

    wanted = set(keys)
    made = []
    with transaction.atomic():
        for _test, child in own_questions(module):
            if child.id in wanted:
                question = BankQuestion(name=short(child)[:200], locale=module.locale, live=False)
                question.question = [(child.block_type, child.value)]
                question.full_clean(exclude=["latest_revision", "live_revision"])
                question.save()
                question.save_revision(user=by)
                made.append(question)
    return made


def own_questions(module: Any) -> list[tuple[Any, Any]]:
    """The questions that a module's tests hold themselves, each with its test."""
    from cms.describing import tests_of

    return [
        (test, child)
        for _key, test in tests_of(module)
        for _kind, _value, _id, child in _places(test)
        if child is not None
    ]


def short(child: Any) -> str:
    """The beginning of a question, without markup."""
    text = " ".join(strip_tags(child.value["text"].source).split())
    return text if len(text) <= 80 else f"{text[:79]}…"


def example_of(question: Any, *, answered: bool) -> dict[str, Any]:
    """A question of the bank as a test of its own, for its author's preview."""
    from cms.answers import example_test
    from cms.describing import question_definition

    language = question.locale.language_code
    asked = [question_definition(question.asked, {language: question.asked})] if question.asked is not None else []
    return {
        "test": example_test(asked, answered=answered, language=language or get_language() or ""),
        "mode": "example",
    }
