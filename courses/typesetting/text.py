"""From a string to placed glyphs: cleaned, a face per run by coverage, shaped by HarfBuzz, never a box."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import uharfbuzz as hb

from courses.typesetting.bidi import levels, visual_order
from courses.typesetting.errors import NotCovered
from courses.typesetting.faces import Face, is_ignorable, stack

_BIDI_CONTROLS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_OTHER_CONTROLS = r"\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb"
_UNPRINTED = re.compile(f"[{_BIDI_CONTROLS}{_OTHER_CONTROLS}]")
_MARKS_IN_A_ROW = 8


@dataclass(frozen=True, slots=True)
class Glyph:
    """One glyph in font units: `text` is what it stands for when someone copies the text out of the PDF."""

    gid: int
    text: str
    advance: int
    dx: int
    dy: int


@dataclass(frozen=True, slots=True)
class Run:
    face: Face
    glyphs: tuple[Glyph, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A shaped line, its runs from left to right; `width` is in thousandths of the size."""

    text: str
    runs: tuple[Run, ...]
    width: float


def clean(text: str) -> str:
    """The text as it is printed: NFC, one space between words, without controls; joiners stay."""
    text = " ".join(_UNPRINTED.sub("", text).split())
    return unicodedata.normalize("NFC", text.strip("\u200c\u200d "))


@lru_cache(maxsize=1024)
def shape(text: str, style: str, language: str) -> Line:
    """Raises NotCovered with all characters that no face of the style has."""
    runs: list[Run] = []
    directions: list[int] = []
    missing: list[str] = []
    # A face that has the whole line goes before one that would leave a single letter to another.
    faces = tuple(sorted(stack(style), key=lambda face: not face.covers(text)))
    for face, script, level, piece in _itemise(text, faces):
        if face is None:
            missing.extend(c for c in piece if not any(f.covers(c) for f in stack(style)))
        elif not missing:
            runs.append(Run(face, _shape_run(face, script, piece, language, rightward=level % 2 == 0)))
            directions.append(level)
    if missing:
        raise NotCovered("".join(dict.fromkeys(missing)))
    runs = [runs[index] for index in visual_order(enumerate(directions))]
    width = sum(glyph.advance * 1000 / run.face.upem for run in runs for glyph in run.glyphs)
    return Line(text, tuple(runs), width)


def measure(text: str, *, style: str, size: float, language: str) -> float:
    return shape(text, style, language).width * size / 1000


def wrap(text: str, *, style: str, size: float, width: float, language: str) -> list[str]:
    """Lines broken at spaces; a word wider than the line is broken where it must."""

    def fits(line: str) -> bool:
        return measure(line, style=style, size=size, language=language) <= width

    lines: list[str] = []
    for word in text.split():
        if lines and fits(f"{lines[-1]} {word}"):
            lines[-1] += f" {word}"
            continue
        while len(word) > 1 and not fits(word):
            end = next(n for n in range(len(word) - 1, 0, -1) if n == 1 or fits(word[:n]))
            lines.append(word[:end])
            word = word[end:]
        lines.append(word)
    return lines


def printable(text: str, style: str = "regular") -> str:
    """The cleaned text, with a question mark for each letter that no face has: a list never fails over one name."""
    text = clean(text)
    while text:
        try:
            shape(text, style, "und")
            return text
        except NotCovered as error:
            for character in error.characters:
                is_mark = unicodedata.category(character)[0] == "M"
                text = text.replace(character, "" if is_mark else "?")
    return text


def fit(text: str, *, style: str, sizes: tuple[float, float], width: float, lines: int = 1) -> tuple[float, list[str]]:
    """The largest size (of largest and smallest, by halves) at which the text has no more than so many lines.

    What does not fit at the smallest ends in an ellipsis.
    """
    largest, smallest = sizes
    size = largest
    while True:
        wrapped = wrap(text, style=style, size=size, width=width, language="und")
        if len(wrapped) <= lines:
            return size, wrapped
        if size <= smallest:
            return size, [*wrapped[: lines - 1], _shortened(" ".join(wrapped[lines - 1 :]), style, size, width)]
        size = max(smallest, size - 0.5)


def _shortened(text: str, style: str, size: float, width: float) -> str:
    while text and measure(f"{text}…", style=style, size=size, language="und") > width:
        text = text[:-1].rstrip()
    return f"{text}…"


def _clusters(text: str) -> Iterator[str]:
    """A base with the marks that stand on it; more marks than any language stacks are not a name any more."""
    start = 0
    for index in range(1, len(text) + 1):
        if index < len(text) and (unicodedata.category(text[index])[0] == "M" or is_ignorable(text[index])):
            continue
        if index - start > _MARKS_IN_A_ROW + 1:
            raise NotCovered("".join(dict.fromkeys(text[start + 1 : index])))
        yield text[start:index]
        start = index


def _itemise(text: str, faces: tuple[Face, ...]) -> Iterator[tuple[Face | None, str | None, int, str]]:
    """Runs of one face, script and direction, in reading order; spaces and signs stay with what stands before them."""
    run_face: Face | None = None
    run_script: str | None = None
    run, start, run_level = "", 0, 0
    by_character = levels(text)
    for cluster in _clusters(text):
        level = by_character[start]
        start += len(cluster)
        script = _script(cluster[0])
        candidates = (run_face, *faces) if run_face and script is None and level == run_level else faces
        face = next((f for f in candidates if f is not None and f.covers(cluster)), None)
        ends = face is not run_face or level != run_level or (script and run_script and script != run_script)
        if run and ends:
            yield run_face, run_script, run_level, run
            run, run_script = "", None
        run_face, run_script, run_level, run = face, run_script or script, level, run + cluster
    if run:
        yield run_face, run_script, run_level, run


@lru_cache(maxsize=4096)
def _script(character: str) -> str | None:
    """The ISO 15924 tag of a letter, None for what belongs to any script."""
    if 0xD800 <= ord(character) <= 0xDFFF:
        return None
    buffer = hb.Buffer()
    buffer.add_str(character)
    buffer.language = "und"
    buffer.guess_segment_properties()
    return buffer.script


def _shape_run(face: Face, script: str | None, text: str, language: str, *, rightward: bool) -> tuple[Glyph, ...]:
    buffer = hb.Buffer()
    buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
    buffer.add_str(text)
    buffer.direction = "ltr" if rightward else "rtl"
    buffer.script, buffer.language = script or "Latn", language
    hb.shape(face.font, buffer)
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    if any(info.codepoint == 0 for info in infos):
        raise NotCovered("".join(dict.fromkeys(text[i.cluster] for i in infos if i.codepoint == 0)))
    texts = _texts(text, [info.cluster for info in infos], rightward)
    return tuple(
        Glyph(info.codepoint, piece, place.x_advance, place.x_offset, place.y_offset)
        for info, place, piece in zip(infos, positions, texts, strict=True)
    )


def _texts(text: str, clusters: list[int], rightward: bool) -> list[str]:
    """Which characters each glyph stands for: one each where they pair up, else all on a cluster's first glyph."""
    starts = sorted(set(clusters))
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=False))
    texts: list[str] = []
    for index, start in enumerate(clusters):
        piece = text[start : ends[start]]
        nth = index - clusters.index(start)
        first = 0 if rightward else clusters.count(start) - 1
        if clusters.count(start) == 1:
            texts.append(piece)
        elif len(piece) == clusters.count(start):
            texts.append(piece[abs(first - nth)])
        else:
            texts.append(piece if nth == first else "")
    return texts
