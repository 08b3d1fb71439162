"""Every layout of the registry: any name, the archive's standard, a code that other programs read, and no overflow."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pikepdf
import pikepdf.pdfa
import pypdfium2
import pytest
import zxingcpp
from pypdf import PdfReader

from certificates.errors import DesignProblem, NameTooLong
from certificates.rendering import layouts, render
from certificates.rendering.engine import _compile
from tests.certificates.sheets import design, facts

KEYS = [key for key, _label in layouts.choices()]
NAMES = {
    "Nguyễn Thị Minh Khai": "",
    "محمد عبد الرحمن": "Mohammed Abdul Rahman",
    "ሳራ ተስፋይ": "Sara Tesfay",
    "אַבְרָהָם": "",
    "अनन्या शर्मा": "",
    "Олександра Їжакевич": "",
    "ნინო ბერიძე": "",
    "สมชาย ใจดี": "",
    "Wilhelmina Alexandrina van der " * 3 + "Bedachterbroek": "",
}

pytestmark = pytest.mark.parametrize("layout", KEYS)


def one(layout: str, name: str = "Ada Voorbeeld", **changes):
    return render(design(layout=layout), facts(name, **changes))


def test_there_are_three_of_ours(layout):
    assert layout in {"lijn", "kader", "band"}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_in_any_script_gives_the_same_archivable_file_each_time(layout, name):
    pdf = one(layout, name, latin_name=NAMES[name])
    assert pdf == one(layout, name, latin_name=NAMES[name])
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert pikepdf.pdfa.check(opened, "3b").verdict == "pass"


def test_the_code_is_read_by_another_program(layout):
    certificate = facts()
    picture = pypdfium2.PdfDocument(render(design(layout=layout), certificate))[0].render(scale=2.5).to_pil()
    assert [found.text for found in zxingcpp.read_barcodes(picture)] == [certificate.address.upper()]


def test_what_all_share_holds_nothing_of_one_person(layout):
    first = facts("Ada Voorbeeld")
    other = replace(first, name="Bo Anders", latin_name="B", serial_line="Nummer 9", code="X", address="https://x.org")
    shown = design(layout=layout)
    render(shown, first)
    before = _compile.cache_info().misses
    render(shown, other)
    assert _compile.cache_info().misses == before


def test_what_does_not_fit_is_said_before_anything_is_printed(layout):
    with pytest.raises(NameTooLong):
        one(layout, "W" * 400)
    with pytest.raises(DesignProblem):
        one(
            layout,
            outcomes=tuple(f"Je kunt iets wat heel lang is om op te schrijven, namelijk {n}." for n in range(40)),
        )
    with pytest.raises(DesignProblem):
        one(layout, programme="Een programma met een naam " * 30)


def test_without_logos_signatures_and_outcomes_it_stands_too(layout):
    bare = design(layout=layout, logos=(), signatories=())
    text = PdfReader(BytesIO(render(bare, facts(outcomes=())))).pages[0].extract_text()
    for words in ("Stichting Voorbeeld", "Uitgereikt op 8 oktober 2026", "Nummer 2026-000123", "7K3M-9QXR"):
        assert words in text
