"""Every address, asked as every role, answers as the table says; an address the table doesn't know fails."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.test import Client

from tests.routes.asking import address_of, ask, routes, typed_in
from tests.routes.table import GROUPS, TABLE
from tests.routes.world import ROLES, make_world

# Who may see what is decided alike on every database; on PostgreSQL the same addresses are given hostile values.
pytestmark = pytest.mark.sqlite

ROWS = [(method, name, cells) for method, name, *cells in (line.split() for line in TABLE.strip().splitlines())]
STATED = {name for _, name, _ in ROWS}


def group_of(name: str) -> str | None:
    """The roles for whom a route outside the table is open; None where nothing is stated about it."""
    return next((roles for pattern, roles in GROUPS if re.fullmatch(pattern, name)), None)


def session_of(account: object, role: str) -> str:
    if role == "a":
        return ""
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client.cookies["sessionid"].value


def test_something_is_stated_about_every_route_and_about_no_other():
    known = {name for name, _ in routes()}
    assert not sorted(name for name in known - STATED if group_of(name) is None)
    assert not sorted(STATED - known)
    assert all(len(cells) == len(ROLES) for _, _, cells in ROWS)


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_our_addresses_answer_as_the_table_says(role):
    world = make_world()
    session = session_of(world.accounts[role], role)
    wrong = []
    for method, name, cells in ROWS:
        answer = ask(session, method, address_of(name, world))
        if answer != cells[ROLES.index(role)]:
            wrong.append(f"{method} {name}: {answer}, stated {cells[ROLES.index(role)]}")
    assert not wrong


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["a", "p", "u", "t", "c"])
def test_wagtails_own_addresses_show_nothing_to_whom_they_are_closed_for(role):
    world = make_world()
    session = session_of(world.accounts[role], role)
    shown = [
        name
        for name, pattern in routes()
        if name not in STATED
        and role not in (group_of(name) or ROLES)
        and ask(session, "GET", typed_in(pattern, world)) == "2"
    ]
    assert not shown


# A calendar program keeps what it read, for itself alone ("private"), and asks whether it still holds.
MAY_BE_KEPT = {"account_logout", "leerlijn_courses:feed"}


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["p", "c", "s"])
def test_no_cache_keeps_a_page_of_who_is_logged_in(role):
    world = make_world()
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = session_of(world.accounts[role], role)
    kept = [
        name
        for method, name, cells in ROWS
        if method == "GET"
        and cells[ROLES.index(role)] == "2"
        and name not in MAY_BE_KEPT
        and "no-store" not in client.get(address_of(name, world)).headers.get("Cache-Control", "")
    ]
    assert not kept
