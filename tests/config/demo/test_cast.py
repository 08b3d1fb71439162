from __future__ import annotations

import pytest
from django.test import Client

from config.demo.cast import make_accounts
from config.demo.logins import LOGINS, PASSWORD

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("login", LOGINS, ids=lambda login: login.email)
def test_everybody_on_the_terminal_can_log_in_by_the_ordinary_door(login, client: Client) -> None:
    make_accounts()
    client.post("/account/login/", {"login": login.email, "password": PASSWORD})
    assert "_auth_user_id" in client.session
