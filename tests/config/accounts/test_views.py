from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache

from tests.config.accounts.letters import last_link
from tests.factories import PASSWORD, SuperuserFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def account(client):
    cache.clear()
    account = UserFactory(email="oud@example.org", language="en")
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    client.post("/account/login/", {"login": account.email, "password": PASSWORD})
    return account


def test_every_page_of_ones_own_account_opens(client, account):
    for path in ("", "email/", "password/change/", "reauthenticate/", "logout/", "inactive/", "confirm-email/"):
        assert client.get(f"/account/{path}").status_code in (200, 302), path


@pytest.mark.parametrize(
    "path", ["login/", "signup/", "password/reset/", "password/reset/done/", "password/reset/key/1-x/"]
)
def test_every_page_before_logging_in_opens(client, path):
    assert client.get(f"/account/{path}").status_code == 200


def test_a_new_address_holds_once_it_is_proven(client, account):
    client.post("/account/email/", {"email": "nieuw@example.org", "action_add": "1"})
    account.refresh_from_db()
    assert account.email == "oud@example.org"
    client.post(last_link())
    account.refresh_from_db()
    assert account.email == "nieuw@example.org"
    assert ["oud@example.org"] in [message.to for message in mail.outbox]


def test_a_changed_password_is_announced(client, account):
    answer = client.post(
        "/account/password/change/",
        {"oldpassword": PASSWORD, "password1": "een geheel andere zin", "password2": "een geheel andere zin"},
    )
    assert answer.url == "/account/"
    assert mail.outbox[-1].to == [account.email]
    assert client.get("/account/").status_code == 200


def test_the_account_s_language_wins_over_the_browser_s(client, account):
    page = client.get("/account/", headers={"accept-language": "nl"})
    assert '<html lang="en"' in page.content.decode()


def test_choosing_a_language_is_remembered_on_the_account_and_in_a_cookie(client, account):
    answer = client.post("/language/", {"language": "nl", "next": "/account/email/"})
    account.refresh_from_db()
    assert (answer.url, account.language) == ("/account/email/", "nl")
    client.post("/account/logout/")
    assert '<html lang="nl"' in client.get("/account/login/", headers={"accept-language": "en"}).content.decode()


@pytest.mark.parametrize(
    "given", [{"language": "xx"}, {"language": "nl\x00"}, {}, {"language": "en", "next": "https://elders.example.org/"}]
)
def test_an_unknown_language_or_a_foreign_address_leads_home(client, given):
    assert client.post("/language/", given).url == "/"


def test_languages_are_chosen_by_post(client):
    assert client.get("/language/").status_code == 405


def test_wagtail_uses_the_one_login_page(client):
    answer = client.get("/admin/", follow=True)
    assert answer.redirect_chain[-1][0] == "/account/login/?next=/admin/"
    assert client.get("/admin/login/").url == "/account/login/?next=/admin/"
    assert client.get("/admin/password_reset/").url == "/account/password/reset/"


def test_who_may_not_enter_the_workplace_hears_so_without_going_round_in_circles(client, account):
    answer = client.get("/admin/", follow=True)
    assert answer.status_code == 403


def test_after_logging_in_colleagues_land_at_their_work(client):
    colleague = SuperuserFactory()
    EmailAddress.objects.create(user=colleague, email=colleague.email, verified=True, primary=True)
    answer = client.post("/account/login/", {"login": colleague.email, "password": PASSWORD})
    assert answer.url == "/admin/"
