"""By which keys a person is found among all others, so that nobody is compared with everybody."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b
from itertools import combinations

from courses.people.doubles.likeness import Traits
from courses.people.doubles.sounding import Word

# Of a longer name the first words are paired: that is already ten keys.
PAIRED = 5


def keys_of(traits: Traits) -> set[int]:
    """A handful of numbers; two records that are one human being have nearly always one in common."""
    return {_number(text) for text in _texts(traits)}


def name_keys(traits: Traits) -> set[int]:
    """By which all are found that bear this name, however it is spelled."""
    return {_number(_whole(words)) for words in traits.names}


def _texts(traits: Traits) -> Iterator[str]:
    if traits.phone:
        yield f"p {traits.phone}"
    if traits.email:
        yield f"e {traits.email}"
    for words in traits.names:
        yield from _of_name(words)
        if traits.born:
            yield from (f"b {traits.born} {word.bones}" for word in words[:PAIRED])


def _of_name(words: tuple[Word, ...]) -> Iterator[str]:
    yield _whole(words)
    yield "c " + "".join(word.bones for word in words)
    bones = [word.bones for word in words[:PAIRED]]
    yield from (f"n {' '.join(sorted(pair))}" for pair in combinations(bones, 2))
    if len(bones) > 1:
        # One of the two has a slip in it, seldom at its first letter.
        first, last = bones[0], words[-1].bones
        yield f"t {first} {last[0]}"
        yield f"t {last} {first[0]}"


def _whole(words: tuple[Word, ...]) -> str:
    return "s " + " ".join(sorted(word.sound for word in words))


def _number(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), signed=True)
