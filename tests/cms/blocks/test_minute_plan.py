from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.blocks.minute_plan import minutes_of, net_of, plan_rows
from tests.factories import MasterclassPageFactory, published, raw, raw_meeting


def row(minutes, title="Deel", **value):
    return raw("item", {"minutes": minutes, "title": title, "is_break": False, "note": "", **value})


PLAN = [
    row(30, "Welkom"),
    row(15, "Koffie", is_break=True),
    row(60, "Over de streep", method="Streep", note="Stop op tijd."),
]


@given(st.lists(st.tuples(st.integers(1, 1440), st.booleans())), st.integers(0, 5000))
def test_net_time_is_what_the_author_typed_or_the_plan_without_breaks(rows, typed):
    value = {"minutes": typed, "plan": [{"minutes": m, "is_break": b} for m, b in rows]}
    net = sum(m for m, is_break in rows if not is_break)
    assert net_of(plan_rows(value)) == net
    assert minutes_of(value) == (typed or net)


@pytest.mark.django_db
def test_the_plan_is_pinned_gives_the_net_time_and_is_no_structure():
    page = MasterclassPageFactory(outline=[raw_meeting("Dag", minutes=0, key="d", plan=PLAN)])
    before = page.get_curriculum()
    assert before.net_minutes == 90
    assert before.units[0].minutes == 90
    assert [part["title"] for part in before.units[0].definition["plan"]["nl"]] == [
        "Welkom",
        "Koffie",
        "Over de streep",
    ]
    page.outline = json.dumps([raw_meeting("Dag", minutes=0, key="d", plan=PLAN[:2])])
    after = published(page).get_curriculum()
    assert after.net_minutes == 30
    assert after.structure() == before.structure()


@pytest.mark.django_db
def test_what_the_author_typed_holds_and_a_meeting_of_before_has_no_plan():
    page = MasterclassPageFactory(outline=[raw_meeting("Dag", minutes=45, plan=PLAN), raw_meeting("Oud", minutes=20)])
    dated, old = page.get_curriculum().units
    assert dated.minutes == 45
    assert old.minutes == 20
    assert "plan" not in old.definition
