"""The command as a shell sees it: one answer on standard output, or one sentence and a status."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.courses.reporting.worlds import Settled, World, at

pytestmark = pytest.mark.django_db
DAYS = ("--from", "2025-01-01", "--until", "2025-12-31")
SEVEN = [
    "new_persons",
    "cumulative_persons",
    "active_persons",
    "participations",
    "contacts",
    "completions",
    "new_completers",
]
MEASURES = [*SEVEN, "activities", "sessions", "deployments", "deployed_persons", "reach", "hours"]


@pytest.fixture(autouse=True)
def rows() -> Settled:
    world = World()
    world.grant("G1")
    world.add("organisation", "O1", name="=Invented & Co")
    world.person("p", birth_date=date(1990, 1, 1))
    world.attend("p", "A", at(2025, 3, 10), organisation="O1", themes=["Dialoog"])
    world.answer("p", "gender", "female", date(2025, 3, 1))
    world.answer("p", "transport", "bicycle", date(2025, 3, 1))
    return Settled(world.lines)


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command("funder_report", *arguments, stdout=out)
    return out.getvalue()


def refusal(*arguments: str) -> str:
    with pytest.raises(CommandError) as problem:
        run(*arguments)
    assert problem.value.returncode
    assert "\n" not in str(problem.value)
    return str(problem.value)


def test_it_prints_one_object_with_everything_asked_for():
    dimensions = ("gender", "age", "role", "kind", "organisation", "home_organisation", "edition", "theme", "transport")
    by = [part for dimension in dimensions for part in ("--by", dimension)]
    answer = json.loads(run("G1", *DAYS, "--as-of", "2026-02-01T12:00:00+01:00", *by))
    assert list(answer) == (
        ["grant", "period", "as_of", "structure", "audience", "measures", "exclusions", "breakdowns", "crosses"]
    )
    assert (answer["grant"], answer["structure"], answer["audience"]) == ("G1", "current", "funder")
    assert answer["period"] == {"first_day": "2025-01-01", "last_day": "2025-12-31"}
    assert answer["as_of"] == "2026-02-01T12:00:00+01:00"
    assert list(answer["measures"]) == MEASURES
    assert (answer["measures"]["new_persons"], answer["measures"]["hours"]) == (1, 2.0)
    assert (answer["exclusions"], answer["crosses"]) == ([], [])
    assert list(answer["breakdowns"]) == list(dimensions)
    values = {dimension: [row["value"] for row in table] for dimension, table in answer["breakdowns"].items()}
    assert values["gender"] == ["female"]
    assert values["age"] == ["30-54"]
    assert values["role"] == ["participant"]
    assert values["organisation"] == ["=Invented & Co"]
    assert values["home_organisation"] == ["none"]
    assert values["theme"] == ["Dialoog"]
    assert values["transport"] == ["bicycle"]
    assert list(answer["breakdowns"]["gender"][0]) == ["value", "label", *SEVEN]
    assert list(answer["breakdowns"]["kind"][0]) == ["value", "label", *MEASURES]


def test_age_bands_are_named_as_they_were_typed():
    (row,) = json.loads(run("G1", *DAYS, "--by", "age", "--age-bands", "0-34, 35-35,36+"))["breakdowns"]["age"]
    assert row["value"] == "35-35"
    (row,) = json.loads(run("G1", *DAYS, "--by", "age", "--age-bands", "60+"))["breakdowns"]["age"]
    assert row["value"] == "other"


def test_a_question_that_nobody_answered_yet_has_its_row():
    answer = json.loads(run("G1", *DAYS, "--by", "minority", "--cross", "minority,gender"))
    (row,) = answer["breakdowns"]["minority"]
    assert (row["value"], row["new_persons"]) == ("not_asked", 1)
    assert {cell["row"] for cell in answer["crosses"][0]["cells"]} == {"not_asked", None}


def test_csv_has_one_figure_a_row_and_no_formula(tmp_path: Path):
    text = run("G1", *DAYS, "--by", "organisation", "--format", "csv")
    table = list(csv.DictReader(io.StringIO(text)))
    assert {row["figure"] for row in table if row["measure"] == "new_persons"} == {"1"}
    assert {row["value"] for row in table if row["section"] == "breakdowns"} == {"'=Invented & Co"}
    file = tmp_path / "report.csv"
    assert run("G1", *DAYS, "--by", "organisation", "--format", "csv", "--output", str(file)) == ""
    # A spreadsheet knows UTF-8 by this mark; a program that reads standard output would stumble over it.
    assert file.read_bytes().startswith(b"\xef\xbb\xbfgrant,first_day")
    assert not text.startswith("\ufeff")


def test_json_can_be_written_to_a_file(tmp_path: Path):
    file = tmp_path / "report.json"
    run("G1", *DAYS, "--output", str(file))
    assert json.loads(file.read_text("utf-8"))["grant"] == "G1"


@pytest.mark.parametrize(
    "arguments",
    [
        ("NO-SUCH", *DAYS),
        ("G1\x00", *DAYS),
        ("G1\ud800", *DAYS),
        ("G1", "--from", "20225-01-01", "--until", "2025-12-31"),
        ("G1", "--from", "2025-02-30", "--until", "2025-12-31"),
        ("G1", "--from", "20250101", "--until", "2025-12-31"),
        ("G1", "--from", "2025-01-01", "--until", "2025-12-3١"),
        ("G1", "--from", "2025-01-01", "--until", "2025-12-31\x00"),
        ("G1", "--from", "2025-07-01", "--until", "2025-06-30"),
        ("G1", "--from", "2020-01-01", "--until", "2024-12-31"),
        ("G1", "--from", "2027-01-01", "--until", "2027-12-31"),
        ("G1", *DAYS, "--as-of", "2025-06-01T12:00:00"),
        ("G1", *DAYS, "--as-of", "2025-06-01"),
        ("G1", *DAYS, "--as-of", "yesterday"),
        ("G1", *DAYS, "--as-of", "0001-01-01T00:00:00+14:00"),
        ("G1", *DAYS, "--as-of", ""),
        ("G1", *DAYS, "--by", "shoe size"),
        ("G1", *DAYS, "--by", ""),
        ("G1", *DAYS, "--by", "role\x00"),
        ("G1", *DAYS, "--age-bands", "0-17,17-29"),
        ("G1", *DAYS, "--age-bands", "30-18"),
        ("G1", *DAYS, "--age-bands", "55+,60-70"),
        ("G1", *DAYS, "--age-bands", "young"),
        ("G1", *DAYS, "--age-bands", ""),
        ("G1", *DAYS, "--age-bands", "0-17,"),
        ("G1", *DAYS, "--audience", "press"),
        ("G1", *DAYS, "--format", "pdf"),
        ("G1", *DAYS, "--output", "/no/such/folder/report.json"),
        ("G1", *DAYS, "--output", "re\x00port.json"),
        ("G1", "--from", "2025-01-01"),
        (),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(arguments):
    assert refusal(*arguments)


def test_the_wrong_thing_is_named():
    assert "20225-01-01" in refusal("G1", "--from", "20225-01-01", "--until", "2025-12-31")
    assert "NO-SUCH" in refusal("NO-SUCH", *DAYS)
    assert "shoe" in refusal("G1", *DAYS, "--by", "shoe")


def test_a_period_may_stick_out_of_the_project():
    answer = json.loads(run("G1", "--from", "2020-01-01", "--until", "2030-12-31"))
    assert answer["measures"]["cumulative_persons"] == 1
