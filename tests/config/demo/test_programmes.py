import re
from collections import Counter
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest

import config.demo
from config.demo.programmes import PROGRAMMES
from config.demo.programmes.schema import (
    Included,
    KnowledgeTest,
    Meeting,
    Module,
    Programme,
    ReadAloud,
    Reflection,
    Task,
    Text,
)

BY_SLUG = {programme.slug: programme for programme in PROGRAMMES}
COMPLETE = ("doorbreek-de-bubbel", "signalering-van-polarisatie-en-radicalisering")
ALLOWED = {"p", "h2", "h3", "ul", "ol", "li", "b", "i"}
each = pytest.mark.parametrize("programme", PROGRAMMES, ids=lambda programme: programme.slug)


class Tags(HTMLParser):
    """Fails at a tag that rich text does not know or that is not closed in its place."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        assert tag in ALLOWED, tag
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def all_modules(programme: Programme) -> tuple[Module, ...]:
    return programme.modules + (tuple(programme.english.modules.values()) if programme.english else ())


def words_of(module: Module) -> str:
    parts = [module.title, module.intro]
    for block in module.body:
        if isinstance(block, Text | ReadAloud):
            parts.append(re.sub(r"<[^>]+>", " ", block.html))
        elif isinstance(block, Reflection):
            parts += [block.question, block.hint]
        elif isinstance(block, KnowledgeTest):
            for question in block.questions:
                parts += [question.text, *(option.feedback for option in question.options)]
    return re.sub(r"‘[^’]*’", "", " ".join(parts))


def test_five_programmes_have_slugs_of_their_own() -> None:
    slugs = Counter(module.slug for programme in PROGRAMMES for module in all_modules(programme))
    slugs.update(programme.slug for programme in PROGRAMMES)
    assert max(slugs.values()) == 1
    assert len({programme.made_by for programme in PROGRAMMES}) == 6


@each
def test_every_text_is_sound_rich_text(programme: Programme) -> None:
    for module in all_modules(programme):
        for block in module.body:
            if isinstance(block, Text | ReadAloud):
                tags = Tags()
                tags.feed(block.html)
                assert not tags.open


@each
def test_every_answer_explains_itself(programme: Programme) -> None:
    for module in all_modules(programme):
        for test in (block for block in module.body if isinstance(block, KnowledgeTest)):
            for question in test.questions:
                assert all(option.feedback for option in question.options)
                assert any(option.right for option in question.options) or question.model_answer


@each
def test_the_rule_asks_what_the_outline_offers(programme: Programme) -> None:
    assert (programme.rule.meetings or 0) <= len(programme.meetings)
    has_test = any(isinstance(block, KnowledgeTest) for module in programme.modules for block in module.body)
    assert has_test or programme.rule.test_percentage is None
    earlier = PROGRAMMES[: PROGRAMMES.index(programme)]
    assert {part.programme for part in programme.outline if isinstance(part, Included)} <= {p.slug for p in earlier}


@each
def test_the_hours_are_those_of_the_parts(programme: Programme) -> None:
    minutes = sum(part.minutes for part in programme.outline if isinstance(part, Module | Meeting))
    # Of what is for one function only, each reads their own.
    minutes -= sum(module.minutes for module in programme.modules if module.functions) * 2 // 3
    minutes += sum(part.minutes for part in programme.outline if isinstance(part, Task) and part.required)
    included = sum(Decimal(BY_SLUG[p.programme].hours) for p in programme.outline if isinstance(p, Included))
    assert abs(Decimal(minutes) / 60 + included - Decimal(programme.hours)) <= Decimal("0.5")


@each
def test_one_form_of_address(programme: Programme) -> None:
    other = r"\b(je|jij|jou|jouw|jezelf)\b" if programme.address == "u" else r"\b(u|uw|uzelf)\b"
    texts = [
        programme.lead,
        programme.for_whom,
        *programme.outcomes,
        *(words_of(module) for module in programme.modules),
    ]
    assert not re.findall(other, " ".join(texts), re.IGNORECASE)


@pytest.mark.parametrize("slug", COMPLETE)
def test_the_two_complete_programmes(slug: str) -> None:
    programme = BY_SLUG[slug]
    assert len(programme.modules) >= 5
    assert len(programme.meetings) == 2
    assert programme.english
    blocks = [block for module in programme.modules for block in module.body]
    assert sum(isinstance(block, Reflection) for block in blocks) >= 4
    (test,) = (block for block in blocks if isinstance(block, KnowledgeTest))
    assert {question.kind for question in test.questions} == {"single", "multiple", "open"}
    assert set(programme.english.parts) == {p.title for p in programme.outline if isinstance(p, Meeting | Task)}


def test_a_translated_module_has_the_blocks_of_the_dutch_one_but_for_the_voice() -> None:
    english = BY_SLUG["doorbreek-de-bubbel"].english
    assert english
    dutch = {module.slug: module for module in BY_SLUG["doorbreek-de-bubbel"].modules}
    for slug, module in english.modules.items():
        kinds = [Text if isinstance(block, ReadAloud) else type(block) for block in dutch[slug].body]
        assert [type(block) for block in module.body] == kinds


def test_a_translated_test_asks_the_same_with_the_same_right_answers() -> None:
    programme = BY_SLUG["doorbreek-de-bubbel"]
    assert programme.english
    dutch = {module.slug: module for module in programme.modules}
    assert set(programme.english.modules) == set(dutch)

    def shape(module: Module) -> list[list[bool]]:
        tests = (block for block in module.body if isinstance(block, KnowledgeTest))
        return [[option.right for option in question.options] for test in tests for question in test.questions]

    for slug, module in programme.english.modules.items():
        assert shape(module) == shape(dutch[slug])


def test_every_voice_has_its_file() -> None:
    folder = Path(config.demo.__file__).parent / "media"
    voices = [b for p in PROGRAMMES for m in p.modules for b in m.body if isinstance(b, ReadAloud)]
    assert voices
    assert all((folder / voice.file).stat().st_size > 10_000 for voice in voices)
