"""The helpers' pages: who gets in, what they see, and what they never see."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from courses.door.opening import withdraw_door
from courses.door.tickets import ticket_code
from courses.editions.planning import Meeting, change_session
from courses.models import Access, Attendance, Door, Enrolment, Session, WalkIn
from tests import factories as f
from tests.courses.door.hall import hall, shown, ticket, to

pytestmark = pytest.mark.django_db


def found(helper, typed):
    return shown(helper.post(to("door_find"), {"name": typed}))


def test_opening_the_link_does_nothing_and_the_button_lets_a_browser_help():
    here = hall()
    browser = Client()
    for _ in range(3):
        assert "Ik help bij de deur" in shown(browser.get(here.address))
    assert browser.get(to("door")).status_code == 404
    assert browser.post(here.address)["Location"] == to("door")
    response = browser.get(to("door"))
    assert "Ingang" in shown(response)
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"
    browser.post(to("door_leave"))
    assert browser.get(to("door")).status_code == 404


def test_a_withdrawn_door_closes_at_the_next_step_of_every_helper():
    here = hall()
    guest = here.guest()
    first, second = here.helper(), here.helper()
    other = f.DoorFactory(session=here.session, name="Zaal 2")
    withdraw_door(here.door, by=f.UserFactory())
    for helper in (first, second):
        for response in (
            helper.get(to("door")),
            helper.post(to("door_find"), {"name": "anna"}),
            helper.post(to("door_check_in", guest.pk)),
            helper.get(to("door_walk_in")),
            helper.get(ticket(guest)),
        ):
            assert response.status_code == 410
            assert "ingetrokken" in shown(response)
            assert "Anna" not in shown(response)
    assert Client().post(here.address).status_code == 410
    assert not Attendance.objects.exists()
    here.door = other
    assert here.helper().get(to("door")).status_code == 200


def test_a_door_ends_two_hours_after_the_last_meeting_of_that_day_and_moves_with_it():
    here = hall()
    helper = here.helper()

    def move(session, ends):
        change_session(session, Meeting(ends - timedelta(hours=1), ends, title="Plenair"), by=None)

    now = timezone.now()
    move(here.session, now - timedelta(minutes=119))
    assert helper.get(to("door")).status_code == 200
    move(here.session, now - timedelta(minutes=121))
    response = helper.get(to("door"))
    assert response.status_code == 410
    assert "voorbij" in shown(response)
    later = f.SessionFactory(edition=here.edition, days=10_000)
    assert helper.get(to("door")).status_code == 410
    # The same day as the door's meeting, whatever the hour at which this runs.
    day = Session.objects.get(pk=here.session.pk)
    Session.objects.filter(pk=later.pk).update(starts_at=day.starts_at, ends_at=now - timedelta(minutes=60))
    assert helper.get(to("door")).status_code == 200


def test_a_door_of_a_meeting_that_is_taken_off_the_plan_says_so():
    here = hall()
    helper = here.helper()
    here.session.delete()
    response = helper.get(to("door"))
    assert response.status_code == 404
    assert "gaat niet meer door" in shown(response)


def test_tampered_and_foreign_links_open_no_door():
    here = hall()
    code = here.code
    for wrong in ("x", code[:-1], "0" + code, ticket_code(here.guest()), "🌻"):
        assert Client().post(to("door_link", wrong)).status_code == 404
    assert Client().get(to("ticket", code)).status_code == 404


SECRETS = {
    "email": "geheim@example.org",
    "phone": "0600000001",
    "birth_date": "1999-09-09",
}


def test_a_helper_sees_names_and_organisations_and_not_one_field_more():
    here = hall()
    guest = here.guest(
        "Anna de Vries",
        organisation="Gemeente Voorbeeldstad",
        function="burgemeester-functie",
        **{f"person__{key}": value for key, value in SECRETS.items()},
    )
    other = f.SessionFactory(edition=here.edition, title="Andere zaal")
    f.AttendanceFactory(enrolment=guest, session=other, status="excused")
    f.AttendanceFactory(enrolment=guest, session=here.session, status="excused")
    helper = here.helper()
    pages = [
        found(helper, "anna"),
        shown(helper.get(ticket(guest))),
        shown(helper.post(to("door_walk_in"), {"name": "Anna de Vries", "key": "0" * 32})),
        shown(helper.post(to("door_find"), {"name": "anna"}, headers={"HX-Request": "true"})),
        shown(helper.post(to("door_check_in", guest.pk), follow=True)),
        found(helper, "anna"),
    ]
    for page in pages:
        assert "Anna de Vries" in page
        for secret in (*SECRETS.values(), "burgemeester", "Andere zaal", "afgemeld", "excused", "deelnemer"):
            assert secret not in page
    assert "Gemeente Voorbeeldstad" in pages[0]


def test_no_name_comes_into_an_address_a_log_or_a_cookie():
    here = hall()
    guest = here.guest("Zeldzame Naam")
    helper = here.helper()
    found(helper, "zeldz")
    response = helper.post(to("door_check_in", guest.pk))
    assert "Naam" not in response["Location"]
    assert "Zeldzame Naam" in shown(helper.get(response["Location"]))
    assert "Naam" not in json.dumps({key: cookie.value for key, cookie in helper.cookies.items()})
    rows = list(Access.objects.values("kind", "detail", "subjects", "by", "action"))
    door = here.door.pk
    assert rows == [
        {"kind": "door", "detail": f"door {door}", "subjects": [door], "by": None, "action": "searched"},
    ]


def test_somebody_just_in_can_not_be_leafed_through_by_number():
    here = hall()
    guest = here.guest()
    helper = here.helper()
    helper.post(to("door_check_in", guest.pk))
    for made_up in (str(guest.pk), f"{guest.pk}:x", "", "\x07", "9" * 40):
        assert "Anna" not in shown(helper.get(to("door"), {"in": made_up}))


def test_checking_in_undoing_and_being_in_already():
    here = hall()
    guest = here.guest()
    helper, colleague = here.helper(), here.helper()
    after = shown(helper.post(to("door_check_in", guest.pk), follow=True))
    assert "is binnen, sinds" in after
    assert "<strong>1</strong> binnen" in after
    assert "Al binnen, sinds" in found(colleague, "anna")
    assert "is binnen, sinds" in shown(colleague.post(to("door_check_in", guest.pk), follow=True))
    assert Attendance.objects.count() == 1
    assert "ongedaan" in shown(colleague.post(to("door_undo", guest.pk), follow=True))
    assert "<strong>0</strong> binnen" in shown(helper.get(to("door")))


def test_a_ticket_shows_nothing_of_its_holder_without_a_door():
    here = hall()
    guest = here.guest("Anna de Vries", organisation="Gemeente Voorbeeldstad")
    for response in (Client().get(ticket(guest)), Client().post(ticket(guest))):
        page = shown(response)
        assert "Laat dit zien bij de deur" in page
        assert "Anna" not in page
        assert "Gemeente" not in page
        assert "Slotbijeenkomst" not in page
    assert not Attendance.objects.exists()


def test_a_ticket_checks_in_by_one_tap_with_the_code_as_evidence():
    here = hall()
    guest = here.guest()
    helper = here.helper()
    assert "Inchecken" in shown(helper.get(ticket(guest)))
    assert not Attendance.objects.exists()
    assert "is binnen" in shown(helper.post(ticket(guest), follow=True))
    assert "Al binnen" in shown(helper.get(ticket(guest)))
    helper.post(ticket(guest))
    assert Attendance.objects.get().evidence == "code"


@pytest.mark.parametrize("how", ["code", "groups", "address"])
def test_a_typed_or_scanned_code_checks_in(how):
    here = hall()
    guest = here.guest()
    code = ticket_code(guest)
    typed = {"code": code.lower(), "groups": " ".join(code), "address": f"HTTPS://EXAMPLE.ORG/t/{code}/"}[how]
    response = here.helper().post(to("door_code"), {"code": typed})
    assert response.status_code == 302
    assert Attendance.objects.get().evidence == "code"


def test_a_ticket_that_lets_nobody_in_says_why():
    here, elsewhere = hall(), hall()
    helper = here.helper()
    erased = here.guest()
    erased.person.erased_at = timezone.now()
    erased.person.save()
    code = ticket_code(here.guest("Weg"))
    Enrolment.objects.filter(person__name="Weg").delete()
    cases = {
        ticket_code(elsewhere.guest()): "hoort bij een andere bijeenkomst",
        ticket_code(here.guest(state="stopped")): "plek is teruggegeven",
        ticket_code(here.guest(state="waiting")): "op de wachtlijst",
        ticket_code(here.guest(role="staff")): "niet op de lijst",
        ticket_code(erased): "niet meer geldig",
        code: "niet meer geldig",
        "abc": "klopt niet",
        here.code: "klopt niet",
    }
    for code, sentence in cases.items():
        for response in (helper.get(to("ticket", code)), helper.post(to("door_code"), {"code": code})):
            assert response.status_code in (400, 404)
            assert sentence in shown(response)
            assert "Anna" not in shown(response)
    assert not Attendance.objects.exists()


def test_a_ticket_is_over_with_its_event():
    guest = f.EnrolmentFactory()
    f.SessionFactory(edition=guest.edition)
    response = Client().get(ticket(guest))
    assert response.status_code == 410
    assert "geweest" in shown(response)


def test_a_former_helper_hears_it_once_and_then_has_a_ticket_like_anybody():
    here, next_event = hall(), hall()
    helper = here.helper()
    withdraw_door(here.door, by=None)
    address = ticket(next_event.guest())
    assert helper.get(address).status_code == 410
    assert "Laat dit zien bij de deur" in shown(helper.get(address))


def test_a_walk_in_is_asked_about_who_has_the_same_name_and_then_added_once():
    here = hall(capacity=1)
    guest = here.guest("Anna de Vries", organisation="Gemeente Voorbeeldstad")
    helper = here.helper()
    form = helper.get(to("door_walk_in")).context["form"]
    data = {"name": "anna DE vries", "organisation": "Ergens", "email": "", "key": str(form["key"].value())}
    asked = helper.post(to("door_walk_in"), data)
    assert "Is het een van deze mensen?" in shown(asked)
    assert "Gemeente Voorbeeldstad" in shown(asked)
    assert WalkIn.objects.count() == 0
    for _ in range(2):
        done = helper.post(to("door_walk_in"), {**data, "sure": "on"}, follow=True)
    page = shown(done)
    assert "anna DE vries" in page
    assert "1 inloper" in page
    assert Enrolment.objects.exclude(pk=guest.pk).get().state == "placed"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"name": ""}, "verplicht"),
        ({"name": "\u200f \ufeff"}, "Schrijf een naam"),
        ({"name": "Bo", "email": "geen adres"}, "geen e-mailadres"),
        ({"name": "x" * 501}, "500"),
        ({"name": "Bo", "key": "nonsense"}, "UUID"),
    ],
)
def test_a_walk_in_that_is_not_right_is_a_sentence(data, sentence):
    helper = hall().helper()
    response = helper.post(to("door_walk_in"), {"key": "1" * 32, **data})
    assert response.status_code == 400
    assert sentence in shown(response)
    assert not WalkIn.objects.exists()


def test_one_more_and_one_fewer_without_a_name():
    here = hall()
    helper = here.helper()
    assert "<strong>1</strong> binnen" in shown(helper.post(to("door_unnamed"), follow=True))
    assert "0 zonder naam" in shown(helper.post(to("door_unnamed"), {"fewer": "1"}, follow=True))
    assert "minder" in shown(helper.post(to("door_unnamed"), {"fewer": "1"}, follow=True)).lower()
    assert Session.objects.get(pk=here.session.pk).unnamed == 0


def test_the_pages_cost_as_much_with_a_long_list(django_assert_max_num_queries, django_assert_num_queries):
    here = hall()
    here.guest("Anna 0")
    helper = here.helper()
    for address, data in ((to("door"), None), (to("door_find"), {"name": "anna"})):
        Enrolment.objects.exclude(person__name="Anna 0").delete()
        call = (
            (lambda a=address, d=data: helper.get(a)) if data is None else (lambda a=address, d=data: helper.post(a, d))
        )
        call()
        with django_assert_max_num_queries(16) as counted:
            call()
        for n in range(1, 11):
            here.guest(f"Anna {n}", organisation="Een")
        with django_assert_num_queries(len(counted.captured_queries)):
            call()


def test_a_helper_reaches_no_other_event():
    here, elsewhere = hall(), hall()
    guest = elsewhere.guest("Vreemde Gast")
    helper = here.helper()
    assert "Vreemde Gast" not in found(helper, "vreemde")
    for name in ("door_check_in", "door_undo"):
        page = shown(helper.post(to(name, guest.pk), follow=True))
        assert "niet op de lijst" in page
        assert "Vreemde" not in page
    assert not Attendance.objects.exists()
    assert Door.objects.count() == 2
