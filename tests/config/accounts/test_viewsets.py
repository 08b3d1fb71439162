from __future__ import annotations

import pytest
from django.contrib.auth.models import Group

from config.accounts.models import User
from tests.factories import SuperuserFactory, UserFactory

pytestmark = pytest.mark.django_db

GIVEN = {
    "email": "Auteur@example.org",
    "name": "Amira Voorbeeld",
    "language": "nl",
    "password1": "een zin die alleen ik ken",
    "password2": "een zin die alleen ik ken",
}


@pytest.fixture
def admin(client):
    admin = SuperuserFactory()
    client.force_login(admin)
    return admin


def test_a_site_admin_makes_an_account_without_username(client, admin):
    group = Group.objects.create(name="Proefgroep")
    answer = client.post("/admin/users/new/", GIVEN | {"groups": [group.pk]})
    assert answer.status_code == 302
    account = User.objects.get(email="auteur@example.org")
    assert (account.name, list(account.groups.all())) == ("Amira Voorbeeld", [group])
    assert account.check_password(GIVEN["password1"])


def test_an_account_is_changed_and_gets_a_new_password(client, admin):
    account = UserFactory()
    assert client.get(f"/admin/users/edit/{account.pk}/").status_code == 200
    changed = GIVEN | {"email": account.email, "is_active": "on"}
    assert client.post(f"/admin/users/edit/{account.pk}/", changed).status_code == 302
    account.refresh_from_db()
    assert account.check_password(GIVEN["password1"])


@pytest.mark.parametrize(
    "change", [{"email": "ACCOUNT@example.org"}, {"name": "a\x00b"}, {"email": "x" * 500}, {"name": "x" * 501}]
)
def test_what_cannot_be_saved_is_a_form_error(client, admin, change):
    UserFactory(email="account@example.org")
    answer = client.post("/admin/users/new/", GIVEN | change)
    assert answer.status_code == 200
    assert answer.context["form"].errors


@pytest.mark.parametrize("path", ["users/", "users/?q=amira", "users/new/", "account/"])
def test_the_pages_about_users_open(client, admin, path):
    assert client.get(f"/admin/{path}").status_code == 200
