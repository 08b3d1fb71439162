"""Two-way tables: one value for everybody, so that cells add up; and what can't be crossed."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from tests.courses.reporting.worlds import Settled, World, at

pytestmark = pytest.mark.django_db
DAYS = ("--from", "2025-01-01", "--until", "2025-06-30")


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command("funder_report", "G1", *DAYS, *arguments, stdout=out)
    return out.getvalue()


def cells(*by: str) -> dict[tuple[object, object], int]:
    (cross,) = json.loads(run("--cross", ",".join(by)))["crosses"]
    assert cross["by"] == list(by)
    assert all(list(cell) == ["row", "column", "new_persons"] for cell in cross["cells"])
    found = {(cell["row"], cell["column"]): cell["new_persons"] for cell in cross["cells"]}
    assert len(found) == len(cross["cells"])
    return found


@pytest.fixture
def rows() -> Settled:
    """p was in two groups, q in the second only, r came after the period."""
    world = World()
    world.grant("G1")
    world.add("organisation", "O1", name="Invented One")
    world.add("organisation", "O2", name="Invented Two")
    world.person("p", birth_date=date(1990, 1, 1))
    world.person("q", birth_date=date(2010, 1, 1))
    world.person("r")
    world.attend("p", "B", at(2025, 4, 7), organisation="O2", themes=["Late"])
    world.attend("p", "A", at(2025, 3, 10), organisation="O1", themes=["Early", "Also"])
    world.mark(world.enrol("q", "B", function="raadslid"), "s1")
    world.attend("r", "C", at(2025, 9, 1))
    world.answer("p", "gender", "female", date(2025, 3, 1))
    return Settled(world.lines)


def test_everybody_has_one_value_and_all_totals_are_there(rows):
    assert cells("theme", "gender") == {
        ("Early", "female"): 1,
        ("Early", "not_asked"): 0,
        ("Early", None): 1,
        ("Late", "female"): 0,
        ("Late", "not_asked"): 1,
        ("Late", None): 1,
        (None, "female"): 1,
        (None, "not_asked"): 1,
        (None, None): 2,
    }


def test_edition_level_values_are_those_of_the_first_attendance(rows):
    found = cells("edition", "function")
    first, second = rows.rows["edition", "A"].pk, rows.rows["edition", "B"].pk
    assert found[first, "none"] == found[second, "raadslid"] == 1
    assert found[first, "raadslid"] == found[second, "none"] == 0
    assert cells("home_organisation", "age")["none", "0-17"] == 1


def test_of_one_day_the_session_that_starts_first_decides():
    world = World()
    world.grant("G2")
    world.person("p")
    world.attend("p", "C", at(2025, 3, 10, 15), themes=["Afternoon"], grants=["G2"])
    world.attend("p", "D", at(2025, 3, 10, 9), themes=["Morning"], grants=["G2"])
    Settled(world.lines)
    out = io.StringIO()
    call_command("funder_report", "G2", *DAYS, "--cross", "theme,kind", stdout=out)
    (cross,) = json.loads(out.getvalue())["crosses"]
    assert {cell["row"] for cell in cross["cells"]} == {"Morning", None}


def test_a_period_without_anybody_has_its_total(rows):
    out = io.StringIO()
    call_command(
        "funder_report", "G1", "--from", "2026-01-01", "--until", "2026-02-01", "--cross", "age,role", stdout=out
    )
    (cross,) = json.loads(out.getvalue())["crosses"]
    assert cross["cells"] == [{"row": None, "column": None, "new_persons": 0}]


def test_the_same_cross_is_given_once_and_in_csv_too(rows):
    twice = ("--cross", "theme,gender", "--cross", "theme,gender", "--cross", "gender,theme")
    assert [cross["by"] for cross in json.loads(run(*twice))["crosses"]] == [["theme", "gender"], ["gender", "theme"]]
    table = list(csv.DictReader(io.StringIO(run("--cross", "theme,gender", "--format", "csv"))))
    found = {(row["value"], row["cross_value"]): row["figure"] for row in table if row["section"] == "crosses"}
    assert found["Early", "female"] == "1"
    assert found["", ""] == "2"
    assert {row["cross_dimension"] for row in table if row["section"] == "crosses"} == {"gender"}


@pytest.mark.parametrize(
    "cross",
    ["gender", "", ",", "gender,", "gender,gender", "gender,age,role", "gender,shoe", "shoe,gender", "a\x00,age"],
)
def test_what_is_no_pair_of_dimensions_is_said_in_one_sentence(rows, cross):
    with pytest.raises(CommandError) as problem:
        run("--cross", cross)
    assert "\n" not in str(problem.value)
