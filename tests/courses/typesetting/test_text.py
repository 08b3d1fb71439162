import pytest
import uharfbuzz as hb

from courses.typesetting.faces import load
from courses.typesetting.text import clean, shape, wrap


def harfbuzz(face: str, text: str) -> list[tuple[int, int, int, int]]:
    """HarfBuzz's own answer, asked without our code."""
    from courses.typesetting.faces import FONTS

    font = hb.Font(hb.Face(hb.Blob.from_file_path(str(FONTS / f"{face}.ttf"))))
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.language = "und"
    buffer.guess_segment_properties()
    hb.shape(font, buffer)
    return [
        (info.codepoint, place.x_advance, place.x_offset, place.y_offset)
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    ]


@pytest.mark.parametrize("text", ["Nguyễn", "x̂ŏ̤", "Ṝ̥ta", "ǭ", "Żółć", "AVATAR", "Їжак", "Ἀθήνη", "ɛ̃́"])
def test_glyphs_and_positions_are_those_of_harfbuzz(text):
    text = clean(text)
    line = shape(text, "display", "und")
    (run,) = line.runs
    placed = [(glyph.gid, glyph.advance, glyph.dx, glyph.dy) for glyph in run.glyphs]
    assert placed == harfbuzz(run.face.name, text)


def test_marks_stand_on_their_letters():
    (run,) = shape("x̂", "display", "und").runs
    assert [glyph.text for glyph in run.glyphs] == ["x", "\u0302"]
    assert run.glyphs[1].dx != 0


def test_every_glyph_stands_for_its_characters():
    for text in ["Nguyễn", "ffi Ǭ", "a\u200db"]:
        line = shape(text, "regular", "und")
        assert "".join(glyph.text for run in line.runs for glyph in run.glyphs) == text


def test_a_line_is_not_patched_from_two_faces_where_one_has_it_all():
    serif, sans = load("NotoSerifDisplay-Medium"), load("NotoSans-Regular")
    only_sans = next(chr(c) for c in sorted(sans.letters - serif.letters) if chr(c).isalpha())
    line = shape(f"Anna {only_sans}", "display", "und")
    assert {run.face.name for run in line.runs} == {"NotoSans-Regular"}


def test_scripts_are_shaped_each_as_itself():
    line = shape("Иван Jansen", "display", "und")
    assert len(line.runs) == 2


def test_wrapping_breaks_at_spaces_and_only_then_within_a_word():
    lines = wrap("een twee drie vier", style="regular", size=10, width=50, language="nl")
    assert " ".join(lines) == "een twee drie vier"
    assert len(lines) > 1
    assert "".join(wrap("W" * 40, style="regular", size=10, width=50, language="nl")) == "W" * 40


@pytest.mark.parametrize(
    ("name", "script"),
    [
        ("فاطمة الزهراء", "NotoNaskhArabic-Regular"),
        ("ژیان ئەحمەد کوردی", "NotoNaskhArabic-Regular"),
        ("שָׂרָה בַּת־אַבְרָהָם", "NotoSansHebrew-Regular"),
        ("ሰላማዊት ገብረ እግዚአብሔር", "NotoSansEthiopic-Regular"),
        ("देवदत्त श्रीनिवास", "NotoSansDevanagari-Regular"),
        ("ক্ষুদিরাম বসু", "NotoSansBengali-Regular"),
        ("தமிழ்ச்செல்வி", "NotoSansTamil-Regular"),
        ("สมชาย ใจดี", "NotoSansThai-Regular"),
        ("សុខ ចាន់រស្មី", "NotoSansKhmer-Regular"),
        ("အောင်ဆန်းစုကြည်", "NotoSansMyanmar-Regular"),
        ("ნინო ბერიძე", "NotoSansGeorgian-Regular"),
        ("Արամ Խաչատրյան", "NotoSansArmenian-Regular"),
    ],
)
def test_every_script_has_its_face_and_the_glyphs_of_harfbuzz(name, script):
    line = shape(clean(name), "display", "und")
    assert {run.face.name for run in line.runs} == {script}
    placed = [(glyph.gid, glyph.advance, glyph.dx, glyph.dy) for run in line.runs for glyph in run.glyphs]
    assert placed == harfbuzz(script, clean(name))


def test_each_character_stands_in_the_glyphs_once():
    for name in ("فاطمة الزهراء", "देवदत्त श्रीनिवास", "သန်း", "שָׂרָה"):
        line = shape(clean(name), "display", "und")
        told = "".join(glyph.text for run in line.runs for glyph in run.glyphs)
        assert sorted(told) == sorted(clean(name))


def test_a_mixed_line_has_a_face_for_each_script():
    line = shape("Ali علي Jansen", "display", "und")
    assert [run.face.name for run in line.runs] == [
        "NotoSerifDisplay-Medium",
        "NotoNaskhArabic-Regular",
        "NotoSerifDisplay-Medium",
    ]
