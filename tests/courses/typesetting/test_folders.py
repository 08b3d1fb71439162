"""Faces of the site's own: found by what they cover, embedded, and refused in words where they can't be."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pikepdf.pdfa
import pytest
from django.core.checks import run_checks
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from pypdf import PdfReader

from certificates.errors import NameNotCovered
from certificates.rendering import check_name, render
from courses.typesetting.faces import _stack
from courses.typesetting.text import shape
from tests.certificates.sheets import design, facts

HAN, HANGUL = "王小明李", "한글김민준"


def _square(pen):
    pen.moveTo((100, 0))
    pen.lineTo((900, 0))
    pen.lineTo((900, 800))
    pen.lineTo((100, 800))
    pen.closePath()


def make_face(path, letters: str, *, outlines: str = "glyf") -> None:
    """A face with a square for each of these letters."""
    names = [".notdef", *(f"uni{ord(letter):04X}" for letter in letters)]
    builder = FontBuilder(1000, isTTF=outlines == "glyf")
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(letter): f"uni{ord(letter):04X}" for letter in letters})
    if outlines == "glyf":
        pen = TTGlyphPen(None)
        _square(pen)
        builder.setupGlyf(dict.fromkeys(names, pen.glyph()))
    else:
        stroke = T2CharStringPen(1000, None)
        _square(stroke)
        builder.setupCFF("Test", {}, dict.fromkeys(names, stroke.getCharString()), {})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (1000, 100)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": "Test", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.save(path)


@pytest.fixture
def folder(settings, tmp_path):
    shape.cache_clear()
    settings.LEERLIJN_FONT_FOLDERS = [str(tmp_path)]
    yield tmp_path
    shape.cache_clear()


def complaints() -> list[str]:
    return [error.msg for error in run_checks() if error.id in ("leerlijn.E007", "leerlijn.E008")]


@pytest.mark.parametrize("name", ["王小明", "김민준", "王小明 (Wang)", "Ada 李"])
def test_a_name_in_han_or_hangul_prints_with_a_face_that_has_it(folder, name):
    with pytest.raises(NameNotCovered):
        check_name(name, "lijn")
    make_face(folder / "한 Han (test).ttf", HAN)
    make_face(folder / "Hangul.ttf", HANGUL)
    _stack.cache_clear()
    assert check_name(name, "lijn") == name
    pdf = render(design(), facts(name))
    assert pdf == render(design(), facts(name))
    assert name in PdfReader(BytesIO(pdf)).pages[0].extract_text()
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert pikepdf.pdfa.check(opened, "3b").verdict == "pass"
    assert not complaints()


def test_letters_that_no_folder_has_still_wait(folder):
    make_face(folder / "Han.ttf", HAN)
    with pytest.raises(NameNotCovered) as caught:
        check_name("王小明한", "lijn")
    assert caught.value.characters == "한"


def test_our_own_faces_go_first(folder):
    make_face(folder / "Latin.ttf", "Ada")
    assert {run.face.name for run in shape("Ada", "display", "nl").runs} == {"NotoSerifDisplay-Medium"}


def test_what_cannot_be_used_is_named_and_left_out(folder):
    make_face(folder / "Outlines.otf", HAN, outlines="CFF")
    make_face(folder / "Outlines.ttf", HAN, outlines="CFF")
    (folder / "Broken.ttf").write_bytes(b"\x00\x01\x00\x00 no face")
    (folder / "Collection.ttc").write_bytes(b"ttcf\x00\x01\x00\x00\x00\x00\x00\x01\x00\x00\x00\x10")
    (folder / "readme.txt").write_text("no face, and nobody's business")
    found = "\n".join(complaints())
    for words in (
        "Outlines.otf has PostScript outlines",
        "Outlines.ttf has PostScript outlines",
        "Broken.ttf",
        "Collection.ttc is a collection",
    ):
        assert words in found
    assert "readme" not in found
    with pytest.raises(NameNotCovered):
        check_name("王小明", "lijn")


def test_a_folder_that_is_not_there_or_empty_is_an_error_at_start(folder, settings):
    assert "has no fonts" in complaints()[0]
    settings.LEERLIJN_FONT_FOLDERS = [str(folder / "nowhere")]
    assert "there is no folder" in complaints()[0]
    with pytest.raises(NameNotCovered):
        check_name("王小明", "lijn")
