"""Dutch words without their endings, so that "gesprek" finds "gesprekken" and "gesprekskaart" on every database.

A light relative of Snowball's Dutch stemmer. What counts is that a question and a page lose the same endings; a stem
need not be a word.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

MOST_WORDS = 6
_WORD = re.compile(r"[^\W_]+")
_VOWELS = "aeiouy"
_STOP = frozenset(
    [
        "de",
        "het",
        "een",
        "en",
        "of",
        "in",
        "op",
        "voor",
        "van",
        "met",
        "bij",
        "te",
        "om",
        "aan",
        "over",
        "uit",
        "the",
        "a",
    ]
)


def stems(text: str) -> list[str]:
    """The stems of a text in their order, without words that stand in every text."""
    return [stem(word) for word in words(text) if word not in _STOP]


def tails(word: str) -> list[str]:
    """What a joined word may end with: a conversation card is found by "card"."""
    return [word[at:] for at in range(4, len(word) - 3)] if len(word) > 8 else []


def words(text: str) -> list[str]:
    """The words of a text in small letters without accents."""
    apart = unicodedata.normalize("NFKD", text.replace("’", "'").casefold())
    plain = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return _WORD.findall(re.sub(r"'(s|tje)\b", "", plain))


def asked_stems(question: str) -> list[str]:
    """What is looked for: each stem once, the first few."""
    found = stems(question) or [stem(word) for word in words(question)]
    return list(dict.fromkeys(found))[:MOST_WORDS]


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """One word in small letters; short ones and numbers stay as they are."""
    shorter = _without_ending(word)
    while shorter != word:
        word, shorter = shorter, _without_ending(shorter)
    return word


def _without_ending(word: str) -> str:
    if len(word) < 4 or not word.isalpha():
        return word
    for ending, instead in (("heden", "heid"),):
        if word.endswith(ending):
            return word[: -len(ending)] + instead
    for ending in ("en", "s", "e"):
        bare = word[: -len(ending)]
        if word.endswith(ending) and len(bare) > 2 and _may_end(bare, ending):
            return _settled(bare)
    return _settled(word)


def _may_end(bare: str, ending: str) -> bool:
    """Whether what is left can be a word: it has a vowel, and no ending is taken from inside a sound."""
    if not any(letter in _VOWELS for letter in bare):
        return False
    if ending == "s":
        return bare[-1] not in "saiouj"
    return bare[-1] not in _VOWELS or (ending == "en" and bare.endswith(("i", "y", "ee")))


def _settled(word: str) -> str:
    """Spelling that changes with an ending: "kaart" and "kaarten", "school" and "scholen", "huis" and "huizen"."""
    if len(word) > 2 and word[-1] == word[-2] and word[-1] not in _VOWELS:
        word = word[:-1]
    if word[-1] == "z":
        word = word[:-1] + "s"
    elif word[-1] == "v":
        word = word[:-1] + "f"
    return re.sub(r"([aeou])\1([^aeiouy]+)$", r"\1\2", word)
