from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.test import Client

from config.accounts.models import User
from tests.config.accounts.letters import last_link
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

SIGNUP, LOGIN = "/account/signup/", "/account/login/"
NEW_PASSWORD = "een zin die alleen ik ken"


@pytest.fixture(autouse=True)
def no_counted_requests():
    cache.clear()


def sign_up(client, email="nieuw@example.org", password=NEW_PASSWORD, **headers):
    return client.post(SIGNUP, {"email": email, "password1": password}, **headers)


def test_an_address_is_proven_by_a_button_and_never_by_opening_the_link(client):
    assert sign_up(client).status_code == 302
    link = last_link()
    assert client.get(link).status_code == 200
    assert not EmailAddress.objects.get().verified
    client.post(link)
    assert EmailAddress.objects.get().verified


def test_one_cannot_log_in_before_the_address_is_proven(client):
    sign_up(client)
    client.post(LOGIN, {"login": "nieuw@example.org", "password": NEW_PASSWORD})
    assert "_auth_user_id" not in client.session


def test_who_confirms_in_the_same_browser_is_logged_in(client):
    sign_up(client)
    client.post(last_link())
    assert client.session["_auth_user_id"] == str(User.objects.get().pk)


def test_a_used_link_answers_kindly(client):
    sign_up(client)
    client.post(last_link())
    client.post("/account/logout/")
    answer = client.get("/account/confirm-email/no-such-key/")
    assert answer.status_code == 200
    assert "account/email_confirm.html" in [template.name for template in answer.templates]


def test_signing_up_with_a_known_address_answers_the_same_and_tells_its_owner(client):
    UserFactory(email="bekend@example.org")
    new, known = sign_up(client), sign_up(client, email="BEKEND@example.org")
    assert (new.status_code, new.url) == (known.status_code, known.url)
    assert User.objects.count() == 2
    assert [message.to for message in mail.outbox] == [["nieuw@example.org"], ["bekend@example.org"]]
    assert "/password/reset/" in mail.outbox[1].body


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_a_double_click_makes_one_account(at_once):
    answers = at_once(lambda: sign_up(Client()), lambda: sign_up(Client()))
    assert [(answer.status_code, answer.url) for answer in answers] == [(302, "/account/confirm-email/")] * 2
    assert User.objects.count() == 1


def test_forgetting_a_password_tells_a_stranger_nothing(client):
    UserFactory(email="bekend@example.org")
    known = client.post("/account/password/reset/", {"email": "bekend@example.org"})
    unknown = client.post("/account/password/reset/", {"email": "niemand@example.org"})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)


def test_a_new_password_by_a_link(client):
    account = UserFactory(email="vergeten@example.org")
    client.post("/account/password/reset/", {"email": account.email})
    form_page = client.get(last_link(), follow=True)
    action = form_page.request["PATH_INFO"]
    client.post(action, {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
    account.refresh_from_db()
    assert account.check_password(NEW_PASSWORD)


def test_the_language_of_the_browser_becomes_the_account_s(client):
    sign_up(client, headers={"accept-language": "en"})
    assert User.objects.get().language == "en"


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("a\x00b@example.org", NEW_PASSWORD),
        ("nieuw@example.org", "pass\x00word and more"),
        ("x" * 500 + "@example.org", NEW_PASSWORD),
        ("📮@example.org", NEW_PASSWORD),
        ("", ""),
        ("nieuw@example.org", "kort"),
    ],
)
def test_bad_input_gets_a_form_error(client, email, password):
    answer = sign_up(client, email=email, password=password)
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert not User.objects.exists()


@pytest.mark.parametrize("login", ["a\x00b@example.org", "x" * 500 + "@example.org", "📮", ""])
def test_bad_logins_get_a_form_error(client, login):
    answer = client.post(LOGIN, {"login": login, "password": "wrong\x00"})
    assert answer.status_code == 200
    assert answer.context["form"].errors


def test_six_wrong_passwords_close_the_door_for_a_while_even_for_the_right_one(client):
    account = UserFactory()
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    answers = [client.post(LOGIN, {"login": account.email, "password": f"wrong {n}"}) for n in range(6)]
    assert [answer.status_code for answer in answers[:5]] == [200] * 5
    shut = client.post(LOGIN, {"login": account.email, "password": PASSWORD})
    assert shut.status_code == 429
    assert "account/locked.html" in [template.name for template in shut.templates]
    assert "_auth_user_id" not in client.session


def test_logging_out_needs_a_button(client):
    client.force_login(UserFactory())
    assert client.get("/account/logout/").status_code == 200
    assert "_auth_user_id" in client.session
    client.post("/account/logout/")
    assert "_auth_user_id" not in client.session
