"""The workbook, opened by two programs that are not ours."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from django.utils import translation
from openpyxl import load_workbook

from courses.reporting.measures import MEASURES
from courses.reporting.outputs.formats import FORMATS
from tests.courses.reporting.outputs.materials import FUNDER_MEASURES, HOSTILE, SCRIPTS, material, public_material


def written(language: str = "en", **changes) -> bytes:
    with translation.override(language):
        return FORMATS["xlsx"].write(material(**changes))


def sheets(data: bytes) -> dict[str, list[list]]:
    book = load_workbook(io.BytesIO(data))
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book}


def test_it_has_a_sheet_for_each_part_in_the_language_that_is_active():
    assert list(sheets(written())) == [
        "Summary", "Indicators", "Breakdowns", "Cross tables", "Unknown", "Not counted", "Changes", "Definitions", "Method",
    ]  # fmt: skip
    assert list(sheets(written("nl"))) == [
        "Samenvatting", "Indicatoren", "Uitsplitsingen", "Kruistabellen", "Onbekend", "Niet meegeteld", "Wijzigingen",
        "Definities", "Werkwijze",
    ]  # fmt: skip


def test_each_figure_is_a_number_and_the_same_as_in_the_answer():
    found = sheets(written())
    assert [row[2] for row in found["Summary"] if isinstance(row[2], int | float)] == [
        FUNDER_MEASURES[name]
        for name in (
            "cumulative_persons", "new_persons", "active_persons", "new_completers", "participations", "contacts",
            "completions", "hours", "activities", "sessions", "reach", "deployments", "deployed_persons",
        )
    ]  # fmt: skip
    rows = {(row[0], row[2]): row[3:] for row in found["Breakdowns"] if row[2]}
    assert rows["Gender", "female"] == [40, 50, 45, 60, 200, 40, 38, *[None] * 6]
    assert rows["Organiser", HOSTILE[0]] == list(range(1, 14))
    totals = [row for row in found["Breakdowns"] if row[1] == "Total, everybody counted once"]
    assert [row[3] for row in totals] == [70, 70, 70]
    assert totals[2][3:] == [FUNDER_MEASURES[name] for name in MEASURES]
    (total,) = [row for row in found["Cross tables"] if row[0] == "Total"]
    assert total[:3] == ["Total", 70, 70]
    aims = {row[0]: row[3:8] for row in found["Indicators"]}
    assert aims["P1"] == [5, 60, 65, pytest.approx(65 / 60), 3]
    assert found["Changes"][3][:7] == ["Gender", "Woman", "New participants", 39, 40, 1, "recorded later"]


def test_the_waterfall_adds_up_and_what_is_unknown_stands_beside_its_whole():
    found = sheets(written())
    numbers = [row[1] for row in found["Not counted"] if isinstance(row[1], int)]
    assert numbers == [106, -9, -11, 86]
    assert sum(numbers[:-1]) == numbers[-1]
    unknown = [row[:6] for row in found["Unknown"] if row[0] == "Gender"]
    assert ["Gender", "Prefers not to say", "Participants so far (everybody counted once)", 26, 86, 26 / 86] in unknown
    assert {row[1] for row in unknown} == {"Prefers not to say", "Not asked"}


def test_what_looks_like_a_formula_is_text_in_every_cell():
    data = written()
    book = load_workbook(io.BytesIO(data))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n", "d"}
    texts = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value in HOSTILE]
    assert len({cell.value for cell in texts}) == len(HOSTILE)
    # Somebody who edits such a cell keeps a text too.
    assert all(cell.quotePrefix for cell in texts)
    parts = zipfile.ZipFile(io.BytesIO(data))
    assert not any(b"<f>" in parts.read(name) or b"hyperlink" in parts.read(name) for name in parts.namelist())


def test_it_is_ready_for_the_printer_and_for_scrolling():
    book = load_workbook(io.BytesIO(written()))
    for sheet in book:
        assert (sheet.page_setup.orientation, sheet.sheet_properties.pageSetUpPr.fitToPage) == ("landscape", True)
        assert "&P / &N" in sheet.oddFooter.right.text.replace("&[Page]", "&P").replace("&[Pages]", "&N")
    assert book["Breakdowns"].freeze_panes == "B4"
    assert book["Breakdowns"].column_dimensions["A"].width > 20
    assert book.properties.created.isoformat() == "2026-02-01T11:00:00"


@pytest.mark.parametrize("title", ["x" * 400, "[a]:*?/\\'", "\x00\x01\ud800", "'", "=1", ""])
def test_no_title_breaks_it(title):
    from dataclasses import replace

    changed = material()
    data = written(project=replace(changed.project, title=title, code=title or "-"))
    assert len(sheets(data)) == 9


def test_a_hidden_figure_is_a_word_and_the_public_gets_no_other_sheets():
    with translation.override("en"):
        data = FORMATS["xlsx"].write(public_material())
    found = sheets(data)
    assert list(found) == ["Summary", "Breakdowns", "Cross tables", "Definitions", "Method"]
    rows = {row[2]: row[3] for row in found["Breakdowns"] if row[2]}
    assert (rows["female"], rows["male"], rows["not_asked"]) == (40, "hidden", "hidden")
    everything = "".join(
        zipfile.ZipFile(io.BytesIO(data)).read(name).decode() for name in zipfile.ZipFile(io.BytesIO(data)).namelist()
    )
    for secret in ("Professionals trained", "recorded later", "602"):
        assert secret not in everything
    assert "4 figures are hidden and 5 are shown." in everything


def test_libreoffice_finds_the_same_totals(tmp_path: Path):
    office = shutil.which("soffice")
    assert office
    book = tmp_path / "report.xlsx"
    book.write_bytes(written())
    filters = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    subprocess.run(
        [office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", filters,
         "--outdir", str(tmp_path), str(book)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    tables = {
        re.sub(r"report-|\.csv", "", file.name): list(csv.reader(file.read_text("utf-8").splitlines()))
        for file in tmp_path.glob("report-*.csv")
    }
    summary = {row[1]: row[2] for row in tables["Summary"] if len(row) > 2}
    assert (summary["New participants"], summary["Hours attended"]) == ("70", "602.25")
    rows = {(row[0], row[2]): row for row in tables["Breakdowns"] if len(row) > 3}
    assert rows["Gender", "female"][3:10] == ["40", "50", "45", "60", "200", "40", "38"]
    assert {row[2] for row in tables["Breakdowns"] if len(row) > 3} >= {*SCRIPTS, HOSTILE[0], HOSTILE[1]}
