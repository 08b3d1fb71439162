"""What the plugin serves: files of others as they were taken, colours that can be read, and layout that mirrors."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest

import courses

STATIC = Path(courses.__file__).parent / "static" / "leerlijn_courses"
VENDOR = STATIC / "vendor"
SHEETS = sorted(STATIC.glob("*.css"))
PACKAGES = json.loads((VENDOR / "vendor.json").read_text())
COLOURS = dict(re.findall(r"--ll-color-([\w-]+): (#[0-9a-f]{6})", (STATIC / "tokens.css").read_text()))


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(COLOURS[one]), luminance(COLOURS[other])), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package["package"])
def test_files_of_others_are_the_bytes_that_were_taken(package):
    for name, digest in package["sha256"].items():
        assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == digest, name
    assert "SIL OPEN FONT LICENSE" in (VENDOR / package["licence_file"]).read_text().upper()


def test_no_file_of_others_goes_unnamed():
    named = {name for package in PACKAGES for name in package["sha256"]}
    there = {str(path.relative_to(VENDOR)) for path in VENDOR.rglob("*") if path.is_file()} - {"vendor.json"}
    assert there == named


@pytest.mark.parametrize("ground", ["paper", "surface", "tint"])
@pytest.mark.parametrize("text", ["ink", "ink-soft", "action", "action-strong", "success", "warning", "error"])
def test_text_reaches_seven_to_one(text, ground):
    assert contrast(text, ground) >= (7 if ground != "tint" else 6.5)


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("on-action", "action"),
        ("ink", "mark"),
        ("ink", "mark-tint"),
        ("ink", "error-tint"),
        ("error", "error-tint"),
        ("action-strong", "action-tint"),
        ("warning", "mark-tint"),
    ],
)
def test_text_on_coloured_ground_can_be_read(text, ground):
    assert contrast(text, ground) >= 6


@pytest.mark.parametrize("ground", ["paper", "surface", "tint"])
def test_the_line_and_borders_of_controls_reach_three_to_one(ground):
    assert contrast("line", ground) >= 3


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_sheets_use_logical_properties_only(sheet):
    sides = "(?:left|right|top|bottom)"
    physical = rf"(?<![\w-])(?:(?:margin|padding|border)-{sides}|{sides}|width|height)\s*:"
    rules = re.sub(r"/\*.*?\*/|@media[^{]*|@page[^}]*}", "", sheet.read_text(), flags=re.S)
    assert not re.findall(physical, rules)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_sheets_call_nobody(sheet):
    assert "http" not in re.sub(r"\[href\^=\"http\"\]", "", sheet.read_text())


def test_colours_stand_in_the_tokens_only():
    others = [sheet for sheet in SHEETS if sheet.name not in ("tokens.css", "print.css", "admin.css")]
    assert [sheet.name for sheet in others if re.search(r"#[0-9a-fA-F]{3,6}\b", sheet.read_text())] == []
