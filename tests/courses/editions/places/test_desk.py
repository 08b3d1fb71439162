"""Places on a group's page: the waiting list in order, offers, who came for whom, and acting for who has no e-mail."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from courses.editions.enrolling import enrol, withdraw
from courses.models import Assignment, Enrolment, Offer, Person
from courses.people.assigning import assign
from tests.factories import EditionFactory, EnrolmentFactory, OrganisationFactory, PersonFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def mine():
    return OrganisationFactory()


@pytest.fixture(autouse=True)
def coordinator(mine, client):
    account = UserFactory()
    assign(account, mine, Assignment.Role.COORDINATOR, by=None)
    client.force_login(account)
    return account


def page(name, *args):
    return reverse(f"leerlijn_editions:{name}", args=args)


def group(mine, waiting=2, **fields):
    edition = EditionFactory(organisation=mine, capacity=1, **fields)
    names = ("Eerste Plaats", *(f"Wacht {n}" for n in range(1, waiting + 1)))
    return edition, [enrol(PersonFactory(name=name), edition, by=None) for name in names]


def shown(client, edition, **query) -> str:
    return client.get(page("edition", edition.pk), query).content.decode()


def test_the_waiting_list_stands_in_order_with_its_offers(client, mine):
    edition, (placed, _first, _second) = group(mine)
    withdraw([placed], by=None)
    html = shown(client, edition)
    assert html.index("Wacht 1") < html.index("Heeft een aanbod tot") < html.index("Wacht 2")
    assert "Wacht sinds" in html


def test_a_coordinator_answers_for_somebody_who_was_called(client, mine):
    edition, (placed, first, _second) = group(mine)
    Person.objects.filter(pk=first.person_id).update(email="", phone="06 12 34 56 78")
    withdraw([placed], by=None)
    assert "bel 06 12 34 56 78" in shown(client, edition)
    home = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "bel 1 persoon zonder e-mailadres" in home
    client.post(page("accept", edition.pk, first.pk))
    assert Enrolment.objects.get(pk=first.pk).state == "placed"
    assert "bel 1 persoon" not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_a_list_that_does_not_move_needs_a_person_and_the_offer_goes_to_who_is_chosen(client, mine):
    edition, (placed, _first, second) = group(mine, waitlist_moves=False)
    withdraw([placed], by=None)
    assert "2 mensen" in client.get(reverse("wagtailadmin_home")).content.decode()
    client.post(page("offer", edition.pk, second.pk))
    assert Offer.objects.get(state="open").enrolment == second
    assert Offer.objects.get().made_by is not None
    response = client.post(page("offer", edition.pk, placed.pk), follow=True)
    assert "staat niet op de wachtlijst" in response.content.decode()
    assert "vrije plaats" not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_fewer_or_more_places_move_the_list_from_the_form(client, mine, coordinator):
    edition, (_placed, first, _second) = group(mine)
    address = reverse("leerlijn_courses_edition_modeladmin_edit", args=[edition.pk])
    data = {
        "version": edition.version_id,
        "title": edition.title,
        "code": edition.code,
        "kind": edition.kind,
        "organisation": mine.pk,
        "counting": "full",
        "time_zone": "Europe/Amsterdam",
        "themes": "",
        "waitlist_moves": "on",
        "offer_hours": "",
        "capacity": "2",
        "funding-TOTAL_FORMS": 0,
        "funding-INITIAL_FORMS": 0,
    }
    assert client.post(address, data).status_code == 302
    assert Offer.objects.get(state="open").enrolment == first
    edition.refresh_from_db()
    assert (edition.capacity, edition.offer_hours) == (2, 48)
    response = client.post(address, data | {"capacity": "1"})
    assert response.status_code == 302
    assert not Offer.objects.filter(state="open").exists()
    assert Enrolment.objects.filter(edition=edition, state="placed").count() == 1


def test_a_substitute_is_somebody_new_or_known_and_both_names_stand_there(client, mine):
    edition, (placed, *_) = group(mine)
    address = page("substitute", edition.pk, placed.pk)
    assert "Eerste Plaats" in client.get(address).content.decode()
    for wrong in ({}, {"name": " "}, {"name": "x" * 501}, {"name": "Noor", "email": "nee"}):
        assert client.post(address, wrong).status_code == 200
    assert client.post(address, {"name": "Noor Vervanger"}).status_code == 302
    assert client.post(address, {"name": "Noor Vervanger"}).status_code == 200
    html = shown(client, edition)
    assert "in plaats van" in html
    assert "heeft de plaats sinds" in html
    assert Enrolment.objects.filter(edition=edition, state="placed").get().person.name == "Noor Vervanger"
    assert Person.objects.filter(name="Noor Vervanger").count() == 1


def test_somebody_of_another_organisation_can_not_be_named_by_number(client, mine):
    edition, (placed, *_) = group(mine)
    stranger = PersonFactory()
    assert client.post(page("substitute", edition.pk, placed.pk), {"person": stranger.pk}).status_code == 200
    assert Enrolment.objects.get(pk=placed.pk).state == "placed"


def test_two_hundred_people_stand_on_pages_and_cost_no_more_queries(client, mine, django_assert_num_queries):
    edition, (placed, *_) = group(mine, version=None)
    EnrolmentFactory(edition=edition, person__name="Zz Laatste")
    client.post(page("substitute", edition.pk, placed.pk), {"name": "Noor Vervanger"})
    shown(client, edition)

    with CaptureQueriesContext(
        connection,
    ) as few:
        shown(client, edition)
    for n in range(110):
        EnrolmentFactory(edition=edition, person__name=f"Deelnemer {n:03}")
        EnrolmentFactory(edition=edition, person__name=f"Wachtende {n:03}", state="waiting")
    with django_assert_num_queries(len(few)):
        html = shown(client, edition)
    assert "Zz Laatste" not in html
    assert "Zz Laatste" in shown(client, edition, people=2)
    assert "Wachtende 109" in shown(client, edition, waiting=2)
