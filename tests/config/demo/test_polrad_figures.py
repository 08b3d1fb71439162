"""POLRAD's file through the real commands: the figures that its final report gives."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from django.core.management import call_command

from config.demo.polrad_participation import CODE, FILE

pytestmark = pytest.mark.django_db


@pytest.fixture
def answer() -> dict[str, Any]:
    call_command("import_participation", str(FILE), "--commit", stdout=io.StringIO(), stderr=io.StringIO())
    out = io.StringIO()
    days = ("--from", "2013-04-01", "--until", "2014-12-31")
    by = ("--by", "role", "--by", "kind", "--by", "organisation")
    call_command("funder_report", CODE, *days, *by, stdout=out)
    return json.loads(out.getvalue())


def test_the_funder_gets_the_project_s_own_figures(answer):
    role = {row["value"]: row for row in answer["breakdowns"]["role"]}
    assert role["role_model"]["new_completers"] == 86
    assert role["professional"]["new_completers"] == 65
    assert role["professional"]["participations"] == 71
    assert answer["measures"]["deployments"] == 212
    assert answer["measures"]["deployed_persons"] == 80
    kind = {row["value"]: row for row in answer["breakdowns"]["kind"]}
    assert kind["outreach"]["activities"] == 102
    partners = [row["value"] for row in answer["breakdowns"]["organisation"] if row["deployments"]]
    assert len(partners) == 4
    assert "CMO STAMM" not in partners


def test_the_waterfall_balances(answer):
    left_out = sum(exclusion["count"] for exclusion in answer["exclusions"])
    enrolments = sum(json.loads(line)["type"] == "enrolment" for line in FILE.read_text("utf-8").splitlines())
    assert enrolments - left_out == answer["measures"]["cumulative_persons"]
