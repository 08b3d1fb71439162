"""The organiser's side: making doors, sharing and withdrawing them, and the paper."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry

from courses.door.checking_in import check_in
from courses.editions.addresses import own_page_address
from courses.models import Access, Assignment, Door
from courses.people.assigning import assign
from tests import factories as f
from tests.courses.door.hall import hall, shown, to

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return hall()


@pytest.fixture
def organiser(client, here):
    account = f.UserFactory()
    assign(account, here.edition.organisation, Assignment.Role.COORDINATOR, by=None)
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def at(name, *args):
    return reverse(f"leerlijn_door:{name}", args=args)


def test_a_door_is_made_shared_and_withdrawn_with_one_tap(organiser, here):
    page = shown(organiser.get(at("doors", here.edition.pk), {"session": here.session.pk}))
    assert "Ingang" in page
    made = organiser.post(at("doors", here.edition.pk), {"session": here.session.pk, "name": "Zaal 2"}, follow=True)
    door = Door.objects.get(name="Zaal 2")
    here.door = door
    assert here.address in shown(made)
    picture = organiser.get(at("door_picture", here.edition.pk, door.pk))
    assert picture["Content-Type"] == "image/svg+xml"
    assert b"<script" not in picture.content
    assert b"style=" not in picture.content
    helper = here.helper()
    after = shown(organiser.post(at("withdraw", here.edition.pk, door.pk), follow=True))
    assert "ziet niets meer" in after
    assert helper.get(to("door")).status_code == 410
    organiser.post(at("withdraw", here.edition.pk, door.pk))
    assert ModelLogEntry.objects.filter(action="leerlijn.withdraw_door").count() == 1
    assert "ingetrokken" in shown(organiser.get(at("door", here.edition.pk, door.pk)))


def test_how_often_helpers_searched_is_counted_per_door(organiser, here):
    here.guest()
    other = f.DoorFactory(session=here.session, name="Zaal 2")
    helper = here.helper()
    for _ in range(3):
        helper.post(to("door_find"), {"name": "anna"})
    rows = {one.door.pk: one.lookups for one in organiser.get(at("doors", here.edition.pk)).context["doors"]}
    assert rows == {here.door.pk: 3, other.pk: 0}


def test_a_door_for_a_meeting_of_another_group_is_refused(organiser, here):
    foreign = hall()
    response = organiser.post(at("doors", here.edition.pk), {"session": foreign.session.pk, "name": "x"})
    assert response.status_code == 200
    assert Door.objects.count() == 2
    assert organiser.get(at("door", here.edition.pk, foreign.door.pk)).status_code == 404
    assert organiser.get(at("room", here.edition.pk, foreign.session.pk)).status_code == 404


def test_who_took_the_paper_is_logged_and_an_empty_list_is_a_sentence(organiser, here):
    for address in (at("badges", here.edition.pk), at("rooms", here.edition.pk)):
        assert "niemand heeft een plek" in shown(organiser.get(address, follow=True))
    here.guest()
    for address in (
        at("badges", here.edition.pk),
        at("rooms", here.edition.pk),
        at("room", here.edition.pk, here.session.pk),
    ):
        response = organiser.get(address)
        assert response.content.startswith(b"%PDF")
        assert "no-store" in response["Cache-Control"]
    rows = Access.objects.filter(action="exported", kind="edition").order_by("pk").values_list("detail", flat=True)
    assert list(rows) == ["badges: 1 people", "room lists: 1 people", "room lists: 1 people"]


def test_the_group_leads_to_its_doors(organiser, here):
    page = shown(organiser.get(reverse("leerlijn_editions:edition", args=[here.edition.pk])))
    assert at("doors", here.edition.pk) in page
    assert f"?session={here.session.pk}" in page


def test_the_overview_costs_as_much_with_many_doors(organiser, here, django_assert_num_queries):
    address = at("doors", here.edition.pk)
    organiser.get(address)
    with CaptureQueriesContext(connection) as counted:
        organiser.get(address)
    for n in range(6):
        f.DoorFactory(session=here.session, name=f"Zaal {n}")
    with django_assert_num_queries(len(counted.captured_queries)):
        organiser.get(address)


def test_the_ticket_stands_on_ones_own_page(client, here):
    guest = here.guest()
    page = shown(client.get(own_page_address(guest)))
    assert "Je kaartje" in page
    check_in(here.door, guest.pk)
    guest.state = "stopped"
    guest.save()
    assert "Je kaartje" not in shown(client.get(own_page_address(guest)))
