"""The report on paper: its structure as a screen reader meets it, and what can be read of it."""

from __future__ import annotations

import itertools
from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf
import pikepdf.pdfa
import pytest
from django.utils import translation
from pypdf import PdfReader

from courses.reporting.outputs.formats import FORMATS
from tests.courses.reporting.outputs.materials import HOSTILE, SCRIPTS, material, public_material, row


def written(language: str = "en", **changes: Any) -> bytes:
    with translation.override(language):
        return FORMATS["pdf"].write(material(**changes))


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return written()


def elements(data: bytes) -> list[tuple[str, pikepdf.Dictionary, str]]:
    """(role, element, parent's role) in reading order."""
    found = []

    def walk(element: pikepdf.Dictionary, parent: str) -> None:
        role = str(element.S)[1:]
        found.append((role, element, parent))
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else []:
            walk(kid, role)

    with pikepdf.open(BytesIO(data)) as opened:
        walk(opened.Root.StructTreeRoot.K[0], "")
        return [(role, pikepdf.Dictionary(dict(element)), parent) for role, element, parent in found]


def text_of(data: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(data)).pages)


def test_it_can_be_kept_and_says_what_it_is(pdf):
    with pikepdf.open(BytesIO(pdf)) as opened:
        verdict = pikepdf.pdfa.check(opened, "3b")
        assert verdict.verdict == "pass", verdict.findings
        assert (opened.Root.Lang, bool(opened.Root.MarkInfo.Marked)) == ("en", True)
        assert opened.Root.ViewerPreferences.DisplayDocTitle
        assert "POLRAD" in str(opened.docinfo.Title)
        assert str(opened.docinfo.CreationDate) == "D:20260201110000+00'00'"
        assert len(opened.pages) > 2
        assert all(page.Tabs == "/S" for page in opened.pages)


def test_headings_tables_and_pictures_are_told_apart(pdf):
    found = elements(pdf)
    roles = [role for role, _element, _parent in found]
    assert roles.count("H1") == 1
    headings = [int(role[1]) for role in roles if role in ("H1", "H2", "H3")]
    assert all(later <= earlier + 1 for earlier, later in itertools.pairwise(headings))
    assert all(parent == "Table" for role, _element, parent in found if role == "TR")
    assert all(parent == "TR" for role, _element, parent in found if role in ("TH", "TD"))
    assert all(str(element.A.Scope) in ("/Column", "/Row") for role, element, _parent in found if role == "TH")
    assert not {"TH", "TD", "TR"} & {role for role, _element, parent in found if parent == "Document"}
    pictures = [element for role, element, _parent in found if role == "Figure"]
    words = [str(element.Alt) for element in pictures]
    assert "Professionals trained: 65 reached, 60 aimed at." in words
    assert any("Woman: 50" in alt for alt in words)
    assert all("/BBox" in element.A for element in pictures)


def test_everything_on_a_page_is_in_the_structure_or_an_ornament(pdf):
    with pikepdf.open(BytesIO(pdf)) as opened:
        for page in opened.pages:
            depth = 0
            for operands, operator in pikepdf.parse_content_stream(page):
                name = str(operator)
                if name in ("BDC", "BMC"):
                    depth += 1
                elif name == "EMC":
                    depth -= 1
                elif name in ("Tj", "TJ", "S", "f", "B", "Do"):
                    assert depth == 1, (name, operands)
            assert depth == 0


def test_names_in_any_script_formulas_hash_and_page_numbers_can_be_read(pdf):
    text = text_of(pdf)
    for words in (*SCRIPTS[:3], *HOSTILE[:4], "e1" * 32, "Page 1 of", "102", "602.25"):
        assert words in text
    assert "Стоцький ?" in text
    assert text.count("e1" * 32) == 1 + len(PdfReader(BytesIO(pdf)).pages)
    assert "Controlegetal van dit verslag" in text_of(written("nl"))


def test_a_table_runs_on_over_pages_with_its_head_read_once():
    answer = material().answer
    rows = [row(f"Group {n}", [n] * 7) for n in range(200)]
    data = written(answer={**answer, "breakdowns": {"region": rows}, "crosses": []}, aims=(), changes=(), seal=None)
    found = elements(data)
    assert sum(role == "TR" for role, _e, _p in found) > 200
    text = text_of(data)
    assert "Group 0 " in text
    assert "Group 199 " in text
    assert text.count("Participations 97") <= 2
    heads = [element for role, element, _p in found if role == "TH" and str(element.A.Scope) == "/Column"]
    assert len(heads) < 60
    assert "Live figures, not frozen" in text


def test_the_public_edition_names_no_hidden_figure():
    with translation.override("en"):
        data = FORMATS["pdf"].write(public_material())
    text = text_of(data)
    assert "hidden" in text
    for secret in ("Professionals trained", "602", "recorded later", "In period"):
        assert secret not in text


def test_a_name_of_ten_thousand_letters_ends_and_an_empty_report_stands():
    long = replace(material().project, title="Langenaam" * 1200)
    assert len(PdfReader(BytesIO(written(project=long))).pages) < 30
    answer = material().answer
    empty = {
        **answer,
        "measures": dict.fromkeys(answer["measures"], 0),
        "exclusions": [],
        "breakdowns": {},
        "crosses": [],
    }
    assert "No breakdown was asked for." in text_of(written(answer=empty, aims=(), changes=(), seal=None, previous=""))
