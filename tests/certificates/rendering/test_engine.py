import re
import subprocess
import sys
import zlib
from contextlib import suppress
from dataclasses import replace
from io import BytesIO
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from certificates.errors import DesignProblem, NameMissing, NameNotCovered, NameTooLong, NameWaits
from certificates.rendering import check_name, clean, render
from certificates.rendering.engine import _compile
from certificates.rendering.sheet import HEIGHT, WIDTH
from courses.typesetting.page import Page
from tests.certificates.sheets import design, facts, picture

NAMES = [
    "Nguyễn Thị Minh Khai",
    "Łukasz Żółć",
    "Şükrü Yağmuroğlu",
    "Þórdís Ö. Ægisdóttir",
    "Ḥasan al-ʿAṭṭār",
    "Ελένη Παπαδοπούλου",
    "Олександра Їжакевич",
    "Bùi Thị Xuân",
    "Eþelstan Ǭ",
]


def text_of(pdf: bytes) -> str:
    return PdfReader(BytesIO(pdf)).pages[0].extract_text()


@pytest.mark.parametrize("name", NAMES)
def test_the_name_comes_out_of_the_file_as_it_went_in(name):
    assert clean(name) in text_of(render(design(), facts(name)))


@pytest.mark.parametrize("name", ["ሰላማዊት ገብረ", "தமிழ்ச்செல்வி", "สมชาย ใจดี", "ნინო ბერიძე", "Արամ"])
def test_names_in_other_scripts_come_out_too(name):
    assert clean(name) in text_of(render(design(), facts(name)))


def test_a_name_from_right_to_left_says_how_it_reads():
    name = "محمد رضا شجریان (Reza)"
    document = (
        PdfReader(BytesIO(render(design(), facts(name)))).trailer["/Root"]["/StructTreeRoot"]["/K"][0].get_object()
    )
    heading = next(kid.get_object() for kid in document["/K"] if kid.get_object()["/S"] == "/H2")
    assert heading["/ActualText"] == name


def test_everything_printed_comes_out():
    text = " ".join(text_of(render(design(), facts(latin_name="Tst"))).split())
    for words in [
        "Certificaat",
        "7 oktober 2026 deze training",
        "12 uur",
        "G2026-001",
        "Je herkent de vijf rollen.",
        "Tst",
    ]:
        assert words in text
    for words in ["Nummer 2026-000123", "7K3M-9QXR-0TVB-WZ2D", "leerlijn.example.org/V", "An Example", "Director"]:
        assert words in text


def test_the_same_facts_give_the_same_bytes_whatever_was_made_before():
    first = render(design(), facts("Şükrü"))
    render(design(), facts("Ελένη"))
    _compile.cache_clear()
    assert render(design(), facts("Şükrü")) == first


def test_the_same_bytes_in_another_process():
    script = (
        "import django; django.setup()\n"
        "import hashlib\nfrom certificates.rendering import render\nfrom tests.certificates.sheets import design, facts\n"
        "print(hashlib.sha256(render(design(), facts('Nguyễn'))).hexdigest())"
    )
    runs = {
        subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
        for _ in range(2)
    }
    assert len(runs) == 1


def test_the_file_says_what_it_is():
    reader = PdfReader(BytesIO(render(design(), facts("Łukasz Żółć"))), strict=True)
    assert reader.metadata.title == "Certificaat · In gesprek als het spannend wordt · Łukasz Żółć"
    assert reader.metadata.author == "Stichting Voorbeeld"
    assert reader.metadata.creation_date.isoformat() == "2026-10-08T09:00:00+00:00"
    catalog = reader.trailer["/Root"]
    assert catalog["/Lang"] == "nl"
    assert catalog["/MarkInfo"]["/Marked"]
    assert len(reader.pages) == 1


def test_it_claims_pdf_a_3b_and_tells_its_properties_twice_in_the_same_words():
    reader = PdfReader(BytesIO(render(design(), facts("Ada <&> Jansen"))))
    catalog = reader.trailer["/Root"]
    (intent,) = catalog["/OutputIntents"]
    assert intent.get_object()["/S"] == "/GTS_PDFA1"
    assert intent.get_object()["/DestOutputProfile"]["/N"] == 3
    assert "/Filter" not in catalog["/Metadata"]
    told = ElementTree.fromstring(catalog["/Metadata"].get_data())
    words = {element.tag.rpartition("}")[2]: "".join(element.itertext()).strip() for element in told.iter()}
    assert (words["part"], words["conformance"]) == ("3", "B")
    assert words["title"] == reader.metadata.title == "Certificaat · In gesprek als het spannend wordt · Ada <&> Jansen"
    assert words["creator"] == reader.metadata.author
    assert words["Producer"] == reader.metadata.producer
    assert words["Keywords"] == reader.metadata.keywords == "LEERLIJN 7K3M9QXR0TVBWZ2D"
    assert words["CreateDate"] == reader.metadata.creation_date.isoformat()


def test_a_reader_walks_the_page_in_order_and_hears_the_pictures():
    reader = PdfReader(BytesIO(render(design(), facts())))
    document = reader.trailer["/Root"]["/StructTreeRoot"]["/K"][0].get_object()
    kids = [kid.get_object() for kid in document["/K"]]
    roles = [kid["/S"] for kid in kids]
    assert roles[:4] == ["/Figure", "/H1", "/P", "/H2"]
    assert [kid["/Alt"] for kid in kids if kid["/S"] == "/Figure"] == [
        "Logo",
        "Signature",
        "https://leerlijn.example.org/V/7K3M9QXR0TVBWZ2D",
    ]
    marks = [kid["/K"] for kid in kids]
    assert sorted(marks) == list(range(len(kids)))
    parents = reader.trailer["/Root"]["/StructTreeRoot"]["/ParentTree"]["/Nums"][1]
    assert [parents[mark].get_object()["/K"] for mark in range(len(kids))] == list(range(len(kids)))


def test_only_subset_faces_are_embedded():
    pdf = render(design(), facts())
    names = set(re.findall(rb"/BaseFont/([A-Za-z+-]+)", pdf))
    assert names
    assert all(re.match(rb"[A-Z]{6}\+Noto", name) for name in names)
    assert len(pdf) < 50_000


def test_a_name_is_text_and_never_markup():
    name = '<img src="/etc/passwd"/> <a href="javascript:x">{programme} %(x)s</a>'
    assert name in " ".join(text_of(render(design(), facts(name))).split())


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("", NameMissing),
        ("\u202e \u200b\u200d", NameMissing),
        ("\x00", NameMissing),
        ("Saba 🙂", NameNotCovered),
        ("한글", NameNotCovered),
        ("王小明", NameNotCovered),
        ("\ud800", NameNotCovered),
        ("a" + "\u0301" * 50, NameNotCovered),
        ("Wilhelmina " * 46, NameTooLong),
        ("W" * 500, NameTooLong),
    ],
)
def test_a_name_that_cannot_be_printed_waits_with_a_sentence(name, error):
    with pytest.raises(error) as caught:
        render(design(), facts(name))
    assert isinstance(caught.value, NameWaits)
    assert str(caught.value)
    with pytest.raises(error):
        check_name(name, "lijn")


def test_the_sentence_names_the_characters_that_are_not_covered():
    with pytest.raises(NameNotCovered) as caught:
        check_name("Ana 王小 🙂", "lijn")
    assert caught.value.characters == "王小🙂"
    assert "王 小 🙂" in str(caught.value)


def test_invisible_signs_are_not_printed():
    assert clean("Ab\u202eel\x07 \x85 de\u2066  Wit\u00ad") == "Abel de Wit"
    assert "Abel de Wit" in text_of(render(design(), facts("Ab\u202eel\x07 de\u2066 Wit")))


def test_joiners_between_letters_stay():
    assert clean("\u200dن\u200cم\u200d") == "ن\u200cم"


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60) | st.text(alphabet="<>&\"'{}%\\()[]/ \u0301\u200d\u202eABcdéß", max_size=60))
def test_any_name_is_printed_or_waits(name):
    with suppress(NameWaits):
        assert render(design(), facts(name)).startswith(b"%PDF-1.7")


def test_a_text_that_cannot_be_printed_is_the_designs_problem():
    with pytest.raises(DesignProblem, match="🙂"):
        render(design(), facts(programme="Praten 🙂"))
    with pytest.raises(DesignProblem):
        render(design(), facts(outcomes=("Je kunt heel veel dingen die hier lang staan uitgeschreven. " * 4,) * 12))
    with pytest.raises(DesignProblem):
        render(design(layout="nowhere"), facts())


@pytest.mark.parametrize("signed", [True, False])
@pytest.mark.parametrize("logos", [0, 1, 4])
def test_nothing_is_drawn_over_the_edge_or_the_design_says_so(monkeypatch, signed, logos):
    drawn: list[tuple[float, float]] = []
    draw = Page._draw

    def watched(self, line, x, y, size, colour):
        drawn.append((x, x + line.width * size / 1000))
        assert 20 <= y <= HEIGHT - 20
        return draw(self, line, x, y, size, colour)

    monkeypatch.setattr(Page, "_draw", watched)
    look = design(logos=tuple(picture(size=(90, 30 + n)) for n in range(logos)))
    look = look if signed else replace(look, signatories=())
    word = "Samenlevingsvraagstukken "
    for field, length in {
        "title": 4,
        "intro": 6,
        "statement": 12,
        "programme": 12,
        "issuer": 8,
        "issued_line": 9,
    }.items():
        for repeated in (1, length // 2, length):
            with suppress(DesignProblem):
                render(look, facts(**{field: (word * repeated).strip()}))
    assert drawn
    assert all(start >= 60 and end <= WIDTH - 40 for start, end in drawn)


def test_the_personal_tail_shares_the_compiled_beginning():
    one, two = render(design(), facts("Ada Een")), render(design(), facts("Bea Twee"))
    shared = next(i for i, (a, b) in enumerate(zip(one, two, strict=False)) if a != b)
    assert shared > 0.4 * len(one)


def test_streams_are_what_they_say():
    pdf = render(design(), facts())
    lengths = re.findall(rb"/Length (\d+)>>stream\n", pdf)
    assert lengths
    for match in re.finditer(rb"/Filter/FlateDecode/Length (\d+)>>stream\n", pdf):
        start, length = match.end(), int(match[1])
        zlib.decompress(pdf[start : start + length])
        assert pdf[start + length : start + length + 10] == b"\nendstream"
