import pytest
import vobject
from django.test import Client
from django.urls import reverse

from courses.conf import base_url
from courses.editions.addresses import own_page_address
from courses.editions.enrolling import withdraw
from courses.editions.planning import change_session
from courses.links.models import Link
from courses.telling.announcing import publish_changes
from courses.telling.feeds import ENROLMENT, PERSON, address_of
from tests import factories as f
from tests.factories_telling import group, in_days, moved, someone, written

pytestmark = pytest.mark.django_db
MY_LINE = reverse("leerlijn_courses:my_line")


@pytest.fixture
def account():
    return f.UserFactory()


def events(response) -> list:
    assert response.status_code == 200
    assert response.headers["Content-Type"].startswith("text/calendar")
    calendar = vobject.readOne(response.content.decode())
    assert calendar.method.value == "PUBLISH"
    return list(getattr(calendar, "vevent_list", []))


def code_in(enrolment) -> str:
    return own_page_address(enrolment).rstrip("/").rpartition("/")[2]


def test_all_ones_own_meetings_stand_behind_an_address_that_can_be_renewed(client, account):
    first = someone(group(), account=account, language="nl")
    second = f.EnrolmentFactory(person=first.person, edition=group(in_days(5), in_days(6)))
    someone(group(titles={"nl": "Van een ander", "en": "Another's"}))
    client.force_login(account)
    assert "/calendar/address/" in client.get(MY_LINE).content.decode()
    assert not Link.objects.filter(purpose=PERSON).exists()
    client.post(reverse("leerlijn_courses:calendar_address"))
    address = address_of(PERSON, first.person_id)
    assert base_url() + address in client.get(MY_LINE).content.decode()
    stranger = Client()
    found = events(stranger.get(address))
    assert len(found) == 3
    assert [event.dtstart.value for event in found] == sorted(event.dtstart.value for event in found)
    assert {event.summary.value for event in found} == {"Luisteren in de wijk"}
    assert not any(hasattr(event, "attendee") for event in found)
    client.post(reverse("leerlijn_courses:calendar_address"))
    assert stranger.get(address).status_code == 410
    renewed = address_of(PERSON, first.person_id)
    withdraw([second], by=None)
    assert len(events(stranger.get(renewed))) == 1


def test_the_address_of_one_place_shows_nothing_of_another(client):
    mine = someone(group(titles={"nl": "Dit", "en": "This"}))
    f.EnrolmentFactory(person=mine.person, edition=group(titles={"nl": "Elders", "en": "Elsewhere"}))
    page = own_page_address(mine)
    assert "/calendar.ics" in client.get(page).content.decode()
    assert client.post(reverse("leerlijn_courses:own_address", args=[code_in(mine)])).status_code == 302
    address = address_of(ENROLMENT, mine.pk)
    [event] = events(client.get(address))
    assert event.summary.value == "Dit"
    assert "/p/" in event.url.value


def test_a_calendar_program_is_told_when_nothing_changed(client):
    edition = group()
    mine = someone(edition)
    written()
    client.post(reverse("leerlijn_courses:own_address", args=[code_in(mine)]))
    address = address_of(ENROLMENT, mine.pk)
    first = client.get(address)
    assert first.headers["Last-Modified"]
    assert client.get(address, headers={"if-none-match": first.headers["ETag"]}).status_code == 304
    session = edition.sessions.get()
    change_session(session, moved(session, place="Elders"), by=None)
    publish_changes(edition, by=None)
    again = client.get(address, headers={"if-none-match": first.headers["ETag"]})
    [event] = events(again)
    assert (event.location.value, event.sequence.value) == ("Elders", "1")


def test_what_the_feed_costs_does_not_depend_on_how_many_meetings_there_are(client, account, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    person = f.PersonFactory(account=account)
    client.force_login(account)
    client.post(reverse("leerlijn_courses:calendar_address"))
    address = address_of(PERSON, person.pk)
    costs = []
    for number in (1, 4):
        for _ in range(number):
            f.EnrolmentFactory(person=person, edition=group(*[in_days(day) for day in range(1, number + 1)]))
        with CaptureQueriesContext(connection) as queries:
            Client().get(address)
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_the_file_on_ones_own_page_and_enrolment_works_without_mail(client, account):
    edition = group(in_days(3), in_days(10))
    mine = someone(edition, email="", account=account)
    other = someone(edition)
    assert len(events(Client().get(reverse("leerlijn_courses:own_calendar", args=[code_in(mine)])))) == 2
    client.force_login(account)
    download = reverse("leerlijn_courses:enrolment_calendar", args=[mine.pk])
    assert download in client.get(reverse("leerlijn_courses:enrolment", args=[mine.pk])).content.decode()
    assert len(events(client.get(download))) == 2
    assert client.get(reverse("leerlijn_courses:enrolment_calendar", args=[other.pk])).status_code == 404


def test_an_imported_group_that_nobody_was_told_of_has_its_meetings_too(client):
    enrolment = f.EnrolmentFactory(source="elders", edition=f.EditionFactory(version=None))
    f.SessionFactory(edition=enrolment.edition)
    address = reverse("leerlijn_courses:own_calendar", args=[code_in(enrolment)])
    [first] = events(client.get(address))
    [second] = events(client.get(address))
    assert first.uid.value == second.uid.value


def test_nothing_is_made_by_looking_and_nothing_opens_that_was_not_made(client):
    mine = someone(group())
    client.get(own_page_address(mine))
    assert not Link.objects.filter(purpose=ENROLMENT).exists()
    assert client.get(reverse("leerlijn_courses:feed", args=[code_in(mine)])).status_code == 404
    assert client.get(reverse("leerlijn_courses:feed", args=["0000"])).status_code == 404


def test_who_has_no_place_is_offered_no_calendar(client):
    waiting = f.EnrolmentFactory(state="waiting", edition=group())
    assert "calendar.ics" not in client.get(own_page_address(waiting)).content.decode()
    assert client.get(reverse("leerlijn_courses:own_calendar", args=[code_in(waiting)])).status_code == 404
    assert client.post(reverse("leerlijn_courses:own_address", args=[code_in(waiting)])).status_code == 410
