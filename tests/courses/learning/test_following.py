from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from courses.curricula.contract import Unit, UnitKind
from courses.learning.following import follow, said
from courses.learning.trail import Mark, Trail

NOW = datetime(2025, 3, 1, 12, tzinfo=UTC)
ENROLMENT = SimpleNamespace(
    pk=7, function="", language="", edition=SimpleNamespace(zone=ZoneInfo("Europe/Amsterdam"), language="")
)
DONE = date(2025, 2, 1)


def unit(key, kind=UnitKind.MODULE, **fields) -> Unit:
    return Unit(key, kind, {"nl": f"Deel {key}", "en": f"Part {key}"}, minutes=10, **fields)


def session(pk=1, days=1, unit_key="", self_paced=False, title=""):
    starts = NOW + timedelta(days=days)
    return SimpleNamespace(
        pk=pk,
        unit_key=unit_key,
        title=title,
        starts_at=starts,
        ends_at=starts + timedelta(hours=2),
        minutes=120,
        self_paced=self_paced,
        round_id=None,
        part=None,
        is_break=False,
    )


def line(units, *, sessions=(), enrolment=ENROLMENT, **trail):
    return follow(enrolment, units, list(sessions), Trail(**trail), now=NOW)


def states(drawn) -> str:
    return " ".join(f"{step.key or step.title}:{step.state}" for step in drawn.steps)


def test_done_here_and_still_to_come():
    drawn = line([unit("a"), unit("b"), unit("c")], finished={"a": DONE})
    assert states(drawn) == "a:done b:here c:ahead"
    assert drawn.here.key == "b"
    assert drawn.here.url.endswith("/line/7/b/")


def test_a_line_that_is_walked_has_no_next_step():
    assert line([unit("a")], finished={"a": DONE}).here is None


def test_where_somebody_was_is_in_the_address():
    assert line([unit("a")], positions={"a": "part-3"}).here.url.endswith("#part-3")


def test_a_test_in_a_module_stands_in_its_station_which_is_done_with_both():
    units = [unit("a"), unit("t", UnitKind.TEST, parent="a"), unit("b")]
    assert states(line(units, finished={"a": DONE})) == "a:here b:ahead"
    assert states(line(units, finished={"a": DONE, "t": DONE})) == "a:done b:here"
    assert line(units).steps[0].minutes == 20


def test_what_may_be_skipped_does_not_hold_anybody():
    units = [unit("a", required=False), unit("b"), unit("c")]
    assert line(units).here.key == "a"
    assert line(units, finished={"b": DONE}).here.key == "c"


def test_another_functions_parts_are_not_on_the_line():
    alderman = SimpleNamespace(**{**vars(ENROLMENT), "function": "alderman"})
    units = [unit("a", functions=("teacher",)), unit("b", functions=("alderman",)), unit("c")]
    assert states(line(units, enrolment=alderman)) == "b:here c:ahead"
    assert len(line(units).steps) == 3


def test_a_meeting_has_its_date_and_one_that_passed_holds_nobody_up():
    meeting = unit("m", UnitKind.PLANNED_SESSION)
    drawn = line([meeting, unit("b")], sessions=[session(days=-3, unit_key="m")])
    assert states(drawn) == "m:ahead b:here"
    drawn = line([meeting, unit("b")], sessions=[session(1, -3, "m"), session(2, 4, "m")])
    assert drawn.here.starts_at == NOW + timedelta(days=4)
    assert "5 maart 2025" in drawn.here.when
    there = Mark(1, "m", "present", DONE)
    assert states(line([meeting, unit("b")], sessions=[session(1, -3, "m")], marks=[there])) == "m:done b:here"


def test_a_meeting_that_holds_no_unit_stands_by_its_date():
    units = [unit("a"), unit("m", UnitKind.PLANNED_SESSION), unit("b")]
    sessions = [session(1, 5, "m"), session(2, 2, title="Kick-off"), session(3, 9, title="Goodbye"), session(4, -9)]
    drawn = line(units, sessions=sessions)
    assert [step.key or step.title for step in drawn.steps] == ["a", "Kick-off", "m", "b", "Goodbye"]
    assert drawn.until.pk == 1


def test_a_group_without_a_curriculum_has_its_meetings_for_a_line():
    drawn = line(
        [], sessions=[session(1, -5, title="One"), session(2, 5, title="Two")], marks=[Mark(1, "", "late", DONE)]
    )
    assert states(drawn) == "One:done Two:here"


def test_ones_own_pace_is_no_meeting():
    assert line([unit("a")], sessions=[session(self_paced=True)]).steps[0].key == "a"
    assert line([unit("a")], sessions=[session(self_paced=True)]).until is None


def test_the_day_by_which_lines_are_ordered():
    assert line([unit("a")]).day is None
    assert line([unit("a")], sessions=[session(days=2)]).day == NOW + timedelta(days=2)


def test_what_comes_after_a_unit():
    units = [unit("a"), unit("p", UnitKind.WORK_PRODUCT), unit("b")]
    assert line(units).after("a").key == "b"
    assert line(units).after("b").key == "a"
    assert line(units, finished={"a": DONE}).after("b") is None


@pytest.mark.parametrize(
    ("language", "texts", "expected"),
    [
        ("nl", {"nl": "Dag", "en": "Hello"}, ("Dag", "")),
        ("en", {"nl": "Dag", "en": "Hello"}, ("Hello", "")),
        ("en-gb", {"nl": "Dag", "en": "Hello"}, ("Hello", "")),
        ("en", {"nl": "Dag", "en": ""}, ("Dag", "nl")),
        ("en", {}, ("", "")),
    ],
)
def test_a_text_says_which_language_it_is_in_where_it_is_another(language, texts, expected):
    with translation.override(language):
        assert said(texts) == expected
