"""The words of the mails: standard texts, a group's own texts, and the tokens both may hold.

Standard texts speak as the programme does, with "je" or "u"; English has one word for both.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from courses.languages import screen_languages, spoken
from courses.telling.cleaning import lines, one_line
from courses.telling.models import EditionText, MailKind

Words = str | Promise


@dataclass(frozen=True)
class Text:
    subject: Words
    text: Words


# What a text may hold, by the word in each language a text may be written in.
TOKENS: dict[str, dict[str, str]] = {
    "en": {
        "name": "name",
        "title": "title",
        "group": "group",
        "organisation": "organisation",
        "day": "day",
        "time": "time",
        "place": "place",
    },
    "nl": {
        "naam": "name",
        "titel": "title",
        "groep": "group",
        "organisatie": "organisation",
        "dag": "day",
        "tijd": "time",
        "plek": "place",
    },
}
KNOWN = {word: token for words in TOKENS.values() for word, token in words.items()}
TOKEN = re.compile(r"\{([^{}]{0,60})\}")

STANDARD: dict[str, dict[str, Text]] = {
    MailKind.CONFIRMED: {
        "je": Text(
            pgettext_lazy("je", "Your place is certain: {title}"),
            pgettext_lazy("je", "You have a place in “{title}”. Below you see when and where."),
        ),
        "u": Text(
            pgettext_lazy("u", "Your place is certain: {title}"),
            pgettext_lazy("u", "You have a place in “{title}”. Below you see when and where."),
        ),
    },
    MailKind.WAITING: {
        "je": Text(
            pgettext_lazy("je", "You are on the waiting list: {title}"),
            pgettext_lazy(
                "je",
                "All places in “{title}” are taken. You are on the waiting list. We write to you when there is a place.",
            ),
        ),
        "u": Text(
            pgettext_lazy("u", "You are on the waiting list: {title}"),
            pgettext_lazy(
                "u",
                "All places in “{title}” are taken. You are on the waiting list. We write to you when there is a place.",
            ),
        ),
    },
    MailKind.PLACED: {
        "je": Text(
            pgettext_lazy("je", "There is a place for you: {title}"),
            pgettext_lazy(
                "je",
                "You were on the waiting list for “{title}”. Now there is a place for you.\n\n"
                "Can't you come? Then sign out on your own page, so that somebody else gets the place.",
            ),
        ),
        "u": Text(
            pgettext_lazy("u", "There is a place for you: {title}"),
            pgettext_lazy(
                "u",
                "You were on the waiting list for “{title}”. Now there is a place for you.\n\n"
                "Can't you come? Then sign out on your own page, so that somebody else gets the place.",
            ),
        ),
    },
    MailKind.REMINDER: {
        "je": Text(
            pgettext_lazy("je", "On {day}: {title}"),
            pgettext_lazy("je", "We look forward to seeing you at “{title}”. This is when and where:"),
        ),
        "u": Text(
            pgettext_lazy("u", "On {day}: {title}"),
            pgettext_lazy("u", "We look forward to seeing you at “{title}”. This is when and where:"),
        ),
    },
    MailKind.CHANGED: {
        "je": Text(
            pgettext_lazy("je", "Something changed: {title}"),
            pgettext_lazy("je", "Something changed in “{title}”. Please note what is different for you:"),
        ),
        "u": Text(
            pgettext_lazy("u", "Something changed: {title}"),
            pgettext_lazy("u", "Something changed in “{title}”. Please note what is different for you:"),
        ),
    },
    MailKind.PROGRAMME: {
        "je": Text(
            pgettext_lazy("je", "Your programme: {title}"),
            pgettext_lazy("je", "This is your own programme of “{title}” now."),
        ),
        "u": Text(
            pgettext_lazy("u", "Your programme: {title}"),
            pgettext_lazy("u", "This is your own programme of “{title}” now."),
        ),
    },
    MailKind.CANCELLED: {
        "je": Text(
            pgettext_lazy("je", "Cancelled: {title}, {day}"),
            pgettext_lazy("je", "A meeting of “{title}” does not take place. You don't need to come then."),
        ),
        "u": Text(
            pgettext_lazy("u", "Cancelled: {title}, {day}"),
            pgettext_lazy("u", "A meeting of “{title}” does not take place. You don't need to come then."),
        ),
    },
    MailKind.STOPPED: {
        "je": Text(
            pgettext_lazy("je", "You are signed out: {title}"),
            pgettext_lazy(
                "je",
                "You are no longer enrolled in “{title}”. Is that not right? Then get in touch with the organiser.",
            ),
        ),
        "u": Text(
            pgettext_lazy("u", "You are signed out: {title}"),
            pgettext_lazy(
                "u", "You are no longer enrolled in “{title}”. Is that not right? Then get in touch with the organiser."
            ),
        ),
    },
}


def languages() -> list[str]:
    """In which languages mails are written, the site's own first."""
    codes = [code for code, _name in screen_languages()]
    return sorted(codes, key=lambda code: code != settings.LANGUAGE_CODE)


def language_of(asked: str) -> str:
    """The language of a reader as far as the site speaks it, else the site's own: never half of each."""
    return spoken(asked)


def standard(kind: str, language: str, form: str) -> Text:
    """The standard text with the tokens' words of that language."""
    with translation.override(language):
        found = STANDARD[kind]["u" if form == "u" else "je"]
        return Text(_worded(str(found.subject), language), _worded(str(found.text), language))


def _worded(text: str, language: str) -> str:
    spoken = {token: word for word, token in TOKENS.get(language.partition("-")[0], TOKENS["en"]).items()}
    return TOKEN.sub(lambda found: "{" + spoken.get(KNOWN.get(found[1], ""), found[1]) + "}", text)


def text_for(kind: str, language: str, form: str, own: Mapping[tuple[str, str], EditionText]) -> Text:
    """A group's own text where it has one, else the standard text."""
    mine = own.get((kind, language))
    return Text(mine.subject, mine.text) if mine else standard(kind, language, form)


def token_words(language: str) -> list[str]:
    """What may stand in a text of this language, as it is typed."""
    return ["{" + word + "}" for word in TOKENS.get(language.partition("-")[0], TOKENS["en"])]


def unknown_tokens(text: str) -> list[str]:
    return [found[0] for found in TOKEN.finditer(text) if found[1].strip().lower() not in KNOWN]


def filled(text: Words, values: Mapping[str, str], *, subject: bool = False) -> str:
    """A text with its tokens replaced, once: what a value holds is never read as a token."""

    def value(found: re.Match[str]) -> str:
        token = KNOWN.get(found[1].strip().lower())
        return one_line(values.get(token, "")) if token else found[0]

    written = TOKEN.sub(value, str(text))
    return one_line(written)[:300] if subject else lines(written).strip()
