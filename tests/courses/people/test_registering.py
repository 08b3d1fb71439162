from __future__ import annotations

import pytest
from django.contrib.contenttypes.models import ContentType
from wagtail.models import ModelLogEntry

from courses.models import Person
from courses.people.registering import PersonRefused, clean_email, clean_name, create_person, person_for_account
from tests.factories import PersonFactory, SuperuserFactory, UserFactory


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("  Şükrü \t Voorbeeld ", "Şükrü Voorbeeld"),
        ("Noe\u0308mi", "Noëmi"),
        ("Anna\u202e\u200b Test\x00", "Anna Test"),
        ("می\u200cنمونه", "می\u200cنمونه"),
        ("ሰላም ምሳሌ", "ሰላም ምሳሌ"),
        ("Anna 🌻", "Anna 🌻"),
        ("<b>Anna</b>", "<b>Anna</b>"),
    ],
)
def test_a_name_is_kept_as_written_without_signs_nobody_sees(written, kept):
    assert clean_name(written) == kept


@pytest.mark.parametrize("nothing", ["", "  ", "\x00", "\u200b\u202e", "x" * 501])
def test_no_name_and_an_endless_one_are_refused(nothing):
    with pytest.raises(PersonRefused):
        clean_name(nothing)


def test_addresses_lose_invisible_signs_and_capitals_and_must_be_addresses():
    assert clean_email(" \u200bAnna@Example.org\u00a0") == "anna@example.org"
    assert clean_email("") == ""
    with pytest.raises(PersonRefused):
        clean_email("anna at example")


@pytest.mark.django_db
def test_the_log_says_who_recorded_somebody_and_never_the_name():
    by = SuperuserFactory()
    person = create_person(name="Geheime Naam", by=by)
    entry = ModelLogEntry.objects.get(content_type=ContentType.objects.get_for_model(Person), object_id=str(person.pk))
    assert entry.user == by
    assert "Geheime" not in entry.label + str(entry.data)


@pytest.mark.django_db
def test_what_participants_do_about_themselves_is_logged_without_their_account():
    account = UserFactory(name="Geheime Naam")
    person = person_for_account(account, name="Geheime Naam")
    entry = ModelLogEntry.objects.get(action="leerlijn.record_person", object_id=str(person.pk))
    assert entry.user is None
    assert entry.data == {"by": "participant"}


@pytest.mark.django_db
def test_an_account_gets_one_person_and_never_one_of_the_same_name():
    namesake = PersonFactory(name="Anna Test")
    account = UserFactory(name="Anna Test")
    first = person_for_account(account, name="Anna Test")
    assert first != namesake
    assert person_for_account(account, name="Anders") == first
