"""Make the subset faces of this folder from the npm packages named in README.md.

Usage: `python courses/typesetting/fonts/recipe.py FOLDER`, FOLDER holding the unpacked packages. Hinting goes (paper and
vector viewers do not use it), letters stay: every Latin, Greek and Cyrillic letter and every combining mark.
"""

import sys
from pathlib import Path

import uharfbuzz as hb

HERE = Path(__file__).resolve().parent
EUROPEAN = {
    "NotoSans-Regular.ttf": "NotoSans_400Regular.ttf",
    "NotoSans-Bold.ttf": "NotoSans_700Bold.ttf",
    "NotoSerifDisplay-Medium.ttf": "NotoSerifDisplay_500Medium.ttf",
}
# Faces for one script each: all of it with all its features, no Latin letters beside it.
SCRIPTS = {
    "NotoNaskhArabic-Regular.ttf": "NotoNaskhArabic_400Regular.ttf",
    "NotoNaskhArabic-Bold.ttf": "NotoNaskhArabic_700Bold.ttf",
    "NotoSansEthiopic-Regular.ttf": "NotoSansEthiopic_400Regular.ttf",
    "NotoSansEthiopic-Bold.ttf": "NotoSansEthiopic_700Bold.ttf",
    **{
        f"NotoSans{script}-Regular.ttf": f"NotoSans{script}_400Regular.ttf"
        for script in ["Armenian", "Bengali", "Devanagari", "Georgian", "Hebrew", "Khmer", "Myanmar", "Tamil", "Thai"]
    },
}
BLOCKS = [
    (0x0020, 0x0530),
    (0x1C80, 0x1C90),
    (0x1D00, 0x20D0),
    (0x2100, 0x2150),
    (0x25CC, 0x25CD),
    (0x2C60, 0x2C80),
    (0x2DE0, 0x2E00),
    (0xA640, 0xA6A0),
    (0xA700, 0xA800),
    (0xAB30, 0xAB70),
]
FEATURES = ["abvm", "blwm", "calt", "ccmp", "clig", "kern", "liga", "locl", "mark", "mkmk", "rlig"]


def subset(source: Path, *, european: bool) -> bytes:
    face = hb.Face(hb.Blob.from_file_path(str(source)))
    wanted = hb.SubsetInput()
    wanted.flags = hb.SubsetFlags.NO_HINTING
    if european:
        wanted.unicode_set.update(c for c in face.unicodes if any(low <= c < high for low, high in BLOCKS))
        wanted.layout_feature_tag_set.clear()
        wanted.layout_feature_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in FEATURES)
    else:
        wanted.unicode_set.update(c for c in face.unicodes if not (chr(c).isalpha() and c < 0x0500))
    return hb.subset(face, wanted).blob.data


if __name__ == "__main__":
    for target, name in (EUROPEAN | SCRIPTS).items():
        source = next(Path(sys.argv[1]).rglob(name))
        (HERE / target).write_bytes(subset(source, european=target in EUROPEAN))
