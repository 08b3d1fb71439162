import copy
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.contrib.auth import get_user
from django.test import Client
from django.urls import reverse

from config.demo.doors import DOORS
from config.demo.logins import LOGINS
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.urls("config.demo.urls")]


def account_behind(client: Client) -> Any:
    return get_user(client)  # type: ignore[arg-type]


@pytest.mark.parametrize("address", ["/", "/demo/"])
def test_the_start_page_has_three_doors(address: str, client: Client) -> None:
    page = client.get(address).content.decode()
    assert page.count("<form") >= 3
    assert all(str(door.title) in page and door.login.name in page for door in DOORS.values())


def test_the_way_to_the_catalogue_goes_past_the_doors(client: Client, settings: Any) -> None:
    templates = copy.deepcopy(settings.TEMPLATES)
    templates[0]["OPTIONS"]["context_processors"].append("config.demo.context.catalogue")
    settings.TEMPLATES = templates
    page = client.get("/").content.decode()
    assert 'class="ll-nav__link" href="/demo/aanbod/"' in page


@pytest.mark.parametrize("slug", DOORS)
def test_a_door_signs_in_its_person_and_leads_where_they_begin(slug: str, client: Client) -> None:
    door = DOORS[slug]
    account = UserFactory(email=door.login.email, name=door.login.name)
    answer = client.post(reverse("leerlijn_demo:enter", args=[slug]))
    assert answer.status_code == 302
    assert answer.headers["Location"] == door.leads_to()
    assert account_behind(client) == account


def test_a_door_opens_by_post_only(client: Client) -> None:
    UserFactory(email=DOORS["volgen"].login.email)
    assert client.get(reverse("leerlijn_demo:enter", args=["volgen"])).status_code == 405
    assert not account_behind(client).is_authenticated


def test_a_door_that_is_not_there(client: Client) -> None:
    assert client.post(reverse("leerlijn_demo:enter", args=["zolder"])).status_code == 404


def test_before_the_demo_is_loaded_a_door_says_so(client: Client) -> None:
    answer = client.post(reverse("leerlijn_demo:enter", args=["volgen"]), follow=True)
    assert "make demo" in answer.content.decode()
    assert not account_behind(client).is_authenticated


def test_a_blocked_account_stays_outside(client: Client) -> None:
    UserFactory(email=DOORS["volgen"].login.email, is_active=False)
    client.post(reverse("leerlijn_demo:enter", args=["volgen"]))
    assert not account_behind(client).is_authenticated


def test_a_door_needs_its_token() -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post(reverse("leerlijn_demo:enter", args=["volgen"])).status_code == 403


@pytest.mark.urls(django_settings.ROOT_URLCONF)
@pytest.mark.parametrize("address", ["/demo/mail/", "/demo/in/volgen/"])
def test_without_the_demos_own_addresses_there_is_neither_door_nor_mailbox(address: str, client: Client) -> None:
    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 404


def test_logins_are_invented() -> None:
    assert all(login.email.endswith("@example.org") for login in LOGINS)
