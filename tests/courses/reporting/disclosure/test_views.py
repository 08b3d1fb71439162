"""The preview of published tables, for who answers for the project."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation

from courses import models
from tests.courses.reporting.worlds import Settled, World, at
from tests.factories import SuperuserFactory

pytestmark = pytest.mark.django_db
YEAR = {"first_day": "2025-01-01", "last_day": "2025-12-31"}


@pytest.fixture
def grant(client) -> Any:
    world = World()
    world.grant("G1")
    world.edition("A", themes=["Dialoog"])
    world.session("A", at(2025, 3, 3))
    for number in range(20):
        world.mark(world.enrol(world.person(f"p{number}"), "A"), "s1")
        world.answer(f"p{number}", "gender", "female" if number < 17 else "male", date(2025, 1, 1))
    client.force_login(SuperuserFactory(language="en"))
    return Settled(world.lines).rows["grant", "G1"]


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def ask(client, grant, **asked: Any) -> Any:
    return client.get(reverse("leerlijn_reporting:publication", args=[grant.pk]), {**YEAR, **asked})


def test_it_shows_what_is_hidden_with_a_sign_and_a_word_and_says_how_much(client, grant):
    response = ask(client, grant, by=["gender"], rows_1="theme", columns_1="gender")
    assert response.context["total"].text == "20"
    gender, cross = response.context["tables"]
    assert {label: cells[0].text for label, cells in gender.rows}["man"] == "hidden"
    assert cross.title == "Theme by gender"
    assert cross.columns[-1] == "Total"
    page = response.content.decode()
    assert '<span class="ll-suppressed__sign" aria-hidden="true"></span>hidden' in page
    assert "can still be one of at least 21 numbers" in page
    assert ">3<" not in page


def test_where_nothing_is_small_nothing_is_hidden_and_without_tables_it_asks_for_some(client, grant):
    page = ask(client, grant, by=["theme"]).content.decode()
    assert "Nothing has to be hidden" in page
    assert "Choose one or more tables above" in ask(client, grant).content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"rows_1": "gender"},
        {"columns_2": "gender"},
        {"rows_3": "gender", "columns_3": "gender"},
        {"rows_1": "shoe", "columns_1": "age"},
        {"age_bands": "0-17,17-20"},
        {"first_day": "20225-01-01"},
    ],
)
def test_a_wrong_question_is_answered_with_its_error(client, grant, wrong):
    response = ask(client, grant, **wrong)
    assert response.status_code == 200
    assert "question" not in response.context
    assert 'role="alert"' in response.content.decode()
    files = reverse("leerlijn_reporting:publication_file", args=[grant.pk, "csv"])
    assert client.get(files, {**YEAR, **wrong}).status_code == 404


def test_the_files_hold_the_same_tables_and_fetching_them_is_written_down(client, grant):
    asked = {**YEAR, "by": "gender", "rows_1": "theme", "columns_1": "gender"}
    address = reverse("leerlijn_reporting:publication_file", args=[grant.pk, "json"])
    answer = json.loads(client.get(address, asked).content)
    assert answer["audience"] == "public"
    assert {"value": "male", "label": "man", "new_persons": {"hidden": True}} in answer["breakdowns"]["gender"]
    text = client.get(address.replace("json", "csv"), asked).content.decode("utf-8-sig")
    assert "hidden" in {row["figure"] for row in csv.DictReader(io.StringIO(text))}
    assert models.Access.objects.latest("pk").action == "downloaded"
    assert client.get(address.replace("json", "pdf"), asked).status_code == 404
