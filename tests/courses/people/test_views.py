from __future__ import annotations

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from courses.models import Person
from courses.people.access import person_of
from tests.factories import PersonWithAccountFactory, UserFactory

pytestmark = pytest.mark.django_db
GIVEN = {"name": "Amira Voorbeeld", "latin_name": "", "phone": "", "language": "nl"}


@pytest.fixture
def address():
    return reverse("leerlijn_courses:my_details")


@pytest.fixture
def person(client):
    person = PersonWithAccountFactory(name="Was Zo")
    client.force_login(person.account)
    return person


def test_one_sees_and_changes_ones_own_name(client, person, address):
    assert "Was Zo" in client.get(address).content.decode()
    assert client.post(address, GIVEN | {"phone": "050 123 45 67"}).status_code == 302
    person.refresh_from_db()
    assert (person.name, person.phone, person.language) == ("Amira Voorbeeld", "050 123 45 67", "nl")


@pytest.mark.parametrize("name", ["محمد العلي", "ሀይለ ስላሴ", "Nguyễn Thị Ánh", "Ğ", "李", "Zoë 🌱", "X"])
def test_a_name_is_never_refused_for_its_script(client, person, address, name):
    assert client.post(address, GIVEN | {"name": name}).status_code == 302
    person.refresh_from_db()
    assert person.name == name


@pytest.mark.parametrize(
    "change",
    [
        {"name": ""},
        {"name": "  \u200b "},
        {"name": "a\x00b"},
        {"name": "a\x07b"},
        {"name": "x" * 501},
        {"latin_name": "a\x9fb"},
        {"phone": "bel mij"},
        {"phone": "1" * 41},
        {"phone": "050\x001234567"},
        {"language": "xx"},
    ],
)
def test_what_cannot_be_written_down_is_a_form_error_and_changes_nothing(client, person, address, change):
    answer = client.post(address, GIVEN | change)
    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == list(change)
    person.refresh_from_db()
    assert person.name == "Was Zo"


def test_the_first_time_makes_a_record(client, address):
    account = UserFactory(name="Nieuw Hier")
    client.force_login(account)
    assert "Nieuw Hier" in client.get(address).content.decode()
    assert not Person.objects.exists()
    client.post(address, GIVEN)
    assert person_of(account).name == "Amira Voorbeeld"


def test_the_log_keeps_the_fields_and_no_name(client, person, address):
    client.post(address, GIVEN)
    entry = ModelLogEntry.objects.get(action="leerlijn.change_person")
    assert entry.data == {"fields": ["name", "language"], "by": "participant"}
    assert "Amira" not in f"{entry.label}{entry.data}"


def test_details_are_behind_the_login(client, address):
    assert client.get(address).status_code == 302


def test_how_many_queries_the_page_costs(client, person, address, django_assert_num_queries):
    with django_assert_num_queries(5):
        client.get(address)
