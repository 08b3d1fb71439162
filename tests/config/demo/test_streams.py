from __future__ import annotations

import json
from typing import Any

import pytest

from cms.models import ModulePage
from config.demo.programmes import PROGRAMMES
from config.demo.programmes.schema import KnowledgeTest, Module, Option, Question, Reflection, Text
from config.demo.streams import body_of, key, outline_of, reflection_key

MASTERCLASS = next(programme for programme in PROGRAMMES if programme.slug == "doorbreek-de-bubbel")
PAGES = {module.slug: number for number, module in enumerate(MASTERCLASS.modules, start=1)}


def keys_in(raw: Any) -> list[str]:
    if isinstance(raw, list):
        return [found for each in raw for found in keys_in(each)]
    if isinstance(raw, dict):
        own = [raw["id"]] if "id" in raw else []
        return own + [found for each in raw.values() for found in keys_in(each)]
    return []


def test_keys_are_the_same_every_time_and_each_ones_own() -> None:
    assert key("a", 1) == key("a", 1) != key("a", 2)
    for module in (module for programme in PROGRAMMES for module in programme.modules):
        found = keys_in(json.loads(body_of(module, module.slug, {"leven-in-bubbels.mp3": 7})))
        assert len(found) == len(set(found)) >= len(module.body)


def test_languages_share_the_keys_of_what_is_answered() -> None:
    english = MASTERCLASS.english
    assert english
    for dutch in MASTERCLASS.modules:
        ours = json.loads(body_of(dutch, dutch.slug, {"leven-in-bubbels.mp3": 7}))
        theirs = json.loads(body_of(english.modules[dutch.slug], dutch.slug, {}))
        assert keys_in(ours) == keys_in(theirs)
    assert keys_in(json.loads(outline_of(MASTERCLASS, PAGES))) == keys_in(
        json.loads(outline_of(MASTERCLASS, PAGES, english))
    )


def test_a_text_that_begins_with_a_heading_begins_a_new_step() -> None:
    module = Module("m", "M", "", 5, (Text("<p>a</p><h2>b</h2>"), Text("<h2>c</h2><p>d</p>")))
    kinds = [(block["type"], block["value"]) for block in json.loads(body_of(module, "m", {}))]
    assert kinds == [("text", "<p>a</p><h3>b</h3>"), ("section", "c"), ("text", "<p>d</p>")]


@pytest.mark.django_db
def test_a_test_keeps_its_keys_when_a_page_takes_it_in() -> None:
    module = MASTERCLASS.modules[-1]
    page = ModulePage(title="Toets", body=body_of(module, module.slug, {}))
    (test,) = (block for block in page.body if block.block_type == "test")
    first = test.value["questions"][0]
    assert first.id == key(module.slug, 0, 0)
    assert [option.id for option in first.value["options"].bound_blocks] == [
        key(module.slug, 0, 0, n) for n in range(3)
    ]


def test_what_looks_like_markup_in_a_question_is_text() -> None:
    question = Question("Wat is 1 < 2?", (Option("ja", "Klopt.", right=True), Option("nee", "Kijk nog eens.")))
    module = Module("m", "M", "", 5, (KnowledgeTest("T", "", (question,), 50),))
    (test,) = json.loads(body_of(module, "m", {}))
    assert test["value"]["questions"][0]["value"]["text"] == "<p>Wat is 1 &lt; 2?</p>"


def test_the_first_reflection_is_found_by_its_key() -> None:
    module = MASTERCLASS.modules[0]
    blocks = json.loads(body_of(module, module.slug, {"leven-in-bubbels.mp3": 7}))
    (found,) = (block for block in blocks if block["id"] == reflection_key(module))
    assert found["type"] == "reflection"
    assert any(isinstance(block, Reflection) and block.question == found["value"]["question"] for block in module.body)
