from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from courses.editions.enrolling import withdraw
from courses.editions.models import Enrolment
from courses.editions.planning import change_session
from courses.telling.announcing import publish_changes
from courses.telling.models import EditionMails, Notice
from courses.telling.reminding import remind
from tests.courses.telling.calendar_program import Calendar
from tests.courses.telling.test_calendars import read
from tests.factories_telling import group, moved, someone, written

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("Europe/Amsterdam")
# A Friday; the clock goes forward on the Sunday before.
MEETING = datetime(2027, 4, 2, 13, 30, tzinfo=ZONE)


@pytest.fixture
def clock():
    with time_machine.travel(datetime(2027, 3, 1, 12, tzinfo=UTC), tick=False) as traveller:
        yield traveller


@pytest.fixture
def enrolment(clock):
    made = someone(group(MEETING), email="a@example.org", language="nl")
    Enrolment.objects.update(placed_on="2027-03-01", enrolled_on="2027-03-01")
    written()
    return made


def at(clock, *moment) -> int:
    clock.move_to(datetime(2027, *moment, tzinfo=ZONE))
    return remind()


def test_a_week_before_and_the_day_before_at_nine_on_the_clock_there(clock, enrolment):
    assert at(clock, 3, 26, 8, 59) == 0
    assert at(clock, 3, 26, 9, 0) == 1
    assert at(clock, 3, 26, 9, 1) == 0
    assert at(clock, 4, 1, 8, 59) == 0
    assert at(clock, 4, 1, 9, 0) == 1
    assert at(clock, 4, 2, 9, 0) == 0
    first, last = written()[-2:]
    assert first.subject == last.subject == "Op vrijdag 2 april: Luisteren in de wijk"


def test_what_the_reminder_invites_to_is_the_appointment_the_calendar_has(clock, enrolment):
    at(clock, 4, 1, 9, 0)
    written()
    assert len(read(Calendar(), "a@example.org").held) == 1


def test_beat_that_was_away_for_days_reminds_once_and_never_too_late(clock, enrolment):
    assert at(clock, 4, 2, 13, 0) == 1
    assert remind() == 0
    assert len(written()) == 2


def test_nothing_is_written_any_more_when_the_meeting_has_begun(clock, enrolment):
    at(clock, 4, 2, 13, 0)
    clock.move_to(MEETING + timedelta(minutes=1))
    assert remind() == 0
    assert len(written()) == 1
    assert Notice.objects.get(kind="reminder").state == Notice.State.DROPPED


def test_who_got_a_place_today_was_told_today(clock, enrolment):
    clock.move_to(datetime(2027, 3, 26, 9, 30, tzinfo=ZONE))
    late = someone(enrolment.edition)
    assert remind() == 1
    assert not Notice.objects.filter(enrolment=late, kind="reminder").exists()


def test_who_left_in_between_is_not_reminded(clock, enrolment):
    at(clock, 4, 1, 9, 0)
    withdraw([enrolment], by=None)
    assert [mail.key.partition(":")[0] for mail in written()] == ["confirmed", "stopped"]


def test_a_reminder_can_be_turned_off_or_moved(clock, enrolment):
    EditionMails.objects.update_or_create(
        edition=enrolment.edition, defaults={"first_reminder": None, "last_reminder": 3}
    )
    assert at(clock, 3, 27, 9, 0) == 0
    assert at(clock, 3, 30, 9, 0) == 1
    assert at(clock, 4, 1, 9, 0) == 0


def test_a_change_that_waits_is_told_before_anybody_is_reminded_and_a_new_day_is_reminded_of_again(clock, enrolment):
    assert at(clock, 4, 1, 9, 0) == 1
    session = enrolment.edition.sessions.get()
    later = MEETING + timedelta(days=21)
    change_session(session, moved(session, starts_at=later, ends_at=later + timedelta(hours=2)), by=None)
    assert remind() == 0
    publish_changes(enrolment.edition, by=None)
    assert at(clock, 4, 22, 9, 0) == 1


def test_of_two_beats_at_the_same_moment_one_reminds(transactional_db, at_once):
    with time_machine.travel(datetime(2027, 3, 1, 12, tzinfo=UTC)):
        made = someone(group(MEETING))
        Enrolment.objects.update(placed_on="2027-03-01", enrolled_on="2027-03-01")
        written()
        now = datetime(2027, 4, 1, 9, 0, tzinfo=ZONE)
        assert sorted(at_once(lambda: remind(now), lambda: remind(now), lambda: remind(now))) == [0, 0, 1]
    assert Notice.objects.filter(enrolment=made, kind="reminder").count() == 1
