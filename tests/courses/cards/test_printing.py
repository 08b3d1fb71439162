"""Printing, replacing and stopping cards: by whom, for whom, and what stands on them."""

from __future__ import annotations

from io import BytesIO

import pypdfium2
import pytest
import zxingcpp
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry

from courses.cards.drawing import card_address, cards_pdf
from courses.cards.errors import CardRefused
from courses.cards.making import note_use, print_cards, replace_card
from courses.models import Access, Assignment, Card
from courses.people.assigning import assign
from tests.factories import (
    EditionFactory,
    EnrolmentFactory,
    OrganisationFactory,
    PersonFactory,
    PersonWithAccountFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def mine():
    return OrganisationFactory()


@pytest.fixture
def coordinator(client, mine):
    account = UserFactory()
    assign(account, mine, Assignment.Role.COORDINATOR, by=None)
    client.force_login(account)
    return account


def page(name, *args):
    return reverse(f"leerlijn_cards:{name}", args=args)


def pages_of(pdf):
    return list(pypdfium2.PdfDocument(pdf))


def test_a_card_says_who_in_which_words_and_its_code_opens_it():
    people = [
        PersonFactory(name="ሰላም ተስፋዬ", language="ti"),
        PersonFactory(name="Noor Test", language="nl"),
        PersonFactory(name="Anna Test", language="en"),
    ]
    cards = print_cards(people, by=None)
    [only] = pages_of(cards_pdf(cards))
    text = only.get_textpage().get_text_range()
    for word in ("ሰላም ተስፋዬ", "Noor Test", "Anna Test", "Kwijt?", "Lost?"):
        assert word in text
    found = zxingcpp.read_barcodes(only.render(scale=3).to_pil())
    assert {one.text.rpartition("/card/")[2] for one in found} == {
        card_address(card).rpartition("/card/")[2] for card in cards
    }


@pytest.mark.parametrize(("people", "pages"), [(1, 1), (10, 1), (11, 2)])
def test_ten_cards_on_a_page(people, pages):
    cards = print_cards(PersonFactory.create_batch(people), by=None)
    assert len(pages_of(cards_pdf(cards))) == pages


@pytest.mark.parametrize("name", ["x" * 500, "陈小明", "Nguyễn " * 40, "<b>&amp;"])
def test_any_name_is_printed_somehow(name):
    assert pages_of(cards_pdf(print_cards([PersonFactory(name=name, language="ar")], by=None)))


def test_printing_again_gives_the_same_card_and_replacing_another(mine):
    person = PersonFactory()
    [first] = print_cards([person], by=None)
    assert print_cards([person], by=None) == [first]
    second = replace_card(person, by=None)
    assert second != first
    first.link.refresh_from_db()
    assert first.link.withdrawn_at is not None
    assert print_cards([person], by=None) == [second]


def test_a_card_in_use_is_not_copied_behind_its_holders_back(client, coordinator, mine):
    person = PersonFactory(keeper=mine)
    edition = EnrolmentFactory(person=person, edition=EditionFactory(organisation=mine)).edition
    [card] = print_cards([person], by=None)
    note_use(card)
    with pytest.raises(CardRefused):
        print_cards([person], by=None)
    response = client.post(page("group", edition.pk), {"person": [person.pk]})
    assert "in gebruik" in response.content.decode()
    record = reverse("leerlijn_courses_person_modeladmin_inspect", args=[person.pk])
    assert "opnieuw afdrukken" not in client.get(record).content.decode()
    assert replace_card(person, by=None) != card


def test_printing_is_logged_without_a_name(client, coordinator, mine):
    person = PersonFactory(keeper=mine, name="Geheime Naam")
    response = client.post(page("print", person.pk))
    assert response.headers["Content-Type"] == "application/pdf"
    client.post(page("replace", person.pk))
    client.post(page("stop", person.pk))
    entries = ModelLogEntry.objects.filter(action__endswith="_card")
    assert sorted(set(entries.values_list("action", flat=True))) == [
        "leerlijn.print_card",
        "leerlijn.replace_card",
        "leerlijn.stop_card",
    ]
    assert all(entry.user == coordinator and "Geheim" not in entry.label for entry in entries)
    assert Access.objects.get(action="exported").subjects == [person.pk]


def test_only_who_answers_for_a_person_prints_their_card(client, coordinator, mine):
    """Somebody recorded elsewhere takes part here too: their card would open what they do elsewhere."""
    stranger, guest, own = PersonFactory(keeper=OrganisationFactory()), PersonFactory(), PersonFactory(keeper=mine)
    shared = PersonFactory(keeper=OrganisationFactory())
    edition = EditionFactory(organisation=mine)
    for person in (shared, guest):
        EnrolmentFactory(person=person, edition=edition)
    statuses = {person: client.post(page("print", person.pk)).status_code for person in (stranger, shared, guest, own)}
    assert statuses == {stranger: 404, shared: 404, guest: 200, own: 200}
    for name in ("replace", "stop"):
        assert client.post(page(name, shared.pk)).status_code == 404
    response = client.post(page("group", edition.pk), {"person": [shared.pk, guest.pk]})
    assert response.headers["Content-Type"] == "application/pdf"
    assert not Card.objects.filter(person=shared).exists()


def test_a_trainer_prints_no_cards(client, mine):
    account = UserFactory()
    assign(account, mine, Assignment.Role.TRAINER, by=None)
    client.force_login(account)
    person = PersonFactory(keeper=mine)
    edition = EditionFactory(organisation=mine)
    EnrolmentFactory(edition=edition, role="trainer", person=PersonFactory(account=account))
    EnrolmentFactory(edition=edition, person=person)
    assert client.post(page("print", person.pk)).status_code == 404
    assert client.get(page("group", edition.pk)).status_code == 404


def test_the_group_page_says_why_somebody_gets_none(client, coordinator, mine):
    edition = EditionFactory(organisation=mine)
    with_account = PersonWithAccountFactory(keeper=mine)
    without = PersonFactory(keeper=mine, email="")
    for person in (with_account, without):
        EnrolmentFactory(edition=edition, person=person)
    text = client.get(page("group", edition.pk)).content.decode()
    assert f'value="{without.pk}" checked' in text
    assert f'value="{with_account.pk}"' not in text
    assert "eigen account" in text
    assert "Vink aan" in client.post(page("group", edition.pk), {"person": ["x", with_account.pk]}).content.decode()


def test_the_persons_page_shows_the_card(client, coordinator, mine):
    person = PersonFactory(keeper=mine)
    record = reverse("leerlijn_courses_person_modeladmin_inspect", args=[person.pk])
    assert "Kaart afdrukken" in client.get(record).content.decode()
    print_cards([person], by=None)
    text = client.get(record).content.decode()
    assert "kaart vervangen" in text
    assert "Nog niet gebruikt" in text


def test_a_large_group_asks_no_more_of_the_database(client, coordinator, mine):
    asked = []
    for people in (2, 12):
        edition = EditionFactory(organisation=mine)
        for person in PersonFactory.create_batch(people, keeper=mine):
            EnrolmentFactory(edition=edition, person=person)
        with CaptureQueriesContext(connection) as queries:
            client.get(page("group", edition.pk))
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_the_pdf_is_whole():
    import pikepdf

    with pikepdf.open(BytesIO(cards_pdf(print_cards([PersonFactory()], by=None)))) as pdf:
        assert pdf.Root.StructTreeRoot
