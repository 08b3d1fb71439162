"""Names as they are compared: without case, accents, script and spelling habits, and by how they sound.

Made for names as they come into a Dutch programme: tussenvoegsels, Arabic, Somali, Turkish, Eritrean, Ethiopian and
Slavic names, each in the spellings that clerks of several countries made of them. Nothing here is shown to anybody.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from anyascii import anyascii

# Small words between names, which one clerk writes and another doesn't.
PARTICLES = frozenset(
    {
        *("van", "von", "de", "der", "den", "het", "t", "ten", "ter", "te", "op", "in"),
        *("la", "le", "du", "da", "do", "dos", "di"),
        *("el", "al", "ul", "ibn", "bin", "bn", "ben", "bint", "binti", "ould"),
    }
)
# "Servant of" belongs to the name after it: Abd al-Rahman, Abdul Rahman, Abdelrahman and Abdirahman are one name.
_SERVANTS = frozenset({"abd", "abdul", "abdel", "abdal", "abdoul", "bd"})
_SERVANT_OF = re.compile(r"^abd(?:[uaeo]l|oul|i)(?=\w{3})")
_ARABIC_HABITS = (
    (re.compile(r"عبد\s*الله\b"), "عبدله"),
    (re.compile(r"عبد\s*ال(?=\w{3})"), "عبد "),
    (re.compile(r"\bال(?=\w{3})"), ""),
)
# Somali writes ayn, which others leave out, as c.
_AYN = re.compile(r"^c(?=a?abd|al[iy]|umar|omar|aash|aish|is[mh]|[uo]s[mh]|aw[aoi]|aynab)")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_SIGNS = re.compile(r"[’'`´ʼʻʿʾ\"]")
_WORDS = re.compile(r"[a-z]+")

# How a sound is written, longer spellings first; what comes out is one letter a sound.
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"tsch|tch|dzh|dj|dsj|dg(?=[ei])", "j"),
        (r"ch(?=[rl])", "k"),
        (r"ch(?=[bcdfgjkmnpqstvwxz])", "h"),
        (r"sch|sj|sh|ch", "s"),
        (r"kh|x", "h"),
        (r"gh", "g"),
        (r"ph", "f"),
        (r"th|dh", "t"),
        (r"c(?=[eiy])", "s"),
        (r"ck|qu|q|c", "k"),
        (r"z|ts", "s"),
        (r"oe|ou|oo|ow|ue|uw", "u"),
        (r"ae", "a"),
        (r"ee|ie|ii|ij|ei|ey|ai|ay|aj", "i"),
        (r"j|y", "i"),
        (r"v", "f"),
        (r"w", "u"),
        (r"d", "t"),
        (r"b", "p"),
        (r"e", "a"),
        (r"o", "u"),
    )
)
_TWICE = re.compile(r"(.)\1+")
_BREATH = re.compile(r"(?<=.)h$")
_VOWELS = re.compile(r"[aeiou]")


@dataclass(frozen=True)
class Word:
    """One word of a name: its letters, its sound, and the consonants alone, which is all some scripts write."""

    letters: str
    unvowelled: bool = False

    @cached_property
    def sound(self) -> str:
        text = self.letters
        for pattern, sound in _SOUNDS:
            text = pattern.sub(sound, text)
        # Where no vowels are written, two letters after another are two sounds.
        text = text if self.unvowelled else _TWICE.sub(r"\1", text)
        return _BREATH.sub("", text)

    @cached_property
    def bones(self) -> str:
        """The consonants of its sound; of a word that has none, its sound."""
        return _VOWELS.sub("", self.sound) or self.sound


def words_of(name: str) -> list[Word]:
    """The words of a name in the order in which they are written, without particles; of particles alone, those."""
    unvowelled = bool(_ARABIC.search(name))
    for pattern, plainer in _ARABIC_HABITS:
        name = pattern.sub(plainer, name)
    plain = _SIGNS.sub("", anyascii(name).lower())
    found = _WORDS.findall(plain)
    words = [word for word in found if word not in PARTICLES] or found
    return [_word(word, unvowelled) for word in _with_servants(words)]


@lru_cache(maxsize=50_000)
def _word(letters: str, unvowelled: bool) -> Word:
    """The same word each time: many share a name, and how it sounds is worked out once."""
    return Word(letters, unvowelled)


def _with_servants(words: list[str]) -> list[str]:
    joined: list[str] = []
    for word in words:
        if joined and joined[-1] in _SERVANTS:
            joined[-1] = "abd" + word
        else:
            joined.append(_AYN.sub("", word))
    return [_SERVANT_OF.sub("abd", word) for word in joined]
