"""Questions of the bank."""

from __future__ import annotations

import json
from typing import Any

from wagtail.models import Locale

from cms.models import BankQuestion
from tests.factories import raw, raw_choice, raw_option


def bank_question(
    name: str = "Wat nu?", *, raw_question: Any = None, themes: Any = (), live: bool = True
) -> BankQuestion:
    """One question in the bank, published unless `live=False`; right is `a`."""
    asked = raw_question or raw_choice(
        name, raw_option("Luisteren", right=True, key="a"), raw_option("Roepen", key="b")
    )
    dutch = Locale.objects.get_or_create(language_code="nl")[0]
    question = BankQuestion(name=name, locale=dutch, live=False, question=json.dumps([asked]))
    question.save()
    question.themes.add(*themes)
    question.save()
    return publish(question) if live else question


def publish(question: BankQuestion) -> BankQuestion:
    question.save_revision(clean=False).publish()
    return BankQuestion.objects.get(pk=question.pk)


def raw_from_bank(question: BankQuestion, key: str = "") -> dict[str, Any]:
    return raw("from_bank", {"question": question.pk}, key)


def raw_draw(count: int, *, theme: Any = None, questions: Any = (), key: str = "d") -> dict[str, Any]:
    chosen = [raw("item", question.pk) for question in questions]
    return raw("draw", {"count": count, "theme": theme.pk if theme else None, "questions": chosen}, key)
