"""One's own page without an account: what it shows, to whom, and what it never does by itself."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.editions.addresses import own_page_address
from courses.editions.models import Enrolment
from courses.editions.places.models import Offer
from courses.links.models import Link
from courses.people.merging import merge
from courses.slots import registry
from tests import factories as f

pytestmark = pytest.mark.django_db
State = Enrolment.State


def meeting(edition, days=7, **fields):
    starts = timezone.now() + timedelta(days=days)
    return f.SessionFactory(edition=edition, starts_at=starts, ends_at=starts + timedelta(hours=2), **fields)


def shown(client, enrolment) -> str:
    response = client.get(own_page_address(enrolment))
    assert response.status_code == 200
    return response.content.decode()


def code_in(address: str) -> str:
    return address.rstrip("/").rpartition("/")[2]


def test_it_shows_what_when_and_where_without_an_account(client):
    enrolment = f.EnrolmentFactory(person__name="Ayşe Voorbeeld")
    meeting(enrolment.edition, place="Buurthuis De Proef")
    page = shown(client, enrolment)
    for words in ("Ayşe Voorbeeld", enrolment.edition.version.title, "Buurthuis De Proef", "Afmelden", "Account maken"):
        assert words in page


def test_nothing_else_of_the_person_is_on_it(client):
    person = f.PersonFactory(phone="06 00 00 00 00", email="nadia@example.org")
    enrolment = f.EnrolmentFactory(person=person)
    other = f.EnrolmentFactory(person=person)
    f.EnrolmentFactory(edition=enrolment.edition, person__name="Iemand Anders")
    page = shown(client, enrolment)
    for hidden in ("06 00 00", "nadia@", other.edition.version.title, other.edition.title, "Iemand Anders"):
        assert hidden not in page


def test_who_waits_reads_their_number(client):
    edition = f.EditionFactory(capacity=0)
    f.EnrolmentFactory(edition=edition, state=State.WAITING, role="staff")
    first, second = (f.EnrolmentFactory(edition=edition, state=State.WAITING) for _ in range(2))
    assert "Je staat vooraan" in shown(client, first)
    assert "Je staat op plek 2" in shown(client, second)


def test_opening_changes_nothing_and_a_button_cancels_once(client):
    enrolment = f.EnrolmentFactory()
    meeting(enrolment.edition)
    address = own_page_address(enrolment)
    cancel = reverse("leerlijn_courses:own_cancel", args=[code_in(address)])
    for method in (client.get, client.head, client.options):
        for path in (address, cancel):
            method(path)
    assert client.post(address).status_code == 405
    enrolment.refresh_from_db()
    assert enrolment.state == State.PLACED
    for _ in range(2):
        assert client.post(cancel)["Location"] == address
    enrolment.refresh_from_db()
    assert enrolment.state == State.STOPPED
    assert "niet meer aangemeld" in shown(client, enrolment)


def test_what_is_over_can_not_be_cancelled(client):
    enrolment = f.EnrolmentFactory()
    f.SessionFactory(edition=enrolment.edition)
    assert "is geweest" in shown(client, enrolment)
    client.post(reverse("leerlijn_courses:own_cancel", args=[code_in(own_page_address(enrolment))]))
    enrolment.refresh_from_db()
    assert enrolment.state == State.PLACED


def test_a_foreign_code_opens_nothing_and_an_expired_one_says_so(client):
    enrolment = f.EnrolmentFactory()
    address = own_page_address(enrolment)
    code = code_in(address)
    for wrong in ("0" + code[1:], code[:-1], code + "0", "x", "🌻"):
        assert client.get(f"/p/{wrong}/").status_code == 404
    Link.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    for path in (address, reverse("leerlijn_courses:own_cancel", args=[code])):
        response = client.post(path) if path != address else client.get(path)
        assert response.status_code == 410
    enrolment.refresh_from_db()
    assert enrolment.state == State.PLACED


def test_an_erased_person_has_no_page_and_a_joined_one_is_called_by_the_name_that_lives_on(client, monkeypatch):
    monkeypatch.setitem(registry._fillers, registry.OWN_PAGE, [])
    enrolment = f.EnrolmentFactory(person__name="Oude Naam")
    merge(enrolment.person, f.PersonFactory(name="Nieuwe Naam"), by=None)
    page = shown(client, enrolment)
    assert "Nieuwe Naam" in page
    assert "Oude Naam" not in page
    enrolment.person.erased_at = timezone.now()
    enrolment.person.save()
    assert client.get(own_page_address(enrolment)).status_code == 410


def test_others_add_sections_and_no_cache_or_search_engine_keeps_the_page(client, monkeypatch):
    monkeypatch.setitem(registry._fillers, registry.OWN_PAGE, [])
    registry.register(registry.OWN_PAGE, lambda request, enrolment: f"deelsessies van {enrolment.pk}")
    enrolment = f.EnrolmentFactory()
    response = client.get(own_page_address(enrolment))
    assert f"deelsessies van {enrolment.pk}" in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Referrer-Policy"] == "same-origin"


def test_it_speaks_the_language_of_the_mail_unless_another_was_chosen(client):
    enrolment = f.EnrolmentFactory(person__language="en", person__name="Ada")
    assert "Hello, " in shown(client, enrolment)
    client.cookies["django_language"] = "nl"
    assert "Hello, " not in shown(client, enrolment)


def test_it_costs_as_many_queries_with_a_long_list(client, django_assert_num_queries, django_assert_max_num_queries):
    edition = f.EditionFactory(capacity=0)
    enrolment = f.EnrolmentFactory(edition=edition, state=State.WAITING)
    address = own_page_address(enrolment)
    client.get(address)
    with django_assert_max_num_queries(10) as counted:
        client.get(address)
    for _ in range(20):
        f.EnrolmentFactory(edition=edition, state=State.WAITING)
    with django_assert_num_queries(len(counted.captured_queries)):
        client.get(address)


def offered(**fields) -> Enrolment:
    return f.OfferFactory(enrolment=f.EnrolmentFactory(state=State.WAITING, **fields)).enrolment


def press(client, enrolment, act: str):
    address = own_page_address(enrolment)
    response = client.post(reverse(f"leerlijn_courses:own_{act}", args=[code_in(address)]), follow=True)
    assert response.redirect_chain == [(address, 302)]
    enrolment.refresh_from_db()
    return response.content.decode()


def test_an_offered_place_is_taken_by_a_button_and_by_nothing_else(client):
    enrolment = offered()
    address = own_page_address(enrolment)
    assert "Ja, ik neem de plaats" in client.get(address).content.decode()
    for act in ("accept", "decline"):
        assert client.get(f"{address}{act}/").status_code == 405
    enrolment.refresh_from_db()
    assert enrolment.state == State.WAITING
    for _ in range(2):
        assert "De plaats is voor jou" in press(client, enrolment, "accept")
    assert enrolment.state == State.PLACED
    assert "Meld je dan af" in press(client, enrolment, "decline")
    assert enrolment.state == State.PLACED


def test_an_offered_place_can_be_left_to_others(client):
    enrolment = offered()
    press(client, enrolment, "decline")
    assert enrolment.state == State.STOPPED


def test_an_offer_whose_time_is_over_says_so_and_can_be_asked_back(client):
    enrolment = offered(edition=f.EditionFactory(capacity=0))
    past = timezone.now() - timedelta(hours=1)
    Offer.objects.update(made_at=past - timedelta(hours=1), expires_at=past)
    page = shown(client, enrolment)
    assert "Ja, ik wil nog komen" in page
    assert "Ja, ik neem de plaats" not in page
    page = press(client, enrolment, "accept")
    assert "Je staat weer op de wachtlijst" in page
    assert "Je staat vooraan" in page
