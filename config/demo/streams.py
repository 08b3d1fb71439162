"""From a programme's plain data to the streams of its pages.

A block's key comes from the module's Dutch slug and the block's place, so the languages of a page share their keys, and
loading the demo elsewhere gives the same ones.
"""

from __future__ import annotations

import json
import uuid
from dataclasses import asdict
from html import escape
from typing import Any

from .programmes.schema import (
    Block,
    Draw,
    Included,
    KnowledgeTest,
    Meeting,
    Module,
    OnlyFor,
    Part,
    Programme,
    Question,
    Quote,
    ReadAloud,
    Reflection,
    Task,
    Text,
    Translation,
)

NAMESPACE = uuid.UUID("6a2f6a0e-5c0e-4f0f-9a45-8f6b1f0f4c11")
Raw = dict[str, Any]


def key(*parts: object) -> str:
    return str(uuid.uuid5(NAMESPACE, "/".join(map(str, parts))))


def body_of(module: Module, slug: str, ids: dict[str, int]) -> str:
    """The body of a module, as JSON; `slug` is the Dutch module's, `ids` documents by file name and questions by name."""
    blocks = [raw for number, block in enumerate(module.body) for raw in _blocks(block, (slug, number), ids)]
    return json.dumps(blocks)


def guide_of(module: Module, slug: str) -> str:
    """What stands beside a module for its trainers, as JSON."""
    return json.dumps([{"type": "text", "value": module.guide, "id": key(slug, "guide")}] if module.guide else [])


def reflection_key(module: Module) -> str:
    """The key of a module's first reflection."""
    return next(key(module.slug, number) for number, block in enumerate(module.body) if isinstance(block, Reflection))


def outline_of(programme: Programme, pages: dict[str, int], language: Translation | None = None) -> str:
    """The outline, as JSON; `pages` holds the ids of the module and programme pages in this language by Dutch slug."""
    parts = [
        {"type": kind, "value": value, "id": key(programme.slug, number)}
        for number, part in enumerate(programme.outline)
        for kind, value in [_part(part, pages, language)]
    ]
    return json.dumps(parts)


def _part(part: Part, pages: dict[str, int], language: Translation | None) -> tuple[str, Raw]:
    if isinstance(part, Module):
        return "module", {"module": pages[part.slug], "required": part.required, "functions": list(part.functions)}
    if isinstance(part, Included):
        return "curriculum", {"curriculum": pages[part.programme], "required": part.required, "functions": []}
    title, description = (language.parts if language else {}).get(part.title, (part.title, part.description))
    value: Raw = {
        "title": title,
        "description": description,
        "minutes": part.minutes,
        "required": part.required,
        "functions": [],
    }
    if isinstance(part, Meeting) and part.plan:
        rows = enumerate(language.plans.get(part.title, part.plan) if language else part.plan)
        value["plan"] = [{"type": "item", "value": asdict(row), "id": key(part.title, "plan", n)} for n, row in rows]
    return (part.kind if isinstance(part, Task) else "planned_session"), value


def _blocks(block: Block, place: tuple[object, ...], ids: dict[str, int]) -> list[Raw]:
    def one(kind: str, value: Any) -> Raw:
        return {"type": kind, "value": value, "id": key(*place)}

    match block:
        case Text(html):
            return _steps(html, place)
        case ReadAloud(file, title, html):
            return [one("reading_aloud", {"title": title, "text": html, "recording": ids[file]})]
        case Quote(text):
            return [one("quote", {"text": text, "source": ""})]
        case Reflection(question, hint):
            return [one("reflection", {"question": question, "hint": hint})]
        case OnlyFor(function, html):
            piece = {"type": "text", "value": html, "id": key(*place, "text")}
            return [one("only_for", {"functions": [function], "pieces": [piece]})]
        case KnowledgeTest():
            return [one("test", _test(block, place))]
        case Draw():
            return [one("test", _drawn(block, place, ids))]


def _steps(html: str, place: tuple[object, ...]) -> list[Raw]:
    """A text; one that begins with a heading of its own begins a new step of the module."""
    raw = []
    if html.startswith("<h2>"):
        title, html = html.removeprefix("<h2>").split("</h2>", 1)
        raw.append({"type": "section", "value": title, "id": key(*place, "section")})
    html = html.replace("h2>", "h3>")
    return [*raw, {"type": "text", "value": html, "id": key(*place)}]


def _test(test: KnowledgeTest, place: tuple[object, ...]) -> Raw:
    return {
        "title": test.title,
        "intro": _paragraph(test.intro),
        "pass_percentage": test.pass_percentage,
        "questions": [question_of(question, *place, number) for number, question in enumerate(test.questions)],
    }


def question_of(question: Question, *place: object) -> Raw:
    """A question as it stands in a test's stream, or in the bank."""
    return {"type": question.kind, "value": _question(question, place), "id": key(*place)}


def _drawn(test: Draw, place: tuple[object, ...], ids: dict[str, int]) -> Raw:
    pool = [{"type": "item", "value": ids[name], "id": key(*place, name)} for name in test.names if name in ids]
    draw = {"count": test.count, "theme": None, "questions": pool}
    return {
        "title": test.title,
        "intro": _paragraph(test.intro),
        "pass_percentage": test.pass_percentage,
        "questions": [{"type": "draw", "value": draw, "id": key(*place, "draw")}],
    }


def _question(question: Question, place: tuple[object, ...]) -> Raw:
    value: Raw = {"text": _paragraph(question.text)}
    if question.kind == "open":
        return {**value, "model_answer": _paragraph(question.model_answer)}
    options = [
        {
            "type": "item",
            "value": {"text": option.text, "right": option.right, "feedback": option.feedback},
            "id": key(*place, number),
        }
        for number, option in enumerate(question.options)
    ]
    return {**value, "options": options, "feedback": "", "weight": 1}


def _paragraph(text: str) -> str:
    return f"<p>{escape(text, quote=False)}</p>"
