"""The phone's pages: whose they are, what acts without a script, what a queue may say, and what it costs."""

from __future__ import annotations

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.editions.marking import Mark, mark_session
from courses.models import Access, Assignment, Attendance, Enrolment, Person, SessionNote, Tap
from courses.people.assigning import assign
from courses.phone.reading import MOST_BYTES
from tests.factories import (
    EditionFactory,
    EnrolmentFactory,
    OrganisationFactory,
    PersonFactory,
    PersonWithAccountFactory,
    SessionFactory,
)

pytestmark = pytest.mark.django_db


def at(session, name="meeting", *more):
    return reverse(f"leerlijn_courses:{name}", args=[session.pk, *more])


@pytest.fixture
def session():
    now = timezone.now()
    return SessionFactory(starts_at=now - timedelta(minutes=10), ends_at=now + timedelta(hours=3))


@pytest.fixture
def trainer(session, client):
    person = PersonWithAccountFactory()
    EnrolmentFactory(edition=session.edition, person=person, role="trainer")
    client.force_login(person.account)
    return person.account


@pytest.fixture
def enrolment(session):
    return EnrolmentFactory(edition=session.edition, person=PersonFactory(name="Ayşe Voorbeeld"))


def send(client, session, *taps):
    return client.post(at(session, "meeting_marks"), json.dumps({"taps": taps}), content_type="application/json")


def said(enrolment, status="present", **more):
    key, moment = str(uuid4()), round(timezone.now().timestamp() * 1000)
    return {"key": key, "at": moment, "enrolment": enrolment.pk, "status": status} | more


def effective():
    return list(Attendance.objects.effective().values_list("enrolment", "status", "minutes"))


# Which meeting


def test_the_one_that_goes_on_opens_at_once_and_the_list_can_still_be_had(client, session, trainer):
    today = reverse("leerlijn_courses:today")
    assert client.get(today).url == at(session)
    assert at(session) in client.get(today, {"all": ""}).content.decode()


def test_two_at_a_time_are_both_offered_the_nearest_first(client, session, trainer):
    later = SessionFactory(
        edition=session.edition,
        starts_at=session.starts_at + timedelta(minutes=30),
        ends_at=session.ends_at + timedelta(minutes=30),
    )
    shown = client.get(reverse("leerlijn_courses:today")).content.decode()
    assert 0 < shown.index(at(session)) < shown.index(at(later))


def test_what_was_never_marked_is_still_reached_and_what_was_marked_is_not_asked_again(
    client, session, trainer, enrolment
):
    ago = timezone.now() - timedelta(days=9)
    old = SessionFactory(edition=session.edition, starts_at=ago, ends_at=ago + timedelta(hours=1))
    today = reverse("leerlijn_courses:today")
    assert at(old) in client.get(today, {"all": ""}).content.decode()
    mark_session(old, [Mark(enrolment, "absent")], by=None)
    assert at(old) not in client.get(today, {"all": ""}).content.decode()


def test_who_gives_nothing_is_told_so_kindly(client):
    client.force_login(PersonWithAccountFactory().account)
    assert "ph-meeting" not in client.get(reverse("leerlijn_courses:today")).content.decode().replace("ph-meetings", "")


def test_breaks_and_what_is_followed_at_ones_own_pace_have_no_list(client, session, trainer):
    lunch = SessionFactory(edition=session.edition, is_break=True)
    alone = SessionFactory(edition=session.edition, self_paced=True)
    assert client.get(at(lunch)).status_code == client.get(at(alone)).status_code == 404


def test_the_group_and_my_line_lead_here(client, session, trainer):
    assign(trainer, OrganisationFactory(), Assignment.Role.TRAINER, by=None)
    assert at(session) in client.get(reverse("leerlijn_editions:edition", args=[session.edition_id])).content.decode()
    line = client.get(reverse("leerlijn_courses:my_line")).content.decode()
    assert at(session) in line
    assert reverse("leerlijn_courses:today") in line


# Without a script


def test_each_row_is_a_button_that_marks_present_and_then_late(client, session, trainer, enrolment):
    for status in ("present", "late", "present"):
        button = f'name="mark" value="{enrolment.pk}:{status}"'
        assert button in client.get(at(session)).content.decode()
        assert client.post(at(session), {"mark": f"{enrolment.pk}:{status}"}).url == f"{at(session)}#p{enrolment.pk}"
    assert effective() == [(enrolment.pk, "present", None)]


def test_everything_else_stands_on_the_persons_own_page(client, session, trainer, enrolment):
    page = at(session, "meeting_person", enrolment.pk)
    assert "Ayşe" in client.get(page).content.decode()
    for status, minutes in (("excused", None), ("absent", None), ("partial", 90)):
        assert client.post(page, {"status": status, "minutes": minutes or ""}).status_code == 302
        assert effective() == [(enrolment.pk, status, minutes)]
    client.post(page, {"status": "void"})
    assert Attendance.objects.effective().get().status == "void"


@pytest.mark.parametrize("minutes", ["", "-1", "1.5", "9" * 30, "10000", "veel"])
def test_wrong_minutes_get_a_sentence(client, session, trainer, enrolment, minutes):
    page = at(session, "meeting_person", enrolment.pk)
    response = client.post(page, {"status": "partial", "minutes": minutes})
    assert response.status_code == 200
    assert "ll-error-summary" in response.content.decode()
    assert not Attendance.objects.exists()


def test_people_without_a_name_by_plain_buttons(client, session, trainer):
    for add in ("1", "1", "-1", "-1", "-1"):
        client.post(at(session), {"add": add})
    session.refresh_from_db()
    assert session.unnamed == 0
    shown = client.get(at(session)).content.decode()
    assert "ll-notice--error" in shown


@pytest.mark.parametrize("mark", ["", "x:present", "999999:present", "²:present", f"{'9' * 40}:present", ":"])
def test_a_tampered_button_gets_a_sentence(client, session, trainer, mark):
    client.post(at(session), {"mark": mark})
    assert "ll-notice--error" in client.get(at(session)).content.decode()
    assert not Attendance.objects.exists()


def test_names_are_found_without_their_accents(client, session, trainer, enrolment):
    EnrolmentFactory.create_batch(20, edition=session.edition)
    shown = client.get(at(session), {"q": "AYSE"}).content.decode()
    assert "Ayşe" in shown
    assert shown.count("ph-row") - shown.count("ph-rows") == 1


# The queue


def test_a_queue_is_answered_one_by_one_and_says_how_everybody_stands(client, session, trainer, enrolment):
    other = EnrolmentFactory(edition=session.edition)
    stranger = EnrolmentFactory()
    taps = [said(enrolment, "partial", minutes=30), said(other), said(stranger), said(enrolment, minutes="x"), "?"]
    told = send(client, session, *taps, {"key": str(uuid4()), "at": taps[0]["at"], "add": 1}).json()
    by_key = {answer["key"]: answer for answer in told["answers"]}
    assert [by_key[tap["key"]]["state"] for tap in taps[:4]] == ["taken", "taken", "refused", "refused"]
    assert told["people"] == {str(enrolment.pk): ["partial", 30], str(other.pk): ["present", None]}
    assert told["unnamed"] == 1
    assert Tap.objects.filter(by=trainer).count() == 3


@pytest.mark.parametrize(
    "wrong",
    [
        {"at": 0},
        {"at": "now"},
        {"at": True},
        {"at": 10**40},
        {"key": "x"},
        {"key": None},
        {"key": "{" + str(uuid4()) + "}"},
        {"enrolment": "1"},
        {"enrolment": 10**30},
        {"enrolment": -1},
        {"status": 5},
        {"status": "x" * 10_000},
        {"minutes": 1.5},
        {"minutes": 10**30},
        {"add": 7},
        {"add": "1"},
        {"add": True},
    ],
)
def test_what_no_phone_of_ours_sends_gets_a_sentence(client, session, trainer, enrolment, wrong):
    answer = send(client, session, said(enrolment) | wrong).json()["answers"][0]
    assert answer["state"] == "refused"
    assert answer["sentence"]
    assert not Tap.objects.exists()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"{}",
        b'{"taps": 1}',
        b"[" * 100_000,
        b'{"taps": [' + b"1," * 2000 + b"1]}",
        b"9" * 9000,
    ],
)
def test_what_is_no_queue_gets_one_sentence(client, session, trainer, body):
    response = client.post(at(session, "meeting_marks"), body, content_type="application/json")
    assert response.status_code == 400
    assert response.json()["sentence"]


def test_too_much_at_once_is_refused_unread(client, session, trainer):
    body = b'{"taps": []}' + b" " * MOST_BYTES
    assert client.post(at(session, "meeting_marks"), body, content_type="application/json").status_code == 400


def test_a_queue_needs_the_token_of_its_page(session, trainer, enrolment):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(trainer)
    assert send(client, session, said(enrolment)).status_code == 403
    assert not Tap.objects.exists()


# Who comes in


def test_somebody_new_has_a_place_and_is_present_once(client, session, trainer):
    session.edition.capacity = 0
    session.edition.save()
    data = {"key": str(uuid4()), "name": "  Noor   Test ", "email": ""}
    for _ in range(2):
        assert client.post(at(session, "meeting_new"), data).status_code == 302
    enrolment = Enrolment.objects.get(person__name="Noor Test")
    assert (enrolment.state, enrolment.person.keeper) == ("placed", session.edition.organisation)
    assert effective() == [(enrolment.pk, "present", None)]


def test_a_namesake_is_asked_about_before_a_double_is_made(client, session, trainer, enrolment):
    data = {"key": str(uuid4()), "name": "ayşe voorbeeld"}
    response = client.post(at(session, "meeting_new"), data)
    assert "somebody_else" in response.content.decode()
    assert Person.objects.filter(name__iexact="ayşe voorbeeld").count() == 1
    assert client.post(at(session, "meeting_new"), data | {"somebody_else": "on"}).status_code == 302
    assert Enrolment.objects.filter(edition=session.edition, role="participant").count() == 2


# Notes


def test_notes_are_for_who_gives_or_coordinates_the_group(client, session, trainer):
    page = at(session, "meeting_notes")
    assert client.post(page, {"text": "Rustige start.", "seen": 0}).status_code == 302
    assert SessionNote.objects.get().text == "Rustige start."
    assert "Rustige start." in client.get(page).content.decode()
    other = EnrolmentFactory(edition=EditionFactory(), person=PersonWithAccountFactory(), role="trainer")
    client.force_login(other.person.account)
    assert client.get(page).status_code == 404


def test_two_who_write_notes_overwrite_nothing_unseen(client, session, trainer):
    page = at(session, "meeting_notes")
    client.post(page, {"text": "Van de één", "seen": 0})
    response = client.post(page, {"text": "Van de ander", "seen": 0})
    shown = response.content.decode()
    assert "Van de één" in shown
    assert "Van de ander" in shown
    assert 'value="1"' in shown
    assert "[&#x27;" not in shown
    client.post(page, {"text": "Van beiden", "seen": 1})
    assert SessionNote.objects.get().text == "Van beiden"


# Names, and what it costs


def test_looking_is_logged_and_names_on_the_device_are_remembered_by_a_cookie(client, session, trainer, enrolment):
    response = client.get(at(session))
    assert Access.objects.get().subjects == [session.pk]
    assert "leerlijn_phone" in response.cookies
    assert "forget.js" not in response.content.decode()
    client.logout()
    client.cookies["leerlijn_phone"] = "1"
    assert "forget.js" in client.get(reverse("account_login")).content.decode()
    client.cookies.clear()
    assert "forget.js" not in client.get(reverse("account_login")).content.decode()


def test_the_list_costs_the_same_for_five_and_five_hundred(client, session, trainer, django_assert_num_queries):
    few = EnrolmentFactory.create_batch(5, edition=session.edition)
    mark_session(session, [Mark(one, "present") for one in few], by=None)
    client.get(at(session))
    with django_assert_num_queries(100, exact=False) as counted:
        client.get(at(session))
    many = EnrolmentFactory.create_batch(495, edition=session.edition)
    mark_session(session, [Mark(one, "late") for one in many[:300]], by=None)
    with django_assert_num_queries(len(counted)):
        assert client.get(at(session)).content.decode().count('class="ph-row"') == 500
    assert len(counted) < 20
