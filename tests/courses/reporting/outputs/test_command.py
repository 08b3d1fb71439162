"""Workbook and PDF by the command: to a file or to standard output, live and frozen, and each time the same."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings
from django.utils import timezone
from openpyxl import load_workbook
from pypdf import PdfReader

from courses import models
from tests.courses.reporting.worlds import Settled, World, at

pytestmark = pytest.mark.django_db
ASKED = ("G1", "--from", "2025-01-01", "--until", "2025-12-31")
KNOWN = ("--as-of", "2026-02-01T12:00:00+01:00")
TABLES = ("--by", "gender", "--by", "theme", "--cross", "gender,theme")


@pytest.fixture(autouse=True)
def grant() -> Any:
    """Twelve people; two of them in rows so small that a publication hides them."""
    world = World()
    world.grant("G1")
    world.edition("A", themes=["=Dialoog"])
    session = world.session("A", at(2025, 3, 10))
    for number in range(12):
        person = world.person(f"p{number}")
        world.answer(person, "gender", "female" if number < 10 else "male", date(2025, 1, 5))
        world.mark(world.enrol(person, "A"), session)
    return Settled(world.lines).rows["grant", "G1"]


def made(kind: str, *more: str) -> bytes:
    out = io.TextIOWrapper(io.BytesIO())
    call_command("funder_report", *ASKED, *TABLES, "--format", kind, *more, stdout=out)
    out.flush()
    return out.buffer.getvalue()  # type: ignore[attr-defined]


@pytest.mark.parametrize("kind", ["xlsx", "pdf"])
def test_standard_output_and_a_file_hold_the_same_bytes_each_time(kind, tmp_path: Path):
    file = tmp_path / f"report.{kind}"
    call_command("funder_report", *ASKED, *TABLES, *KNOWN, "--format", kind, "--output", str(file))
    first = file.read_bytes()
    assert first[:4] == (b"PK\x03\x04" if kind == "xlsx" else b"%PDF")
    with timezone.override("Asia/Tokyo"):
        assert made(kind, *KNOWN) == first
    with override_settings(LANGUAGE_CODE="en"):
        assert made(kind, *KNOWN) != first


def test_the_workbook_has_the_totals_of_the_json_and_names_as_text():
    answer = json.loads(made("json", *KNOWN))
    with override_settings(LANGUAGE_CODE="en"):
        book = load_workbook(io.BytesIO(made("xlsx", *KNOWN)))
    summary = {row[1].value: row[2].value for row in book["Summary"]}
    assert summary["New participants"] == answer["measures"]["new_persons"] == 12
    cells = [cell for row in book["Breakdowns"] for cell in row if cell.value == "=Dialoog"]
    assert cells
    assert {cell.data_type for cell in cells} == {"s"}


def test_what_is_not_text_asks_for_a_file_where_there_is_nowhere_to_write_it():
    with pytest.raises(CommandError, match="--output"), override_settings(LANGUAGE_CODE="en"):
        call_command("funder_report", *ASKED, "--format", "pdf", stdout=io.StringIO())


def frozen(*more: str) -> models.FrozenReport:
    out = io.StringIO()
    call_command("freeze_report", *ASKED, *TABLES, *KNOWN, "--commit", *more, stdout=out)
    return models.FrozenReport.objects.get(pk=json.loads(out.getvalue())["id"])


def test_files_of_a_frozen_report_are_made_of_nothing_but_its_row(grant):
    report = frozen()
    number = ("--frozen", str(report.pk))
    before = {kind: made(kind, *number) for kind in ("json", "csv", "xlsx", "pdf")}
    models.Grant.objects.filter(pk=grant.pk).update(title="Renamed", time_zone="America/Lima", programme="Other")
    models.Edition.objects.update(title="Renamed")
    models.Attendance.objects.all().delete()
    report.state = models.FrozenReport.State.SUBMITTED
    report.save()
    assert {kind: made(kind, *number) for kind in before} == before
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(before["pdf"])).pages)
    assert report.hash in "".join(text.split())
    assert "Project G1" in text


@pytest.mark.parametrize("is_frozen", [False, True])
def test_a_publication_has_no_hidden_figure_in_any_part_of_a_file(is_frozen):
    more = ("--frozen", str(frozen("--audience", "public").pk)) if is_frozen else (*KNOWN, "--audience", "public")
    with override_settings(LANGUAGE_CODE="en"):
        data = made("xlsx", *more)
    book = load_workbook(io.BytesIO(data))
    rows = {row[2].value: row[3].value for row in book["Breakdowns"]}
    assert rows["male"] == "hidden"
    numbers = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "n"}
    assert not numbers & {2, 10}
    parts = zipfile.ZipFile(io.BytesIO(data))
    everything = b"".join(parts.read(name) for name in parts.namelist())
    assert b"<v>10</v>" not in everything.replace(b't="s"><v>10</v>', b"")
    assert "Not counted" not in book.sheetnames
