from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
import vobject
from django.core import mail as outbox

from courses.editions.enrolling import withdraw
from courses.editions.planning import cancel_session, change_session
from courses.editions.signals import sessions_changed
from courses.telling.announcing import publish_changes
from courses.telling.models import CalendarEntry
from tests import factories as f
from tests.courses.telling.calendar_program import Calendar, number
from tests.factories_telling import group, in_days, moved, someone, written

pytestmark = pytest.mark.django_db


def messages(address: str) -> list:
    """What arrived in this mailbox, as the bytes that travel."""
    import email
    import email.policy

    found = [mail for mail in outbox.outbox if mail.to == [address]]
    sent = [mail.message().as_bytes(linesep="\r\n") for mail in found]
    return [email.message_from_bytes(one, policy=email.policy.default) for one in sent]


def read(calendar: Calendar, address: str) -> Calendar:
    for message in messages(address):
        calendar.take(message)
    return calendar


def test_a_calendar_takes_the_invitation_follows_the_move_and_drops_the_cancelled_meeting():
    edition = group()
    someone(edition, email="a@example.org", name="Zoë Test", language="nl")
    written()
    event = read(Calendar(), "a@example.org").only
    session = edition.sessions.get()
    assert event.dtstart.value == session.starts_at
    assert event.summary.value == "Luisteren in de wijk"
    assert event.location.value == "Buurthuis De Proef"
    assert event.attendee.value == "mailto:a@example.org"
    assert event.attendee.params["CN"] == ["Zoë Test"]
    uid = event.uid.value

    later = session.starts_at + timedelta(days=1)
    change_session(session, moved(session, starts_at=later, ends_at=later + timedelta(hours=2)), by=None)
    publish_changes(edition, by=None)
    written()
    event = read(Calendar(), "a@example.org").only
    assert (event.uid.value, number(event), event.dtstart.value) == (uid, 1, later)

    cancel_session(session, by=None)
    publish_changes(edition, by=None)
    written()
    assert not read(Calendar(), "a@example.org").held


def test_the_mail_has_the_form_calendars_look_for():
    someone(group(), email="a@example.org")
    written()
    [message] = messages("a@example.org")
    assert message.get_content_type() == "multipart/mixed"
    alternative, attachment = message.iter_parts()
    kinds = [part.get_content_type() for part in alternative.iter_parts()]
    assert kinds == ["text/plain", "text/html", "text/calendar"]
    assert list(alternative.iter_parts())[2].get_param("method") == "REQUEST"
    assert attachment.get_content_type() == "application/ics"
    assert attachment.get_filename().endswith(".ics")
    assert b"\r\n" in attachment.get_payload(decode=True)


def test_a_place_that_is_given_up_takes_only_its_own_appointment_away():
    edition = group()
    mine = someone(edition, email="secretary@example.org", name="A")
    someone(edition, email="secretary@example.org", name="B")
    written()
    assert len(read(Calendar(), "secretary@example.org").held) == 2
    withdraw([mine], by=None)
    written()
    assert read(Calendar(), "secretary@example.org").only.attendee.params["CN"] == ["B"]


def test_every_meeting_that_changes_reaches_the_calendar_also_several_at_once():
    edition = group(in_days(10), in_days(17), in_days(24))
    someone(edition, email="a@example.org")
    written()
    calendar = read(Calendar(), "a@example.org")
    for session in edition.sessions.all()[1:]:
        change_session(session, moved(session, place="Elders"), by=None)
    publish_changes(edition, by=None)
    written()
    calendar = read(calendar, "a@example.org")
    assert sorted(event.location.value for event in calendar.held.values()).count("Elders") == 2
    for enrolment in edition.enrolments.all():
        withdraw([enrolment], by=None)
    written()
    assert not read(calendar, "a@example.org").held


@pytest.mark.parametrize("zone", ["Europe/Amsterdam", "Europe/Brussels"])
@pytest.mark.parametrize("day", [(2027, 3, 27), (2027, 3, 28), (2027, 10, 30), (2027, 10, 31), (2027, 7, 1)])
def test_the_time_on_the_wall_is_right_around_the_change_of_the_clock(zone, day):
    with time_machine.travel(datetime(2027, 1, 10, 12, tzinfo=UTC)):
        start = datetime(*day, 13, 30, tzinfo=ZoneInfo(zone))
        edition = group(start, time_zone=zone)
        someone(edition, email="a@example.org")
        [mail] = written()
    text = mail.invitations[0]["content"]
    assert f"DTSTART;TZID={zone}:{start:%Y%m%dT%H%M%S}" in text
    read_back = vobject.readOne(text)
    assert read_back.vtimezone.tzid.value == zone
    assert read_back.vevent.dtstart.value.astimezone(UTC) == start.astimezone(UTC)


@pytest.mark.parametrize(
    "name",
    [
        "Evil\r\nATTENDEE:mailto:x@example.org",
        'Say "hi"; a,b:c',
        "محمد الاختبار",
        "x" * 400,
        "\u202eTest\u2066",
        "🌻 Fem",
    ],
)
def test_whatever_a_name_or_place_holds_the_calendar_stays_one_that_can_be_read(name):
    edition = group(place=name[:300])
    someone(edition, email="a@example.org", name=name)
    [mail] = written()
    event = read(Calendar(), "a@example.org").only
    assert event.attendee.value == "mailto:a@example.org"
    assert "\u202e" not in mail.invitations[0]["content"]
    assert len(event.attendee_list) == 1
    assert "\n" not in mail.subject
    assert not any(key.lower() == "bcc" for message in messages("a@example.org") for key in dict(message))


def test_nobody_reads_of_anybody_else():
    edition = group()
    someone(edition, name="Anna Geheim", email="anna@example.org")
    someone(edition, name="Bram Test", email="b@example.org")
    written()
    for message in messages("b@example.org"):
        assert b"anna" not in message.as_bytes().lower()
        assert "Anna" not in str(message.get_body(("plain",)).get_content())


# Events


def rearrange(breakout, place) -> None:
    breakout.place = place
    breakout.save()
    sessions_changed.send(sender=type(breakout), sessions=[breakout])


def test_an_events_day_is_one_appointment_that_grows_a_programme_and_the_persons_own_choice():
    from courses.editions.models import Session
    from courses.editions.planning import Meeting, plan_sessions
    from courses.editions.rounds.choosing import choose
    from courses.editions.rounds.models import Round
    from courses.telling.announcing import write_what_waited
    from courses.telling.models import Notice

    start = in_days(30)
    edition = group(start, kind="event")
    mine = someone(edition, email="a@example.org", language="nl")
    someone(edition, email="b@example.org", language="nl")
    written()
    first = read(Calendar(), "a@example.org").only

    plan_sessions(edition, [Meeting(start + timedelta(hours=1), start + timedelta(hours=2), "Plenair")], by=None)
    hour = start + timedelta(hours=3)
    ronde = Round.objects.create(edition=edition, title="Ronde 1", starts_at=hour, ends_at=hour + timedelta(hours=1))
    breakouts = [
        f.SessionFactory(edition=edition, round=ronde, title=t, starts_at=hour, ends_at=ronde.ends_at, place=t[-1])
        for t in ("Kennis testen A", "Elkaar ontmoeten B")
    ]
    sessions_changed.send(sender=Session, sessions=breakouts)
    publish_changes(edition, by=None)
    mail = written()[-1]
    assert "Ronde 1" in mail.text
    assert "Kennis testen" not in mail.text
    event = read(Calendar(), "a@example.org").only
    assert event.uid.value == first.uid.value
    assert number(event) == 1
    assert event.dtend.value == ronde.ends_at
    assert "Plenair" in event.description.value
    assert CalendarEntry.objects.count() == 1

    choose(mine, breakouts[0], by=None)
    choose(mine, breakouts[1], by=None)
    before = len(written())
    Notice.objects.filter(kind="programme").update(not_before=in_days(-1))
    write_what_waited()
    write_what_waited()
    assert len(written()) == before + 1
    event = read(Calendar(), "a@example.org").only
    assert "Elkaar ontmoeten B" in event.description.value
    assert "Kennis testen" not in event.description.value
    assert number(event) == 2
    assert "Elkaar" not in read(Calendar(), "b@example.org").only.description.value

    # A breakout somebody did not choose is no news to them.
    rearrange(breakouts[0], "Andere zaal")
    publish_changes(edition, by=None)
    written()
    assert Notice.objects.filter(enrolment=mine, state="dropped").count() == 1
    rearrange(breakouts[1], "Derde zaal")
    publish_changes(edition, by=None)
    written()
    assert "Derde zaal" in read(Calendar(), "a@example.org").only.description.value


def test_an_event_that_moves_to_another_day_stays_one_appointment():
    edition = group(kind="event")
    someone(edition, email="a@example.org")
    written()
    session = edition.sessions.get()
    later = session.starts_at + timedelta(days=7)
    change_session(session, moved(session, starts_at=later, ends_at=later + timedelta(hours=2)), by=None)
    publish_changes(edition, by=None)
    written()
    assert read(Calendar(), "a@example.org").only.dtstart.value == later


@pytest.mark.parametrize(
    "zone", ["Europe/Amsterdam", "Europe/Brussels", "America/New_York", "UTC", "Africa/Casablanca"]
)
def test_another_library_reads_every_hour_of_our_time_zones_right(zone):
    from io import StringIO

    from dateutil.tz import tzical

    from courses.telling.zones import timezone_of

    read_back = tzical(StringIO(timezone_of(ZoneInfo(zone)).to_ical().decode())).get()
    for month in range(1, 13):
        for day in range(1, 29):
            wall = datetime(2027, month, day, 4, 30)  # noqa: DTZ001 – the clock on the wall
            assert wall.replace(tzinfo=read_back).utcoffset() == wall.replace(tzinfo=ZoneInfo(zone)).utcoffset()
