"""The same figures whichever way facts come in: by file in any order, and out and in again elsewhere."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction

from tests.courses.reporting.interchange_lines import as_file
from tests.courses.reporting.random_worlds import RandomWorld
from tests.courses.reporting.slow_counter import SlowCounter
from tests.courses.reporting.test_against_slow_counter import MOMENTS, PERIODS

pytestmark = pytest.mark.django_db
DIMENSIONS = ("role", "gender", "age", "kind", "theme", "home_organisation")


def bring_in(text: str, file: Path) -> None:
    file.write_text(text, encoding="utf-8")
    out = io.StringIO()
    call_command("import_participation", str(file), "--commit", stdout=out, stderr=out)


def reported(grant: str, period: tuple[Any, Any], moment: Any) -> dict[str, Any]:
    out = io.StringIO()
    days = ("--from", period[0].isoformat(), "--until", period[1].isoformat(), "--as-of", moment.isoformat())
    by = [part for dimension in DIMENSIONS for part in ("--by", dimension)]
    call_command("funder_report", grant, *days, *by, stdout=out)
    return json.loads(out.getvalue())


def table(rows: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {row.pop("value"): {name: row[name] for name in row if name != "label"} for row in rows}


@pytest.mark.parametrize("seed", range(6))
def test_a_file_counts_as_the_slow_counter_says(seed, tmp_path):
    world = RandomWorld(seed)
    bring_in(as_file(world, seed), tmp_path / "world.jsonl")
    period, moment = PERIODS[seed % len(PERIODS)], MOMENTS[seed % len(MOMENTS)]
    for grant in ("G1", "G2"):
        slow, answer = SlowCounter(world.lines, [grant], *period, moment), reported(grant, period, moment)
        assert answer["measures"] == slow.measures()
        assert {each["reason"]: each["count"] for each in answer["exclusions"]} == slow.waterfall()[1]
        for dimension in DIMENSIONS:
            assert table(answer["breakdowns"][dimension]) == slow.rows(dimension), dimension


@pytest.mark.parametrize("seed", range(6, 10))
def test_what_goes_out_counts_the_same_where_it_comes_in(seed, tmp_path):
    questions = [(grant, period, moment) for grant in ("G1", "G2") for period in PERIODS for moment in MOMENTS]
    with transaction.atomic():
        bring_in(as_file(RandomWorld(seed), seed), tmp_path / "in.jsonl")
        before = [reported(*question) for question in questions]
        out = io.StringIO()
        call_command("export_participation", stdout=out)
        transaction.set_rollback(True)
    bring_in(out.getvalue(), tmp_path / "out.jsonl")
    assert [reported(*question) for question in questions] == before
