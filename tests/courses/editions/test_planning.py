from __future__ import annotations

from datetime import UTC, datetime

import pytest

from courses.editions.codes import reserve_in_series
from courses.editions.errors import EditionError
from courses.editions.forms import SessionForm
from courses.editions.marking import Mark, mark_session
from courses.editions.planning import Meeting, cancel_session, change_session, plan_sessions, start_edition
from courses.models import Session
from tests.factories import CurriculumVersionFactory, EditionFactory, EnrolmentFactory, OrganisationFactory

pytestmark = pytest.mark.django_db
NOON, ONE = datetime(2026, 10, 7, 10, tzinfo=UTC), datetime(2026, 10, 7, 11, tzinfo=UTC)


def start(**fields):
    return start_edition(
        CurriculumVersionFactory(kind="masterclass"),
        by=None,
        title="Najaar",
        organisation=OrganisationFactory(),
        **fields,
    )


def test_a_group_takes_its_kind_from_the_programme_and_gets_the_next_code():
    first, second = start(), start()
    assert first.kind == "masterclass"
    assert first.code != second.code


def test_a_code_that_is_taken_is_passed_over_and_typed_in_refused():
    taken = start()
    year, _, number = taken.code.partition("-")
    EditionFactory(code=f"{year}-{int(number) + 1:03d}")
    assert start().code == f"{year}-{int(number) + 2:03d}"
    with pytest.raises(EditionError, match=taken.code):
        start(code=taken.code)


def test_numbers_of_a_series_are_given_once():
    assert reserve_in_series("x", 3) == 1
    assert reserve_in_series("x", 1) == 4


def test_times_in_order_and_nothing_written_otherwise():
    edition = EditionFactory()
    with pytest.raises(EditionError):
        plan_sessions(edition, [Meeting(NOON, ONE), Meeting(ONE, NOON)], by=None)
    assert not Session.objects.exists()
    session = plan_sessions(edition, [Meeting(NOON, ONE)], by=None)[0]
    with pytest.raises(EditionError):
        change_session(session, Meeting(ONE, ONE), by=None)


def test_a_meeting_that_was_marked_stays_on_the_plan():
    edition = EditionFactory()
    held, empty = plan_sessions(edition, [Meeting(NOON, ONE), Meeting(NOON, ONE)], by=None)
    mark_session(held, [Mark(EnrolmentFactory(edition=edition), "present")], by=None)
    cancel_session(empty, by=None)
    with pytest.raises(EditionError):
        cancel_session(held, by=None)
    assert list(Session.objects.all()) == [held]


def session_form(**data):
    return SessionForm({"day": "2026-03-28", "starts": "10:00", "ends": "12:00"} | data, edition=EditionFactory())


def test_the_hour_that_summer_time_skips_is_refused_and_the_rest_is_local():
    form = session_form(day="2026-03-29", starts="02:30", ends="04:00")
    assert not form.is_valid()
    assert list(form.errors) == ["starts"]
    form = session_form(day="2026-03-29", starts="01:30", ends="03:30")
    assert form.is_valid(), form.errors
    meeting = form.meeting()
    assert (meeting.ends_at.astimezone(UTC) - meeting.starts_at.astimezone(UTC)).total_seconds() == 3600


@pytest.mark.parametrize(
    "wrong", [{"day": "20225-01-01"}, {"day": ""}, {"starts": "25:00"}, {"ends": "09:00"}, {"title": "x" * 301}]
)
def test_bad_input_is_a_form_error(wrong):
    assert not session_form(**wrong).is_valid()
