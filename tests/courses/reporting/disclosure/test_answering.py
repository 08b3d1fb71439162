"""The published tables as the command prints them, from rows in the database."""

from __future__ import annotations

import csv
import io
import json
import random
from datetime import date
from typing import Any

import pytest
from django.core.management import call_command

from courses.reporting.disclosure.answering import figures_of
from courses.reporting.disclosure.publishing import PublicationRefused, published_answer
from courses.reporting.periods import Period
from courses.reporting.report import PUBLIC, Question
from tests.courses.reporting.disclosure.attacker import Attacker
from tests.courses.reporting.worlds import Settled, T, World, at

pytestmark = pytest.mark.django_db
GENDERS = ("female", "male", "non_binary")
FAITHS = ("none", "other faith")


def run(*arguments: str) -> str:
    out = io.StringIO()
    days = ("--from", "2025-01-01", "--until", "2025-06-30")
    call_command("funder_report", "G1", *days, "--audience", "public", *arguments, stdout=out)
    return out.getvalue()


def ask(*arguments: str) -> dict[str, Any]:
    return json.loads(run(*arguments))


@pytest.fixture
def project() -> Settled:
    """Sixty people in four groups on themes, of whom few are young, few non-binary; some came to several groups."""
    chance = random.Random(6)
    world = World()
    world.grant("G1")
    for name in "ABCD":
        themes = {"A": ["Dialoog"], "B": ["Dialoog", "Media"], "C": ["Media"], "D": []}[name]
        world.edition(name, themes=themes)
        world.session(name, at(2025, 3, 3 + "ABCD".index(name)))
    for number in range(60):
        person = world.person(f"p{number}", birth_date=date(chance.choice([1960, 1980, 1980, 2009]), 5, 5))
        for index in sorted(chance.sample(range(4), chance.choice([1, 1, 2]))):
            world.mark(world.enrol(person, "ABCD"[index], function=chance.choice(["", "raadslid"])), f"s{index + 1}")
        gender = chance.choices(GENDERS, (30, 20, 2))[0]
        world.answer(person, "gender", gender, date(2025, 1, 5))
        world.answer(person, "religion", chance.choices(FAITHS, (8, 1))[0], date(2025, 1, 5))
    return Settled(world.lines)


def test_only_new_persons_are_published_and_what_is_hidden_keeps_its_place(project):
    answer = ask("--by", "gender", "--by", "theme", "--cross", "theme,gender")
    assert list(answer) == (
        [
            "grant",
            "period",
            "as_of",
            "structure",
            "audience",
            "measures",
            "exclusions",
            "breakdowns",
            "crosses",
            "audit",
        ]
    )
    assert (answer["audience"], answer["exclusions"], answer["measures"]) == ("public", [], {"new_persons": 60})
    assert {tuple(row) for row in answer["breakdowns"]["gender"]} == {("value", "label", "new_persons")}
    by_value = {row["value"]: row["new_persons"] for row in answer["breakdowns"]["gender"]}
    assert by_value["non_binary"] == {"hidden": True}
    assert by_value["not_asked"] == 0
    hidden = [number for _where, number in figures_of(answer) if number == {"hidden": True}]
    shown = [number for _where, number in figures_of(answer) if isinstance(number, int)]
    assert answer["audit"]["hidden"] == len(hidden) > 0
    assert answer["audit"]["shown"] == len(shown) > len(hidden)
    assert answer["audit"]["least_values"] >= 5
    assert not set(shown) & {1, 2, 3, 4}


@pytest.mark.parametrize(
    "asked",
    [
        ("--by", "theme", "--cross", "theme,gender", "--cross", "gender,age", "--cross", "age,theme"),
        ("--by", "edition", "--by", "function", "--cross", "edition,function", "--cross", "function,edition"),
        ("--cross", "gender,age", "--cross", "gender,function", "--cross", "gender,theme"),
    ],
)
def test_all_tables_of_a_report_together_withstand_the_attack(project, asked):
    answer = ask(*asked)
    attacker = Attacker(answer, joint=asked[-1] == "age,theme")
    assert attacker.hidden
    assert attacker.narrowest() == answer["audit"]["least_values"] >= 5
    assert ask(*asked)["crosses"] == answer["crosses"]


def test_tables_by_something_sensitive_hide_more(project):
    answer = ask("--by", "religion")
    assert ask("--by", "gender")["audit"]["least_values"] >= 5
    assert answer["audit"]["hidden"]
    assert answer["audit"]["least_values"] >= 10


def test_rows_add_up_also_where_people_came_to_several_groups(project):
    for dimension in ("edition", "theme", "function", "role", "kind", "organisation", "home_organisation"):
        rows = [row["new_persons"] for row in ask("--by", dimension)["breakdowns"][dimension]]
        if {"hidden": True} not in rows:
            assert sum(rows) == 60
    roles = ask("--by", "role")["breakdowns"]["role"]
    assert [row["new_persons"] for row in roles] == [60]


def test_a_table_for_a_spreadsheet_says_hidden(project):
    table = list(csv.DictReader(io.StringIO(run("--by", "gender", "--cross", "theme,gender", "--format", "csv"))))
    assert {row["section"] for row in table} == {"measures", "breakdowns", "crosses"}
    assert {row["measure"] for row in table} == {"new_persons"}
    (row,) = [row for row in table if row["section"] == "breakdowns" and row["value"] == "non_binary"]
    assert row["figure"] == "hidden"


def test_a_row_is_listed_whether_or_not_anybody_is_in_it(project):
    rows = ask("--by", "age", "--by", "gender")["breakdowns"]
    assert [row["value"] for row in rows["age"]] == ["0-17", "18-29", "30-54", "55+", "not_asked"]
    assert rows["age"][1]["new_persons"] == 0


def test_a_project_without_anybody_has_nothing_to_hide():
    world = World()
    world.grant("G1")
    Settled(world.lines)
    answer = ask("--by", "gender", "--cross", "gender,theme")
    assert answer["measures"] == {"new_persons": 0}
    assert answer["audit"] == {"hidden": 0, "shown": len(list(figures_of(answer))), "least_values": None}


def test_a_corrected_version_keeps_hidden_what_was_hidden(project):
    question = Question(
        grant=project.rows["grant", "G1"],
        period=Period.of(date(2025, 1, 1), date(2025, 6, 30)),
        as_of=T,
        by=("gender",),
        audience=PUBLIC,
    )
    first = published_answer(question, earlier=[])
    assert any(row["new_persons"] == {"hidden": True} for row in first["breakdowns"]["gender"])
    assert published_answer(question, earlier=[first]) == first
    with pytest.raises(PublicationRefused):
        published_answer(question, earlier=[{**first, "measures": {"new_persons": 58}}])
