"""The Unicode bidirectional algorithm (UAX #9) for lines without explicit controls, which are cleaned away before.

The rules keep the names of the standard: P2–P3, W1–W7, N0–N2, I1–I2, L1–L2. Unicode's BidiCharacterTest.txt is the test.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_STRONG = ("L", "R", "AL")
_NEUTRAL = ("B", "S", "WS", "ON")
# Pairs of which the closing one does not simply follow the opening one.
_CROSSED = {"\u298d": "\u2990", "\u298f": "\u298e"}
_SAME = {"\u2329": "\u3008", "\u232a": "\u3009"}


def base_level(text: str) -> int:
    """P2, P3: 1 where the first strong character is right-to-left, else 0."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in _STRONG:
            return 0 if kind == "L" else 1
    return 0


def levels(text: str, base: int | None = None) -> list[int]:
    """The embedding level of each character: odd ones run right to left."""
    base = base_level(text) if base is None else base
    original = [unicodedata.bidirectional(character) or "L" for character in text]
    kinds = list(original)
    edge = "R" if base % 2 else "L"
    _weak(kinds, edge)
    _brackets(text, kinds, original, base, edge)
    _neutral(kinds, edge)
    result = [_implicit(kind, base) for kind in kinds]
    _reset_at_the_end(original, result, base)
    return result


def visual_order(runs: Iterable[tuple[int, int]]) -> list[int]:
    """L2: the indices of runs, given as (index, level) in reading order, from left to right."""
    order = list(runs)
    highest = max((level for _index, level in order), default=0)
    lowest_odd = min((level for _index, level in order if level % 2), default=highest + 1)
    for level in range(highest, lowest_odd - 1, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and order[end][1] >= level:
                end += 1
            order[start:end] = reversed(order[start:end])
            start = max(end, start + 1)
    return [index for index, _level in order]


def _weak(kinds: list[str], edge: str) -> None:
    """W1–W7."""
    previous = edge
    for index, kind in enumerate(kinds):
        if kind == "NSM":
            kinds[index] = previous
        elif kind != "BN":
            previous = kind
    strong = edge
    for index, kind in enumerate(kinds):
        if kind in _STRONG:
            strong = kind
        elif kind == "EN" and strong == "AL":
            kinds[index] = "AN"
    for index, kind in enumerate(kinds):
        if kind == "AL":
            kinds[index] = "R"
    _separators(kinds)
    strong = edge
    for index, kind in enumerate(kinds):
        if kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[index] = "L"


def _separators(kinds: list[str]) -> None:
    """W4–W6: what stands between or beside numbers."""
    for index in range(1, len(kinds) - 1):
        before, after = kinds[index - 1], kinds[index + 1]
        if before == after == "EN" and kinds[index] in ("ES", "CS"):
            kinds[index] = "EN"
        elif before == after == "AN" and kinds[index] == "CS":
            kinds[index] = "AN"
    index = 0
    while index < len(kinds):
        end = index
        while end < len(kinds) and kinds[end] == "ET":
            end += 1
        if end > index and ("EN" in kinds[index - 1 : index] or "EN" in kinds[end : end + 1]):
            kinds[index:end] = ["EN"] * (end - index)
        index = max(end, index + 1)
    for index, kind in enumerate(kinds):
        if kind in ("ES", "ET", "CS"):
            kinds[index] = "ON"


def _brackets(text: str, kinds: list[str], original: list[str], base: int, edge: str) -> None:
    """N0: a pair of brackets goes with what it holds, else with what stands before it."""
    for opening, closing in _pairs(text, kinds):
        inside = {_direction(kind) for kind in kinds[opening + 1 : closing]}
        if edge in inside:
            direction = edge
        elif inside & {"L", "R"}:
            before = (_direction(kind) for kind in reversed(kinds[:opening]))
            direction = next((kind for kind in before if kind), edge)
        else:
            continue
        for position in (opening, closing):
            kinds[position] = direction
            follower = position + 1
            while follower < len(kinds) and original[follower] in ("NSM", "BN"):
                kinds[follower] = direction
                follower += 1


def _pairs(text: str, kinds: list[str]) -> list[tuple[int, int]]:
    """BD16, in the order of their opening brackets; more than 63 open ones end the search."""
    waiting: list[tuple[str, int]] = []
    found: list[tuple[int, int]] = []
    for index, character in enumerate(text):
        if kinds[index] != "ON":
            continue
        closing, is_opening = _bracket(character)
        if is_opening:
            if len(waiting) == 63:
                return []
            waiting.append((closing, index))
        elif closing:
            for depth in range(len(waiting) - 1, -1, -1):
                if waiting[depth][0] == closing:
                    found.append((waiting[depth][1], index))
                    del waiting[depth:]
                    break
    return sorted(found)


@lru_cache(maxsize=512)
def _bracket(character: str) -> tuple[str, bool]:
    """The closing bracket of its pair ("" for what is none), and whether this is the opening one."""
    character = _SAME.get(character, character)
    category = unicodedata.category(character)
    if category not in ("Ps", "Pe") or not unicodedata.mirrored(character):
        return "", False
    if category == "Pe":
        return character, False
    if character in _CROSSED:
        return _CROSSED[character], True
    following = chr(ord(character) + 1)
    return (following if unicodedata.category(following) == "Pe" else chr(ord(character) + 2)), True


def _neutral(kinds: list[str], edge: str) -> None:
    """N1, N2: between two of one direction it joins them, else it goes with the line. BN follows its neighbours."""
    index = 0
    while index < len(kinds):
        end = index
        while end < len(kinds) and (kinds[end] in _NEUTRAL or kinds[end] == "BN"):
            end += 1
        if end > index:
            before = _direction(kinds[index - 1]) if index else edge
            after = _direction(kinds[end]) if end < len(kinds) else edge
            kinds[index:end] = [before if before == after else edge] * (end - index)
        index = max(end, index + 1)


def _direction(kind: str) -> str:
    """The strong direction a class stands for among neutrals: numbers count as right-to-left."""
    return {"L": "L", "R": "R", "EN": "R", "AN": "R"}.get(kind, "")


def _implicit(kind: str, base: int) -> int:
    """I1, I2."""
    if base % 2:
        return base + (1 if kind in ("L", "EN", "AN") else 0)
    return base + {"R": 1, "EN": 2, "AN": 2}.get(kind, 0)


def _reset_at_the_end(original: list[str], result: list[int], base: int) -> None:
    """L1: spaces at the end of the line, and before a tab or a line's end, go with the line."""
    trailing = True
    for index in range(len(original) - 1, -1, -1):
        if original[index] in ("B", "S"):
            trailing = True
        elif original[index] not in ("WS", "BN"):
            trailing = False
        if trailing:
            result[index] = base
