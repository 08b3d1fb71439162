"""A programme in Dutch, in English with all that is asked, and in Arabic in part."""

from __future__ import annotations

import copy
import json
from typing import Any

from wagtail.models import Locale

from tests.factories import MasterclassPageFactory, ModulePageFactory, published, raw, raw_choice, raw_option, raw_test

FIRST = [
    raw("section", "Kijken", key="s1"),
    raw("text", "<p>Kijk naar wat er gebeurt.</p>", key="tekst"),
    raw("reflection", {"question": "Wat zag je?", "hint": "Begin klein."}, key="zag"),
]
SECOND = [
    raw("text", "<p>Luister naar wat er klinkt.</p>", key="tekst"),
    raw("discussion", {"title": "In tweetallen", "question": "<p>Wat hoor je?</p>"}, key="praat"),
    raw_test(
        raw_choice(
            "Wat doe je eerst?", raw_option("Luisteren", right=True, key="l"), raw_option("Praten", key="p"), key="q"
        ),
        title="Wat weet je?",
        key="toets",
    ),
]


def programme(**fields: Any) -> tuple[Any, Any, Any]:
    """The Dutch programme and its two modules."""
    page = MasterclassPageFactory(title="Leren luisteren", **fields)
    return page, *(
        ModulePageFactory(parent=page, title=title, body=body, minutes=10)
        for title, body in (("Kijken", FIRST), ("Luisteren", SECOND))
    )


def translated(page: Any, code: str, title: str, body: list[dict[str, Any]] | None = None) -> Any:
    """A published translation of a page, its parents with it."""
    locale, _made = Locale.objects.get_or_create(language_code=code)
    made = page.copy_for_translation(locale, copy_parents=True)
    made.title = title
    if body is not None:
        made.body = json.dumps(body)
    return published(made)


def in_english(body: list[dict[str, Any]], **words: str) -> list[dict[str, Any]]:
    """A body with other words by the block's key, and a test in English."""
    body = copy.deepcopy(body)
    for block in body:
        if block["type"] == "test":
            block["value"] |= {"title": "What do you know?"}
            asked = block["value"]["questions"][0]["value"]
            asked["text"] = "<p>What comes first?</p>"
            asked["options"][0]["value"]["text"], asked["options"][1]["value"]["text"] = "Listening", "Talking"
        elif block["id"] in words:
            block["value"] = words[block["id"]]
    return body
