from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from wagtail.models import ModelLogEntry

from config.accounts.models import User, prove_address
from courses.models import LinkRequest
from courses.people.access import person_of
from tests.config.accounts.letters import last_link
from tests.factories import PASSWORD, PersonFactory, UserFactory

pytestmark = pytest.mark.django_db
ADDRESS = "nieuw@example.org"


@pytest.fixture(autouse=True)
def no_counted_requests():
    cache.clear()


def sign_up(client):
    client.post("/account/signup/", {"email": ADDRESS, "password1": "een zin die alleen ik ken"})
    return User.objects.get()


def test_proving_an_address_links_the_person_who_has_it_and_signing_up_alone_does_not(client):
    person = PersonFactory(email=ADDRESS.upper())
    account = sign_up(client)
    assert person_of(account) is None
    client.post(last_link())
    assert person_of(account) == person


def test_a_person_who_was_written_down_later_is_linked_at_the_next_login(client):
    account = UserFactory(email=ADDRESS)
    prove_address(account)
    person = PersonFactory(email=ADDRESS)
    client.post("/account/login/", {"login": ADDRESS, "password": PASSWORD})
    assert person_of(account) == person


def test_an_address_that_is_not_proven_links_nobody_at_login(client):
    account = UserFactory(email=ADDRESS)
    EmailAddress.objects.create(user=account, email=ADDRESS, verified=False, primary=True)
    PersonFactory(email=ADDRESS)
    client.force_login(account)
    assert person_of(account) is None


def test_two_persons_with_the_address_are_a_question_for_a_coordinator(client):
    PersonFactory.create_batch(2, email=ADDRESS)
    account = sign_up(client)
    client.post(last_link())
    assert person_of(account) is None
    assert LinkRequest.objects.get().account == account


def test_the_audit_log_names_an_account_by_its_number(admin_client):
    given = {"email": "jan.test@example.org", "name": "Jan Test", "language": "nl"}
    password = {"password1": "een-lange-zin-vandaag", "password2": "een-lange-zin-vandaag"}
    admin_client.post("/admin/users/new/", given | password)
    account = User.objects.get(email="jan.test@example.org")
    admin_client.post(f"/admin/users/edit/{account.pk}/", given | {"is_active": "on"})
    admin_client.post(f"/admin/users/delete/{account.pk}/")
    entries = ModelLogEntry.objects.filter(object_id=str(account.pk))
    assert set(entries.values_list("action", flat=True)) == {"wagtail.create", "wagtail.edit", "wagtail.delete"}
    assert set(entries.values_list("label", flat=True)) == {f"account {account.pk}"}
    assert "jan" not in str(list(entries.values())).lower()
