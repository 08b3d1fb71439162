"""The faces that print names and texts: which letters each one has, and how HarfBuzz sees it."""

from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from unicodedata import normalize

import uharfbuzz as hb

from courses.typesetting.folders import font_folders, name_of, usable_files

FONTS = Path(__file__).resolve().parent / "fonts"

# A style is a list of faces in order of preference: the first that has all letters of a cluster prints it.
_OTHERS = tuple(
    f"NotoSans{script}-Regular"
    for script in ["Hebrew", "Devanagari", "Bengali", "Tamil", "Thai", "Khmer", "Myanmar", "Georgian", "Armenian"]
)
_SCRIPTS = ("NotoNaskhArabic-Regular", "NotoSansEthiopic-Regular", *_OTHERS)
STYLES = {
    "display": ("NotoSerifDisplay-Medium", "NotoSans-Regular", *_SCRIPTS),
    "regular": ("NotoSans-Regular", *_SCRIPTS),
    "bold": ("NotoSans-Bold", "NotoNaskhArabic-Bold", "NotoSansEthiopic-Bold", "NotoSans-Regular", *_SCRIPTS),
}


@dataclass(frozen=True, eq=False)
class Face:
    """One static TrueType face."""

    name: str
    font: hb.Font = field(repr=False)
    letters: frozenset[int] = field(repr=False)

    @property
    def upem(self) -> int:
        return self.font.face.upem

    @cached_property
    def subsettable(self) -> hb.Face:
        """HarfBuzz's preprocessed form, which makes subsets cheap; a large face takes a moment."""
        return hb.subset_preprocess(self.font.face)

    def covers(self, cluster: str) -> bool:
        """Whether the face has every character, as it is or taken apart (HarfBuzz composes by itself)."""
        return all(
            ord(c) in self.letters
            or (normalize("NFD", c) != c and all(ord(d) in self.letters for d in normalize("NFD", c)))
            for c in cluster
            if not is_ignorable(c)
        )


@cache
def load(name: str) -> Face:
    return _read(FONTS / f"{name}.ttf")


@cache
def _read(file: Path) -> Face:
    face = hb.Face(hb.Blob.from_file_path(str(file)))
    return Face(name_of(file), hb.Font(face), frozenset(face.unicodes))


def stack(style: str) -> tuple[Face, ...]:
    """Our faces of this style, then those of the site's own folders."""
    return _stack(style, font_folders())


@cache
def _stack(style: str, folders: tuple[str, ...]) -> tuple[Face, ...]:
    files = sorted(usable_files(folders), key=lambda file: ("bold" in file.stem.lower()) != (style == "bold"))
    return (*(load(name) for name in STYLES[style]), *map(_read, files))


def is_ignorable(character: str) -> bool:
    """Characters that shape their neighbours and have no picture of their own."""
    return character in "\u200c\u200d\u034f" or "\ufe00" <= character <= "\ufe0f"
